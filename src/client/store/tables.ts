import type { DoorstepRecord, FileId } from '#domain/records/record.ts'
import type { Refusal } from '#domain/refusal.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Cursor, Sent } from '#sync/rebase.ts'
import type { LocalRow, Queued, Undo } from '#sync/replay.ts'

/** One record as the tablet holds it. `waiting` above 0: it is only on this tablet. */
export type RecordRow = LocalRow

/** What a record was before an unsent mutation wrote it; null when it was not there. */
export type UndoRow = Undo

/** One act that the office has not yet acknowledged, and whose act it is. */
export type OutboxRow = Queued

/** An acknowledged act, kept until the office calls it durable and a week has gone by. */
export type SentRow = Sent

/** An act that the office refused, with its words. It stays; `handledAt` says when the person dealt with it. */
export type RejectedRow = {
  uid: string
  mutation: OutboxRow
  code: Refusal
  detail: string | null
  receivedAt: Instant
  reference: string
  handledAt: Instant | null
}

/** Up to which version this tablet holds a file. The file is visible when `load` is null: its first load is whole. */
export type CursorRow = Cursor

/** A form that is not yet saved. `fileId` is `''` where it belongs to no file. */
export type DraftRow = {
  id: string
  fileId: FileId
  form: string
  /** The address in the app where it was begun, to take it up again there. A draft kept by an older Doorstep has none. */
  place?: string | undefined
  /** The uid of the mutation that this draft will become: made when the form opened, the same on every try. */
  uid: string
  values: Record<string, unknown>
  /** The field that was being typed in, to come back to. */
  field: string | null
  savedAt: Instant
  /** How many times it was written: how a form notices that another tab wrote the same draft. */
  revision: number
}

/** A photo or signature, sent apart from the record it belongs to. `bytes` are base64. */
export type AttachmentRow = {
  id: string
  fileId: FileId
  /** The note that it belongs to; it may still be a draft. */
  recordId: string
  mediaType: 'image/jpeg' | 'image/png'
  size: number
  sha256: string
  bytes: string
  /** When the office had it, from the office's answer and nothing else. */
  sentAt: Instant | null
  /** What it is, whose school it is sent to, and whether its note was saved. Absent in a row of the first version, which made none. */
  of?: { organisationId: string; about: 'photo' | 'signature'; caption: string; isSaved: boolean }
}

/** One sealed piece of the search index. */
export type SearchRow = { id: string; index: unknown }

/** Records of some kinds of many files, packed; see digests.ts. `stamp` is new each time it is packed. */
export type DigestRow = { bucket: string; of: string; stamp: string; records: DoorstepRecord[] }

/** One thing the tablet remembers about itself; see meta.ts for the keys. */
export type MetaRow = { key: string; value: unknown }

/** The shape of every table's rows, by table name. */
export type TableRows = {
  records: RecordRow
  undo: UndoRow
  outbox: OutboxRow
  sent: SentRow
  rejected: RejectedRow
  cursors: CursorRow
  drafts: DraftRow
  attachments: AttachmentRow
  search: SearchRow
  digests: DigestRow
  meta: MetaRow
}
export type TableName = keyof TableRows

/** What happens to a table when the tablet locks. Sealed rows stay on disk; the key that opens them is dropped. */
export type OnLock = 'keep-sealed'

/** What happens to a table when its owner signs out for good. */
export type OnSignOut =
  /** Holds only what the office has too, or what can be made again from it. */
  | 'erase'
  /** May hold words that nobody else has: while it does, signing out only locks (sign-out.ts says how that is told). */
  | 'keep-until-sent'

/** What is stored in the clear of one table, how it is keyed, and what locking and signing out do to it. None of these has a default. */
export type TablePlan = {
  /** Dexie's words for the primary key and the indexes. Every path in them is a plain column. */
  keys: string
  /** Columns that lie in clear on disk: random ids and parts of them, order, the record's kind and version. Everything else is sealed. */
  plain: readonly string[]
  onLock: OnLock
  onSignOut: OnSignOut
}

/** Every table of a person's database on this tablet (version 2; each version's own tables are in migrations/). */
export const tables = {
  records: {
    keys: '[fileId+id], fileId, [fileId+kind], kind, waiting',
    plain: ['fileId', 'id', 'kind', 'version', 'waiting'],
    onLock: 'keep-sealed',
    onSignOut: 'erase',
  },
  undo: {
    keys: '[mutationId+fileId+id], mutationId, fileId',
    plain: ['mutationId', 'fileId', 'id'],
    onLock: 'keep-sealed',
    onSignOut: 'keep-until-sent',
  },
  outbox: { keys: 'id, &uid', plain: ['id', 'uid'], onLock: 'keep-sealed', onSignOut: 'keep-until-sent' },
  sent: { keys: 'id, &uid', plain: ['id', 'uid'], onLock: 'keep-sealed', onSignOut: 'keep-until-sent' },
  rejected: { keys: 'uid', plain: ['uid'], onLock: 'keep-sealed', onSignOut: 'keep-until-sent' },
  cursors: { keys: 'fileId, version', plain: ['fileId', 'version'], onLock: 'keep-sealed', onSignOut: 'erase' },
  drafts: { keys: 'id, fileId', plain: ['id', 'fileId'], onLock: 'keep-sealed', onSignOut: 'keep-until-sent' },
  attachments: { keys: 'id, fileId', plain: ['id', 'fileId'], onLock: 'keep-sealed', onSignOut: 'keep-until-sent' },
  search: { keys: 'id', plain: ['id'], onLock: 'keep-sealed', onSignOut: 'erase' },
  digests: {
    keys: '[bucket+of+stamp]',
    plain: ['bucket', 'of', 'stamp'],
    onLock: 'keep-sealed',
    onSignOut: 'erase',
  },
  meta: { keys: 'key', plain: ['key'], onLock: 'keep-sealed', onSignOut: 'erase' },
} as const satisfies Record<TableName, TablePlan>
