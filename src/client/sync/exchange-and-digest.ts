import { keepDigests } from '../store/digests.ts'
import { keepWords } from '../store/word-index.ts'
import { exchange, type Exchanged, type Exchanging } from './exchange.ts'
import { sendAttachments, type SendPicture } from './send-attachments.ts'

/**
 * So long at most are digests made between two answers, in milliseconds: where many are missing, as after a load that was cut off, what
 * somebody saves must not wait for all of them.
 */
const BETWEEN_ANSWERS = 300

/**
 * Exchanges, and while nothing is to be said makes the digests and the pieces of the index of words that the exchange, or the
 * person's own work, made untrue. The next exchange breaks that off: sending never waits for it. During a first load, whose files come
 * in the order of their buckets, digests are made of what has come: lists that are being filled read each record once.
 */
export const exchangeAndDigest = (around: Exchanging & { sendPicture: SendPicture }) => {
  let digesting: Promise<void> = Promise.resolve()
  let isAsked = false
  let isSending = false
  return {
    exchange: async (): Promise<Exchanged> => {
      isAsked = true
      await digesting
      isAsked = false
      const meanwhile = (): Promise<void> => {
        const until = performance.now() + BETWEEN_ANSWERS
        return keepDigests(around.db, () => around.stopped() || performance.now() > until).catch(() => {})
      }
      const exchanged = await exchange({ ...around, meanwhile })
      // Without them lists are drawn, and searches begun, more slowly; nothing else depends on them.
      digesting = keepAll(around.db, () => isAsked || around.stopped()).catch(() => {})
      // The words have gone. Pictures follow by themselves, and the next words do not wait for them.
      if (exchanged.kind === 'done' && !isSending) {
        isSending = true
        void sendAttachments(around.db, around.sendPicture, around.stopped)
          .catch(() => {})
          .finally(() => {
            isSending = false
          })
      }
      return exchanged
    },
    /** Settles when nothing of it runs. */
    rest: (): Promise<void> => digesting,
  }
}

const keepAll = async (db: Exchanging['db'], stopped: () => boolean): Promise<void> => {
  await keepDigests(db, stopped)
  await keepWords(db, stopped)
}
