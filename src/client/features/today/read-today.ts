import { readCalendars, type Calendars } from '#client/casework/read-calendars.ts'
import { readLeadToldOn } from '#client/casework/read-restricted.ts'
import { forEachSource } from '#client/casework/read-sources.ts'
import type { Filed } from '#client/store/live-digests.ts'
import type { Session } from '#client/app/session.tsx'
import type { ToCome } from '#client/store/to-come.ts'
import { membershipIn } from '#domain/permissions/actor.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { inOrder, linesOf, type TodayLine } from '#domain/today/today-lines.ts'
import { draftLines } from './draft-lines.ts'
import { handoverLines } from './handover-lines.ts'
import { morningLines } from './morning-lines.ts'
import { needsYouLines } from './needs-you-lines.ts'
import { outingLines } from './outing-lines.ts'
import { threadLines } from './thread-lines.ts'
import { unfinishedLines } from './unfinished-lines.ts'
import { visitLines } from './visit-lines.ts'

/** Whose Today it is, and when. */
export type Asking = Pick<Session, 'db' | 'actor'> & { now: Instant; today: SchoolDay; calendars: Calendars }

/** Everything there is to do now, in order, and how many files are still to come. */
export type Today = { lines: TodayLine[]; toCome: ToCome }

/** Lines that do not come from a pupil's own records. Another kind of thing to do is one file and one line here. */
const others: readonly ((asking: Asking) => Promise<TodayLine[]>)[] = [
  draftLines,
  handoverLines,
  needsYouLines,
  outingLines,
  threadLines,
  unfinishedLines,
  visitLines,
]

/** What Today knows beside the digests of pupils' files. */
export type Beside = {
  /** The lines that do not come from a pupil's own records. */
  lines: TodayLine[]
  /** By pupil, the last day on which the safeguarding lead was told something that this tablet may know of. */
  leadToldOn: ReadonlyMap<string, SchoolDay>
  calendars: Calendars
}

export const readBeside = async ({ db, actor, clock }: Pick<Session, 'db' | 'actor' | 'clock'>): Promise<Beside> => {
  const now = clock()
  const calendars = await readCalendars(db)
  const asking: Asking = { db, actor, now, today: dayOf(now), calendars }
  const [lines, leadToldOn] = await Promise.all([Promise.all(others.map((read) => read(asking))), readLeadToldOn(db)])
  return { lines: lines.flat(), leadToldOn, calendars }
}

/** Makes Today from every pupil's records and the other lines. Null when it is not wanted any more. */
export const makeToday = async (
  filed: Filed,
  beside: Beside,
  { db, actor, clock }: Pick<Session, 'db' | 'actor' | 'clock'>,
  isWanted: () => boolean,
): Promise<Today | null> => {
  const today = dayOf(clock())
  const lines = [...beside.lines, ...(await morningLines(filed, { db, actor, clock }))]
  const isWhole = await forEachSource(filed, isWanted, (source) => {
    const { pupil, cases } = source
    const member: StaffMember | null = membershipIn(actor, pupil.organisationId)
    const absenceCase = cases.find((one) => one.status === 'open') ?? null
    const told = { lead: beside.leadToldOn.get(pupil.id) ?? null }
    const calendar = beside.calendars(pupil.organisationId)
    const subject = { ...source, absenceCase, told, today, calendar }
    if (member !== null) lines.push(...linesOf(subject, member))
  })
  return isWhole ? { lines: inOrder(lines), toCome: filed.toCome } : null
}
