import { isKept, type KeptOf } from '#client/casework/kept-record.ts'
import { readKept } from '#client/casework/read-file.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { RiskFlag } from '#domain/records/risk-flag.ts'

/** The open risk flags in the files of a household. */
export const readFlagsOf = async (db: DoorstepDatabase, pupilIds: readonly string[]): Promise<RiskFlag[]> => {
  const rows = await db.records
    .where('[fileId+kind]')
    .anyOf(pupilIds.map((pupilId) => [pupilId, 'risk-flag']))
    .toArray()
  return rows
    .map(readKept)
    .filter((kept): kept is KeptOf<'risk-flag'> => kept !== null && isKept(kept, 'risk-flag'))
    .map(({ record }) => record)
    .filter(({ endedOn }) => endedOn === null)
}
