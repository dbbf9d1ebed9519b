import { z } from 'zod'
import type { Actor } from '../domain/permissions/actor.ts'
import type { FileId } from '../domain/records/record.ts'
import { keyOf } from '../domain/store.ts'
import type { Refusal } from '../domain/refusal.ts'
import { millisecondsBetween } from '../domain/time/instant.ts'
import { linkAfter, ROOT } from './chain.ts'
import type { LoadPlace, Pull, PullAnswer, Result, Row } from './protocol.ts'
import {
  foundedBy,
  predict,
  undoAll,
  type LocalRow,
  type FindMutation,
  type Queued,
  type Staging,
  type Undo,
} from './replay.ts'

/** The device's one numbered line of mutations, and which timeline of the office it follows. */
export const Line = z.object({
  client: z.uuid(),
  epoch: z.uuid().nullable(),
  /** Highest number the office has answered. */
  lmid: z.int().min(0),
  /** Next number to give out, and the chain its mutation follows. */
  next: z.int().min(1),
  last: z.string(),
  /** Highest number that survives a power loss at the office. */
  durable: z.int().min(0),
})
export type Line = z.infer<typeof Line>

/** A line that nothing has been written on. */
export const newLine = (client: string, epoch: string | null): Line => ({
  client,
  epoch,
  lmid: 0,
  next: 1,
  last: ROOT,
  durable: 0,
})

export type Sent = Queued & { acknowledgedAt: string; receivedAt: string | null; reference: string | null }

export type Rejected = {
  uid: string
  mutation: Queued
  code: Refusal
  detail: string | null
  receivedAt: string
  reference: string
}

/** Where a file that is being loaded has got to, with the rows that came so far: hidden until whole (SPEC L5). */
export type Load = { after: z.infer<typeof LoadPlace> | null; rows: Row[] }

/** How far this tablet holds a file. While it is loaded for the first time its version is 0. */
export type Cursor = { fileId: FileId; version: number; load: Load | null }

/** Everything the tablet holds that an answer may change. */
export type Held = {
  line: Line
  cursors: Map<FileId, Cursor>
  outbox: readonly Queued[]
  sent: readonly Sent[]
  undo: readonly Undo[]
  /** Rows by key: all that the undo names, all that waiting mutations read, all rows of the files in `whole`. */
  rows: Staging
  /** Ids of the rows stored for each file that the answer resets or revokes. */
  whole: Map<FileId, string[]>
}

/** The net result, to be written in one transaction. */
export type Rebased = {
  line: Line
  put: LocalRow[]
  drop: { fileId: FileId; id: string }[]
  undo: Undo[]
  cursors: Cursor[]
  forgotten: FileId[]
  outbox: Queued[]
  sent: Sent[]
  rejected: Rejected[]
}

/** Why an answer was not taken. Dropping one costs nothing: the next question is answered anew. */
export type Dropped = 'other-client' | 'stale'

/**
 * Acknowledged work is kept at least this long, whatever the office says of durability (SPEC R6). Milliseconds: 7 days, by the
 * office's clock: a tablet whose own clock jumps ahead must not throw away what the office may yet ask for again.
 */
export const KEEP_SENT_FOR = 7 * 86_400_000

/** The chain after mutation `id`, or null when the tablet no longer holds it. */
const chainAt = (held: Pick<Held, 'line' | 'outbox' | 'sent'>, id: number): string | null => {
  if (id === 0) return ROOT
  if (id === held.line.next - 1) return held.line.last
  const all = [...held.sent, ...held.outbox]
  return all.find((act) => act.id === id)?.chain ?? all.find((act) => act.id === id + 1)?.prev ?? null
}

/** Numbers `acts` anew on a fresh line; uids stay, so nothing is done twice (SPEC F2). */
const renumber = (acts: readonly Queued[], client: string, epoch: string | null): { line: Line; outbox: Queued[] } => {
  const line = newLine(client, epoch)
  const outbox = acts.map((act): Queued => {
    const { id: _id, prev: _prev, chain: _chain, ...rest } = act
    const prev = line.last
    const chain = linkAfter(prev, act)
    const numbered = { ...pickQueued(rest), id: line.next, prev, chain }
    line.next += 1
    line.last = chain
    return numbered
  })
  return { line, outbox }
}

const pickQueued = (act: Omit<Queued, 'id' | 'prev' | 'chain'>): Omit<Queued, 'id' | 'prev' | 'chain'> => ({
  uid: act.uid,
  name: act.name,
  args: act.args,
  files: act.files,
  recordedAt: act.recordedAt,
  personId: act.personId,
})

const byId = (a: { id: number }, b: { id: number }): number => a.id - b.id

/**
 * What the tablet does when the office says its line is not ours (SPEC F1): this profile was cloned or restored. Everything
 * still kept goes into a new line under `client`, is predicted again, and will be pushed again. What was once called durable
 * too: the office may have been restored since, and answering the same uid twice costs it nothing.
 */
export const fork = (held: Held, client: string, by: Actor, find: FindMutation): Rebased => {
  const staging = new Map(held.rows)
  undoAll(staging, held.undo)
  const acts = [...held.sent, ...held.outbox].toSorted(byId)
  const { line, outbox } = renumber(acts, client, held.line.epoch)
  const isHere = isHereIn(held.cursors, foundedBy(find, outbox))
  const undo = outbox.flatMap((act) => predict(staging, act, by, find, isHere))
  return { line, ...netOf(staging, held.rows), undo, cursors: [], forgotten: [], outbox, sent: [], rejected: [] }
}

/** Wholly here: sent by the office to the end, or begun by an act that waits (SPEC M2, M4). */
const isHereIn =
  (cursors: ReadonlyMap<FileId, Cursor>, founded: ReadonlySet<FileId>) =>
  (file: FileId): boolean => {
    const cursor = cursors.get(file)
    return cursor === undefined ? founded.has(file) : cursor.load === null
  }

/** Rows that differ from what is stored. */
const netOf = (staging: Staging, stored: Staging): Pick<Rebased, 'put' | 'drop'> => {
  const put: LocalRow[] = []
  const drop: Rebased['drop'] = []
  for (const [key, row] of staging) {
    if (stored.has(key) && stored.get(key) === row) continue
    if (row !== null) put.push(row)
    else {
      const [fileId = '', id = ''] = key.split('/')
      drop.push({ fileId, id })
    }
  }
  return { put, drop }
}

/** True when `answer` is to a question asked of exactly what is held now (SPEC L3). */
const isCurrent = (held: Held, question: Pull, answer: PullAnswer): boolean => {
  if (question.epoch !== held.line.epoch) return false
  const asked = Object.entries(question.cursors)
  const have = [...held.cursors.values()].filter((cursor) => cursor.load === null)
  if (
    asked.length !== have.length ||
    asked.some(
      ([file, version]) => held.cursors.get(file)?.version !== version || held.cursors.get(file)?.load !== null,
    )
  )
    return false
  for (const want of question.want) {
    const reached = held.cursors.get(want.file)?.load?.after ?? null
    if (
      held.cursors.get(want.file)?.load === null ||
      reached?.version !== want.after?.version ||
      reached?.id !== want.after?.id
    )
      return false
  }
  return answer.epoch !== held.line.epoch || answer.lmid >= held.line.lmid
}

/**
 * Takes one pull answer: undo what waits, take what is new, move what was answered, forget what was withdrawn, replay the
 * rest (SPEC R1 to R7). `forked`: the answer is of no use, and the store must begin a new line with `fork`. Pure: the store loads
 * `held`, and writes the result in the same transaction.
 */
export const rebase = (
  held: Held,
  question: Pull,
  answer: PullAnswer,
  around: { by: Actor; find: FindMutation },
): { taken: Rebased } | { forked: true } | { dropped: Dropped } => {
  if (question.client !== held.line.client) return { dropped: 'other-client' }
  if (!isCurrent(held, question, answer)) return { dropped: 'stale' }
  const all = [...held.sent, ...held.outbox].toSorted(byId)
  const outstanding = all.filter((act) => act.id > answer.lmid)
  const isWhole =
    outstanding.every((act, place) => act.id === answer.lmid + 1 + place) &&
    outstanding.length === held.line.next - 1 - answer.lmid
  if (chainAt(held, answer.lmid) !== answer.chain || !isWhole) {
    return { forked: true }
  }

  const staging = new Map(held.rows)
  undoAll(staging, held.undo)

  const cursors = new Map(held.cursors)
  const changed = new Map<FileId, Cursor>()
  const setCursor = (cursor: Cursor): void => {
    cursors.set(cursor.fileId, cursor)
    changed.set(cursor.fileId, cursor)
  }
  const dropAll = (file: FileId): void => {
    for (const id of held.whole.get(file) ?? []) staging.set(keyOf(file, id), null)
  }
  const take = (file: FileId, row: Row): void => {
    staging.set(keyOf(file, row.id), {
      fileId: file,
      id: row.id,
      kind: row.body.kind,
      version: row.version,
      waiting: 0,
      receivedAt: row.receivedAt,
      reference: row.reference,
      body: row.body,
    })
  }

  for (const [file, patch] of Object.entries(answer.files)) {
    if (patch.reset) dropAll(file)
    for (const row of patch.put) take(file, row)
    for (const id of patch.del) staging.set(keyOf(file, id), null)
    setCursor({ fileId: file, version: patch.to, load: null })
  }
  for (const page of answer.pages) {
    const again = new Set([...page.del, ...page.put.map((row) => row.id)])
    const before = page.start ? [] : (cursors.get(page.file)?.load?.rows ?? [])
    const rows = [...before.filter((row) => !again.has(row.id)), ...page.put]
    if (page.done) for (const row of rows) take(page.file, row)
    setCursor(
      page.done
        ? { fileId: page.file, version: page.head, load: null }
        : { fileId: page.file, version: 0, load: { after: page.after, rows } },
    )
  }

  const sameTimeline = answer.epoch === held.line.epoch
  const results = new Map(answer.results.map((result) => [result.uid, result]))
  const answered = all.filter((act) => act.id <= answer.lmid)
  const outbox = outstanding.map((act): Queued => ({
    ...pickQueued(act),
    id: act.id,
    prev: act.prev,
    chain: act.chain,
  }))
  const rejected = answered.flatMap((act) => {
    const result = results.get(act.uid)
    return result !== undefined && result.code !== null ? [rejectedOf(act, result, result.code)] : []
  })
  const sent = answered.flatMap((act) => {
    const keep = sentOf(act, results.get(act.uid), answer.now, sameTimeline)
    return isKept(keep, answer.durable, answer.now) && results.get(act.uid)?.code == null ? [keep] : []
  })

  // A withdrawn file goes once nothing about it waits (SPEC W1); until then it is only no longer renewed. What it holds is of
  // the old epoch: under a new one nothing could ever bring it up to date, so it goes at once.
  const forgotten = [...new Set(answer.revoked)].filter(
    (file) => !sameTimeline || !outbox.some((act) => act.files.includes(file)),
  )
  for (const file of forgotten) {
    dropAll(file)
    cursors.delete(file)
    changed.delete(file)
  }

  const isHere = isHereIn(cursors, foundedBy(around.find, outbox))
  const undo = outbox.flatMap((act) => predict(staging, act, around.by, around.find, isHere))
  const line: Line = {
    ...held.line,
    epoch: answer.epoch,
    lmid: answer.lmid,
    durable: Math.min(answer.durable, answer.lmid),
  }
  return {
    taken: {
      line,
      ...netOf(staging, held.rows),
      undo,
      cursors: [...changed.values()],
      forgotten,
      outbox,
      sent,
      rejected,
    },
  }
}

/**
 * Stands for the office's clock where the office said no time: nothing that was sent grows old by it. The tablet's own clock
 * must not (SPEC R6): one that runs ten days ahead would let go of what the office may yet lose.
 */
const NO_TIME_PASSED = '1970-01-01T00:00:00.000Z'

/**
 * What the tablet does when the office says that it was taken away, or that its person has left (SPEC W3): as if the office
 * had answered with no news and every file withdrawn. `held.whole` names the rows of every file.
 */
export const withdrawAll = (held: Held, around: { by: Actor; find: FindMutation }): Rebased | null => {
  const { line } = held
  const epoch = line.epoch ?? ''
  const cursors = [...held.cursors.values()].filter((cursor) => cursor.load === null)
  const question: Pull = {
    protocol: 0,
    client: line.client,
    device: '',
    epoch: line.epoch,
    schema: 0,
    cursors: Object.fromEntries(cursors.map((cursor) => [cursor.fileId, cursor.version])),
    want: [],
    lmid: line.lmid,
    made: line.next - 1,
    limit: 1,
  }
  const answer: PullAnswer = {
    epoch,
    lmid: line.lmid,
    chain: chainAt(held, line.lmid) ?? '',
    durable: line.durable,
    files: {},
    pages: [],
    available: [],
    revoked: [...held.cursors.keys()],
    results: [],
    more: false,
    now: NO_TIME_PASSED,
  }
  const result = rebase(held, question, answer, around)
  return 'taken' in result ? result.taken : null
}

const rejectedOf = (act: Queued, result: Result, code: Refusal): Rejected => ({
  uid: act.uid,
  mutation: { ...pickQueued(act), id: act.id, prev: act.prev, chain: act.chain },
  code,
  detail: result.detail,
  receivedAt: result.receivedAt,
  reference: result.reference,
})

/**
 * An acknowledgement counts from when it was heard on the office's present timeline (SPEC R6): an office that was put back may
 * hold the act only since it arrived again, and no backup of it yet.
 */
const sentOf = (act: Queued | Sent, result: Result | undefined, now: string, sameTimeline: boolean): Sent => ({
  ...pickQueued(act),
  id: act.id,
  prev: act.prev,
  chain: act.chain,
  acknowledgedAt: sameTimeline && 'acknowledgedAt' in act ? act.acknowledgedAt : now,
  receivedAt: result?.receivedAt ?? ('receivedAt' in act ? act.receivedAt : null),
  reference: result?.reference ?? ('reference' in act ? act.reference : null),
})

/** A clock that went back keeps work longer, never shorter. */
const isKept = (act: Sent, durable: number, now: string): boolean =>
  act.id > durable || millisecondsBetween(act.acknowledgedAt, now) < KEEP_SENT_FOR
