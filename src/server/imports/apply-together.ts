import { AnyRecord } from '#domain/records/record.ts'
import { referenceOf } from '#sync/chain.ts'
import type { Transaction } from '../store/database.ts'
import { lockFiles, writeActs } from '../sync/write-acts.ts'
import type { ImportContext, PlannedAct, PlannedPupil } from './plan-import.ts'

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
  await writeLog(tx, acts, { by, recordedAt })
  return [...new Set([...touched.flatMap((each) => each.people), ...grantsChangedFor])]
}

/** Every act has its line in the log, as if a tablet had sent it. */
const writeLog = async (
  tx: Transaction,
  acts: readonly PlannedAct[],
  { by, recordedAt }: Pick<ImportContext, 'by' | 'recordedAt'>,
): Promise<void> => {
  await tx.query('insert into person (id) values ($1) on conflict do nothing', [by.personId])
  await tx.query(
    `insert into mutation_log (uid, person_id, name, status, received_at, reference)
     select uid, $1, name, 'applied', $2, reference from unnest($3::uuid[], $4::text[], $5::text[]) as act(uid, name, reference)`,
    [
      by.personId,
      recordedAt,
      acts.map((act) => act.uid),
      acts.map((act) => act.name),
      acts.map((act) => referenceOf(act.uid)),
    ],
  )
}
