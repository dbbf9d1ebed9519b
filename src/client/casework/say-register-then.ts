import type { PupilFile } from '#client/casework/pupil-file.ts'
import type { RegisterDecision } from '#domain/records/register-decision.ts'
import { sayAttendance } from '#domain/register/attendance-band.ts'
import { isByCalendar, readClock } from '#domain/register/clocks/read-clock.ts'
import { sayClosed, sessionsOf, sinceClosed } from '#domain/register/closed-seen.ts'
import { sinceSeen, type ChangedMark, type SinceSeen } from '#domain/register/register-seen.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolCalendar } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** Changed sessions that are said one by one; of more, how many there are besides. */
const SAID = 6

/** What became of the marks that somebody decided on, from the pupil's registers on this tablet. */
export const sinceDecided = ({ saw }: RegisterDecision, file: PupilFile): SinceSeen =>
  sinceSeen(
    saw,
    file.pupil.record,
    file.registers.map(({ record }) => record),
  )

/** What the register said then, in the unit of what it was asked: `12 sessions of G, N, O or U`. */
export const sayCounted = ({ about, counted }: Pick<RegisterDecision, 'about' | 'counted'>): string => {
  const [one, many] = units[about]
  return `${counted} ${counted === 1 ? one : many}`
}

const units: Record<RegisterDecision['about'], readonly [string, string]> = {
  'opening-a-case': ['session missed', 'sessions missed'],
  'ten-in-ten-weeks': ['session of G, N, O or U', 'sessions of G, N, O or U'],
  'ten-days-in-a-row': ['school day in a row of G, N, O or U', 'school days in a row of G, N, O or U'],
  'fifteen-days-of-sickness': ['school day with I', 'school days with I'],
}

/**
 * Which sessions say something else than when it was decided, and what the same days come to by the marks that stand; null while none
 * does. Marks that came in only since are no change and are left out of the words.
 */
export const sayChanged = ({ changed, was, now }: SinceSeen, today: SchoolDay): string | null => {
  if (changed.length === 0) return null
  const said = changed.slice(0, SAID).map((mark) => sayMark(mark, today))
  const more = changed.length - said.length
  const count = changed.length === 1 ? '1 session was' : `${changed.length} sessions were`
  const list = `${said.join('; ')}${more === 0 ? '' : `; and ${more} more`}`
  return `${count} changed since: ${list}. Attended on those days, as the register had it then: ${sayAttendance(was)}; as it has it now: ${sayAttendance(now)}.`
}

/**
 * `Counted with these days closed: Mon 26 Oct to Fri 30 Oct.` Says so where they were not kept, as by an earlier Doorstep; null for what is
 * counted without a calendar.
 */
export const sayClosedThen = (
  { about, closed }: Pick<RegisterDecision, 'about' | 'closed'>,
  say: (day: SchoolDay) => string,
): string | null => {
  if (!isByCalendar(about)) return null
  if (closed === undefined) return 'The days on which the school was closed were not kept with this decision.'
  const sessions = sessionsOf(closed)
  const days = sessions.length === 0 ? 'no day closed' : `these days closed: ${sayClosed(sessions, say)}`
  return `Counted with ${days}.${closed.isEntered ? '' : ' The school had entered no holidays then.'}`
}

/**
 * Which days of those that it was counted with are school days now or are closed now, and what the clock would have shown that day with
 * the days and the marks as they are now; null while they are the same.
 */
export const sayCalendarChanged = (
  { about, closed, saw, decidedOn }: RegisterDecision,
  file: PupilFile,
  calendar: SchoolCalendar,
  today: SchoolDay,
): string | null => {
  if (!isByCalendar(about) || closed === undefined) return null
  const since = sinceClosed(closed, calendar, saw)
  const say = (day: SchoolDay) => sayDay(day, today)
  const said = [
    ...(since.closed.length === 0 ? [] : [`closed now, ${sayClosed(since.closed, say)}`]),
    ...(since.held.length === 0 ? [] : [`open now, ${sayClosed(since.held, say)}`]),
  ]
  if (said.length === 0) return null
  const years = file.registers.map(({ record }) => record)
  const counted = readClock(about, file.pupil.record, years, calendar, decidedOn)?.counted ?? 0
  return `The school’s calendar was changed since: ${said.join('; ')}. With the days and the marks as they are now, it would be ${sayCounted({ about, counted })} on that day.`
}

const sayMark = ({ day, session, was, now }: ChangedMark, today: SchoolDay): string =>
  `${sayDay(day, today)}, ${session}, ${was} then and ${now ?? 'no mark'} now`
