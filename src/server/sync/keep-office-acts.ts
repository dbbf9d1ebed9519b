import { liesBeside, officeActsOf } from '#domain/casework/office-act.ts'
import { sameValue } from '#domain/casework/same-value.ts'
import { fileOf, type DoorstepRecord } from '#domain/records/record.ts'
import { keyOf } from '#domain/store.ts'
import { readBody } from '#sync/protocol.ts'
import { addJob, removeJob } from '../jobs/jobs.ts'
import type { Transaction } from '../store/database.ts'

/** The queue's task of this name: does one act of the office. */
export const OFFICE_ACT_TASK = 'do-office-act'

const jobKeyOf = (about: string): string => `${OFFICE_ACT_TASK}/${about}`

/**
 * Keeps one job for each act that the office is to do by itself about a record, in the transaction that wrote the record: added, put
 * off and taken away as `officeActsOf` says of the record before and after. What is to be done at once is asked for again with
 * every change, since the act does what the record says by then. A job carries identities and a time, no word of anyone.
 */
export const keepOfficeActs = async (
  tx: Transaction,
  changes: readonly DoorstepRecord[],
  before: ReadonlyMap<string, DoorstepRecord | null>,
): Promise<void> => {
  for (const record of changes) {
    const held = before.get(keyOf(fileOf(record), record.id)) ?? null
    const beside = await readBeside(tx, record)
    const due = officeActsOf(record, beside)
    const stood = held === null ? [] : officeActsOf(held, beside)
    for (const { about } of stood) {
      if (due.every((act) => act.about !== about)) await removeJob(tx, jobKeyOf(about))
    }
    for (const act of due) {
      const { name, organisationIds, args, at, about } = act
      if (at !== null && stood.some((other) => sameValue(other, act))) continue
      await addJob(tx, {
        task: OFFICE_ACT_TASK,
        // The name is older than acts over two organisations, and jobs by it may be waiting.
        payload: { organisationId: organisationIds.join(','), name, args: JSON.stringify(args) },
        ...(at === null ? {} : { at }),
        key: jobKeyOf(about),
      })
    }
  }
}

/** The records of the same file on which the office's acts about this one depend too. */
const readBeside = async (tx: Transaction, record: DoorstepRecord): Promise<DoorstepRecord[]> => {
  const kind = liesBeside[record.kind]
  if (kind === undefined) return []
  const { rows } = await tx.query<{ body: unknown }>(
    `select r.body from file f join record r on r.organisation_id = f.organisation_id and r.file_id = f.id
     where f.id = $1 and r.kind = $2 and not r.deleted`,
    [fileOf(record), kind],
  )
  return rows.flatMap(({ body }) => readBody(body) ?? [])
}
