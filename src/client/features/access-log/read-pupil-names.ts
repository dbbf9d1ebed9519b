import { isKept } from '#client/casework/kept-record.ts'
import { readKept } from '#client/casework/read-file.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { calledName } from '#domain/records/pupil.ts'

/** What the pupils on this tablet are called, by the id of their file. */
export const readPupilNames = async (db: DoorstepDatabase): Promise<Map<string, string>> => {
  const kept = (await db.records.where('kind').equals('pupil').toArray()).map(readKept)
  return new Map(
    kept.flatMap((one) =>
      one !== null && isKept(one, 'pupil') ? [[one.record.id, calledName(one.record)] as const] : [],
    ),
  )
}
