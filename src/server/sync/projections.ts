import { visibleTo } from '#domain/permissions/visible-to.ts'
import { AbsenceCase } from '#domain/records/absence-case.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { fileOf, type DoorstepRecord } from '#domain/records/record.ts'
import { StaffMember } from '#domain/records/staff-member.ts'
import { keyOf } from '#domain/store.ts'
import type { Transaction } from '../store/database.ts'

/**
 * Keeps what is derived from records in step with them, in the transaction that wrote them: memberships from staff-member
 * records, and grants from what `visibleTo` decides. Answers the people whose grants changed.
 */
export const projectChanges = async (
  tx: Transaction,
  changes: readonly DoorstepRecord[],
  before: ReadonlyMap<string, DoorstepRecord | null>,
): Promise<{ grantsChangedFor: string[] }> => {
  const people = new Set<string>()
  for (const member of changes.filter((record) => record.kind === 'staff-member')) {
    await keepMembership(tx, member)
    await grantEverything(tx, member)
    people.add(member.id)
  }
  const regrant = new Set<string>()
  for (const record of changes) {
    if (decidesGrants(record) !== decidesGrants(before.get(keyOf(fileOf(record), record.id)) ?? null))
      regrant.add(fileOf(record))
  }
  for (const file of regrant) for (const person of await grantPupilFile(tx, file)) people.add(person)
  return { grantsChangedFor: [...people] }
}

/** The part of a record on which grants depend, as text to compare; null for records that decide nothing. */
const decidesGrants = (record: DoorstepRecord | null): string | null => {
  if (record?.kind === 'pupil')
    return JSON.stringify([
      record.organisationId,
      record.yearGroup,
      record.leftOn,
      record.openCaseId,
      record.caseOwners ?? null,
    ])
  if (record?.kind === 'absence-case') return JSON.stringify([record.id, record.status, record.ownerId])
  return null
}

const keepMembership = async (tx: Transaction, member: StaffMember): Promise<void> => {
  await tx.query('insert into person (id) values ($1) on conflict do nothing', [member.id])
  await tx.query(
    `insert into membership (organisation_id, person_id, role, year_groups, left_on) values ($1, $2, $3, $4, $5)
     on conflict (organisation_id, person_id) do update set role = excluded.role, year_groups = excluded.year_groups, left_on = excluded.left_on`,
    [member.organisationId, member.id, member.role, member.yearGroups, member.leftOn],
  )
}

type BodyRow = { file_id: string; body: unknown }

const subjectsOf = (rows: readonly BodyRow[]): Map<string, { pupil: Pupil | null; cases: AbsenceCase[] }> => {
  const subjects = new Map<string, { pupil: Pupil | null; cases: AbsenceCase[] }>()
  for (const row of rows) {
    const subject = subjects.get(row.file_id) ?? { pupil: null, cases: [] }
    subjects.set(row.file_id, subject)
    const pupil = Pupil.safeParse(row.body)
    if (pupil.success) subject.pupil = pupil.data
    const absenceCase = AbsenceCase.safeParse(row.body)
    if (absenceCase.success) subject.cases.push(absenceCase.data)
  }
  return subjects
}

/** Works out again what one member of staff may hold in one organisation. */
const grantEverything = async (tx: Transaction, member: StaffMember): Promise<void> => {
  const { rows } = await tx.query<BodyRow>(
    "select file_id, body from record where organisation_id = $1 and kind in ('pupil', 'absence-case') and not deleted",
    [member.organisationId],
  )
  const visible = [...subjectsOf(rows)].flatMap(([file, subject]) =>
    subject.pupil !== null && visibleTo(member, { pupil: subject.pupil, cases: subject.cases }) ? [file] : [],
  )
  const files = member.leftOn === null ? [member.organisationId, ...visible] : []
  await tx.query(
    'delete from file_grant where organisation_id = $1 and person_id = $2 and not (file_id = any($3::uuid[]))',
    [member.organisationId, member.id, files],
  )
  await tx.query(
    'insert into file_grant (organisation_id, person_id, file_id) select $1, $2, unnest($3::uuid[]) on conflict do nothing',
    [member.organisationId, member.id, files],
  )
}

/** Works out again who may hold one pupil's file. Answers the people for whom that changed. */
const grantPupilFile = async (tx: Transaction, file: string): Promise<string[]> => {
  const { rows } = await tx.query<BodyRow>(
    "select file_id, body from record where file_id = $1 and kind in ('pupil', 'absence-case') and not deleted",
    [file],
  )
  const subject = subjectsOf(rows).get(file)
  const pupil = subject?.pupil
  if (subject === undefined || pupil === null || pupil === undefined) return []
  const staff = await tx.query<{ body: unknown }>(
    "select body from record where organisation_id = $1 and file_id = $1 and kind = 'staff-member' and not deleted",
    [pupil.organisationId],
  )
  const visible = staff.rows.flatMap((row) => {
    const member = StaffMember.safeParse(row.body)
    return member.success && visibleTo(member.data, { pupil, cases: subject.cases }) ? [member.data.id] : []
  })
  const gone = await tx.query<{ person_id: string }>(
    'delete from file_grant where file_id = $1 and not (person_id = any($2::uuid[])) returning person_id',
    [file, visible],
  )
  const come = await tx.query<{ person_id: string }>(
    `insert into file_grant (organisation_id, person_id, file_id) select $1, unnest($3::uuid[]), $2
     on conflict do nothing returning person_id`,
    [pupil.organisationId, file, visible],
  )
  return [...gone.rows, ...come.rows].map((row) => row.person_id)
}
