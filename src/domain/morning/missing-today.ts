import type { RegisterYear } from '../records/register-year.ts'
import { meaningOf, type MarkCode } from '../register/mark-codes.ts'
import type { SchoolDay } from '../time/school-day.ts'
import type { Session } from '../time/school-session.ts'
import { firstSession, markOf, type FirstSession, type OnRegister, type Unexplained } from './unexplained.ts'

/** A child of whom nobody knows today where they are. */
export type MissingToday = {
  /** What is asked about: the first session of the day that nobody explained. */
  session: Session
  mark: Unexplained
  /** The child was at school in the morning, and is missing in the afternoon. Nobody at home may know. */
  wasHere: boolean
  /** Missing in the afternoon as in the morning. */
  isAllDay: boolean
}

/** How a day stands at one school, as far as its marks have come in. */
export type DaySoFar = {
  /** The first session held, whether or not its marks are in. */
  first: FirstSession
  /** The second; null where none is held, or not one mark of it has come: then nothing is said of it. */
  second: FirstSession | null
  missing: ReadonlyMap<string, MissingToday>
  /** Marked N in the morning, and at school since: not missing, and the reason is still to be found. */
  cameSince: ReadonlySet<string>
}

/** Whether a mark says that the child is in this school, or taught elsewhere with its knowledge. */
const isWithSomebody = (code: MarkCode | null): boolean =>
  code !== null && ['attending', 'attending-elsewhere'].includes(meaningOf(code).entry)

/** Whether a mark says that the child was in this school itself. */
export const wasAtSchool = (code: MarkCode | null): boolean => code !== null && meaningOf(code).entry === 'attending'

/**
 * Who is missing today without a reason, of the sessions held (`sessionsOn`). The register is taken in the morning and once in the afternoon
 * (*Working together to improve school attendance*; domain: section 2.3), so a child who was here in the morning and is N in the afternoon is
 * missing too. Who was missing in the morning and has come since is not.
 */
export const daySoFar = (
  those: readonly OnRegister[],
  day: SchoolDay,
  sessions: readonly Session[],
): DaySoFar | null => {
  const [one, other] = sessions
  if (one === undefined) return null
  const first = firstSession(those, day, one)
  const later = other === undefined ? null : firstSession(those, day, other)
  const second = later === null || later.marked === 0 ? null : later
  const missing = new Map<string, MissingToday>()
  const cameSince = new Set<string>()
  for (const { pupil, year } of those) {
    const then = first.unexplained.get(pupil.id)
    const now = second?.unexplained.get(pupil.id)
    const codeOf = (session: Session | undefined): MarkCode | null =>
      session === undefined || year === null ? null : markOf(year, day, session)
    if (then !== undefined && second !== null && isWithSomebody(codeOf(other))) {
      if (then === 'n') cameSince.add(pupil.id)
    } else if (then !== undefined)
      missing.set(pupil.id, { session: one, mark: then, wasHere: false, isAllDay: now !== undefined })
    else if (now !== undefined && other !== undefined)
      missing.set(pupil.id, { session: other, mark: now, wasHere: wasAtSchool(codeOf(one)), isAllDay: false })
  }
  return { first, second, missing, cameSince }
}

/** Which session of a day is asked about for one child by their own register: the first, or the second where the first is explained. */
export const askedSession = (
  year: RegisterYear | null,
  day: SchoolDay,
  sessions: readonly Session[],
): Session | null => {
  const [one = null, other = null] = sessions
  const code = year === null || one === null ? null : markOf(year, day, one)
  return other !== null && code !== null && code !== 'N' ? other : one
}
