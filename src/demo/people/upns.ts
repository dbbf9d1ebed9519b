import { checkLetterOf } from '#domain/people/upn.ts'

/**
 * Unique Pupil Numbers that no pupil has: the local authority in them is 999. `year` is the calendar year in which the
 * child first came to a school; the first school is one of a few, of 60 places a year.
 */
export const upnMaker = (): ((year: number) => string) => {
  const given = new Map<number, number>()
  return (year) => {
    const place = given.get(year) ?? 0
    given.set(year, place + 1)
    const school = 2001 + (place % 6)
    const serial = 1 + Math.floor(place / 6)
    const rest = `999${school}${String(year % 100).padStart(2, '0')}${String(serial).padStart(3, '0')}`
    return `${checkLetterOf(rest)}${rest}`
  }
}

/** The number with its check letter mistyped. */
export const withWrongLetter = (upn: string): string => `${upn.startsWith('B') ? 'D' : 'B'}${upn.slice(1)}`

/** The temporary number that a school gives until the real one is found: its last character is a letter. */
export const temporaryUpn = (year: number): string => {
  const rest = `9994001${String(year % 100).padStart(2, '0')}01A`
  return `${checkLetterOf(rest)}${rest}`
}

/** A number for a child of a story, from a school of its own, so that it is nobody else's. `year` as in `upnMaker`. */
export const storyUpn = (year: number, serial: number): string => {
  const rest = `9992009${String(year % 100).padStart(2, '0')}${String(serial).padStart(3, '0')}`
  return `${checkLetterOf(rest)}${rest}`
}
