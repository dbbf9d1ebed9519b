import { mutationNamed } from '#domain/mutations/index.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { AnyRecord, fileKindOf, fileOf, type DoorstepRecord, type FileId } from '#domain/records/record.ts'
import type { Refusal } from '#domain/refusal.ts'
import { keyOf, StagedRecords, type Reference } from '#domain/store.ts'
import type { Instant } from '#domain/time/instant.ts'
import { referenceOf } from '#sync/chain.ts'
import { readBody } from '#sync/protocol.ts'
import type { FindMutation } from '#sync/replay.ts'
import type { Transaction } from '../store/database.ts'
import { asPassingFault, codeOf, PassingFault } from '../store/passing-fault.ts'
import { projectChanges } from './projections.ts'

/** One act to be applied: who did it and when they pressed Save. */
export type Act = { uid: string; name: string; args: unknown; recordedAt: Instant; by: Actor }

/** A file that an act changed, its new version, and who may hold it. */
export type Touched = { file: FileId; version: number; people: string[] }

export type Applied =
  | { ok: true; touched: Touched[]; grantsChangedFor: string[] }
  | { ok: false; refusal: Refusal; detail: string | null }

type FileRow = { id: string; organisation_id: string; kind: string; version: number }

/**
 * Applies one act inside `tx` (SPEC P3, P5, P6): locks the files it names in sorted order, runs the shared mutation over the
 * records it declared, writes rows and versions. A refusal leaves nothing written. Passing faults (a deadlock, a lost
 * connection) are thrown; whoever holds the transaction rolls back.
 */
export const applyAct = async (
  tx: Transaction,
  act: Act,
  now: Instant,
  find: FindMutation = mutationNamed,
): Promise<Applied> => {
  const mutation = find(act.name)
  if (mutation === null) return { ok: false, refusal: 'unknown-mutation', detail: null }
  const args = mutation.args.safeParse(act.args)
  if (!args.success)
    return { ok: false, refusal: 'bad-arguments', detail: args.error.issues[0]?.path.join('.') ?? null }

  const locked = await lockFiles(tx, mutation.files(args.data))
  const before = await prefetch(tx, mutation.reads(args.data))
  const records = new StagedRecords(before)
  try {
    const outcome = mutation.apply(records, args.data, { by: act.by, recordedAt: act.recordedAt, uid: act.uid })
    if (!outcome.ok) return { ok: false, refusal: outcome.refusal, detail: null }
  } catch {
    // A mutation that throws is our mistake; refusing it keeps the person's words and lets the rest of their queue through.
    return { ok: false, refusal: 'bad-arguments', detail: 'fault' }
  }
  const changes = [...records.changes.values()]
  if (!changes.every((record) => AnyRecord.safeParse(record).success))
    return { ok: false, refusal: 'bad-arguments', detail: 'shape' }
  if (changes.length === 0) return { ok: true, touched: [], grantsChangedFor: [] }

  try {
    return await tx.savepoint(() => write(tx, act, now, { changes, before, locked }))
  } catch (error) {
    if (asPassingFault(error) instanceof PassingFault) throw error
    if (error instanceof NoSuchFile) return { ok: false, refusal: 'not-permitted', detail: null }
    if (isRefusedByDatabase(error)) return { ok: false, refusal: 'bad-arguments', detail: 'database' }
    throw error
  }
}

/** An act wrote into a file that does not exist and that it may not found, or into one of another kind. */
class NoSuchFile extends Error {}

/** SQLSTATE classes 22 (data) and 23 (integrity), and row-level security's 42501: the database will never take this. */
const isRefusedByDatabase = (error: unknown): boolean => /^(22|23|42501)/.test(codeOf(error) ?? '')

const lockFiles = async (tx: Transaction, files: FileId[]): Promise<Map<FileId, FileRow>> => {
  const { rows } = await tx.query<FileRow>(
    'select id, organisation_id, kind, version from file where id = any($1::uuid[]) order by id for no key update',
    [[...new Set(files)].toSorted()],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

const prefetch = async (tx: Transaction, reads: Reference[]): Promise<Map<string, DoorstepRecord | null>> => {
  const declared = new Map<string, DoorstepRecord | null>(reads.map((read) => [keyOf(read.fileId, read.id), null]))
  const { rows } = await tx.query<{ file_id: string; id: string; body: unknown }>(
    `select r.file_id, r.id, r.body from unnest($1::uuid[], $2::uuid[]) as read(file, id)
     join file f on f.id = read.file
     join record r on r.organisation_id = f.organisation_id and r.file_id = f.id and r.id = read.id and not r.deleted`,
    [reads.map((read) => read.fileId), reads.map((read) => read.id)],
  )
  for (const row of rows) declared.set(keyOf(row.file_id, row.id), readBody(row.body))
  return declared
}

type Effect = { changes: DoorstepRecord[]; before: Map<string, DoorstepRecord | null>; locked: Map<FileId, FileRow> }

const write = async (tx: Transaction, act: Act, now: Instant, effect: Effect): Promise<Applied> => {
  const places = new Map([...effect.locked].map(([id, row]) => [id, row.organisation_id]))
  for (const record of effect.changes) {
    const file = fileOf(record)
    const locked = effect.locked.get(file)
    if (locked !== undefined && locked.kind !== fileKindOf(record)) throw new NoSuchFile()
    if (!places.has(file)) places.set(file, await foundFile(tx, record, act.by))
  }
  const files = [...new Set(effect.changes.map(fileOf))].toSorted()
  const { rows: raised } = await tx.query<{ id: string; version: number }>(
    `with raised as (
       update file set version = version + 1 where id = any($1::uuid[]) returning organisation_id, id, version
     ), written as (
       insert into record (organisation_id, file_id, id, kind, version, body, received_at, reference)
       select raised.organisation_id, raised.id, record, line.kind, raised.version, body, $3, $4
       from jsonb_to_recordset($2::jsonb) as line(file uuid, record uuid, kind text, body jsonb)
       join raised on raised.id = line.file
       on conflict (organisation_id, file_id, id) do update
         set kind = excluded.kind, version = excluded.version, deleted = false, body = excluded.body,
             received_at = excluded.received_at, reference = excluded.reference
     )
     select id, version from raised`,
    [
      files,
      JSON.stringify(
        effect.changes.map((record) => ({ file: fileOf(record), record: record.id, kind: record.kind, body: record })),
      ),
      now,
      referenceOf(act.uid),
    ],
  )
  const versions = new Map(raised.map((row) => [row.id, row.version]))
  const { grantsChangedFor } = await projectChanges(tx, effect.changes, effect.before)
  // The chains' heads are the last locks taken, in the order of organisations, and held only until commit.
  const chains = [...Map.groupBy(effect.changes, (record) => places.get(fileOf(record)) ?? '')]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([organisation, changes]) => ({
      organisation,
      entries: changes.map((record) => ({
        file: fileOf(record),
        record: record.id,
        version: versions.get(fileOf(record)) ?? 0,
        person: act.by.personId,
        uid: act.uid,
        name: act.name,
        at: now,
        body: record,
      })),
    }))
  const people = await tx.query<{ file_id: string; person_id: string }>(
    `with kept as materialized (
       select keep_versions(organisation, entries)
       from jsonb_to_recordset($1::jsonb) as chain(organisation uuid, entries jsonb)
     )
     select g.file_id, g.person_id from (select count(*) from kept) as done
     join file_grant g on g.file_id = any($2::uuid[])`,
    [JSON.stringify(chains), files],
  )
  const touched = files.map((file) => ({
    file,
    version: versions.get(file) ?? 0,
    people: people.rows.filter((row) => row.file_id === file).map((row) => row.person_id),
  }))
  return { ok: true, touched, grantsChangedFor }
}

/**
 * An organisation, a pupil and a restricted thread bring their own file with them; nothing else founds one. Answers the
 * file's organisation.
 */
const foundFile = async (tx: Transaction, record: DoorstepRecord, by: Actor): Promise<string> => {
  if (record.kind !== 'organisation' && record.kind !== 'pupil' && record.kind !== 'restricted-thread')
    throw new NoSuchFile()
  if (record.kind === 'organisation')
    await tx.query('insert into organisation (id, code) values ($1, $2)', [record.id, record.code])
  const organisation = record.kind === 'organisation' ? record.id : record.organisationId
  await tx.query('insert into file (organisation_id, id, kind) values ($1, $2, $3)', [
    organisation,
    record.id,
    fileKindOf(record),
  ])
  // Whoever begins a thread must hold it before a word of it can be written: row-level security asks for the grant.
  if (record.kind === 'restricted-thread')
    await tx.query('insert into file_grant (organisation_id, person_id, file_id) values ($1, $2, $3)', [
      organisation,
      by.personId,
      record.id,
    ])
  return organisation
}
