import type { Calendars } from '#client/casework/read-calendars.ts'
import { forEachSource, type PupilSource } from '#client/casework/read-sources.ts'
import type { Filed } from '#client/store/live-digests.ts'
import { sayWhoFirst, type Colleagues } from '#client/casework/people-words.ts'
import type { ToCome } from '#client/store/to-come.ts'
import { membershipIn, type Actor } from '#domain/permissions/actor.ts'
import { can, type Action } from '#domain/permissions/can.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import type { RegisterYear } from '#domain/records/register-year.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
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

export type MondaySheet = { rows: ShownRow[]; today: SchoolDay; toCome: ToCome }

/** A pupil with an open case that this person thinks about on Monday: those who lead see every case; others their own. */
type Considered = { source: PupilSource; absenceCase: AbsenceCase; member: StaffMember }

/** Whom the sheet is made of. Null when it is not wanted any more. */
export const readConsidered = async (
  filed: Filed,
  actor: Actor,
  isWanted: () => boolean,
): Promise<readonly Considered[] | null> => {
  const considered: Considered[] = []
  const isWhole = await forEachSource(filed, isWanted, (source) => {
    const absenceCase = source.cases.find((one) => one.status === 'open') ?? null
    const member = membershipIn(actor, source.pupil.organisationId)
    if (member === null || absenceCase === null) return
    const leads = member.role !== 'pastoral' && member.role !== 'education-welfare-officer'
    if (leads || absenceCase.ownerId === member.id) considered.push({ source, absenceCase, member })
  })
  return isWhole ? considered : null
}

/** What Monday's sheet knows beside the digests of pupils' files. */
export type Around = {
  colleagues: Colleagues
  calendars: Calendars
  /** The registers of this school year, by pupil. */
  years: ReadonlyMap<string, RegisterYear>
}

/** Makes Monday's sheet. */
export const makeMonday = (
  considered: readonly Considered[],
  { colleagues, calendars, years }: Around,
  { actor, today, toCome }: { actor: Actor; today: SchoolDay; toCome: ToCome },
): MondaySheet => {
  const rows = considered.flatMap(({ source, absenceCase, member }): ShownRow[] => {
    const { pupil, cases } = source
    const calendar = calendars(pupil.organisationId)
    const row = mondayRowOf({ ...source, absenceCase, today, calendar, year: years.get(pupil.id) ?? null })
    if (row === null) return []
    const may = (action: Action): boolean =>
      can(actor, action, { organisationId: pupil.organisationId, pupil, cases, absenceCase })
    return [
      {
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
      },
    ]
  })
  return {
    rows: rows.toSorted((a, b) => order(a) - order(b) || collator.compare(a.called, b.called)),
    today,
    toCome,
  }
}

const order = (row: ShownRow): number => mondayParts.indexOf(row.part)

const collator = new Intl.Collator('en-GB')
