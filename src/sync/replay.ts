import type { Mutation } from '../domain/mutation.ts'
import type { Actor } from '../domain/permissions/actor.ts'
import type { FileId } from '../domain/records/record.ts'
import { keyOf, StagedRecords, type Reference } from '../domain/store.ts'
import { readBody, type Row, type WireMutation } from './protocol.ts'

/** One record as the tablet holds it. `body` stays unparsed: a kind from a newer app is kept unread (SPEC O2). */
export type LocalRow = {
  fileId: FileId
  id: string
  kind: string
  /** The file's version at which the office last changed it; 0 for a record only predicted here. */
  version: number
  /** Number of the last waiting mutation that wrote it; 0 when what shows is what the office holds. */
  waiting: number
  receivedAt: string | null
  reference: string | null
  body: Row['body']
}

/** What a row was before a waiting mutation wrote it; null when there was none. */
export type Undo = { mutationId: number; fileId: FileId; id: string; before: LocalRow | null }

/** A mutation that waits, with the account that wrote it. */
export type Queued = WireMutation & { personId: string }

/** The mutation of a stored name, or null where this app does not know it. */
export type FindMutation = (name: string) => Mutation | null

/** Rows under work, by key; null where nothing is stored. Everything a replay may read must be in it. */
export type Staging = Map<string, LocalRow | null>

/** What a queued mutation may read, or nothing when this app does not know it or cannot read its arguments. */
export const declaredReads = (find: FindMutation, queued: Pick<Queued, 'name' | 'args'>): Reference[] => {
  const mutation = find(queued.name)
  const args = mutation?.args.safeParse(queued.args)
  if (mutation === null || !args?.success) return []
  return mutation.reads(args.data)
}

/**
 * Files that queued acts begin (SPEC M4): they are here, although the office has not sent them, for as long as the act waits
 * that begins them.
 */
export const foundedBy = (find: FindMutation, acts: Iterable<Pick<Queued, 'name' | 'args'>>): Set<FileId> => {
  const founded = new Set<FileId>()
  for (const act of acts) {
    const mutation = find(act.name)
    if (mutation?.founds === undefined) continue
    const args = mutation.args.safeParse(act.args)
    if (args.success) for (const file of mutation.founds(args.data)) founded.add(file)
  }
  return founded
}

/** Puts back what waited, newest first (SPEC R1). Rows touched are left in `staging`. */
export const undoAll = (staging: Staging, undo: readonly Undo[]): void => {
  for (const entry of undo.toSorted((a, b) => b.mutationId - a.mutationId))
    staging.set(keyOf(entry.fileId, entry.id), entry.before)
}

/**
 * Runs one queued mutation on `staging` as a prediction and returns its pre-images (SPEC R4). A mutation that is unknown,
 * unreadable, refused, throws, or names a file that is neither wholly here nor begun here predicts nothing; it stays queued all the same.
 */
export const predict = (
  staging: Staging,
  queued: Queued,
  by: Actor,
  find: FindMutation,
  isHeld: (file: FileId) => boolean,
): Undo[] => {
  const mutation = find(queued.name)
  const args = mutation?.args.safeParse(queued.args)
  if (mutation === null || !args?.success || !queued.files.every(isHeld)) return []
  const declared = new Map(
    mutation.reads(args.data).map((reference) => {
      const key = keyOf(reference.fileId, reference.id)
      return [key, readBody(staging.get(key)?.body)] as const
    }),
  )
  const records = new StagedRecords(declared)
  try {
    const outcome = mutation.apply(records, args.data, { by, recordedAt: queued.recordedAt, uid: queued.uid })
    if (!outcome.ok) return []
  } catch {
    return []
  }
  const undo: Undo[] = []
  for (const [key, body] of records.changes) {
    const [fileId = '', id = ''] = key.split('/')
    const before = staging.get(key) ?? null
    undo.push({ mutationId: queued.id, fileId, id, before })
    staging.set(key, {
      fileId,
      id,
      kind: body.kind,
      version: before?.version ?? 0,
      waiting: queued.id,
      receivedAt: before?.receivedAt ?? null,
      reference: before?.reference ?? null,
      body,
    })
  }
  return undo
}
