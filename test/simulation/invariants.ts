import type { CursorRow, DraftRow, OutboxRow, RecordRow, RejectedRow, SentRow, UndoRow } from '#client/store/tables.ts'
import { canonicalJson } from '#sync/chain.ts'
import { Line } from '#sync/rebase.ts'
import { foundedBy, predict, undoAll, type Staging } from '#sync/replay.ts'
import { AbsenceCase } from '#domain/records/absence-case.ts'
import { keyOf } from '#domain/store.ts'
import type { Tablet } from './tablet.ts'
import { must } from './violation.ts'
import { tabletMutations, type History, type OfficeNow, type VersionRow, type World } from './world.ts'
import type { Written } from './writing.ts'

/** What the harness knows of what people made, and what it last saw on the tablets and at the office. */
export type Known = {
  made: Written[]
  drafts: string[]
  /** Every tablet as it stood after the last step that touched it. */
  tablets: Map<Tablet, Stored>
  /** History of every timeline there was, by epoch; the present one is read from the office. */
  timelines: Map<string, History>
  /** Every file that an answer ever withdrew, by whose it was: `person/file`. */
  withdrawn: ReadonlySet<string>
}

/** One file as it stood at a version: body by record. */
const fileAt = (history: History, file: string, version: number): Map<string, string> => {
  const records = new Map<string, VersionRow>()
  for (const row of history.versions) if (row.file === file && row.version <= version) records.set(row.record, row)
  for (const gone of history.purges) {
    if (gone.file === file && gone.version <= version && (records.get(gone.record)?.version ?? Infinity) < gone.version)
      records.delete(gone.record)
  }
  // Only what stands is written out: most versions were followed by another.
  return new Map([...records].map(([record, row]) => [record, canonicalJson(row.body)]))
}

const highest = (history: History, file: string): number =>
  Math.max(
    0,
    ...history.versions.filter((row) => row.file === file).map((row) => row.version),
    ...history.purges.filter((gone) => gone.file === file).map((gone) => gone.version),
  )

/** What one tablet keeps, opened. `line` is null until something was written or sent. */
export type Stored = {
  rows: RecordRow[]
  undo: UndoRow[]
  outbox: OutboxRow[]
  sent: SentRow[]
  rejected: RejectedRow[]
  cursors: CursorRow[]
  drafts: DraftRow[]
  line: Line | null
}

export const storedOn = async ({ db }: Tablet): Promise<Stored> =>
  // One snapshot, opened with one transaction.
  db.transaction(
    'r',
    [db.records, db.undo, db.outbox, db.sent, db.rejected, db.cursors, db.drafts, db.meta],
    async () => {
      const [rows, undo, outbox, sent, rejected, cursors, drafts, line] = await Promise.all([
        db.records.toArray(),
        db.undo.toArray(),
        db.outbox.orderBy('id').toArray(),
        db.sent.toArray(),
        db.rejected.toArray(),
        db.cursors.toArray(),
        db.drafts.toArray(),
        db.meta.get('line'),
      ])
      return {
        rows,
        undo,
        outbox,
        sent,
        rejected,
        cursors,
        drafts,
        line: line === undefined ? null : Line.parse(line.value),
      }
    },
  )

/** Checks one tablet by itself and against the timeline it follows (I3, I4, I6, I7, I9, I10). */
export const checkTablet = (tablet: Tablet, stored: Stored, known: Known): void => {
  const { rows, undo, outbox, sent, cursors, drafts, line } = stored
  if (line === null) return
  const history = known.timelines.get(line.epoch ?? '') ?? { versions: [], purges: [] }
  const held = new Map(
    cursors.filter((cursor) => cursor.load === null).map((cursor) => [cursor.fileId, cursor.version]),
  )

  const ids = outbox.map((act) => act.id)
  must(
    ids.length === line.next - 1 - line.lmid && ids.every((id, place) => id === line.lmid + 1 + place),
    'I4',
    () => `${tablet.name} queues ${ids.join(',')} after ${line.lmid} before ${line.next}`,
  )

  // What a waiting act began is here before the office can send it (SPEC M4).
  const founded = foundedBy(tabletMutations, outbox)
  const isHeld = (file: string): boolean =>
    held.has(file) || (founded.has(file) && !cursors.some((cursor) => cursor.fileId === file))
  for (const row of [...rows, ...undo])
    must(isHeld(row.fileId), 'I7', () => `${tablet.name} keeps something of a file it does not hold`)

  // A form may be open on a file that is still coming.
  for (const { fileId } of drafts)
    must(
      founded.has(fileId) || cursors.some((cursor) => cursor.fileId === fileId),
      'I7',
      () => `${tablet.name} keeps a draft of a file it does not hold`,
    )

  const base: Staging = new Map(rows.map((row) => [keyOf(row.fileId, row.id), row]))
  undoAll(base, undo)
  for (const [file, version] of held) {
    must(version <= highest(history, file), 'I9', () => `${tablet.name} has a cursor ${version} that never was`)
    const office = fileAt(history, file, version)
    const here = new Map(
      [...base].flatMap(([, row]) =>
        row !== null && row.fileId === file ? [[row.id, canonicalJson(row.body)] as const] : [],
      ),
    )
    must(
      sameMap(here, office),
      'I3',
      () =>
        `${tablet.name} holds ${here.size} records of a file at ${version}, the office had ${office.size}: ${differences(here, office)}`,
    )
  }

  const shown: Staging = new Map(base)
  for (const act of outbox) predict(shown, act, tablet.actor, tabletMutations, isHeld)
  const want = new Map(
    [...shown].flatMap(([key, row]) => (row === null ? [] : [[key, canonicalJson([row.body, row.waiting])] as const])),
  )
  const have = new Map(rows.map((row) => [keyOf(row.fileId, row.id), canonicalJson([row.body, row.waiting])]))
  must(tablet.predictedAsBefore || sameMap(have, want), 'I6', () => `${tablet.name} shows ${differences(have, want)}`)

  const waiting = new Set(outbox.map((act) => act.uid))
  const answered = new Set(sent.map((act) => act.uid))
  for (const row of history.versions) {
    if (!answered.has(row.uid) || waiting.has(row.uid)) continue
    const cursor = held.get(row.file)
    // A file that was withdrawn stays for what waits about it, and is not renewed meanwhile (SPEC W1).
    const staysForWhatWaits =
      known.withdrawn.has(keyOf(tablet.person, row.file)) && outbox.some((act) => act.files.includes(row.file))
    must(
      cursor === undefined || cursor >= row.version || staysForWhatWaits,
      'I10',
      () => `${tablet.name} let go of an act whose effect it has not seen`,
    )
  }
}

const sameMap = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)

const differences = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string =>
  [...new Set([...a.keys(), ...b.keys()])]
    .filter((key) => a.get(key) !== b.get(key))
    .slice(0, 3)
    .map((key) => `${key.slice(-12)} ${a.get(key) ?? 'nothing'} / ${b.get(key) ?? 'nothing'}`)
    .join('; ')
    .slice(0, 600)

/** Checks the office by itself (I1, I2, I17) and that nothing made is nowhere (I5) . */
export const checkOffice = async (office: OfficeNow, tablets: readonly Tablet[], known: Known): Promise<void> => {
  must(!office.forbidden.twiceInARecord, 'I1', () => 'an act took effect twice on a record')
  must(!office.forbidden.twiceInAFile, 'I1', () => 'an act took effect in two versions of a file')
  must(!office.forbidden.sameWordsTwice, 'I1', () => 'the same words stand twice in a file')
  must(!office.forbidden.holeInALine, 'I2', () => 'a line has a hole')

  const logged = new Map(office.log.map((row) => [row.uid, row.person]))
  const somewhere = new Set(logged.keys())
  for (const { outbox, sent, rejected } of known.tablets.values())
    for (const row of [...outbox, ...sent, ...rejected]) somewhere.add(row.uid)
  for (const act of known.made) {
    must(somewhere.has(act.uid), 'I5', () => `an act of ${act.what} is nowhere`)
    const person = logged.get(act.uid)
    must(person === undefined || person === act.person, 'I17', () => 'an act was sent as another person')
  }
  for (const uid of known.drafts) {
    const found = await Promise.all(
      tablets.map(
        async ({ db }) =>
          (await db.drafts.toArray()).some((draft) => draft.uid === uid) || (await db.rejected.get(uid)) !== undefined,
      ),
    )
    must(found.some(Boolean), 'W2', () => 'a draft is gone')
  }
}

/** At rest: queues are empty, copies are equal, everything is applied or reported, every clashing text can be found (I8, I11, I12, I18). */
export const checkAtRest = async (world: World, tablets: readonly Tablet[], known: Known): Promise<void> => {
  const office = await world.look()
  const history: History = office
  const grants = await world.query<{ person: string; file: string; version: number }>(
    'select g.person_id as person, g.file_id as file, f.version::int as version from file_grant g join file f on f.id = g.file_id',
  )
  const refused = new Set<string>()
  for (const tablet of tablets) {
    const stored = await storedOn(tablet)
    for (const row of stored.rejected) refused.add(row.uid)
    const permitted = grants.filter((grant) => grant.person === tablet.person)
    if (permitted.length === 0) continue
    must(
      stored.outbox.length === 0,
      'I11',
      () => `${tablet.name} still queues ${stored.outbox.map((act) => act.name).join(', ')}`,
    )
    const cursors = new Map(stored.cursors.map((cursor) => [cursor.fileId, cursor]))
    must(
      cursors.size === permitted.length && permitted.every((grant) => cursors.has(grant.file)),
      'I8',
      () => `${tablet.name} holds ${cursors.size} files and may hold ${permitted.length}`,
    )
    for (const grant of permitted) {
      const here = new Map(
        stored.rows.filter((row) => row.fileId === grant.file).map((row) => [row.id, canonicalJson(row.body)]),
      )
      must(
        sameMap(here, fileAt(history, grant.file, grant.version)),
        'I8',
        () => `${tablet.name} differs from the office`,
      )
    }
  }
  const status = new Map(office.log.map((row) => [row.uid, row.status]))
  const silent = new Set(
    tablets.filter((tablet) => !grants.some((grant) => grant.person === tablet.person)).map((tablet) => tablet.person),
  )
  const said = new Set(history.versions.map((row) => canonicalJson(row.body)))
  const everything = [...said].join('\n')
  for (const act of known.made) {
    if (silent.has(act.person)) continue
    must(
      status.get(act.uid) === 'applied' || refused.has(act.uid),
      'I12',
      () => `an act of ${act.what} ended ${status.get(act.uid) ?? 'unknown'} and unreported`,
    )
    if (status.get(act.uid) === 'applied')
      must(everything.includes(act.words), 'I18', () => `the words of an applied ${act.what} cannot be found`)
  }
  for (const { words, over } of replaced(history)) {
    const act = known.made.find((each) => each.over !== null && each.words === words)
    must(act === undefined || act.over === over, 'I18', () => 'reasons took the place of words that nobody was shown')
  }
}

/** Every time that one family's reasons took the place of others in a case: the new words, and those that stood there. */
const replaced = (history: History): { words: string; over: string }[] => {
  const stood = new Map<string, string>()
  return history.versions.flatMap(({ file, record, body }) => {
    const read = AbsenceCase.safeParse(body)
    if (!read.success) return []
    const key = keyOf(file, record)
    const [over, words] = [stood.get(key), read.data.reasons.family]
    stood.set(key, words)
    return over === undefined || over === words ? [] : [{ words, over }]
  })
}
