import type { Actor } from '#domain/permissions/actor.ts'
import { actorFor } from '#domain/permissions/after-leaving.ts'
import type { Refusal } from '#domain/refusal.ts'
import type { Clock, Instant } from '#domain/time/instant.ts'
import { linkAfter, referenceOf, ROOT } from '#sync/chain.ts'
import type { Push, PushAnswer, WireMutation } from '#sync/protocol.ts'
import { isRefusedByDatabase } from '../store/passing-fault.ts'
import type { Database, Scope, Transaction } from '../store/database.ts'
import { applyAct, applyActs, type Act, type Ended, type Known } from './apply-acts.ts'
import type { Touched, Written } from './write-acts.ts'

/** What a push needs to know of the office around it. */
export type Around = {
  database: Database
  clock: Clock
  /** Told after each commit. */
  poke: (touched: readonly Touched[], grantsChangedFor: readonly string[]) => void
  /** What to take instead of what was shipped; the simulation plants its own. */
  known?: Known
}

/** The transaction scope of a person: their own lines, and the organisations they belong to. */
export const scopeOf = (actor: Actor): Scope => ({
  person: actor.personId,
  organisations: actor.memberships
    .filter((membership) => membership.leftOn === null)
    .map((membership) => membership.organisationId),
})

/** The same with the organisations they have left, whose doors stay shut to them: only for taking what they wrote before (SPEC P12). */
export const scopeOfWriting = (actor: Actor): Scope => ({
  person: actor.personId,
  organisations: actor.memberships.map((membership) => membership.organisationId),
})

/**
 * Takes a push (SPEC P1 to P12) in one transaction. `other-person` means that the client id belongs to someone else. A
 * passing fault is thrown and leaves nothing done.
 */
export const applyPush = async (around: Around, by: Actor, push: Push): Promise<PushAnswer | 'other-person'> => {
  try {
    return await take(around, by, push, (tx, acts, now) => applyActs(tx, acts, now, around.known))
  } catch (error) {
    if (!isRefusedByDatabase(error)) throw error
    return takeApart(around, by, push)
  }
}

/** The database will never take something in this push: each mutation alone, so that it refuses that one and no other. */
const takeApart = async (around: Around, by: Actor, push: Push): Promise<PushAnswer | 'other-person'> => {
  const applyAlone: Apply = async (tx, acts, now) => {
    const written: Written & { ended: Ended[] } = { ended: [], touched: [], grantsChangedFor: [] }
    for (const act of acts) {
      const applied = await applyAct(tx, act, now, around.known)
      written.ended.push(applied)
      if (!applied.ok) continue
      written.touched.push(...applied.touched)
      written.grantsChangedFor.push(...applied.grantsChangedFor)
    }
    return written
  }
  let answer: PushAnswer | 'other-person' = 'other-person'
  for (const mutation of push.mutations) {
    answer = await take(around, by, { ...push, mutations: [mutation] }, applyAlone)
    if (answer === 'other-person' || 'problem' in answer) return answer
  }
  return answer
}

type Apply = (tx: Transaction, acts: readonly Act[], now: Instant) => Promise<Written & { ended: Ended[] }>

const take = async (around: Around, by: Actor, push: Push, apply: Apply): Promise<PushAnswer | 'other-person'> => {
  const now = around.clock()
  const taken = await around.database.write(scopeOfWriting(by), async (tx) => {
    const line = await lockLine(tx, by, push, now)
    if (line === null) return null
    const { next, problem } = whatIsNext(push.mutations, line, await chainsBehind(tx, push, line))
    const written = await applyNext(tx, { by, push, next, now, apply })
    if (problem !== null)
      await tx.query('update device set failed = failed + 1, failed_at = $3 where id = $1 and person_id = $2', [
        push.device,
        by.personId,
        now,
      ])
    const last = next.at(-1)
    return { ...written, epoch: line.epoch, lmid: last?.id ?? line.lmid, chain: last?.chain ?? line.chain, problem }
  })
  if (taken === null) return 'other-person'
  around.poke(taken.touched, taken.grantsChangedFor)
  const { epoch, lmid, chain, problem } = taken
  return problem === null ? { epoch, lmid, chain, durable: lmid } : { problem, lmid }
}

type LineRow = { lmid: number; chain: string; epoch: string }

/** Locks the line's row, making it the first time. Null when the client id is another person's (SPEC P10). */
const lockLine = async (tx: Transaction, by: Actor, push: Push, now: Instant): Promise<LineRow | null> => {
  const find = () =>
    tx.query<LineRow>(
      'select line.lmid, line.chain, timeline.epoch from sync_client line, timeline where line.id = $1 for no key update of line',
      [push.client],
    )
  let row = (await find()).rows[0]
  if (row === undefined) {
    await tx.query(
      `insert into sync_client (id, person_id, device_id, chain, last_seen_at)
       select $1, $2, (select id from device where id = $3 and person_id = $2), $4, $5 on conflict do nothing`,
      [push.client, by.personId, push.device, ROOT, now],
    )
    row = (await find()).rows[0]
  }
  return row ?? null
}

/** What stands on the line at the numbers of this push that were used before. */
const chainsBehind = async (tx: Transaction, push: Push, line: LineRow): Promise<Map<number, string>> => {
  const used = push.mutations.flatMap(({ id }) => (id <= line.lmid ? [id] : []))
  if (used.length === 0) return new Map()
  const { rows } = await tx.query<{ mid: number; chain: string }>(
    'select mid, chain from sync_line where client_id = $1 and mid = any($2::bigint[])',
    [push.client, used],
  )
  return new Map(rows.map((row) => [row.mid, row.chain]))
}

/** The mutations that go on from where the line stands, and what is wrong with the first that does not (SPEC P4). */
const whatIsNext = (
  mutations: readonly WireMutation[],
  line: LineRow,
  behind: ReadonlyMap<number, string>,
): { next: WireMutation[]; problem: 'forked' | 'gap' | null } => {
  const chains = new Map(behind)
  const next: WireMutation[] = []
  let { lmid, chain } = line
  for (const mutation of mutations) {
    if (mutation.id <= lmid) {
      if (chains.get(mutation.id) !== mutation.chain) return { next, problem: 'forked' }
      continue
    }
    if (mutation.id > lmid + 1) return { next, problem: 'gap' }
    if (mutation.prev !== chain) return { next, problem: 'forked' }
    next.push(mutation)
    lmid = mutation.id
    chain = mutation.chain
    chains.set(lmid, chain)
  }
  return { next, problem: null }
}

type Next = { by: Actor; push: Push; next: readonly WireMutation[]; now: Instant; apply: Apply }

const isSound = (mutation: WireMutation): boolean => linkAfter(mutation.prev, mutation) === mutation.chain

/** Moves the line on, applies what was not answered before, and notes what was refused (SPEC P4 to P7). */
const applyNext = async (tx: Transaction, { by, push, next, now, apply }: Next): Promise<Written> => {
  const claimed = await advance(tx, { by, push, next, now })
  // Taken from the set, so that a uid that stands twice in one push happens once.
  const fresh = next.filter((mutation) => claimed.delete(mutation.uid.toLowerCase()))
  const { sound = [], broken = [] } = Object.groupBy(fresh, (mutation) => (isSound(mutation) ? 'sound' : 'broken'))
  const { ended, ...written } =
    sound.length === 0
      ? { ended: [], touched: [], grantsChangedFor: [] }
      : await apply(
          tx,
          sound.map((act) => ({
            uid: act.uid,
            name: act.name,
            args: act.args,
            recordedAt: act.recordedAt,
            by: actorFor(by, act),
          })),
          now,
        )
  const refusals: { uid: string; code: Refusal; detail: string | null }[] = [
    ...broken.map(({ uid }) => ({ uid, code: 'bad-arguments' as const, detail: 'chain' })),
    ...ended.flatMap((each, place) => {
      const uid = sound[place]?.uid
      return each.ok || uid === undefined ? [] : [{ uid, code: each.refusal, detail: each.detail }]
    }),
  ]
  if (refusals.length > 0) {
    await tx.query(
      `update mutation_log log set status = 'refused', code = refused.code, detail = refused.detail
       from unnest($1::uuid[], $2::text[], $3::text[]) as refused(uid, code, detail) where log.uid = refused.uid`,
      [refusals.map(({ uid }) => uid), refusals.map(({ code }) => code), refusals.map(({ detail }) => detail)],
    )
    // Theirs alone: the scope of their organisations shows colleagues' tablets too.
    await tx.query('update device set refused = refused + $3, refused_at = $4 where id = $1 and person_id = $2', [
      push.device,
      by.personId,
      refusals.length,
      now,
    ])
  }
  return written
}

/**
 * Moves the line on and takes the uids for this transaction; answers those that were not answered before. Two clones sending
 * the same act meet here, and the second waits for the first to commit; uids are taken in one order, so that they never wait
 * for each other. A uid that another person used is hidden from this one, and reads as refused.
 */
const advance = async (tx: Transaction, { by, push, next, now }: Omit<Next, 'apply'>): Promise<Set<string>> => {
  const last = next.at(-1)
  if (last === undefined) return new Set()
  const { rows } = await tx.query<{ uid: string }>(
    `with line as (
       update sync_client set lmid = $2, chain = $3, last_seen_at = $4 where id = $1
     ), place as (
       insert into sync_line (client_id, mid, uid, chain, person_id)
       select $1, mid, uid, chain, $5 from unnest($6::bigint[], $7::uuid[], $8::text[]) as step(mid, uid, chain)
     )
     insert into mutation_log (uid, person_id, name, status, received_at, reference)
     select uid, $5, name, 'applied', $4, reference from unnest($7::uuid[], $9::text[], $10::text[]) as act(uid, name, reference)
     order by uid on conflict do nothing returning uid`,
    [
      push.client,
      last.id,
      last.chain,
      now,
      by.personId,
      next.map(({ id }) => id),
      next.map(({ uid }) => uid),
      next.map(({ chain }) => chain),
      next.map(({ name }) => name),
      next.map(({ uid }) => referenceOf(uid)),
    ],
  )
  return new Set(rows.map((row) => row.uid))
}
