import { fileOf, type DoorstepRecord, type FileId, type RecordKind, type RecordOf } from './records/record.ts'

/** Names one record: its kind, the file it lives in, and its id. */
export type Reference = { kind: RecordKind; fileId: FileId; id: string }

/** The two things a mutation may do to storage. */
export type Records = {
  /** The record, or null when it is not there. Only what the mutation declared in `reads`, or has put itself, may be asked for. */
  get<K extends RecordKind>(kind: K, fileId: FileId, id: string): RecordOf<K> | null
  /** True when anything at all, of whatever kind, has this identity in this file. The same declared reads count. */
  taken(fileId: FileId, id: string): boolean
  put(record: DoorstepRecord): void
}

/** One key for one record, in maps and messages. */
export const keyOf = (fileId: FileId, id: string): string => `${fileId}/${id}`

/** Raised when a mutation asks for a record it did not declare: a mistake in the mutation, never a person's fault. */
export class UndeclaredRead extends Error {
  constructor(kind: RecordKind | 'new record') {
    super(`A mutation read a ${kind} that it did not declare.`)
    this.name = 'UndeclaredRead'
  }
}

/**
 * Runs a mutation's effect in memory over prefetched records. `changes` holds the net result: what to write, by key.
 * The same on the tablet, on replay and at the office.
 */
export class StagedRecords implements Records {
  readonly changes = new Map<string, DoorstepRecord>()
  readonly #declared: Map<string, DoorstepRecord | null>

  /** `declared` holds every declared reference by key; null where nothing is stored. */
  constructor(declared: Map<string, DoorstepRecord | null>) {
    this.#declared = declared
  }

  get<K extends RecordKind>(kind: K, fileId: FileId, id: string): RecordOf<K> | null {
    const found = this.#find(fileId, id)
    if (found === undefined) throw new UndeclaredRead(kind)
    return isOfKind(found, kind) ? found : null
  }

  taken(fileId: FileId, id: string): boolean {
    const found = this.#find(fileId, id)
    if (found === undefined) throw new UndeclaredRead('new record')
    return found !== null
  }

  #find(fileId: FileId, id: string): DoorstepRecord | null | undefined {
    const key = keyOf(fileId, id)
    return this.changes.get(key) ?? this.#declared.get(key)
  }

  put(record: DoorstepRecord): void {
    this.changes.set(keyOf(fileOf(record), record.id), record)
  }
}

const isOfKind = <K extends RecordKind>(
  record: DoorstepRecord | null,
  kind: K,
): record is Extract<DoorstepRecord, { kind: K }> & RecordOf<K> => record !== null && record.kind === kind
