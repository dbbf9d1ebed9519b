import { AnyRecord } from '#domain/records/record.ts'
import type { Transaction } from '../store/database.ts'
import { logActs } from '../sync/log-acts.ts'
import { lockFiles, writeActs } from '../sync/write-acts.ts'
import type { ImportContext, PlannedPupil } from './plan-import.ts'

/** A planned act wrote a record that the domain does not allow: a mistake of ours, and nothing is imported. */
export class ActRefused extends Error {}

/**
 * Writes what a plan comes to, pupil files only. It leaves exactly what applying the acts one by one leaves (a test holds it
 * to that). The caller has locked the school's files. Answers the people to tell.
 */
export const applyTogether = async (
  tx: Transaction,
  pupils: readonly PlannedPupil[],
  { by, recordedAt }: ImportContext,
): Promise<string[]> => {
  const changing = pupils.filter((pupil) => pupil.acts.length > 0)
  if (changing.length === 0) return []
  const acts = changing.flatMap((pupil) => pupil.acts)
  if (!acts.every((act) => act.changes.every((record) => AnyRecord.safeParse(record).success))) throw new ActRefused()
  const { touched, grantsChangedFor } = await writeActs(
    tx,
    acts.map((act) => ({ ...act, by })),
    {
      now: recordedAt,
      locked: await lockFiles(
        tx,
        changing.map((pupil) => pupil.pupilId),
      ),
      // Grants are worked out again for every pupil of the plan.
      before: new Map(),
    },
  )
  await logActs(tx, acts, { personId: by.personId, at: recordedAt })
  return [...new Set([...touched.flatMap((each) => each.people), ...grantsChangedFor])]
}
