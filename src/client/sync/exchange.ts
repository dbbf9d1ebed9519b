import type { Actor } from '#domain/permissions/actor.ts'
import type { FileId } from '#domain/records/record.ts'
import type { Clock } from '#domain/time/instant.ts'
import type { Pull, PullAnswer, Push, PushAnswer, WireMutation } from '#sync/protocol.ts'
import type { FindMutation } from '#sync/replay.ts'
import type { DoorstepDatabase } from '../store/database.ts'
import { takeAnswer, takeFork, takeRecall } from '../store/take-answer.ts'
import { foundedWaiting, nextPull, nextPush, pullAfter } from '../store/waiting.ts'
import type { Answer } from '../app/office.ts'
import { beginTally, keepPass, tallyAnswer, tallyPush, type Tally } from './passes.ts'
import { tellIncident } from './tell-incident.ts'
import { tellOpenings } from './tell-openings.ts'
import type { Transport } from './transport.ts'

export type Exchanging = {
  db: DoorstepDatabase
  transport: Transport
  by: Actor
  find: FindMutation
  clock: Clock
  /** Version of this app, told with each push. */
  app: string
  /** Asked between steps: an exchange ends where it is when it answers true. */
  stopped: () => boolean
  /** Done after each answer while the next is on its way. */
  meanwhile?: () => Promise<void>
}

/** Everything that can stand between the tablet and an answer. */
export type Unanswered = Exclude<Answer<unknown>, { kind: 'ok' }>

/**
 * How an exchange ended: everything said and heard, or why not. `hasLeft`: the office gives this person nothing more (SPEC L8).
 * `unsettled`: answers kept going stale; ask again soon.
 */
export type Exchanged =
  | { kind: 'done'; officeClock: string; hasLeft?: boolean }
  | { kind: 'stopped' }
  | { kind: 'unsettled' }
  | { kind: 'unanswered'; why: Unanswered }

/** So many answers in a row may be dropped or forked before the exchange leaves the rest to the next one. */
const TRIES = 5

/** Sends what waits and takes what is new, until both sides have said all (SPEC P1 to P9, L1 to L6). */
export const exchange = async (around: Exchanging): Promise<Exchanged> => {
  const tally = beginTally(around.clock())
  const exchanged = await talk(around, tally)
  if (exchanged.kind === 'unanswered' && isRecall(exchanged.why) && !around.stopped()) {
    await takeRecall(around.db, { by: around.by, find: around.find, now: around.clock() })
  }
  // Not being able to note how it went must never look like not having exchanged.
  await keepPass(around.db, tally, exchanged, around.clock()).catch(() => {})
  return exchanged
}

/** The office's own word that this tablet, or its person, is to hold no file any more (SPEC W3). */
const isRecall = (why: Unanswered): boolean =>
  why.kind === 'refused' && (why.error === 'device-revoked' || why.error === 'left')

const talk = async (around: Exchanging, tally: Tally): Promise<Exchanged> => {
  await tellIncident(around.db, around.transport.report, { by: around.by, find: around.find, now: around.clock() })
  let available: FileId[] = []
  let ahead: ReturnType<typeof askAhead> | null = null
  for (let tries = 0; tries < TRIES;) {
    const pushed = await pushAll(around, tally)
    if (pushed !== null) return pushed
    if (around.stopped()) return { kind: 'stopped' }

    const founded = await foundedWaiting(around.db, around.find)
    const question = await nextPull(around.db, [...new Set([...founded, ...available])])
    const pulled = await (ahead !== null && isSame(ahead.question, question)
      ? ahead.answer
      : around.transport.pull(question))
    ahead = null
    if (pulled.kind !== 'ok') return { kind: 'unanswered', why: pulled }
    // Before a first load that may be cut off. What is not heard now is told at the next exchange.
    await tellOpenings(around.db, around.transport.openings).catch(() => {})
    if (around.stopped()) return { kind: 'stopped' }
    const next = pullAfter(question, pulled.body)
    if (next !== null) ahead = askAhead(around, next)
    const taken = await takeAnswer(around.db, question, pulled.body, {
      by: around.by,
      find: around.find,
      now: around.clock(),
    })
    tallyAnswer(tally, pulled.body, taken)
    if (taken.outcome === 'forked') await sayForked(around)
    available = pulled.body.available
    if (taken.outcome !== 'taken') {
      tries += 1
      continue
    }
    const begun = new Set(question.want.map((want) => want.file))
    const more = pulled.body.more || available.some((file) => !begun.has(file))
    const hasLeft = pulled.body.ended === true ? { hasLeft: true } : {}
    if (!more) return { kind: 'done', officeClock: pulled.body.now, ...hasLeft }
    if (ahead !== null) await around.meanwhile?.()
  }
  return { kind: 'unsettled' }
}

/** That a profile was cloned or put back is for whoever looks after tablets. Unheard, it stands in the way of nothing. */
const sayForked = async ({ transport }: Exchanging): Promise<void> => {
  await transport.report('fork').catch(() => false)
}

/** A question asked before it is due. Its answer may be thrown away unread, and then may fail unheard as well. */
const askAhead = (
  { transport }: Exchanging,
  question: Pull,
): { question: Pull; answer: Promise<Answer<PullAnswer>> } => {
  const answer = transport.pull(question)
  answer.catch(() => {})
  return { question, answer }
}

/** What was saved meanwhile makes another question, whose answer holds what became of that (SPEC L9). */
const isSame = ({ cursors: held, ...one }: Pull, { cursors: asked, ...other }: Pull): boolean =>
  JSON.stringify(one) === JSON.stringify(other) &&
  Object.keys(held).length === Object.keys(asked).length &&
  Object.entries(held).every(([file, version]) => asked[file] === version)

/** Pushes until nothing is left that the office has not seen; null when it has. A gap is left to the pull that follows. */
const pushAll = async (around: Exchanging, tally: Tally): Promise<Exchanged | null> => {
  let after = 0
  for (let tries = 0; tries < TRIES;) {
    if (around.stopped()) return { kind: 'stopped' }
    const push = await nextPush(around.db, around.app, after)
    if (push === null) return null
    const pushed = await send(around.transport, push)
    if (pushed.kind === 'refused' && isRecall(pushed)) return { kind: 'unanswered', why: pushed }
    // Whoever may not push, or whose every push is refused, may still hear news.
    if (pushed.kind === 'refused') return null
    if (pushed.kind !== 'ok') return { kind: 'unanswered', why: pushed }
    tallyPush(tally, push)
    const answer = pushed.body
    if ('problem' in answer) {
      if (answer.problem === 'gap') return null
      await takeFork(around.db, push.client, { by: around.by, find: around.find, now: around.clock() })
      await sayForked(around)
      after = 0
      tries += 1
      continue
    }
    if (answer.lmid <= after) return null
    after = answer.lmid
  }
  return null
}

/** What the office says of a request whose content it cannot take, whoever sent it. */
const aboutContent: readonly string[] = ['bad-request', 'too-large']

/**
 * Sends a push. One whose content is refused whole goes in halves, until the mutation that spoils it stands alone; that one
 * goes as an empty place, so that it holds up no other and its words come to *needs you* (SPEC P11, I11).
 */
const send = async (transport: Transport, push: Push): Promise<Answer<PushAnswer>> => {
  const answer = await transport.push(push)
  if (answer.kind !== 'refused' || !aboutContent.includes(answer.error)) return answer
  const [first] = push.mutations
  if (first === undefined) return answer
  if (push.mutations.length === 1) return transport.push({ ...push, mutations: [emptyPlace(first)] })
  const middle = Math.ceil(push.mutations.length / 2)
  const earlier = await send(transport, { ...push, mutations: push.mutations.slice(0, middle) })
  if (earlier.kind !== 'ok' || 'problem' in earlier.body) return earlier
  return send(transport, { ...push, mutations: push.mutations.slice(middle) })
}

/** The place of a mutation on its line without what it says. Its link no longer fits, which is how the office knows it. */
const emptyPlace = ({ id, uid, prev, chain }: WireMutation): WireMutation => ({
  id,
  uid,
  prev,
  chain,
  name: 'unreadable',
  args: null,
  files: [],
  recordedAt: '1970-01-01T00:00:00.000Z',
})
