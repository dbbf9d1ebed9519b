import type { Answer } from '#client/app/office.ts'
import { exchange, type Exchanged, type Exchanging, type Unanswered } from '#client/sync/exchange.ts'
import type { Transport } from '#client/sync/transport.ts'
import { mutationNamed } from '#domain/mutations/index.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import { applyPush } from '#server/sync/apply-push.ts'
import type { Database } from '#server/store/database.ts'
import type { Pull, PullAnswer, PushAnswer } from '#sync/protocol.ts'
import type { Tablet } from '../../simulation/tablet.ts'

export const meetingClock = (): string => '2026-11-20T09:00:00.000Z'

const mine = <T>(body: T | 'other-person'): Answer<T> => {
  if (body === 'other-person') throw new Error('The line is another person’s.')
  return { kind: 'ok', body }
}

type Wire = { pulls?: number; limit?: number; instead?: Unanswered; asked?: (question: Pull) => Promise<void> }

/**
 * The real tablet's code and the real office's, with only the wire between them played: at most `pulls` pulls get through, each for at
 * most `limit` records, `instead` is what comes when there is no office at all, and `asked` hears every question.
 */
export const across = (
  database: Database,
  tablet: Tablet,
  { pulls = 100, limit, instead, asked = async () => {} }: Wire = {},
): Exchanging => {
  const around = { database, clock: meetingClock, poke: () => {} }
  let left = pulls
  const transport: Transport = {
    push: async (push) => instead ?? mine<PushAnswer>(await applyPush(around, tablet.actor, push)),
    pull: async (question) => {
      left -= 1
      if (left < 0) return { kind: 'offline' }
      await asked(question)
      return (
        instead ??
        mine<PullAnswer>(await answerPull(around, tablet.actor, { ...question, limit: limit ?? question.limit }))
      )
    },
    report: async () => false,
    openings: async () => false,
    live: () => () => {},
  }
  return {
    db: tablet.db,
    transport,
    by: tablet.actor,
    find: mutationNamed,
    clock: meetingClock,
    app: 'test',
    stopped: () => false,
  }
}

/** One exchange across that wire. */
export const meet = (database: Database, tablet: Tablet, wire?: Wire): Promise<Exchanged> =>
  exchange(across(database, tablet, wire))
