import type { Transaction } from '../store/database.ts'

/**
 * One import into a school at a time: two of the same file would each find nobody and make every pupil twice. Then the
 * files, all and in order, before the first is written.
 */
export const lockSchool = async (tx: Transaction, organisationId: string): Promise<void> => {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))", [organisationId])
  await tx.query("select id from file where organisation_id = $1 and kind = 'pupil' order by id for no key update", [
    organisationId,
  ])
}
