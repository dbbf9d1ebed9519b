import type { z } from 'zod'
import type { Mutation } from '#domain/mutation.ts'
import { mutationNamed } from '#domain/mutations/index.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { fileOf, type DoorstepRecord } from '#domain/records/record.ts'
import type { Refusal } from '#domain/refusal.ts'
import { keyOf, StagedRecords } from '#domain/store.ts'
import type { Clock } from '#domain/time/instant.ts'
import { linkAfter } from '#sync/chain.ts'
import { PUSH_LIMIT, readBody } from '#sync/protocol.ts'
import { foundedBy, type LocalRow, type Queued, type Undo } from '#sync/replay.ts'
import type { DoorstepDatabase } from './database.ts'
import { classifyFault, type Fault } from './fault.ts'
import { mirrorMade } from './loss.ts'
import { meta, metaRow, readMeta } from './meta.ts'
import { lineOf, syncMeta } from './waiting.ts'
import { withReopen } from './with-reopen.ts'
import { isWithdrawnDraft } from './withdrawn-drafts.ts'

/**
 * `ok` means that the strict transaction completed: the words are on this tablet and queued. `refusal` is the mutation's own
 * no; `fault` is the device's (no space, closed, tampered). In both the words are still where they were typed.
 */
export type Saved = { ok: true; id: number } | { ok: false; refusal: Refusal } | { ok: false; fault: Fault }

export type SaveAs = {
  /** The mutation's identity, made when the form opened and the same on every press of Save (SPEC C2, M3). */
  uid: string
  by: Actor
  clock: Clock
  /** The draft this came from; deleted in the same transaction. */
  draftId?: string
}

/**
 * Does one thing a person asked for, on this tablet, at once (SPEC M1 to M3): number, rows, pre-images and queue entry in one
 * strict transaction. Never waits for the network.
 */
export const mutate = async <S extends z.ZodType>(
  db: DoorstepDatabase,
  mutation: Mutation<S>,
  args: z.input<S>,
  as: SaveAs,
): Promise<Saved> => {
  const parsed = mutation.args.safeParse(args)
  if (!parsed.success) return { ok: false, refusal: 'bad-arguments' }
  const act = {
    uid: as.uid,
    name: mutation.name,
    args: parsed.data as unknown,
    recordedAt: as.clock(),
    files: [...new Set(mutation.files(parsed.data))],
  }
  if (JSON.stringify(act).length > PUSH_LIMIT.bytes - 2_000) return { ok: false, refusal: 'too-large' }
  let made = 0
  try {
    const saved = await withReopen(db, () =>
      db.transaction(
        'rw!',
        [db.records, db.undo, db.outbox, db.sent, db.rejected, db.cursors, db.drafts, db.meta],
        async (): Promise<Saved> => {
          // Asked together and kept together: each wait for the browser's store costs more than what is asked.
          const reads = mutation.reads(parsed.data)
          const [before, isHere, rows, line, madeBefore] = await Promise.all([
            keptBefore(db, as.uid),
            areHere(db, act),
            db.records.bulkGet(reads.map((read): [string, string] => [read.fileId, read.id])),
            lineOf(db),
            readMeta(db, meta.made),
          ])
          if (before !== null) return { ok: true, id: before.id }
          if (!isHere) return { ok: false, refusal: 'not-permitted' }

          const stored = new Map(reads.map((read, place) => [keyOf(read.fileId, read.id), rows[place] ?? null]))
          const records = new StagedRecords(new Map([...stored].map(([key, row]) => [key, readBody(row?.body)])))
          const outcome = mutation.apply(records, parsed.data, { by: as.by, recordedAt: act.recordedAt, uid: as.uid })
          if (!outcome.ok) return outcome

          const queued: Queued = {
            ...act,
            id: line.next,
            prev: line.last,
            chain: linkAfter(line.last, act),
            personId: as.by.personId,
          }
          made = (madeBefore ?? 0) + 1
          const written = [...records.changes].map(([key, body]) => writtenBy(queued.id, body, stored.get(key) ?? null))
          await Promise.all([
            db.undo.bulkPut(written.map(({ undo }) => undo)),
            db.records.bulkPut(written.map(({ row }) => row)),
            db.outbox.add(queued),
            db.meta.bulkPut([
              metaRow(syncMeta.line, { ...line, next: line.next + 1, last: queued.chain }),
              metaRow(meta.made, made),
            ]),
            as.draftId === undefined ? undefined : db.drafts.delete(as.draftId),
            // Words of this form that came to *needs you* while its file was away are in the record now.
            db.rejected.delete(as.uid),
          ])
          return { ok: true, id: queued.id }
        },
      ),
    )
    // Outside the database, so that a database that comes back shorter is noticed (SPEC D1).
    if (saved.ok && typeof localStorage !== 'undefined') mirrorMade(localStorage, db.name, made)
    return saved
  } catch (error) {
    return { ok: false, fault: classifyFault(error) }
  }
}

/**
 * The act that was saved under this uid before, wherever it has got to, or null (SPEC M3). Words of a form that came to *needs
 * you* with its file withdrawn were never saved.
 */
const keptBefore = async (db: DoorstepDatabase, uid: string): Promise<Queued | null> => {
  const [waiting, sent, rejected] = await Promise.all([
    db.outbox.get({ uid }),
    db.sent.get({ uid }),
    db.rejected.get(uid),
  ])
  return waiting ?? sent ?? (isWithdrawnDraft(rejected) ? null : (rejected?.mutation ?? null))
}

/** A record as an act leaves it on this tablet, and what it was before. */
const writtenBy = (
  mutationId: number,
  body: DoorstepRecord,
  before: LocalRow | null,
): { row: LocalRow; undo: Undo } => {
  const place = { fileId: fileOf(body), id: body.id }
  const row = {
    ...place,
    kind: body.kind,
    version: before?.version ?? 0,
    waiting: mutationId,
    receivedAt: before?.receivedAt ?? null,
    reference: before?.reference ?? null,
    body,
  }
  return { row, undo: { mutationId, ...place, before } }
}

/** Whether every file an act writes is wholly here, or begun by this act or one that waits (SPEC M2, M4). */
const areHere = async (db: DoorstepDatabase, act: Pick<Queued, 'name' | 'args' | 'files'>): Promise<boolean> => {
  const cursors = await db.cursors.bulkGet(act.files)
  if (cursors.some((cursor) => cursor !== undefined && cursor.load !== null)) return false
  const absent = act.files.filter((_file, place) => cursors[place] === undefined)
  if (absent.length === 0) return true
  const founded = foundedBy(mutationNamed, [act, ...(await db.outbox.toArray())])
  return absent.every((file) => founded.has(file))
}
