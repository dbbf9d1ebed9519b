import type { Actor } from '#domain/permissions/actor.ts'
import type { Clock, Instant } from '#domain/time/instant.ts'
import { linkAfter, referenceOf, ROOT } from '#sync/chain.ts'
import type { Push, PushAnswer, WireMutation } from '#sync/protocol.ts'
import type { Database, Scope, Transaction } from '../store/database.ts'
import { applyAct, type Touched } from './apply-act.ts'

/** What a push needs to know of the office around it. */
export type Around = {
  database: Database
  clock: Clock
  /** Told after each commit. */
  poke: (touched: readonly Touched[], grantsChangedFor: readonly string[]) => void
  /** Mutations to use instead of the shipped ones; the simulation plants its own. */
  apply?: typeof applyAct
}

/** The transaction scope of a person: their own lines, and the organisations they belong to. */
export const scopeOf = (actor: Actor): Scope => ({
  person: actor.personId,
  organisations: actor.memberships
    .filter((membership) => membership.leftOn === null)
    .map((membership) => membership.organisationId),
})

type ClientRow = { lmid: number; chain: string }
type Step =
  | { kind: 'next'; touched: Touched[]; grantsChangedFor: string[] }
  | { kind: 'skip' }
  | { kind: 'forked' | 'gap'; lmid: number }
  | { kind: 'other-person' }

/**
 * Takes a push (SPEC P1 to P10), each mutation in a transaction of its own. `other-person` means that the client id belongs
 * to someone else. A passing fault is thrown and leaves what came before it done.
 */
export const applyPush = async (around: Around, by: Actor, push: Push): Promise<PushAnswer | 'other-person'> => {
  for (const mutation of push.mutations) {
    const now = around.clock()
    const step = await around.database.write(scopeOf(by), (tx) => applyOne(tx, around, by, push, mutation, now))
    if (step.kind === 'other-person') return 'other-person'
    if (step.kind === 'forked' || step.kind === 'gap') return { problem: step.kind, lmid: step.lmid }
    if (step.kind === 'next') around.poke(step.touched, step.grantsChangedFor)
  }
  return around.database.write(scopeOf(by), async (tx) => {
    const client = await lockClient(tx, by, push, around.clock())
    const { rows } = await tx.query<{ epoch: string }>('select epoch from timeline')
    const epoch = rows[0]?.epoch
    if (client === null || epoch === undefined) return 'other-person'
    return { epoch, lmid: client.lmid, chain: client.chain, durable: client.lmid }
  })
}

const applyOne = async (
  tx: Transaction,
  around: Around,
  by: Actor,
  push: Push,
  mutation: WireMutation,
  now: Instant,
): Promise<Step> => {
  let stood = await advance(tx, by, push, mutation, now)
  if (stood === null) {
    const why = await whyNot(tx, by, push, mutation, now)
    if (why !== null) return why
    // The line was made just now, or another push of it committed meanwhile: its row is ours until commit.
    stood = await advance(tx, by, push, mutation, now)
    if (stood === null) throw new Error('A locked line did not move on.')
  }
  if (!stood.claimed) return { kind: 'next', touched: [], grantsChangedFor: [] }
  const applied =
    linkAfter(mutation.prev, mutation) === mutation.chain
      ? await (around.apply ?? applyAct)(
          tx,
          { uid: mutation.uid, name: mutation.name, args: mutation.args, recordedAt: mutation.recordedAt, by },
          now,
        )
      : ({ ok: false, refusal: 'bad-arguments', detail: 'chain' } as const)
  if (applied.ok) return { kind: 'next', touched: applied.touched, grantsChangedFor: applied.grantsChangedFor }
  await tx.query("update mutation_log set status = 'refused', code = $2, detail = $3 where uid = $1", [
    mutation.uid,
    applied.refusal,
    applied.detail,
  ])
  return { kind: 'next', touched: [], grantsChangedFor: [] }
}

/** Locks the client's row, making it the first time. Null when the client id is another person's (SPEC P10). */
const lockClient = async (tx: Transaction, by: Actor, push: Push, now: Instant): Promise<ClientRow | null> => {
  const find = () => tx.query<ClientRow>('select lmid, chain from sync_client where id = $1 for update', [push.client])
  let row = (await find()).rows[0]
  if (row === undefined) {
    await tx.query(
      `insert into sync_client (id, person_id, device_id, chain, last_seen_at)
       select $1, $2, (select id from device where id = $3), $4, $5 on conflict do nothing`,
      [push.client, by.personId, push.device, ROOT, now],
    )
    row = (await find()).rows[0]
  }
  return row ?? null
}

/** Locks the line and says why this mutation is not the next on it; null when it is. */
const whyNot = async (
  tx: Transaction,
  by: Actor,
  push: Push,
  mutation: WireMutation,
  now: Instant,
): Promise<Step | null> => {
  const client = await lockClient(tx, by, push, now)
  if (client === null) return { kind: 'other-person' }
  if (mutation.id <= client.lmid) {
    const { rows } = await tx.query<{ chain: string }>(
      'select chain from sync_line where client_id = $1 and mid = $2',
      [push.client, mutation.id],
    )
    return rows[0]?.chain === mutation.chain ? { kind: 'skip' } : { kind: 'forked', lmid: client.lmid }
  }
  if (mutation.id > client.lmid + 1) return { kind: 'gap', lmid: client.lmid }
  return mutation.prev === client.chain ? null : { kind: 'forked', lmid: client.lmid }
}

/**
 * Moves the line on by one, if the mutation is the next on it, and takes its uid for this transaction; null when it is not
 * the next. `claimed` is false when the uid was answered before: two clones sending the same act meet here, and the second
 * waits for the first to commit. A uid that another person used is hidden from this one, and reads as refused.
 *
 * One statement, because nearly every mutation is the next on its line, and locks are held through every round trip.
 */
const advance = async (
  tx: Transaction,
  by: Actor,
  push: Push,
  mutation: WireMutation,
  now: Instant,
): Promise<{ claimed: boolean } | null> => {
  const { rows } = await tx.query<{ claimed: boolean }>(
    `with line as (
       update sync_client set lmid = $2, chain = $4, last_seen_at = $7
       where id = $1 and lmid = $2::bigint - 1 and chain = $5 returning id
     ), place as (
       insert into sync_line (client_id, mid, uid, chain, person_id) select id, $2, $3, $4, $6 from line
     ), claim as (
       insert into mutation_log (uid, person_id, name, status, received_at, reference)
       select $3, $6, $8, 'applied', $7, $9 from line on conflict do nothing returning uid
     )
     select exists (select from claim) as claimed from line`,
    [
      push.client,
      mutation.id,
      mutation.uid,
      mutation.chain,
      mutation.prev,
      by.personId,
      now,
      mutation.name,
      referenceOf(mutation.uid),
    ],
  )
  return rows[0] ?? null
}
