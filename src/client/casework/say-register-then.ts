import type { PupilFile } from '#client/casework/pupil-file.ts'
import type { RegisterDecision } from '#domain/records/register-decision.ts'
import { sayAttendance } from '#domain/register/attendance-band.ts'
import { sinceSeen, type ChangedMark, type SinceSeen } from '#domain/register/register-seen.ts'
import { sayDay } from '#domain/time/day-words.ts'
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

const sayMark = ({ day, session, was, now }: ChangedMark, today: SchoolDay): string =>
  `${sayDay(day, today)}, ${session}, ${was} then and ${now ?? 'no mark'} now`
