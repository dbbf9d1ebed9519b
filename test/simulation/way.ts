import { exchange } from '#client/sync/exchange.ts'
import type { Transport } from '#client/sync/transport.ts'
import { takeAnswer } from '#client/store/take-answer.ts'
import { metaRow } from '#client/store/meta.ts'
import { lineOf, nextPush, syncMeta } from '#client/store/waiting.ts'
import type { Answer } from '#client/app/office.ts'
import { isMeantForAnother } from '#server/accounts/meant-person.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import { applyPush } from '#server/sync/apply-push.ts'
import type { Database } from '#server/store/database.ts'
import { keyOf } from '#domain/store.ts'
import { PassingFault } from '#server/store/passing-fault.ts'
import { linkAfter, ROOT } from '#sync/chain.ts'
import { Pull, PullAnswer, Push, PushAnswer } from '#sync/protocol.ts'
import type { Plant } from './plants.ts'
import type { WayFault } from './steps.ts'
import type { Tablet } from './tablet.ts'
import { officeMutations, tabletMutations, type World } from './world.ts'
import { clockOf, write } from './writing.ts'

/** Everything that was ever sent, so that any of it can arrive again, late. */
export type Sent = {
  pushes: { person: string; push: Push }[]
  answers: { tablet: Tablet; question: Pull; answer: PullAnswer }[]
  /** Every file that an answer ever withdrew, by whose it was: `person/file`. */
  withdrawn: Set<string>
}

/** How a run begins. */
export const nothingSent = (): Sent => ({ pushes: [], answers: [], withdrawn: new Set() })

const offline: Answer<never> = { kind: 'offline' }

/** Through JSON and the wire's own schemas, as real bytes would go. */
const onTheWire = <T>(shape: { parse: (value: unknown) => T }, message: unknown): T =>
  shape.parse(JSON.parse(JSON.stringify(message)))

/** The office's side of a push, as the route calls it. */
export const pushAtOffice = async (
  world: World,
  person: string,
  push: Push,
  plant: Plant | null,
): Promise<Answer<PushAnswer>> => {
  const by = await world.actorNow(person)
  if (plant === 'forgets-uids')
    await world.query('delete from mutation_log where uid = any($1::uuid[])', [
      push.mutations.map((mutation) => mutation.uid),
    ])
  if (plant === 'ignores-chain') await graft(world, push)
  const read = Push.safeParse(JSON.parse(JSON.stringify(push)))
  if (!read.success) {
    const error = plant === 'spoilt-push-waits' ? 'unknown' : 'bad-request'
    return { kind: 'refused', error, message: '', reference: null }
  }
  try {
    const answer = await applyPush(
      {
        database: plant === 'refusal-blocks' ? refusingNothing(world.database) : world.database,
        clock: world.now,
        poke: () => {},
        known: { find: officeMutations(plant), retired: {} },
      },
      by,
      read.data,
    )
    if (answer === 'other-person') return { kind: 'refused', error: 'other-person', message: '', reference: null }
    return { kind: 'ok', body: onTheWire(PushAnswer, answer) }
  } catch (error) {
    if (error instanceof PassingFault) return { kind: 'busy', error: 'try-again', retryAfter: 1 }
    throw error
  }
}

/** The plant `refusal-blocks`: whoever would note a refusal says that it may pass instead. */
const refusingNothing = (database: Database): Database => ({
  ...database,
  write: (scope, run) =>
    database.write(scope, async (tx) => {
      const done = await run(tx)
      const { rows } = await tx.query("select from mutation_log where status = 'refused' limit 1")
      if (rows.length > 0) throw new PassingFault('contended')
      return done
    }),
})

/** The plant `ignores-chain` at the office: what is sent is made to look like the line's own continuation. */
const graft = async (world: World, push: Push): Promise<void> => {
  for (const mutation of push.mutations) {
    const [line] = await world.query<{ chain: string }>(
      'select chain from sync_line where client_id = $1 and mid = $2',
      [push.client, mutation.id],
    )
    if (line !== undefined) mutation.chain = line.chain
    const [client] = await world.query<{ lmid: string; chain: string }>(
      'select lmid, chain from sync_client where id = $1',
      [push.client],
    )
    if (client !== undefined && mutation.id === Number(client.lmid) + 1) mutation.prev = client.chain
  }
}

const pullAtOffice = async (
  world: World,
  tablet: Tablet,
  pull: Pull,
  plant: Plant | null,
): Promise<Answer<PullAnswer>> => {
  const by = await world.actorNow(tablet.person)
  if (plant === 'no-floor') await world.query('update file set floor = 0')
  const answer = await answerPull({ database: world.database, clock: world.now }, by, onTheWire(Pull, pull))
  if (answer === 'other-person') return { kind: 'refused', error: 'other-person', message: '', reference: null }
  const ended = by.memberships.every(({ leftOn }) => leftOn !== null)
  const body = onTheWire(PullAnswer, ended ? { ...answer, ended } : answer)
  if (plant === 'tombstone-anywhere') {
    const all = Object.values(body.files).flatMap((patch) => patch.del)
    for (const file of Object.keys(pull.cursors)) {
      body.files[file] ??= {
        from: pull.cursors[file] ?? null,
        to: pull.cursors[file] ?? 0,
        reset: false,
        put: [],
        del: [],
      }
      const patch = body.files[file]
      const [victim] = await world.query<{ id: string }>(
        "select id from record where file_id = $1 and kind = 'absence-case' limit 1",
        [file],
      )
      if (all.length > 0 && victim !== undefined && patch.put.length === 0 && patch.del.length === 0)
        patch.del.push(victim.id)
    }
  }
  if (plant === 'keeps-withdrawn') body.revoked = []
  if (plant === 'cursor-runs-ahead') for (const patch of Object.values(body.files)) patch.to += 1
  if (plant === 'ignores-chain') body.chain = (await tablet.db.outbox.get(body.lmid + 1))?.prev ?? body.chain
  return { kind: 'ok', body }
}

/**
 * The way between one tablet and the office, with one fault on it and everything noted. `sender` is signed in; the tablet speaks in
 * the name of whose it is.
 */
export const wayOf = (
  world: World,
  tablet: Tablet,
  fault: WayFault,
  sent: Sent,
  plant: Plant | null,
  sender: string,
): Transport => {
  const isRefused = (): boolean =>
    plant !== 'sends-as-another' && isMeantForAnother({ 'x-doorstep-person': tablet.person }, sender)
  return {
    live: () => () => {},
    report: async () => fault !== 'push-lost',
    openings: async () => fault !== 'push-lost',
    push: async (push) => {
      if (fault === 'push-lost') return offline
      if (isRefused()) return { kind: 'signed-out' }
      sent.pushes.push({ person: tablet.person, push: structuredClone(push) })
      if (fault === 'push-twice') await pushAtOffice(world, sender, structuredClone(push), plant)
      const answer = await pushAtOffice(world, sender, structuredClone(push), plant)
      if (fault === 'push-answer-lost') return offline
      if (plant === 'push-empties-queue' && answer.kind === 'ok' && 'lmid' in answer.body && 'epoch' in answer.body) {
        await tablet.db.outbox.where('id').belowOrEqual(answer.body.lmid).delete()
      }
      return answer
    },
    pull: async (question) => {
      if (fault === 'pull-lost') return offline
      if (isRefused()) return { kind: 'signed-out' }
      const answer = await pullAtOffice(world, tablet, question, plant)
      if (answer.kind !== 'ok') return answer
      sent.answers.push({ tablet, question: structuredClone(question), answer: structuredClone(answer.body) })
      for (const file of answer.body.revoked) sent.withdrawn.add(keyOf(tablet.person, file))
      if (fault === 'pull-answer-lost' || fault === 'pull-kept-for-later') return offline
      return answer
    },
  }
}

/** One exchange by the real client code, which may be cut off between its steps. True when it was whole. */
export const exchangeOver = async (
  world: World,
  tablet: Tablet,
  fault: WayFault,
  sent: Sent,
  plant: Plant | null,
  sender = tablet.person,
): Promise<boolean> => {
  let asked = 0
  const cutAt = fault === 'cut-after-push' ? 2 : fault === 'cut-before-taking' ? 3 : Number.POSITIVE_INFINITY
  const underWay: Promise<unknown>[] = []
  const way = heardToTheEnd(wayOf(world, tablet, fault, sent, plant, sender), underWay)
  const transport = plant === 'new-uid-on-fork' ? givingNewUids(tablet, way) : way
  const once = () =>
    exchange({
      db: tablet.db,
      transport: plant === 'number-read-late' ? readingNumberLate(world, tablet, transport, plant) : transport,
      by: tablet.actor,
      find: tabletMutations,
      clock: () => clockOf(tablet),
      app: 'simulation',
      stopped: () => {
        asked += 1
        return asked >= cutAt
      },
    })
  const ended = fault === 'two-leaders' ? await Promise.all([once(), once()]) : [await once()]
  await Promise.allSettled(underWay)
  return ended.some((each) => each.kind === 'done')
}

/** Notes every question, so that one asked ahead and thrown away is over before the next step: the same seed plays the same run. */
const heardToTheEnd = (way: Transport, underWay: Promise<unknown>[]): Transport => ({
  ...way,
  pull: (question) => {
    const answer = way.pull(question)
    underWay.push(answer)
    return answer
  },
})

/** Under which lines each tablet has pushed. */
const linesOf = new WeakMap<Tablet, Set<string>>()

/** The plant `new-uid-on-fork`: the first push of a new line carries what waits under new uids, numbered and chained as ever. */
const givingNewUids = (tablet: Tablet, transport: Transport): Transport => ({
  ...transport,
  push: async (push) => {
    const lines = linesOf.get(tablet) ?? new Set()
    linesOf.set(tablet, lines)
    const isFork = lines.size > 0 && !lines.has(push.client)
    lines.add(push.client)
    if (!isFork) return transport.push(push)
    let prev = ROOT
    for (const act of await tablet.db.outbox.toArray()) {
      const renamed = { ...act, uid: crypto.randomUUID(), prev }
      prev = linkAfter(prev, renamed)
      await tablet.db.outbox.put({ ...renamed, chain: prev })
    }
    await tablet.db.meta.put(metaRow(syncMeta.line, { ...(await lineOf(tablet.db)), last: prev }))
    return transport.push((await nextPush(tablet.db, 'simulation', 0)) ?? push)
  },
})

/** The plant `number-read-late`: another tab saves and pushes while the rows are on their way; then the number is read. */
const readingNumberLate = (world: World, tablet: Tablet, transport: Transport, plant: Plant): Transport => ({
  ...transport,
  pull: async (question) => {
    const answer = await transport.pull(question)
    const pupil = world.pupils.find(({ id }) => Object.hasOwn(question.cursors, id))
    if (answer.kind !== 'ok' || pupil === undefined) return answer
    await write(tablet, world, { what: 'barrier', pupil: world.pupils.indexOf(pupil), other: 0 }, [])
    const push = await nextPush(tablet.db, 'simulation', 0)
    if (push !== null) await pushAtOffice(world, tablet.person, push, plant)
    const [client] = await world.query<{ lmid: string; chain: string }>(
      'select lmid, chain from sync_client where id = $1',
      [question.client],
    )
    return client === undefined
      ? answer
      : { ...answer, body: { ...answer.body, lmid: Number(client.lmid), chain: client.chain } }
  },
})

/** An answer that arrives now, whenever it was asked for. With `takes-stale-answers` the tablet does not look at the question. */
export const takeLate = async (late: Sent['answers'][number], plant: Plant | null): Promise<void> => {
  const { tablet, answer } = late
  let { question } = late
  if (plant === 'takes-stale-answers') {
    const cursors = (await tablet.db.cursors.toArray()).filter((cursor) => cursor.load === null)
    question = {
      ...question,
      cursors: Object.fromEntries(cursors.map((cursor) => [cursor.fileId, cursor.version])),
      want: [],
    }
  }
  await takeAnswer(tablet.db, question, answer, { by: tablet.actor, find: tabletMutations, now: clockOf(tablet) })
}
