import type { AbsenceCase } from '../records/absence-case.ts'
import { sayDay, saySchoolDays } from '../time/day-words.ts'
import { schoolDaysFrom, type SchoolCalendar } from '../time/school-calendar.ts'
import type { SchoolDay } from '../time/school-day.ts'

/**
 * From how many home visits in a row without an answer somebody else is to be told. Working measures of our own: schools set
 * their own times, all of them short (domain: section 4.3). Published procedures agree on the order: try again, at another time;
 * the safeguarding lead; then, with them and a manager, whether a welfare check is to be asked for.
 */
const TELL_LEAD_FROM = 2
export const TELL_MANAGER_FROM = 3

/** What is due, in the order in which it is done. */
export type EscalationStep = 'tell-lead' | 'tell-manager' | 'visit-again'

/** How a case stands in which nobody comes to the door, and what is due. */
export type Escalation = {
  /** Visits in a row that nobody answered: at least one. */
  inARow: number
  /** Their days, the earliest first; fewer than `inARow` where an older version wrote the case. */
  days: readonly SchoolDay[]
  /** School days since anyone noted seeing the child; since the case was opened, where nobody has. */
  unseenFor: number
  neverSeen: boolean
  due: readonly EscalationStep[]
  /** What would be due and was done since the last of the visits. */
  done: readonly EscalationStep[]
}

/** The days on which this tablet knows that somebody was told otherwise than by a visit's own words. */
export type Told = { lead: SchoolDay | null; manager: SchoolDay | null }

type Standing = Pick<AbsenceCase, 'failedVisits' | 'failedVisitsOn' | 'lastSeenOn' | 'openedOn' | 'leadToldOn'>

/**
 * What is due after visits that nobody answered; null where the last visit was answered, or there was none. A child whom staff
 * saw after the last visit is not in question: only the family is still to be met.
 */
export const escalationOf = (
  absenceCase: Standing | null,
  { told, today, calendar }: { told?: Partial<Told> | undefined; today: SchoolDay; calendar: SchoolCalendar },
): Escalation | null => {
  if (absenceCase === null || absenceCase.failedVisits === 0) return null
  const { failedVisits: inARow, failedVisitsOn: days = [], lastSeenOn, openedOn, leadToldOn } = absenceCase
  const last = days.at(-1)
  const isSince = (on: SchoolDay | null | undefined): boolean =>
    last !== undefined && on !== null && on !== undefined && on >= last
  const isSeenSince = last !== undefined && lastSeenOn !== null && lastSeenOn > last
  const telling: EscalationStep[] = isSeenSince
    ? []
    : steps.filter(({ from }) => inARow >= from).map(({ step }) => step)
  const isDone = (step: EscalationStep): boolean =>
    step === 'tell-lead' ? isSince(told?.lead) || isSince(leadToldOn) : isSince(told?.manager)
  return {
    inARow,
    days,
    unseenFor: schoolDaysFrom(lastSeenOn ?? openedOn, today, calendar),
    neverSeen: lastSeenOn === null,
    due: [...telling.filter((step) => !isDone(step)), 'visit-again'],
    done: telling.filter(isDone),
  }
}

const steps = [
  { step: 'tell-lead', from: TELL_LEAD_FROM },
  { step: 'tell-manager', from: TELL_MANAGER_FROM },
] as const

/** How it stands, in sentences: *3 visits in a row with no answer: Thu 12 Nov, Wed 18 Nov and Mon 23 Nov.* */
export const sayEscalation = (escalation: Escalation, child: string, today: SchoolDay): string => {
  const { inARow, days, unseenFor, neverSeen } = escalation
  const on = days.length === inARow ? sayDays(days.map((day) => sayDay(day, today))) : ''
  const visits =
    inARow === 1
      ? `Nobody answered the visit${on === '' ? '' : ` on ${on}`}.`
      : `${inARow} visits in a row with no answer${on === '' ? '' : `: ${on}`}.`
  if (unseenFor === 0) return visits
  const since = saySchoolDays(unseenFor)
  return neverSeen
    ? `${visits} Nobody has noted seeing ${child} since the case opened, ${since} ago.`
    : `${visits} Nobody has noted seeing ${child} for ${since}.`
}

const sayDays = (days: readonly string[]): string =>
  days.length < 2 ? (days[0] ?? '') : `${days.slice(0, -1).join(', ')} and ${days.at(-1) ?? ''}`
