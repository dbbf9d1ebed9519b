import { sameValue } from '#domain/casework/same-value.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { FileId } from '#domain/records/record.ts'
import type { Refusal } from '#domain/refusal.ts'
import { keyOf } from '#domain/store.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Pull, PullAnswer } from '#sync/protocol.ts'
import { fork, rebase, withdrawAll, type Dropped, type Held, type Rebased } from '#sync/rebase.ts'
import { declaredReads, type FindMutation, type Staging } from '#sync/replay.ts'
import { dropPicturesOf } from './attachments.ts'
import type { DoorstepDatabase } from './database.ts'
import { meta, readMeta, writeMeta } from './meta.ts'
import { keepToCome, toComeAfter } from './to-come.ts'
import { keepForAuthor } from './waiting-elsewhere.ts'
import { lineOf, syncMeta } from './waiting.ts'
import { keepWithdrawnDrafts } from './withdrawn-drafts.ts'

export type Taking = { by: Actor; find: FindMutation; now: Instant }

/** What became of an answer: how many acts it acknowledged as done, and which it refused. */
export type Taken = {
  outcome: 'taken' | 'forked' | Dropped
  acknowledged: number
  refused: { name: string; code: Refusal }[]
}

const nothingTaken = { acknowledged: 0, refused: [] }

const everything = (db: DoorstepDatabase) => [
  db.records,
  db.undo,
  db.outbox,
  db.sent,
  db.rejected,
  db.cursors,
  db.drafts,
  db.attachments,
  db.meta,
]

/** Takes one pull answer into the tablet (SPEC R1 to R7): together or not at all. */
export const takeAnswer = (db: DoorstepDatabase, question: Pull, answer: PullAnswer, around: Taking): Promise<Taken> =>
  db.transaction('rw!', everything(db), async () => {
    const held = await load(db, around.find, answer)
    const result = rebase(held, question, answer, around)
    if ('dropped' in result) return { outcome: result.dropped, ...nothingTaken }
    if ('forked' in result) {
      await beginNewLine(db, around)
      return { outcome: 'forked', ...nothingTaken }
    }
    await write(db, held, result.taken)
    await keepWithdrawnDrafts(db, around)
    await dropPicturesOf(db, result.taken.forgotten)
    await keepMeans(db, answer.means)
    await keepToCome(db, toComeAfter(question, answer))
    const { outbox, rejected } = result.taken
    return {
      outcome: 'taken',
      acknowledged: Math.max(0, held.outbox.length - outbox.length - rejected.length),
      refused: rejected.map(({ mutation, code }) => ({ name: mutation.name, code })),
    }
  })

/** Written only when they changed: screens that say them are drawn anew at each write. */
const keepMeans = async (db: DoorstepDatabase, means: PullAnswer['means']): Promise<void> => {
  if (means === undefined || sameValue(means, await readMeta(db, meta.officeMeans))) return
  await writeMeta(db, meta.officeMeans, means)
}

/** Begins a new line because the office said that ours was forked (SPEC F1, F2). Nothing happens if it already is new. */
export const takeFork = (db: DoorstepDatabase, client: string, around: Taking): Promise<void> =>
  db.transaction('rw!', everything(db), async () => {
    if ((await lineOf(db)).client === client) await beginNewLine(db, around)
  })

/** Withdraws every file, because the office said that this tablet was taken away or that its person has left (SPEC W3). */
export const takeRecall = (db: DoorstepDatabase, around: Taking): Promise<void> =>
  db.transaction('rw!', everything(db), async () => {
    await keepToCome(db, 0)
    const held = await load(db, around.find, null)
    if (held.cursors.size === 0) return await keepWithdrawnDrafts(db, around)
    for (const file of held.cursors.keys()) held.whole.set(file, await idsIn(db, file))
    const rebased = withdrawAll(held, around)
    if (rebased === null) return
    await write(db, held, rebased)
    await keepWithdrawnDrafts(db, around)
    await dropPicturesOf(db, rebased.forgotten)
  })

const idsIn = async (db: DoorstepDatabase, file: FileId): Promise<string[]> =>
  (await db.records.where('fileId').equals(file).primaryKeys()).map((key) => key[1])

const beginNewLine = async (db: DoorstepDatabase, around: Taking): Promise<void> => {
  const held = await load(db, around.find, null)
  await write(db, held, fork(held, crypto.randomUUID(), around.by, around.find))
}

/** Reads all that the answer may change or the replay may read; without an answer, all that a new line may replay. */
const load = async (db: DoorstepDatabase, find: FindMutation, answer: PullAnswer | null): Promise<Held> => {
  const [line, cursors, outbox, sent, undo] = await Promise.all([
    lineOf(db),
    db.cursors.toArray(),
    db.outbox.orderBy('id').toArray(),
    db.sent.orderBy('id').toArray(),
    db.undo.toArray(),
  ])
  const whole = new Map<FileId, string[]>()
  const replaced =
    answer === null
      ? []
      : [...Object.entries(answer.files).flatMap(([file, patch]) => (patch.reset ? [file] : [])), ...answer.revoked]
  for (const file of replaced) whole.set(file, await idsIn(db, file))
  const keys = new Map<string, [string, string]>()
  for (const entry of undo) keys.set(keyOf(entry.fileId, entry.id), [entry.fileId, entry.id])
  // Under another epoch, or on a new line, what was sent may wait again.
  const mayReplay = answer?.epoch === line.epoch ? outbox : [...sent, ...outbox]
  for (const act of mayReplay)
    for (const read of declaredReads(find, act)) keys.set(keyOf(read.fileId, read.id), [read.fileId, read.id])
  const rows: Staging = new Map()
  const stored = await db.records.bulkGet([...keys.values()])
  for (const [place, key] of [...keys.keys()].entries()) rows.set(key, stored[place] ?? null)
  return { line, cursors: new Map(cursors.map((cursor) => [cursor.fileId, cursor])), outbox, sent, undo, rows, whole }
}

const keptIn = (acts: readonly { id: number }[]): Set<number> => new Set(acts.map((act) => act.id))

/** Rows sealed without a pause: a few milliseconds on a slow tablet. */
const PIECE = 50

/**
 * Writes the net result: only what differs from what is stored. Every table at once, since each wait for the browser's store
 * costs; within a table what is deleted goes first.
 */
const write = async (db: DoorstepDatabase, held: Held, rebased: Rebased): Promise<void> => {
  const sameLine = held.line.client === rebased.line.client
  const records = async (): Promise<void> => {
    await db.records.bulkDelete(rebased.drop.map((row): [string, string] => [row.fileId, row.id]))
    // In pieces, so that the keyboard is heard while many rows are sealed; the transaction stays one.
    for (let at = 0; at < rebased.put.length; at += PIECE) await db.records.bulkPut(rebased.put.slice(at, at + PIECE))
  }
  const undo = async (): Promise<void> => {
    if (held.undo.length > 0) await db.undo.clear()
    await db.undo.bulkPut(rebased.undo)
  }
  const cursors = async (): Promise<void> => {
    await db.cursors.bulkPut(rebased.cursors)
    await db.cursors.bulkDelete(rebased.forgotten)
  }
  const outbox = async (): Promise<void> => {
    const wasWaiting = keptIn(held.outbox)
    const waits = keptIn(rebased.outbox)
    await db.outbox.bulkDelete(held.outbox.filter((act) => !sameLine || !waits.has(act.id)).map((act) => act.id))
    await db.outbox.bulkPut(rebased.outbox.filter((act) => !sameLine || !wasWaiting.has(act.id)))
  }
  const sent = async (): Promise<void> => {
    const heardAt = new Map(held.sent.map((act) => [act.id, act.acknowledgedAt]))
    const isSent = keptIn(rebased.sent)
    await db.sent.bulkDelete(held.sent.filter((act) => !sameLine || !isSent.has(act.id)).map((act) => act.id))
    await db.sent.bulkPut(rebased.sent.filter((act) => heardAt.get(act.id) !== act.acknowledgedAt))
  }
  await Promise.all([
    records(),
    undo(),
    cursors(),
    outbox(),
    sent(),
    keepForAuthor(
      db,
      rebased.rejected.map((act) => ({ ...act, handledAt: null })),
    ),
    writeMeta(db, syncMeta.line, rebased.line),
  ])
}
