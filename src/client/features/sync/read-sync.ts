import { sayClash, sayField } from '#client/casework/clash-words.ts'
import { readBegun, type Begun } from '#client/casework/read-begun.ts'
import { picturesWaiting } from '#client/store/attachments.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { AttachmentRow, OutboxRow, RecordRow, RejectedRow, SentRow } from '#client/store/tables.ts'
import { keepForAuthor } from '#client/store/waiting-elsewhere.ts'
import { withReopen } from '#client/store/with-reopen.ts'
import { readPasses, type Pass } from '#client/sync/passes.ts'
import { tellSafeguardingLead } from '#domain/mutations/tell-safeguarding-lead.ts'
import { Clash, isPartyTo } from '#domain/records/clash.ts'
import { calledName, Pupil } from '#domain/records/pupil.ts'
import type { FileId } from '#domain/records/record.ts'

/** Everything the sync page shows, straight from the tablet's own tables. */
export type SyncPageRows = {
  onlyHere: OutboxRow[]
  /** Photos and signatures of saved notes that the office does not have yet. */
  pictures: Pick<AttachmentRow, 'id' | 'of'>[]
  /** Forms that were begun and not saved. */
  begun: Begun[]
  received: SentRow[]
  needsYou: RejectedRow[]
  dealtWith: RejectedRow[]
  /** Two versions waiting for a choice, one of them this person's. */
  clashes: { id: string; pupilId: string; called: string; title: string; what: string }[]
  /** Every exchange that is remembered, newest first. */
  passes: Pass[]
  /** What the pupils are called whose files are here and whom an act on this page is about, by their file. */
  called: ReadonlyMap<string, string>
  /** Whose files are on this tablet, by name. */
  pupils: HeldPupil[]
  /** Restricted threads on this tablet. */
  threads: ReadonlySet<string>
}

/** A pupil whose file is here. */
export type HeldPupil = { id: string; called: string }

/** The newest receipts shown; older ones are in the pupils' own files. */
const RECEIPTS = 30

export const readSync = async (db: DoorstepDatabase, mine: string): Promise<SyncPageRows> => {
  const [onlyHere, pictures, begun, sent, rejected, clashRows, passes, pupilRows, threads] = await Promise.all([
    db.outbox.orderBy('id').toArray(),
    picturesWaiting(db),
    readBegun(db),
    // oxlint-disable-next-line unicorn/no-array-reverse -- a table, not an array: it reads from the end
    db.sent.reverse().limit(RECEIPTS).toArray(),
    db.rejected.toArray(),
    db.records.where('kind').equals('clash').toArray(),
    readPasses(db),
    db.records.where('kind').equals('pupil').toArray(),
    db.records.where('kind').equals('restricted-thread').primaryKeys(),
  ])
  // What was refused leaves through `rejected`, never as received.
  const refused = new Set(rejected.map((row) => row.uid))
  const shown = [...onlyHere, ...sent, ...rejected.map(({ mutation }) => mutation)]
  const names = await namesOf(db, [...new Set(shown.flatMap(({ files }) => files))])
  // A name is not opened for nothing.
  const needsNames = clashRows.length > 0 || rejected.some((row) => row.handledAt === null)
  const pupils = needsNames ? heldPupils(pupilRows) : []
  const newestFirst = rejected.toSorted((one, other) => other.receivedAt.localeCompare(one.receivedAt))
  return {
    onlyHere,
    pictures,
    begun,
    received: sent.filter((row) => !refused.has(row.uid)),
    needsYou: newestFirst.filter((row) => row.handledAt === null),
    dealtWith: newestFirst.filter((row) => row.handledAt !== null),
    clashes: clashRows.flatMap((row) => {
      const clash = Clash.safeParse(row.body)
      if (!clash.success || clash.data.settled !== null || !isPartyTo(clash.data, mine)) return []
      const { pupilId, field } = clash.data
      const called = pupils.find((pupil) => pupil.id === pupilId)?.called ?? 'a pupil'
      return [{ id: row.id, pupilId, called, title: sayClash(clash.data), what: sayField({ field }) }]
    }),
    passes,
    called: names,
    pupils,
    threads: new Set(threads.map(([fileId]) => fileId)),
  }
}

/** Whom an act is about, as far as their files are here. Of a worry for the safeguarding lead nobody is named: somebody may look on. */
export const calledOf = (
  { name, files }: Pick<OutboxRow, 'name' | 'files'>,
  called: ReadonlyMap<string, string>,
): string[] => (name === tellSafeguardingLead.name ? [] : files.flatMap((file) => called.get(file) ?? []))

const namesOf = async (db: DoorstepDatabase, files: readonly FileId[]): Promise<Map<FileId, string>> => {
  const rows = await db.records.bulkGet(files.map((file): [FileId, string] => [file, file]))
  return new Map(heldPupils(rows.filter((row) => row !== undefined)).map(({ id, called }) => [id, called]))
}

const heldPupils = (rows: readonly RecordRow[]): HeldPupil[] =>
  rows
    .flatMap((row) => {
      const pupil = Pupil.safeParse(row.body)
      return pupil.success ? [{ id: pupil.data.id, called: calledName(pupil.data) }] : []
    })
    .toSorted((a, b) => a.called.localeCompare(b.called))

/** The person has dealt with a refused entry (or takes that back with null). It stays on the tablet with its words. */
export const setHandled = async (db: DoorstepDatabase, uid: string, at: string | null): Promise<void> => {
  await withReopen(db, () =>
    db.transaction('rw!', [db.rejected, db.meta], async () => {
      const row = await db.rejected.get(uid)
      if (row === undefined) return
      if (at === null) await keepForAuthor(db, [{ ...row, handledAt: null }])
      else await db.rejected.put({ ...row, handledAt: at })
    }),
  )
}
