import { noteCameLate } from '#domain/casework/came-late.ts'
import { mutationNamed } from '#domain/mutations/index.ts'
import { isObsolete, retiredNames, type RetiredNames } from '#domain/mutations/retired.ts'
import type { Mutation } from '#domain/mutation.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { AnyRecord, fileKindOf, fileOf, type DoorstepRecord, type FileId } from '#domain/records/record.ts'
import type { Refusal } from '#domain/refusal.ts'
import { keyOf, StagedRecords, type Reference } from '#domain/store.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import { readBody } from '#sync/protocol.ts'
import type { FindMutation } from '#sync/replay.ts'
import type { Transaction } from '../store/database.ts'
import { isRefusedByDatabase } from '../store/passing-fault.ts'
import { lendThreads, takeBack } from './lent-threads.ts'
import { foundsIn, lockFiles, writeActs, type DecidedAct, type Written } from './write-acts.ts'

/** One act to be applied: who did it and when they pressed Save. */
export type Act = { uid: string; name: string; args: unknown; recordedAt: Instant; by: Actor }

/** What this office can do: the mutations it runs, and the names it no longer takes. */
export type Known = { find: FindMutation; retired: RetiredNames }
export const shipped: Known = { find: mutationNamed, retired: retiredNames }

/** How one act ended. A refusal left nothing written. */
export type Ended = { ok: true } | Refused
type Refused = { ok: false; refusal: Refusal; detail: string | null }

/** How each act ended, in order, and whom to tell after the commit. */
export type Applied = Written & { ended: Ended[] }

/**
 * Applies acts inside `tx`, in order (SPEC P3, P5, P6): locks every file they name, reads all they declared, decides each by
 * the shared mutation over what the ones before it left, then writes what they come to. Whatever is thrown must undo the
 * whole transaction: a passing fault, or something that the database will never take (`isRefusedByDatabase`).
 */
export const applyActs = async (
  tx: Transaction,
  acts: readonly Act[],
  now: Instant,
  known: Known = shipped,
): Promise<Applied> => {
  const read = acts.map((act) => readAct(act, now, known))
  const readable = read.flatMap((each) => (each.ok ? [each] : []))
  const locked = await lockFiles(
    tx,
    readable.flatMap((each) => each.files),
  )
  const lent = await lendThreads(tx, readable)
  const before = await prefetch(
    tx,
    readable.flatMap((each) => each.reads),
  )
  const stands = new Map(before)
  const kinds = new Map<FileId, string>([...locked].map(([file, { kind }]) => [file, kind]))
  const decided: DecidedAct[] = []
  const ended = read.map((each): Ended => {
    if (!each.ok) return each
    const outcome = decide(each, stands, kinds)
    if (!outcome.ok) return outcome
    for (const record of outcome.changes) {
      stands.set(keyOf(fileOf(record), record.id), record)
      kinds.set(fileOf(record), fileKindOf(record))
    }
    decided.push({ ...each.act, changes: outcome.changes })
    return { ok: true }
  })
  const written = await writeActs(tx, decided, { now, locked, before })
  return { ended, ...(await takeBack(tx, lent, written)) }
}

/**
 * Applies one act so that whatever the database will never take of it is a refusal too, undone alone, and the transaction
 * goes on. Passing faults are thrown.
 */
export const applyAct = async (
  tx: Transaction,
  act: Act,
  now: Instant,
  known: Known = shipped,
): Promise<({ ok: true } & Written) | Refused> => {
  try {
    const { ended, touched, grantsChangedFor } = await tx.savepoint(() => applyActs(tx, [act], now, known))
    const [how] = ended
    return how?.ok === false ? how : { ok: true, touched, grantsChangedFor }
  } catch (error) {
    if (!isRefusedByDatabase(error)) throw error
    return refused('bad-arguments', 'database')
  }
}

type ReadableAct = { ok: true; act: Act; mutation: Mutation; args: unknown; files: FileId[]; reads: Reference[] }

const refused = (refusal: Refusal, detail: string | null = null): Refused => ({ ok: false, refusal, detail })

const readAct = (act: Act, now: Instant, { find, retired }: Known): ReadableAct | Refused => {
  if (isObsolete(act.name, dayOf(now), retired)) return refused('obsolete')
  const mutation = find(act.name)
  if (mutation === null) return refused('unknown-mutation')
  const args = mutation.args.safeParse(act.args)
  if (!args.success) return refused('bad-arguments', args.error.issues[0]?.path.join('.') ?? null)
  return {
    ok: true,
    act,
    mutation,
    args: args.data,
    files: mutation.files(args.data),
    reads: mutation.reads(args.data),
  }
}

const decide = (
  { act, mutation, args, reads }: ReadableAct,
  stands: ReadonlyMap<string, DoorstepRecord | null>,
  kinds: ReadonlyMap<FileId, string>,
): { ok: true; changes: DoorstepRecord[] } | Refused => {
  const declared = reads.map(({ fileId, id }) => keyOf(fileId, id))
  const records = new StagedRecords(new Map(declared.map((key) => [key, stands.get(key) ?? null])))
  try {
    const outcome = mutation.apply(records, args, { by: act.by, recordedAt: act.recordedAt, uid: act.uid })
    if (!outcome.ok) return refused(outcome.refusal)
    if (act.by.heard !== undefined) noteCameLate(records, act)
  } catch {
    // A mutation that throws is our mistake; refusing it keeps the person's words and lets the rest of their queue through.
    return refused('bad-arguments', 'fault')
  }
  const changes = [...records.changes.values()]
  if (!changes.every((record) => AnyRecord.safeParse(record).success)) return refused('bad-arguments', 'shape')
  const founded = new Set(changes.flatMap((record) => (foundsIn(record) === null ? [] : [fileOf(record)])))
  // Into a file of the same kind that is there, or that this act founds; into nothing else.
  const fits = (record: DoorstepRecord): boolean => {
    const kind = kinds.get(fileOf(record))
    return kind === undefined ? founded.has(fileOf(record)) : kind === fileKindOf(record)
  }
  if (!changes.every(fits)) return refused('not-permitted')
  return { ok: true, changes }
}

/** Every record named, as it stands; null where there is none. */
const prefetch = async (tx: Transaction, reads: readonly Reference[]): Promise<Map<string, DoorstepRecord | null>> => {
  const named = new Map(reads.map((read) => [keyOf(read.fileId, read.id), read]))
  const before = new Map<string, DoorstepRecord | null>([...named.keys()].map((key) => [key, null]))
  const { rows } = await tx.query<{ file_id: string; id: string; body: unknown }>(
    `select r.file_id, r.id, r.body from unnest($1::uuid[], $2::uuid[]) as read(file, id)
     join file f on f.id = read.file
     join record r on r.organisation_id = f.organisation_id and r.file_id = f.id and r.id = read.id and not r.deleted`,
    [[...named.values()].map((read) => read.fileId), [...named.values()].map((read) => read.id)],
  )
  for (const row of rows) before.set(keyOf(row.file_id, row.id), readBody(row.body))
  return before
}
