import { isBelowSchoolAge } from '#domain/people/compulsory-school-age.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { RegisterYear } from '#domain/records/register-year.ts'
import {
  attendedUntilUnderHalf,
  attendedUntilUnderTenth,
  isPersistent,
  missesLeft,
} from '#domain/register/attendance-band.ts'
import { sessionsToCome, type Standing, type ToCome } from '#domain/register/standing.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolCalendar } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { daysOfSchoolYear, schoolYearOf } from '#domain/time/school-year.ts'

type Asked = Standing & { pupil: Pupil; year: RegisterYear; calendar: SchoolCalendar; today: SchoolDay }

/** What may still become of this school year, and on what that figure rests (null where it rests on nothing but marks). */
export type Ahead = { words: string; assumed: string | null }

/**
 * How many more sessions may be missed before a tenth of the year is, or what it takes to come under a tenth. Null for a year that is
 * over, for somebody who has left, and while there is nothing to count.
 */
export const sayAhead = ({ pupil, year, counts, band, last, calendar, today }: Asked): Ahead | null => {
  if (schoolYearOf(today) !== year.year || pupil.leftOn !== null || last === null || counts.possible === 0) return null
  if (band === null) {
    const words = isBelowSchoolAge(pupil.bornOn, last.day)
      ? 'Below compulsory school age: nobody is called persistently absent yet.'
      : 'Above compulsory school age: nobody is called persistently absent any more.'
    return { words, assumed: null }
  }
  const toCome = sessionsToCome(pupil, year, last, calendar)
  if (toCome.sessions === 0) return null
  const by = toCome.to === daysOfSchoolYear(year.year).to ? 'the end of July' : sayDay(toCome.to, today)
  const left = missesLeft(counts, toCome.sessions)
  const assumed = sayAssumed(toCome, by)
  if (!isPersistent(counts)) {
    if (left === null) return null
    return {
      words:
        left === 0
          ? `Each session still to come has to be attended to stay under a tenth missed by ${by}.`
          : `Up to ${left} more ${left === 1 ? 'session' : 'sessions'} can be missed and it stays under a tenth by ${by}.`,
      assumed,
    }
  }
  const tenth = attendedUntilUnderTenth(counts)
  const half = attendedUntilUnderHalf(counts)
  const words = [
    ...(half > 0 && half <= toCome.sessions
      ? [`Under half missed again after ${saySessions(half)} attended in a row.`]
      : []),
    left === null
      ? `Under a tenth would take ${saySessions(tenth)} in a row, more than are still to come by ${by}. Each one attended still counts.`
      : `Under a tenth missed again after ${saySessions(tenth)} attended in a row.`,
  ]
  return { words: words.join(' '), assumed }
}

const saySessions = (count: number): string => `${count} ${count === 1 ? 'session' : 'sessions'}`

const sayAssumed = ({ sessions, by }: ToCome, to: string): string => {
  const held = saySessions(sessions)
  switch (by) {
    case 'whole-year':
      return `Counted with ${held} still to come, by the school’s calendar.`
    case 'entered':
      return `Counted to ${to}, the last day that the school has entered in its calendar: ${held} still to come.`
    case 'guess':
      return `This is a guess. The school has entered no holidays ahead, so every weekday to ${to} but bank holidays is counted: ${held}. With holidays there are fewer, and fewer can be missed.`
  }
}
