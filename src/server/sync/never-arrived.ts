import type { Pull } from '#sync/protocol.ts'
import type { Transaction } from '../store/database.ts'

/**
 * Notes on a person's tablet how many acts it announced on lines that it has ended and that never came (SPEC D1). The line that asks is
 * the one it goes on with; every other line of the tablet has ended, and its numbers can be filled no more.
 *
 * The acts that a fork takes along come under another line (SPEC F2), and the office cannot know which numbers they had. What
 * came within an hour of the first that came after the ended line, or waits on the tablet still, is therefore taken for them: the count
 * may be too low, and is never raised by work that arrived.
 */
export const noteNeverArrived = async (
  tx: Transaction,
  { client, device, made }: Pick<Pull, 'client' | 'device' | 'made'>,
  personId: string,
): Promise<void> => {
  await tx.query(
    `with ended as (
       select id, announced - lmid as missing from sync_client
       where device_id = $2 and person_id = $3 and id <> $1 and announced > lmid
     ), last_receipt as (
       select ended.id, coalesce(max(log.received_at), '-infinity') as at
       from ended left join sync_line line on line.client_id = ended.id left join mutation_log log on log.uid = line.uid
       group by ended.id
     ), came as (
       select distinct last_receipt.id, log.uid, log.received_at
       from last_receipt
       join sync_client other on other.device_id = $2 and other.person_id = $3 and other.id <> last_receipt.id
       join sync_line line on line.client_id = other.id
       join mutation_log log on log.uid = line.uid and log.received_at >= last_receipt.at
       where not exists (select from sync_line own where own.client_id = last_receipt.id and own.uid = log.uid)
     ), taken_along as (
       select id, count(*) as acts from (
         select id, received_at, min(received_at) over (partition by id) as first from came
       ) receipt where received_at <= first + interval '1 hour' group by id
     ), waiting as (
       select greatest(0, $4 - coalesce((select lmid from sync_client where id = $1), 0)) as acts
     )
     update device set never_arrived = (
       select coalesce(sum(greatest(0, ended.missing - coalesce(taken_along.acts, 0) - waiting.acts)), 0)
       from waiting, ended left join taken_along on taken_along.id = ended.id
     )
     where id = $2 and person_id = $3`,
    [client, device, personId, made],
  )
}
