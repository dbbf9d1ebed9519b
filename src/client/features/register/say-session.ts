import { meaningOf, statisticalClassWords, type StatisticalClass } from '#domain/register/mark-codes.ts'
import type { PicturedSession } from '#domain/register/register-picture.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** How a session looks in the picture, each with a ground and a shape of its own. In the order of the key. */
export const looks = [
  'attended',
  'late',
  'authorised',
  'unauthorised',
  'not-counted',
  'closed',
  'no-mark',
  'to-come',
  'not-on-roll',
] as const
export type Look = (typeof looks)[number]

export const lookWords: Record<Look, string> = {
  attended: 'Attended',
  late: 'Late, attended',
  authorised: 'Authorised absence',
  unauthorised: 'Unauthorised absence',
  'not-counted': 'Not counted',
  closed: 'School closed',
  'no-mark': 'No mark has come in',
  'to-come': 'Still to come',
  'not-on-roll': 'Not on the roll',
}

const lookOfClass: Record<StatisticalClass, Look> = {
  present: 'attended',
  late: 'late',
  'approved-activity': 'attended',
  authorised: 'authorised',
  unauthorised: 'unauthorised',
  'not-possible': 'not-counted',
  'not-collected': 'not-counted',
}

export const lookOf = ({ state, code }: PicturedSession): Look => {
  if (state !== 'marked') return state
  return code === null ? 'no-mark' : lookOfClass[meaningOf(code).counts]
}

/** `Mon 7 Sep, morning: I, ill, authorised absence`; without a mark, why there is none. */
export const saySession = (one: PicturedSession, today: SchoolDay): string => {
  const when = `${sayDay(one.day, today)}, ${one.session}`
  const mark = one.code === null ? null : `${one.code}, ${lowerFirst(meaningOf(one.code).words)}`
  const look = lookWords[lookOf(one)].toLowerCase()
  if (mark === null) return `${when}: ${look}`
  if (one.state !== 'marked' || one.code === null) return `${when}: ${mark}, ${look}`
  return `${when}: ${mark}, ${statisticalClassWords[meaningOf(one.code).counts]}`
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
