import type { Instant } from '#domain/time/instant.ts'
import { referenceOf } from '#sync/chain.ts'
import type { Transaction } from '../store/database.ts'

/** Writes a line into the log for every act that the office or an import did, as if a tablet had sent it. */
export const logActs = async (
  tx: Transaction,
  acts: readonly { uid: string; name: string }[],
  { personId, at }: { personId: string; at: Instant },
): Promise<void> => {
  // Not before they first act: a person without an account has no row.
  await tx.query('insert into person (id) values ($1) on conflict do nothing', [personId])
  await tx.query(
    `insert into mutation_log (uid, person_id, name, status, received_at, reference)
     select uid, $1, name, 'applied', $2, reference from unnest($3::uuid[], $4::text[], $5::text[]) as act(uid, name, reference)`,
    [personId, at, acts.map((act) => act.uid), acts.map((act) => act.name), acts.map((act) => referenceOf(act.uid))],
  )
}
