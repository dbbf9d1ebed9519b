import type { Organisation } from '../records/organisation.ts'
import type { Pupil } from '../records/pupil.ts'
import type { RegisterYear } from '../records/register-year.ts'
import { DAYS_OF_SICKNESS, fifteenDaysOfSickness } from '../register/clocks/fifteen-days-of-sickness.ts'
import { DAYS_IN_A_ROW, tenContinuousDays, tenthOf } from '../register/clocks/ten-continuous-days.ts'
import { countsTowardsPenalty, markCodes, type MarkCode } from '../register/mark-codes.ts'
import { howManyOf } from '../register/mark-letters.ts'
import { addSchoolDays, type SchoolCalendar } from '../time/school-calendar.ts'
import { addDays, type SchoolDay } from '../time/school-day.ts'
import { schoolYearOf } from '../time/school-year.ts'

/**
 * What a school tells its council of its pupils (School Attendance (Pupil Registration) (England) Regulations 2024, SI 2024/208,
 * regulation 13; domain: section 1.5). A council may agree other forms and times with its schools.
 */
export const returnKinds = ['new-pupils', 'deletions', 'ten-days-in-a-row', 'fifteen-days-of-sickness'] as const
export type ReturnKind = (typeof returnKinds)[number]

/** One child whom a school has to tell of. */
export type ToTell = {
  pupil: Pupil
  /** The day from which it is so: entered on the roll, last on it, the tenth day, the fifteenth. */
  on: SchoolDay
  /** The last day on which it is in time; null where the time is agreed with the council, or is the day itself. */
  tellBy: SchoolDay | null
  /**
   * The first and last day that count, how many, and the sessions of G, N, O or U or of I on them: of a run of days or of days of sickness;
   * null for the roll. A run is going on while the marks end with it and the child has not left.
   */
  days: { from: SchoolDay; to: SchoolDay; count: number; sessions: number; isGoingOn: boolean } | null
}

export type Asked = {
  school: Pick<Organisation, 'phase'>
  pupils: readonly Pupil[]
  /** The registers of this school year and the last, by pupil. */
  years: ReadonlyMap<string, readonly RegisterYear[]>
  calendar: SchoolCalendar
  today: SchoolDay
}

/** The children of one return, in the order of the day from which it is so, the latest first. */
export const toTell = (kind: ReturnKind, asked: Asked): ToTell[] => {
  const { pupils } = asked
  return pupils
    .flatMap((pupil) => of[kind](pupil, asked))
    .toSorted((a, b) => (a.on === b.on ? compare(a.pupil, b.pupil) : a.on < b.on ? 1 : -1))
}

/** Changes of the roll stay on the list for so many days: a school tells of them within five, and looks back over a holiday. */
export const ROLL_DAYS = 42

/** A new pupil is told of by the end of the fifth day after the name was entered: days, not school days. */
const TELL_WITHIN = 5

type Rule = (pupil: Pupil, asked: Asked) => ToTell[]

const of: Record<ReturnKind, Rule> = {
  'new-pupils': (pupil, asked) => {
    const { onRollFrom: on } = pupil
    if (on === null || !isLately(on, asked.today) || isYoungestOnFirstDay(pupil, on, asked)) return []
    return [{ pupil, on, tellBy: addDays(on, TELL_WITHIN), days: null }]
  },
  deletions: (pupil, { today }) => {
    const { leftOn: on } = pupil
    return on === null || !isLately(on, today) ? [] : [{ pupil, on, tellBy: on, days: null }]
  },
  'ten-days-in-a-row': (pupil, { years, calendar, today }) => {
    if (marksOf(pupil, years, penaltyCodes) < DAYS_IN_A_ROW) return []
    const clock = tenContinuousDays(pupil, years.get(pupil.id) ?? [], calendar, today)
    if (clock === null) return []
    // Whoever left before this school year was told of in theirs.
    if (pupil.leftOn !== null && schoolYearOf(pupil.leftOn) < schoolYearOf(today)) return []
    const runs = [...(clock.now === null ? [] : [clock.now]), ...clock.ended]
    return runs.flatMap((run) => {
      const [from, to, on] = [run.days.at(0)?.day, run.days.at(-1)?.day, tenthOf(run)]
      if (from === undefined || to === undefined || on === null) return []
      return [
        {
          pupil,
          on,
          tellBy: null,
          days: {
            from,
            to,
            count: run.days.length,
            sessions: run.days.reduce((sum, { marks }) => sum + marks.length, 0),
            isGoingOn: run === clock.now && pupil.leftOn === null,
          },
        },
      ]
    })
  },
  'fifteen-days-of-sickness': (pupil, { years, today }) => {
    if (marksOf(pupil, years, ['I']) < DAYS_OF_SICKNESS) return []
    const clock = fifteenDaysOfSickness(pupil, years.get(pupil.id) ?? [], today)
    const [from, to] = [clock?.spells.at(0)?.from, clock?.spells.at(-1)?.to]
    if (clock === null || clock.reachedOn === null || from === undefined || to === undefined) return []
    const { days: count, sessions } = clock
    return [{ pupil, on: clock.reachedOn, tellBy: null, days: { from, to, count, sessions, isGoingOn: false } }]
  },
}

const penaltyCodes = markCodes.filter(countsTowardsPenalty)

/** Nobody can have so many days who has not as many marks: most children need no closer look. */
const marksOf = ({ id }: Pupil, years: Asked['years'], codes: readonly MarkCode[]): number =>
  (years.get(id) ?? []).reduce((count, year) => count + howManyOf(year, codes), 0)

const isLately = (day: SchoolDay, today: SchoolDay): boolean => day <= today && day >= addDays(today, -ROLL_DAYS)

/** The youngest class of a school by its phase; null where that does not say. */
const youngest: Record<NonNullable<Organisation['phase']>, number | null> = {
  primary: 0,
  'all-through': 0,
  secondary: 7,
  special: null,
}

/** The whole youngest class begins on the first day of the school year: nobody is told of it unless the council asks. */
const isYoungestOnFirstDay = (pupil: Pupil, on: SchoolDay, { school, calendar }: Asked): boolean => {
  const year = school.phase === null ? null : youngest[school.phase]
  if (year === null || pupil.yearGroup !== year) return false
  const firstDay = addSchoolDays(`${on.slice(0, 4)}-08-31`, 1, calendar)
  return on >= `${on.slice(0, 4)}-08-01` && on <= firstDay
}

const compare = (a: Pupil, b: Pupil): number =>
  `${a.surname} ${a.forename} ${a.id}` < `${b.surname} ${b.forename} ${b.id}` ? -1 : 1
