import type { Actor } from '#domain/permissions/actor.ts'
import { fileKindOf, fileOf, type DoorstepRecord, type FileId } from '#domain/records/record.ts'
import { keyOf } from '#domain/store.ts'
import type { Instant } from '#domain/time/instant.ts'
import { referenceOf } from '#sync/chain.ts'
import { keepRegisterCounts } from '../figures/keep-register-counts.ts'
import type { Transaction } from '../store/database.ts'
import { keepOfficeActs } from './keep-office-acts.ts'
import { projectChanges, projectThreads } from './projections.ts'

/** An act that was decided: who did it, and each record it wrote, as it left it. */
export type DecidedAct = { uid: string; name: string; by: Actor; changes: readonly DoorstepRecord[] }

/** Files whose rows are locked until commit: organisation, kind, and the version before any of this. */
export type LockedFiles = ReadonlyMap<FileId, { organisation: string; kind: string; version: number }>

/** A file that acts changed, its new version, and who may hold it. */
export type Touched = { file: FileId; version: number; people: string[] }

/** Whom to tell after the commit: who holds the files that changed, and whose grants changed. */
export type Written = { touched: Touched[]; grantsChangedFor: string[] }

/** Rows that travel in one statement. */
const AT_ONCE = 1000

/** Locks files in sorted order (SPEC P3). Those that do not exist, or that this person may not know of, are left out. */
export const lockFiles = async (tx: Transaction, files: Iterable<FileId>): Promise<LockedFiles> => {
  const { rows } = await tx.query<{ id: string; organisation_id: string; kind: string; version: number }>(
    'select id, organisation_id, kind, version from file where id = any($1::uuid[]) order by id for no key update',
    [[...new Set(files)].toSorted()],
  )
  return new Map(
    rows.map(({ id, organisation_id: organisation, kind, version }) => [id, { organisation, kind, version }]),
  )
}

/**
 * The organisation to which the file belongs that a record brings with it when it is first written: an organisation, a
 * pupil and a restricted thread bring their own. Null for records that found nothing.
 */
export const foundsIn = (record: DoorstepRecord): string | null => {
  if (record.kind === 'organisation') return record.id
  return record.kind === 'pupil' || record.kind === 'restricted-thread' ? record.organisationId : null
}

/**
 * Writes what decided acts come to, in order (SPEC P6), in a handful of statements however many there are: each act raises
 * the files it touched by one, and every version of every record joins its organisation's chain. `locked` holds every file
 * written that was there before; `before` the records that were, as far as they are known. Answers whom to tell of what.
 */
export const writeActs = async (
  tx: Transaction,
  acts: readonly DecidedAct[],
  { now, locked, before }: { now: Instant; locked: LockedFiles; before: ReadonlyMap<string, DoorstepRecord | null> },
): Promise<Written> => {
  const { lines, reached } = linesOf(acts, locked)
  if (lines.length === 0) return { touched: [], grantsChangedFor: [] }
  await writeFiles(tx, lines, { locked, reached })
  const last = [...new Map(lines.map((line) => [keyOf(line.file, line.record.id), line])).values()]
  await writeRecords(tx, last, now)
  const records = last.map((line) => line.record)
  const { grantsChangedFor } = await projectChanges(tx, records, before)
  await keepRegisterCounts(tx, records, before)
  await keepOfficeActs(tx, records, before)
  await writeVersions(tx, lines, now)
  const readersChanged = await projectThreads(tx, records, before)
  const touched = await whoHolds(tx, reached)
  return { touched, grantsChangedFor: [...new Set([...grantsChangedFor, ...readersChanged])] }
}

/** One record as one act left it, with the version its file had reached. */
type Line = { organisation: string; file: FileId; version: number; act: DecidedAct; record: DoorstepRecord }

const linesOf = (acts: readonly DecidedAct[], locked: LockedFiles): { lines: Line[]; reached: Map<FileId, number> } => {
  const organisations = new Map([...locked].map(([file, { organisation }]) => [file, organisation]))
  const reached = new Map<FileId, number>()
  const lines: Line[] = []
  for (const act of acts) {
    for (const record of act.changes) {
      const founds = foundsIn(record)
      if (founds !== null && !organisations.has(fileOf(record))) organisations.set(fileOf(record), founds)
    }
    for (const file of new Set(act.changes.map(fileOf)))
      reached.set(file, (reached.get(file) ?? locked.get(file)?.version ?? 0) + 1)
    for (const record of act.changes) {
      const file = fileOf(record)
      const organisation = organisations.get(file)
      if (organisation === undefined) throw new Error('An act writes into a file that is not there.')
      lines.push({ organisation, file, version: reached.get(file) ?? 0, act, record })
    }
  }
  return { lines, reached }
}

const writeFiles = async (
  tx: Transaction,
  lines: readonly Line[],
  { locked, reached }: { locked: LockedFiles; reached: ReadonlyMap<FileId, number> },
): Promise<void> => {
  const founding = lines.filter(({ file, record }) => !locked.has(file) && foundsIn(record) !== null)
  for (const { record } of founding) {
    if (record.kind === 'organisation')
      await tx.query('insert into organisation (id, code) values ($1, $2)', [record.id, record.code])
  }
  const founded = [...new Map(founding.map((line) => [line.file, line])).values()]
  if (founded.length > 0) {
    await tx.query(
      `insert into file (organisation_id, id, kind, version)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[])`,
      [
        founded.map((line) => line.organisation),
        founded.map((line) => line.file),
        founded.map((line) => fileKindOf(line.record)),
        founded.map((line) => reached.get(line.file)),
      ],
    )
  }
  // Whoever begins a thread must hold it before a word of it can be written: row-level security asks for the grant.
  const threads = founded.filter(({ record }) => record.kind === 'restricted-thread')
  if (threads.length > 0) {
    await tx.query(
      'insert into file_grant (organisation_id, person_id, file_id) select * from unnest($1::uuid[], $2::uuid[], $3::uuid[])',
      [
        threads.map((line) => line.organisation),
        threads.map((line) => line.act.by.personId),
        threads.map((line) => line.file),
      ],
    )
  }
  const raised = [...reached].filter(([file]) => locked.has(file))
  if (raised.length > 0) {
    await tx.query(
      `update file set version = raised.version from unnest($1::uuid[], $2::bigint[]) as raised(id, version)
       where file.id = raised.id`,
      [raised.map(([file]) => file), raised.map(([, version]) => version)],
    )
  }
}

/** The last state of each record. */
const writeRecords = async (tx: Transaction, last: readonly Line[], now: Instant): Promise<void> => {
  for (const part of inParts(last)) {
    await tx.query(
      `insert into record (organisation_id, file_id, id, kind, version, body, received_at, reference)
       select organisation, file, record, kind, version, body, $1, reference
       from jsonb_to_recordset($2::jsonb)
         as line(organisation uuid, file uuid, record uuid, kind text, version bigint, body jsonb, reference text)
       on conflict (organisation_id, file_id, id) do update
         set kind = excluded.kind, version = excluded.version, deleted = false, body = excluded.body,
             received_at = excluded.received_at, reference = excluded.reference`,
      [
        now,
        JSON.stringify(
          part.map(({ organisation, file, version, act, record }) => ({
            organisation,
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

const whoHolds = async (tx: Transaction, reached: ReadonlyMap<FileId, number>): Promise<Touched[]> => {
  const { rows } = await tx.query<{ file_id: string; person_id: string }>(
    'select file_id, person_id from file_grant where file_id = any($1::uuid[])',
    [[...reached.keys()]],
  )
  const holders = Map.groupBy(rows, (row) => row.file_id)
  return [...reached].map(([file, version]) => ({
    file,
    version,
    people: (holders.get(file) ?? []).map((row) => row.person_id),
  }))
}

/**
 * Every version of every record joins its organisation's chain, in the order of the acts. The chains' heads are the last
 * locks taken, in the order of organisations, and are held only until commit.
 */
const writeVersions = async (tx: Transaction, lines: readonly Line[], now: Instant): Promise<void> => {
  const chains = [...Map.groupBy(lines, (line) => line.organisation)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [organisation, own] of chains) {
    for (const part of inParts(own)) {
      await tx.query('select keep_versions($1, $2::jsonb)', [
        organisation,
        JSON.stringify(
          part.map(({ file, version, act, record }) => ({
            file,
            record: record.id,
            version,
            person: act.by.personId,
            uid: act.uid,
            name: act.name,
            at: now,
            body: record,
          })),
        ),
      ])
    }
  }
}

const inParts = <T>(all: readonly T[]): T[][] => {
  const parts: T[][] = []
  for (let at = 0; at < all.length; at += AT_ONCE) parts.push(all.slice(at, at + AT_ONCE))
  return parts
}
