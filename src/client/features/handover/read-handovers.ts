import { isKept, type KeptOf } from '#client/casework/kept-record.ts'
import { readHeld, readKept } from '#client/casework/read-file.ts'
import type { PupilFile } from '#client/casework/pupil-file.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { readLoading } from '#client/store/digests.ts'

/** A case that was offered and not answered, with whose it is. */
export type OfferedCase = { handover: KeptOf<'handover'>; file: PupilFile }

/** Every offer on this tablet that waits for an answer, the oldest first. */
export const readOffered = async (db: DoorstepDatabase): Promise<OfferedCase[]> => {
  const kept = (await db.records.where('kind').equals('handover').toArray()).map(readKept)
  const waiting = kept
    .filter((one): one is KeptOf<'handover'> => one !== null && isKept(one, 'handover') && one.record.answered === null)
    .toSorted((a, b) => (a.record.recordedAt < b.record.recordedAt ? -1 : 1))
  const found = await Promise.all(
    waiting.map(async (handover) => ({ handover, held: await readHeld(db, handover.record.pupilId) })),
  )
  return found.flatMap(({ handover, held }) => (held.state === 'here' ? [{ handover, file: held.file }] : []))
}

/** Files on this tablet with an open case, whole and in the order of the children's surnames. */
export const readOpenCases = async (db: DoorstepDatabase): Promise<PupilFile[]> => {
  const loading = await readLoading(db)
  const rows = await db.records.where('kind').equals('absence-case').toArray()
  const files = [...new Set(rows.filter(({ body }) => body['status'] === 'open').map(({ fileId }) => fileId))]
  const held = await Promise.all(files.filter((fileId) => !loading.has(fileId)).map((fileId) => readHeld(db, fileId)))
  return held
    .flatMap((one) => (one.state === 'here' && one.file.openCase !== null ? [one.file] : []))
    .toSorted((a, b) => a.pupil.record.surname.localeCompare(b.pupil.record.surname, 'en-GB'))
}
