import { isOfSchoolAge } from '../../people/compulsory-school-age.ts'
import type { Pupil } from '../../records/pupil.ts'
import type { RegisterYear } from '../../records/register-year.ts'
import type { SchoolDay } from '../../time/school-day.ts'
import { daysOfSchoolYear, schoolYearOf } from '../../time/school-year.ts'
import { countedMarks, type OnRoll } from '../count-pupil.ts'
import type { PlacedMark } from '../mark-letters.ts'
import { daysOfMarks } from './days-of-marks.ts'

/** The sickness return: so many days, one after the other or together (SI 2024/208, regulation 13; domain: section 1.5). */
export const DAYS_OF_SICKNESS = 15

/** Days marked I one after the other, of school days that this child could have attended. */
export type SpellOfSickness = { from: SchoolDay; to: SchoolDay; days: number; sessions: number }

/** How days of sickness stand in the school year of today. */
export type FifteenDaysOfSickness = {
  /** Days with at least one session of I, as the Department's own list counts them (domain: section 1.5). */
  days: number
  sessions: number
  /** In their order. */
  spells: SpellOfSickness[]
  /** Days in the longest spell; 0 without any. */
  longest: number
  /** The fifteenth day; null while there are fewer. */
  reachedOn: SchoolDay | null
  /** The last day on which all of them count: the next school year begins anew. */
  countUntil: SchoolDay
}

/**
 * Days of sickness in this school year, consecutive or cumulative, reckoned from the marks that stand. The return is due as soon as the
 * school has reason to believe that it will be fifteen days: that is for people to judge, and no count says it. Null below and above
 * compulsory school age; days from before it do not count.
 */
export const fifteenDaysOfSickness = (
  pupil: OnRoll & Pick<Pupil, 'bornOn'>,
  years: readonly RegisterYear[],
  today: SchoolDay,
): FifteenDaysOfSickness | null => {
  if (!isOfSchoolAge(pupil.bornOn, today)) return null
  const { from, to } = daysOfSchoolYear(schoolYearOf(today))
  const spells: SpellOfSickness[] = []
  const ill: SchoolDay[] = []
  let isIll = false
  for (const { day, marks } of daysOfMarks(countedMarks(pupil, years, { from, to: today }))) {
    const sessions = marks.filter(isSickness).length
    const spell = spells.at(-1)
    if (sessions > 0) {
      ill.push(day)
      if (isIll && spell !== undefined) {
        spells[spells.length - 1] = { ...spell, to: day, days: spell.days + 1, sessions: spell.sessions + sessions }
      } else spells.push({ from: day, to: day, days: 1, sessions })
    }
    isIll = sessions > 0
  }
  return {
    days: ill.length,
    sessions: spells.reduce((sum, spell) => sum + spell.sessions, 0),
    spells,
    longest: Math.max(0, ...spells.map(({ days }) => days)),
    reachedOn: ill[DAYS_OF_SICKNESS - 1] ?? null,
    countUntil: to,
  }
}

/** How many more days would make fifteen; 0 when there are fifteen or more. */
export const untilFifteenDays = ({ days }: FifteenDaysOfSickness): number => Math.max(0, DAYS_OF_SICKNESS - days)

const isSickness = ({ code }: PlacedMark): boolean => code === 'I'
