import type { DoorstepDatabase } from '#client/store/database.ts'
import type { RecordRow } from '#client/store/tables.ts'
import { StaffMember } from '#domain/records/staff-member.ts'
import { readBody } from '#sync/protocol.ts'
import type { Kept, KeptOf } from './kept-record.ts'
import { isKept } from './kept-record.ts'
import type { Colleagues } from './people-words.ts'
import { pupilFileOf, type PupilFile } from './pupil-file.ts'

/** Reads a stored row, or null: a kind or a shape that this app does not know stays stored and is not shown. */
export const readKept = (row: RecordRow): Kept | null => {
  const record = readBody(row.body)
  return record === null ? null : { record, waiting: row.waiting, receivedAt: row.receivedAt, reference: row.reference }
}

/** What this tablet can show of one pupil. */
export type Held =
  | { state: 'here'; file: PupilFile; siblings: KeptOf<'pupil'>[]; unread: number }
  /** The first load of this file is not whole yet: nothing of it is shown, so that nobody takes half a file for all of it. */
  | { state: 'arriving' }
  | { state: 'not-here' }

/** A pupil's file with the brothers and sisters of the same household whose files are on this tablet too. */
export const readHeld = async (db: DoorstepDatabase, pupilId: string): Promise<Held> => {
  const cursor = await db.cursors.get(pupilId)
  if (cursor !== undefined && cursor.load !== null) return { state: 'arriving' }
  const rows = await db.records.where('fileId').equals(pupilId).toArray()
  const kept = rows.map(readKept)
  const file = pupilFileOf(kept.filter((one) => one !== null))
  if (file === null) return { state: 'not-here' }
  return {
    state: 'here',
    file,
    siblings: await readSiblings(db, file),
    unread: kept.filter((one) => one === null).length,
  }
}

const readSiblings = async (db: DoorstepDatabase, file: PupilFile): Promise<KeptOf<'pupil'>[]> => {
  const { householdId, id } = file.pupil.record
  if (householdId === null) return []
  const loading = await readLoading(db)
  const pupils = await db.records.where('kind').equals('pupil').toArray()
  return pupils
    .filter((row) => row.fileId !== id && !loading.has(row.fileId) && row.body['householdId'] === householdId)
    .map(readKept)
    .filter((kept): kept is KeptOf<'pupil'> => kept !== null && isKept(kept, 'pupil') && kept.record.leftOn === null)
    .toSorted((a, b) => (a.record.bornOn < b.record.bornOn ? -1 : 1))
}

/** Files whose first load is not whole yet. They have no version until they are. */
export const readLoading = async (db: DoorstepDatabase): Promise<Set<string>> => {
  const without = await db.cursors.where('version').equals(0).toArray()
  return new Set(without.filter((cursor) => cursor.load !== null).map((cursor) => cursor.fileId))
}

/** Everyone in the files of the organisations on this tablet, leavers too: their names stay on what they wrote. */
export const readColleagues = async (db: DoorstepDatabase): Promise<Colleagues> => {
  const members = (await db.records.where('kind').equals('staff-member').toArray()).map((row) =>
    StaffMember.safeParse(row.body),
  )
  return new Map(members.filter((parsed) => parsed.success).map(({ data }) => [data.id, data]))
}

/** The people of one organisation who are there now. */
export const readColleaguesOf = async (db: DoorstepDatabase, organisationId: string): Promise<StaffMember[]> => {
  const rows = await db.records.where('[fileId+kind]').equals([organisationId, 'staff-member']).toArray()
  return rows
    .map((row) => StaffMember.safeParse(row.body))
    .filter((parsed) => parsed.success)
    .map(({ data }) => data)
    .filter((member) => member.leftOn === null)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Names of the organisations this person works for, by id. */
export const readSchools = async (db: DoorstepDatabase): Promise<Map<string, string>> => {
  const kept = (await db.records.where('kind').equals('organisation').toArray()).map(readKept)
  return new Map(
    kept
      .filter((one): one is KeptOf<'organisation'> => one !== null && isKept(one, 'organisation'))
      .map(({ record }) => [record.id, record.name]),
  )
}
