import { z } from 'zod'
import { AnyRecord } from '../domain/records/record.ts'
import { refusals } from '../domain/refusal.ts'
import { Instant } from '../domain/time/instant.ts'

/** Raised when a message changes its meaning. The office takes pushes of every version it ever spoke. */
export const PROTOCOL_VERSION = 1

/** At most this many mutations, and this many bytes of body, in one push (SPEC P2). */
export const PUSH_LIMIT = { mutations: 100, bytes: 256_000 } as const

const Uuid = z.uuid()
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Version = z.int().min(0)

/**
 * One queued act. `id` runs 1, 2, 3 … within one client line; `chain` = H(prev, uid, name, args, recordedAt) (SPEC C1).
 * `args` stays unparsed here: the office parses it with the mutation's own schema, so that one bad argument refuses one
 * mutation and never the whole push.
 */
export const WireMutation = z.strictObject({
  id: z.int().min(1),
  uid: Uuid,
  name: z.string().max(100),
  args: z.unknown(),
  files: z.array(Uuid).max(50),
  recordedAt: Instant,
  prev: Hash,
  chain: Hash,
})
export type WireMutation = z.infer<typeof WireMutation>

export const Push = z.strictObject({
  protocol: z.int(),
  client: Uuid,
  device: Uuid,
  app: z.string().max(40),
  mutations: z.array(WireMutation).max(PUSH_LIMIT.mutations),
})
export type Push = z.infer<typeof Push>

/** `problem` says that the line cannot be continued; nothing here ever deletes a queue. */
export const PushAnswer = z.union([
  z.object({ epoch: Uuid, lmid: Version, chain: Hash, durable: Version }),
  z.object({ problem: z.enum(['forked', 'gap']), lmid: Version }),
])
export type PushAnswer = z.infer<typeof PushAnswer>

/** Where a first load has got to: rows are paged by (version, id). */
export const LoadPlace = z.strictObject({ version: Version, id: z.string() })

export const Pull = z.strictObject({
  protocol: z.int(),
  client: Uuid,
  device: Uuid,
  /** Null on the very first pull. */
  epoch: Uuid.nullable(),
  /** Version of the stored shapes this tablet reads. */
  schema: z.int(),
  cursors: z.record(Uuid, Version),
  /** Files to begin or go on loading, most needed first, each with the place reached (null at the start). */
  want: z.array(z.strictObject({ file: Uuid, after: LoadPlace.nullable() })).max(2000),
  /** The last number whose answer this tablet holds; answers to later ones are wanted. */
  lmid: Version,
  /** The highest mutation number this device ever gave out: lets the office say that some never arrived (SPEC D1). */
  made: Version,
  /** Rows a page may hold. */
  limit: z.int().min(1).max(20_000),
})
export type Pull = z.infer<typeof Pull>

/** One record as the office holds it. */
export const Row = z.object({
  id: z.string(),
  version: Version,
  receivedAt: Instant,
  reference: z.string(),
  /** Unparsed: a kind this app does not know is kept unread rather than dropped (SPEC O2). */
  body: z.object({ kind: z.string() }).loose(),
})
export type Row = z.infer<typeof Row>

export const FilePatch = z.object({
  /** The cursor this continues from; null when it begins or starts again. */
  from: Version.nullable(),
  to: Version,
  /** True when everything held of this file must be dropped first. */
  reset: z.boolean(),
  put: z.array(Row),
  del: z.array(z.string()),
})
export type FilePatch = z.infer<typeof FilePatch>

/**
 * A page of a file that is being loaded for the first time; hidden until `done`. `start` says that it begins the file
 * (again): what came before is dropped. `head` is the file's version in this answer's snapshot.
 */
export const LoadPage = z.object({
  file: Uuid,
  head: Version,
  start: z.boolean(),
  put: z.array(Row),
  del: z.array(z.string()),
  after: LoadPlace.nullable(),
  done: z.boolean(),
})
export type LoadPage = z.infer<typeof LoadPage>

export const Result = z.object({
  uid: Uuid,
  /** Null when applied. */
  code: z.enum(refusals).nullable(),
  detail: z.string().nullable(),
  receivedAt: Instant,
  reference: z.string(),
})
export type Result = z.infer<typeof Result>

/**
 * What the office can do, beside the app, to tell somebody of an alarm. Told with every answer, so that a tablet without signal
 * still knows what was last so, and promises nobody an e-mail that cannot come.
 */
export const OfficeMeans = z.object({
  /** `failing`: the last tries of an e-mail that still waits, or was given up, went wrong. */
  mail: z.enum(['ready', 'failing', 'not-set-up']),
  /** The key with which this office signs notifications, for browsers that ask; null where it sends none. */
  notificationKey: z.string().max(200).nullable().default(null),
  /** Whether the office notifies this very tablet: it asked, and its push service still takes them. */
  isNotified: z.boolean().default(false),
})
export type OfficeMeans = z.infer<typeof OfficeMeans>

export const PullAnswer = z.object({
  epoch: Uuid,
  lmid: Version,
  chain: Hash,
  durable: Version,
  /** Files held that changed since the cursors asked with, or that must start again. */
  files: z.record(Uuid, FilePatch),
  pages: z.array(LoadPage),
  /** Files that may be loaded and are not held, most useful first. */
  available: z.array(Uuid),
  revoked: z.array(Uuid),
  results: z.array(Result),
  more: z.boolean(),
  /** True when this person has left every place they had: their line is answered, and every file withdrawn (SPEC L8). */
  ended: z.boolean().optional(),
  /** The office's clock, for showing how far the tablet's is off. */
  now: Instant,
  /** Left out by an office from before it said so; what a newer one says in other words is not understood, and not kept. */
  means: OfficeMeans.optional().catch(undefined),
})
export type PullAnswer = z.infer<typeof PullAnswer>

/**
 * What a tablet may tell the office went wrong with it: a code, never words. `storage-lost`, `eviction` and `gap`: stored work was found
 * missing, all of it or a part; `fork`: its profile was cloned or put back, so it began a new line; `screen-fault`: a screen failed.
 */
export const IncidentCode = z.enum(['storage-lost', 'eviction', 'gap', 'fork', 'screen-fault'])
export type IncidentCode = z.infer<typeof IncidentCode>

/** A hint that something changed; never data. */
export const Poke = z.union([z.object({ file: Uuid, version: Version }), z.object({ grants: z.literal(true) })])
export type Poke = z.infer<typeof Poke>

/** A record body this app can read, or null: unknown kinds and shapes stay stored, unread. */
export const readBody = (body: unknown): z.infer<typeof AnyRecord> | null => {
  const parsed = AnyRecord.safeParse(body)
  return parsed.success ? parsed.data : null
}
