import { z } from 'zod'
import type { FileId } from '#domain/records/record.ts'
import { PROTOCOL_VERSION, PUSH_LIMIT, type Pull, type PullAnswer, type Push } from '#sync/protocol.ts'
import { Line, newLine } from '#sync/rebase.ts'
import { foundedBy, type FindMutation } from '#sync/replay.ts'
import type { DoorstepDatabase } from './database.ts'
import { metaKey, readMeta, writeMeta } from './meta.ts'

/** Version of the stored shapes this app reads. */
export const STORED_SHAPES = 1
/** Rows asked for in one answer to a first load: a fraction of a second of work on a slow tablet. */
const PAGE = 500
/** Files asked for at once; each may bring a few hundred rows. */
const WANT_AT_ONCE = 500

/** What sync keeps in meta: the line, and this tablet's identity at the office, given when it was set up. */
export const syncMeta = { line: metaKey('line', Line), device: metaKey('device', z.uuid()) } as const

/** The device's line; a new one as long as nothing was written on it. */
export const lineOf = async (db: DoorstepDatabase): Promise<Line> =>
  (await readMeta(db, syncMeta.line)) ?? newLine(crypto.randomUUID(), null)

/** The line, kept from its first use on, so that the client id told to the office is the one that is numbered. */
export const beginLine = (db: DoorstepDatabase): Promise<Line> =>
  db.transaction('rw', [db.meta], async () => {
    const line = await lineOf(db)
    await writeMeta(db, syncMeta.line, line)
    return line
  })

const deviceOf = async (db: DoorstepDatabase): Promise<string> => {
  const device = await readMeta(db, syncMeta.device)
  if (device === null) throw new Error('This tablet was not set up.')
  return device
}

/** The next push of what comes after number `after`, oldest first and within its limits (SPEC P1, P2), or null when there is nothing. */
export const nextPush = (db: DoorstepDatabase, app: string, after: number): Promise<Push | null> =>
  db.transaction('r', [db.outbox, db.meta], async () => {
    const line = await lineOf(db)
    const queued = await db.outbox.where('id').above(after).limit(PUSH_LIMIT.mutations).toArray()
    if (queued.length === 0) return null
    const mutations: Push['mutations'] = []
    let bytes = 0
    for (const { personId: _personId, ...mutation } of queued) {
      bytes += JSON.stringify(mutation).length
      if (mutations.length > 0 && bytes > PUSH_LIMIT.bytes) break
      mutations.push(mutation)
    }
    return { protocol: PROTOCOL_VERSION, client: line.client, device: await deviceOf(db), app, mutations }
  })

/**
 * Files begun by acts that wait: asked for with every question, so that the answer that acknowledges such an act brings its
 * file, and the words never leave the screen in between (SPEC M4).
 */
export const foundedWaiting = async (db: DoorstepDatabase, find: FindMutation): Promise<FileId[]> => [
  ...foundedBy(find, await db.outbox.toArray()),
]

/** The next question: what is held, what is being loaded, and which of `wanted` to begin (SPEC L3, L5, D1). */
export const nextPull = async (db: DoorstepDatabase, wanted: readonly FileId[]): Promise<Pull> => {
  // Only the first question of all writes anything: a transaction that may write waits for the disk, and for its turn.
  if ((await readMeta(db, syncMeta.line)) === null) await beginLine(db)
  return db.transaction('r', [db.cursors, db.meta], async () => {
    const line = await lineOf(db)
    const cursors = await db.cursors.toArray()
    const held = new Set(cursors.map((cursor) => cursor.fileId))
    return {
      protocol: PROTOCOL_VERSION,
      client: line.client,
      device: await deviceOf(db),
      epoch: line.epoch,
      schema: STORED_SHAPES,
      cursors: Object.fromEntries(
        cursors.filter((cursor) => cursor.load === null).map((cursor) => [cursor.fileId, cursor.version]),
      ),
      want: [
        ...cursors.flatMap((cursor) =>
          cursor.load === null ? [] : [{ file: cursor.fileId, after: cursor.load.after }],
        ),
        ...wanted.filter((file) => !held.has(file)).map((file) => ({ file, after: null })),
      ].slice(0, WANT_AT_ONCE),
      lmid: line.lmid,
      made: line.next - 1,
      limit: PAGE,
    }
  })
}

/**
 * The question that will follow once `answer` is taken, should nothing else happen meanwhile: asked while the rows of `answer`
 * are still being sealed, so that the office and the tablet work at once. Null when nothing more is to be loaded, or when what
 * follows hangs on more than these two. It is only a guess: the tablet asks what `nextPull` says, and an answer to anything
 * else it drops (SPEC L3, L9).
 */
export const pullAfter = (question: Pull, answer: PullAnswer): Pull | null => {
  if (answer.revoked.length > 0 || (!answer.more && answer.available.length === 0)) return null
  const cursors = { ...question.cursors }
  const loading = new Map(question.want.flatMap((want) => (want.after === null ? [] : [[want.file, want]])))
  for (const [file, patch] of Object.entries(answer.files)) cursors[file] = patch.to
  for (const page of answer.pages) {
    if (page.done) {
      cursors[page.file] = page.head
      loading.delete(page.file)
    } else loading.set(page.file, { file: page.file, after: page.after })
  }
  const inOrder = [...loading.values()].toSorted((one, other) => (one.file < other.file ? -1 : 1))
  const begun = answer.available.filter((file) => !Object.hasOwn(cursors, file) && !loading.has(file))
  const want = [...inOrder, ...begun.map((file) => ({ file, after: null }))].slice(0, WANT_AT_ONCE)
  return want.length === 0 ? null : { ...question, epoch: answer.epoch, lmid: answer.lmid, cursors, want }
}
