import type { Stamp } from '../mutation.ts'
import { heardOn } from '../permissions/actor.ts'
import type { Pupil } from '../records/pupil.ts'
import { fileKindOf, fileOf } from '../records/record.ts'
import type { StagedRecords } from '../store.ts'
import type { Instant } from '../time/instant.ts'

/**
 * Notes in each pupil's file that an act wrote in that it came after its author had left (decision 0031). Nobody can check the day
 * that their clock gave any more, so whoever reads what it wrote is told. Done by the office, once the act is decided.
 */
export const noteCameLate = (records: StagedRecords, { by, recordedAt }: Stamp): void => {
  const files = [...records.changes.values()].filter((record) => fileKindOf(record) === 'pupil').map(fileOf)
  for (const file of new Set(files)) {
    const pupil = records.get('pupil', file, file)
    if (pupil === null || heardOn(by, pupil.organisationId) === null || cameLate(pupil, by.personId, recordedAt))
      continue
    records.put({ ...pupil, cameLate: [...(pupil.cameLate ?? []), { by: by.personId, recordedAt }] })
  }
}

/** Whether what this person did at this moment, by their own clock, came after they had left. */
export const cameLate = (pupil: Pick<Pupil, 'cameLate'>, by: string, recordedAt: Instant): boolean =>
  pupil.cameLate?.some((act) => act.by === by && act.recordedAt === recordedAt) === true
