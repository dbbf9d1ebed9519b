import type { FileId } from '#domain/records/record.ts'
import { PROTOCOL_VERSION, PUSH_LIMIT, type Pull, type Push } from '#sync/protocol.ts'
import { newLine, type Line } from '#sync/rebase.ts'
import type { Queued } from '#sync/replay.ts'
import type { DoorstepDatabase } from './database.ts'

/** Version of the stored shapes this app reads. */
export const STORED_SHAPES = 1
/** Rows asked for in one answer to a first load: about a second of work on a slow tablet. */
const PAGE = 2_000
/** Files asked for at once; each may bring a few hundred rows. */
const WANT_AT_ONCE = 500

/** The device's line, begun the first time it is asked for. Call inside a read-write transaction over `meta` the first time. */
export const lineOf = async (db: DoorstepDatabase): Promise<Line> => {
  const kept = await db.meta.get('line')
  return kept === undefined ? newLine(crypto.randomUUID(), null) : (kept.value as Line)
}

/** This tablet's identity at the office, made when it was set up. */
export const deviceOf = async (db: DoorstepDatabase): Promise<string> => {
  const kept = await db.meta.get('device')
  if (typeof kept?.value !== 'string') throw new Error('This tablet was not set up.')
  return kept.value
}

/** The next push, oldest first and within its limits (SPEC P1, P2), or null when nothing waits. */
export const nextPush = (db: DoorstepDatabase, app: string): Promise<Push | null> =>
  db.transaction('r', [db.outbox, db.meta], async () => {
    const line = await lineOf(db)
    const queued = await db.outbox.orderBy('id').limit(PUSH_LIMIT.mutations).toArray()
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

/** The next question: what is held, what is being loaded, and which of `wanted` to begin (SPEC L3, L5, D1). */
export const nextPull = (db: DoorstepDatabase, wanted: readonly FileId[]): Promise<Pull> =>
  db.transaction('r', [db.cursors, db.meta], async () => {
    const line = await lineOf(db)
    const cursors = await db.cursors.toArray()
    const held = new Set(cursors.map((cursor) => cursor.fileId))
    return {
      protocol: PROTOCOL_VERSION,
      client: line.client,
      device: await deviceOf(db),
      epoch: line.epoch,
      schema: STORED_SHAPES,
      cursors: Object.fromEntries(cursors.filter((cursor) => cursor.load === null).map((cursor) => [cursor.fileId, cursor.version])),
      want: [
        ...cursors.flatMap((cursor) => (cursor.load === null ? [] : [{ file: cursor.fileId, after: cursor.load.after }])),
        ...wanted.filter((file) => !held.has(file)).map((file) => ({ file, after: null })),
      ].slice(0, WANT_AT_ONCE),
      lmid: line.lmid,
      made: line.next - 1,
      limit: PAGE,
    }
  })

/** What a person sees of one queued act. */
export type Waiting = Queued
