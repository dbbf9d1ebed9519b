import { visibleTo } from '#domain/permissions/visible-to.ts'
import { AbsenceCase } from '#domain/records/absence-case.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { AnyRecord, type DoorstepRecord } from '#domain/records/record.ts'
import { StaffMember } from '#domain/records/staff-member.ts'
import { referenceOf } from '#sync/chain.ts'
import type { Transaction } from '../store/database.ts'
import type { ImportContext, PlannedAct, PlannedPupil } from './plan-import.ts'

/** Rows that travel in one statement. */
const AT_ONCE = 1000

/** A planned act wrote a record that the domain does not allow: a mistake of ours, and nothing is imported. */
export class ActRefused extends Error {}

/**
 * Writes what a plan comes to, pupil files only, in a handful of statements instead of a dozen for each pupil. It leaves
 * exactly what applying the acts one by one leaves (a test holds it to that): versions of files and records, every version
 * in the hash chain, grants, the log. The caller has locked the school's files. Answers the people to tell.
 */
export const applyTogether = async (
  tx: Transaction,
  pupils: readonly PlannedPupil[],
  context: ImportContext,
): Promise<string[]> => {
  const changing = pupils.filter((pupil) => pupil.acts.length > 0)
  if (changing.length === 0) return []
  const lines = await writeFiles(tx, changing, context)
  await writeRecords(tx, lines, context)
  const changedGrants = await writeGrants(tx, changing, context)
  await writeVersions(tx, lines, context)
  await writeLog(
    tx,
    changing.flatMap((pupil) => pupil.acts),
    context,
  )
  const { rows } = await tx.query<{ person_id: string }>(
    'select distinct person_id from file_grant where organisation_id = $1 and file_id = any($2::uuid[])',
    [context.organisationId, changing.map((pupil) => pupil.pupilId)],
  )
  return [...new Set([...rows.map((row) => row.person_id), ...changedGrants])]
}

/** One record as one act left it, with the version its file had reached. */
type Line = { file: string; version: number; act: PlannedAct; record: DoorstepRecord }

/** Founds the files of new pupils and raises the versions of the others, once for each act. */
const writeFiles = async (
  tx: Transaction,
  pupils: readonly PlannedPupil[],
  { organisationId }: ImportContext,
): Promise<Line[]> => {
  const { rows } = await tx.query<{ id: string; version: number }>(
    'select id, version from file where organisation_id = $1 and id = any($2::uuid[])',
    [organisationId, pupils.map((pupil) => pupil.pupilId)],
  )
  const versions = new Map(rows.map((row) => [row.id, row.version]))
  const lines: Line[] = []
  const reached = new Map<string, number>()
  for (const { pupilId, acts } of pupils) {
    let version = versions.get(pupilId) ?? 0
    for (const act of acts) {
      version += 1
      for (const record of act.changes) {
        if (!AnyRecord.safeParse(record).success) throw new ActRefused()
        lines.push({ file: pupilId, version, act, record })
      }
    }
    reached.set(pupilId, version)
  }
  await tx.query(
    `insert into file (organisation_id, id, kind, version)
     select $1, id, 'pupil', version from unnest($2::uuid[], $3::bigint[]) as founded(id, version)
     on conflict (organisation_id, id) do update set version = excluded.version`,
    [organisationId, [...reached.keys()], [...reached.values()]],
  )
  return lines
}

/** The last state of each record. */
const writeRecords = async (
  tx: Transaction,
  lines: readonly Line[],
  { organisationId, recordedAt }: ImportContext,
): Promise<void> => {
  const last = new Map(lines.map((line) => [`${line.file}/${line.record.id}`, line]))
  for (const part of inParts([...last.values()])) {
    await tx.query(
      `insert into record (organisation_id, file_id, id, kind, version, body, received_at, reference)
       select $1, file, record, kind, version, body, $2, reference
       from jsonb_to_recordset($3::jsonb) as line(file uuid, record uuid, kind text, version bigint, body jsonb, reference text)
       on conflict (organisation_id, file_id, id) do update
         set kind = excluded.kind, version = excluded.version, deleted = false, body = excluded.body,
             received_at = excluded.received_at, reference = excluded.reference`,
      [
        organisationId,
        recordedAt,
        JSON.stringify(
          part.map(({ file, version, act, record }) => ({
            file,
            record: record.id,
            kind: record.kind,
            version,
            body: record,
            reference: referenceOf(act.uid),
          })),
        ),
      ],
    )
  }
}

/** Works out again who may hold the files whose pupil changed. Answers the people for whom that changed. */
const writeGrants = async (
  tx: Transaction,
  pupils: readonly PlannedPupil[],
  { organisationId }: ImportContext,
): Promise<string[]> => {
  const changed = pupils.flatMap(({ acts }) => {
    const last = acts.flatMap((act) => act.changes).findLast((record) => record.kind === 'pupil')
    const pupil = Pupil.safeParse(last)
    return pupil.success ? [pupil.data] : []
  })
  const files = changed.map((pupil) => pupil.id)
  const staff = await tx.query<{ body: unknown }>(
    "select body from record where organisation_id = $1 and file_id = $1 and kind = 'staff-member' and not deleted",
    [organisationId],
  )
  const members = staff.rows.flatMap(({ body }) => StaffMember.safeParse(body).data ?? [])
  const cases = await tx.query<{ body: unknown }>(
    "select body from record where organisation_id = $1 and file_id = any($2::uuid[]) and kind = 'absence-case' and not deleted",
    [organisationId, files],
  )
  const casesOf = Map.groupBy(
    cases.rows.flatMap(({ body }) => AbsenceCase.safeParse(body).data ?? []),
    (absenceCase) => absenceCase.pupilId,
  )
  const visible = changed.flatMap((pupil) =>
    members
      .filter((member) => visibleTo(member, { pupil, cases: casesOf.get(pupil.id) ?? [] }))
      .map((member) => ({ file: pupil.id, person: member.id })),
  )
  const pairs = [visible.map(({ file }) => file), visible.map(({ person }) => person)]
  const gone = await tx.query<{ person_id: string }>(
    `delete from file_grant where organisation_id = $1 and file_id = any($2::uuid[])
       and (file_id, person_id) not in (select * from unnest($3::uuid[], $4::uuid[])) returning person_id`,
    [organisationId, files, ...pairs],
  )
  const come = await tx.query<{ person_id: string }>(
    `insert into file_grant (organisation_id, file_id, person_id) select $1, file, person
     from unnest($2::uuid[], $3::uuid[]) as visible(file, person) on conflict do nothing returning person_id`,
    [organisationId, ...pairs],
  )
  return [...gone.rows, ...come.rows].map((row) => row.person_id)
}

/** Every version of every record joins the organisation's hash chain, in the order of the acts. */
const writeVersions = async (
  tx: Transaction,
  lines: readonly Line[],
  { organisationId, by, recordedAt }: ImportContext,
): Promise<void> => {
  for (const part of inParts(lines)) {
    await tx.query('select keep_versions($1, $2::jsonb)', [
      organisationId,
      JSON.stringify(
        part.map(({ file, version, act, record }) => ({
          file,
          record: record.id,
          version,
          person: by.personId,
          uid: act.uid,
          name: act.name,
          at: recordedAt,
          body: record,
        })),
      ),
    ])
  }
}

/** Every act has its line in the log, as if a tablet had sent it. */
const writeLog = async (
  tx: Transaction,
  acts: readonly PlannedAct[],
  { by, recordedAt }: ImportContext,
): Promise<void> => {
  await tx.query('insert into person (id) values ($1) on conflict do nothing', [by.personId])
  await tx.query(
    `insert into mutation_log (uid, person_id, name, status, received_at, reference)
     select uid, $1, name, 'applied', $2, reference from unnest($3::uuid[], $4::text[], $5::text[]) as act(uid, name, reference)`,
    [
      by.personId,
      recordedAt,
      acts.map((act) => act.uid),
      acts.map((act) => act.name),
      acts.map((act) => referenceOf(act.uid)),
    ],
  )
}

const inParts = <T>(all: readonly T[]): T[][] => {
  const parts: T[][] = []
  for (let at = 0; at < all.length; at += AT_ONCE) parts.push(all.slice(at, at + AT_ONCE))
  return parts
}
