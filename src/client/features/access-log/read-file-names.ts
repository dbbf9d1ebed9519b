import { isKept } from '#client/casework/kept-record.ts'
import { readKept } from '#client/casework/read-file.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { calledName } from '#domain/records/pupil.ts'

/** What the files on this tablet are, by their id: a pupil's by their name, and what few may read by whom it is about. */
export const readFileNames = async (db: DoorstepDatabase): Promise<Map<string, string>> => {
  const kept = (await db.records.where('kind').anyOf('pupil', 'restricted-thread').toArray()).map(readKept)
  return new Map(
    kept.flatMap((one): [string, string][] => {
      if (one === null) return []
      if (isKept(one, 'pupil')) return [[one.record.id, calledName(one.record)]]
      if (isKept(one, 'restricted-thread')) return [[one.record.id, `something restricted about ${one.record.called}`]]
      return []
    }),
  )
}
