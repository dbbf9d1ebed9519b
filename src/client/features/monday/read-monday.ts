import type { Session } from '#client/app/session.tsx'
import type { Calendars } from '#client/casework/read-calendars.ts'
import { forEachSource } from '#client/casework/read-sources.ts'
import type { Filed } from '#client/store/live-digests.ts'
import { sayWhoFirst, type Colleagues } from '#client/casework/people-words.ts'
import { membershipIn } from '#domain/permissions/actor.ts'
import { can, type Action } from '#domain/permissions/can.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { SchoolCalendar } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { mondayParts, mondayRowOf, type MondayRow } from '#domain/today/monday.ts'

/** A row of the sheet with what is shown beside it, and what this person may decide in it. */
export type ShownRow = MondayRow & {
  pupil: Pupil
  calendar: SchoolCalendar
  called: string
  owner: string
  may: { assign: boolean; review: boolean; stage: boolean; promise: boolean; contact: boolean }
}

export type MondaySheet = { rows: ShownRow[]; today: SchoolDay; arriving: number }

/** Makes Monday's sheet from every pupil's records. Those who lead see every case; others their own. Null when it is not wanted any more. */
export const makeMonday = async (
  filed: Filed,
  { colleagues, calendars }: { colleagues: Colleagues; calendars: Calendars },
  { actor, clock }: Pick<Session, 'actor' | 'clock'>,
  isWanted: () => boolean,
): Promise<MondaySheet | null> => {
  const today = dayOf(clock())
  const rows: ShownRow[] = []
  const isWhole = await forEachSource(filed, isWanted, (source) => {
    const { pupil, cases } = source
    const absenceCase = cases.find((one) => one.status === 'open') ?? null
    const member = membershipIn(actor, pupil.organisationId)
    if (member === null || absenceCase === null) return
    const leads = member.role !== 'pastoral' && member.role !== 'education-welfare-officer'
    if (!leads && absenceCase.ownerId !== member.id) return
    const calendar = calendars(pupil.organisationId)
    const row = mondayRowOf({ ...source, absenceCase, today, calendar })
    if (row === null) return
    const may = (action: Action): boolean =>
      can(actor, action, { organisationId: pupil.organisationId, pupil, cases, absenceCase })
    rows.push({
      ...row,
      pupil,
      calendar,
      called: calledName(pupil),
      owner: absenceCase.ownerId === null ? 'Nobody' : sayWhoFirst(colleagues, absenceCase.ownerId, member.id),
      may: {
        assign: may('assign-absence-case'),
        review: may('set-review-date'),
        stage: may('change-stage'),
        promise: may('make-promise'),
        contact: may('log-contact'),
      },
    })
  })
  return isWhole
    ? {
        rows: rows.toSorted((a, b) => order(a) - order(b) || collator.compare(a.called, b.called)),
        today,
        arriving: filed.loading.size,
      }
    : null
}

const order = (row: ShownRow): number => mondayParts.indexOf(row.part)

const collator = new Intl.Collator('en-GB')
