import { officeActOf } from '#domain/casework/office-act.ts'
import { sameValue } from '#domain/casework/same-value.ts'
import { fileOf, type DoorstepRecord } from '#domain/records/record.ts'
import { keyOf } from '#domain/store.ts'
import { addJob, removeJob } from '../jobs/jobs.ts'
import type { Transaction } from '../store/database.ts'

/** The queue's task of this name: does one act of the office. */
export const OFFICE_ACT_TASK = 'do-office-act'

/**
 * Keeps one job for each record about which the office is to do something by itself, in the transaction that wrote the
 * record: added, put off and taken away as `officeActOf` says of the record before and after. It carries identities and a
 * time, no word of anyone.
 */
export const keepOfficeActs = async (
  tx: Transaction,
  changes: readonly DoorstepRecord[],
  before: ReadonlyMap<string, DoorstepRecord | null>,
): Promise<void> => {
  for (const record of changes) {
    const held = before.get(keyOf(fileOf(record), record.id)) ?? null
    const due = officeActOf(record)
    if (sameValue(due, held === null ? null : officeActOf(held))) continue
    const key = `${OFFICE_ACT_TASK}/${record.id}`
    if (due === null) {
      await removeJob(tx, key)
      continue
    }
    const { name, organisationId, args, at } = due
    await addJob(tx, {
      task: OFFICE_ACT_TASK,
      payload: { organisationId, name, args: JSON.stringify(args) },
      ...(at === null ? {} : { at }),
      key,
    })
  }
}
