import { createSourceReader } from '#client/casework/read-sources.ts'
import type { Session } from '#client/app/session.tsx'
import { membershipIn } from '#domain/permissions/actor.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import { weekdaysOnly } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { inOrder, linesOf, type TodayLine } from '#domain/today/today-lines.ts'
import { draftLines } from './draft-lines.ts'
import { threadLines } from './thread-lines.ts'

/** Whose Today it is, and when. */
export type Asking = Pick<Session, 'db' | 'actor'> & { now: Instant; today: SchoolDay }

/** Everything there is to do now, in order, and how many files are still on their way. */
export type Today = { lines: TodayLine[]; arriving: number }

/** Lines that do not come from a pupil's own records. Another kind of thing to do is one file and one line here. */
const others: readonly ((asking: Asking) => Promise<TodayLine[]>)[] = [draftLines, threadLines]

/** A reader of Today that reads again only what changed. */
export const todayReader = () => {
  const readSources = createSourceReader()
  return async (asked: Pick<Session, 'db' | 'actor' | 'clock'>): Promise<Today> => {
    const now = asked.clock()
    const asking: Asking = { db: asked.db, actor: asked.actor, now, today: dayOf(now) }
    const { sources, loading } = await readSources(asking.db)
    const ofPupils = sources.flatMap(({ pupil, cases, promises, barriers }) => {
      const member: StaffMember | null = membershipIn(asking.actor, pupil.organisationId)
      const absenceCase = cases.find((one) => one.status === 'open') ?? null
      const subject = { pupil, absenceCase, promises, barriers, today: asking.today, calendar: weekdaysOnly }
      return member === null ? [] : linesOf(subject, member)
    })
    const rest = await Promise.all(others.map((read) => read(asking)))
    return { lines: inOrder([...rest.flat(), ...ofPupils]), arriving: loading.size }
  }
}
