import type { DoorstepDatabase } from '#client/store/database.ts'
import type { RecordRow } from '#client/store/tables.ts'
import { StaffMember } from '#domain/records/staff-member.ts'
import { readBody } from '#sync/protocol.ts'
import type { Kept, KeptOf } from './kept-record.ts'
import { calendarsOf, readClosures, type Calendars } from './read-calendars.ts'
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
  | { state: 'here'; file: PupilFile; unread: number }
  /** The first load of this file is not whole yet: nothing of it is shown, so that nobody takes half a file for all of it. */
  | { state: 'arriving' }
  | { state: 'not-here' }

/** A pupil's file, with the names of those who wrote in it and of the schools, and when these are open. */
export type Opened = {
  pupilId: string
  held: Held
  colleagues: Colleagues
  schools: Map<string, string>
  calendars: Calendars
}

/** A reader of one pupil's file that answers the very same object again as long as nothing in it changed. */
export const fileReader = () => {
  let before: { said: string; opened: Opened } | null = null
  return async (db: DoorstepDatabase, pupilId: string): Promise<Opened> => {
    const cursor = await db.cursors.get(pupilId)
    const isArriving = cursor !== undefined && cursor.load !== null
    const rows = isArriving ? [] : await db.records.where('fileId').equals(pupilId).toArray()
    const colleagues = await readColleagues(db)
    const schools = await readSchools(db)
    const closures = await readClosures(db)
    const said = JSON.stringify([pupilId, isArriving, rows, [...colleagues], [...schools], closures])
    if (before?.said === said) return before.opened
    const opened: Opened = {
      pupilId,
      held: isArriving ? { state: 'arriving' } : heldOf(rows),
      colleagues,
      schools,
      calendars: calendarsOf(closures),
    }
    before = { said, opened }
    return opened
  }
}

/** What this tablet can show of one pupil, read once: for lists that need whole files of a few. */
export const readHeld = async (db: DoorstepDatabase, pupilId: string): Promise<Held> => {
  const cursor = await db.cursors.get(pupilId)
  if (cursor !== undefined && cursor.load !== null) return { state: 'arriving' }
  return heldOf(await db.records.where('fileId').equals(pupilId).toArray())
}

const heldOf = (rows: readonly RecordRow[]): Held => {
  const kept = rows.map(readKept)
  const file = pupilFileOf(kept.filter((one) => one !== null))
  if (file === null) return { state: 'not-here' }
  return { state: 'here', file, unread: kept.filter((one) => one === null).length }
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
