import { z } from 'zod'
import { refusals } from '#domain/refusal.ts'
import { Instant } from '#domain/time/instant.ts'
import type { Push, PullAnswer } from '#sync/protocol.ts'
import type { DoorstepDatabase } from '../store/database.ts'
import { metaKey, readMeta, writeMeta } from '../store/meta.ts'
import type { Taken } from '../store/take-answer.ts'
import type { Exchanged } from './exchange.ts'

/** How a pass ended: everything said and heard, or what stood between the tablet and the office. */
const Ended = z.enum([
  'done',
  'unsettled',
  'offline',
  'captive',
  'signed-out',
  'mfa-required',
  'update-needed',
  'refused',
  'busy',
  'fault',
])
export type Ended = z.infer<typeof Ended>

const Count = z.int().min(0)

/**
 * One exchange as a person can read it: when, what went, what came, what was refused, how it ended. Holds kinds of work and
 * counts, never a name, a word or an id, so that it can be copied to whoever helps.
 */
export const Pass = z.object({
  at: Instant,
  until: Instant,
  /** How many exchanges in a row this stands for: quiet ones that ended alike are one line. */
  times: z.int().min(1),
  /** Stored names of the acts that were handed over, with how many of each. */
  sent: z.record(z.string(), Count),
  /** Acts that the office acknowledged. */
  acknowledged: Count,
  refused: z.array(z.object({ name: z.string(), code: z.enum(refusals) })),
  /** Records that came, in how many files; files that came for the first time; files that were withdrawn. */
  records: Count,
  files: Count,
  newFiles: Count,
  withdrawn: Count,
  ended: Ended,
})
export type Pass = z.infer<typeof Pass>

/** At most this many lines are kept: about a working day of them. */
const KEPT = 60

const passesKey = metaKey('passes', z.array(Pass))

/** The passes kept on this tablet, newest first. They are sealed like everything else. */
export const readPasses = async (db: DoorstepDatabase): Promise<Pass[]> => (await readMeta(db, passesKey)) ?? []

/** Counts along while an exchange runs. */
export type Tally = Omit<Pass, 'until' | 'times' | 'ended'>

export const beginTally = (at: Instant): Tally => ({
  at,
  sent: {},
  acknowledged: 0,
  refused: [],
  records: 0,
  files: 0,
  newFiles: 0,
  withdrawn: 0,
})

export const tallyPush = (tally: Tally, { mutations }: Push): void => {
  for (const { name } of mutations) tally.sent[name] = (tally.sent[name] ?? 0) + 1
}

export const tallyAnswer = (tally: Tally, { files, pages, revoked }: PullAnswer, taken: Taken): void => {
  if (taken.outcome !== 'taken') return
  tally.acknowledged += taken.acknowledged
  tally.refused.push(...taken.refused)
  for (const patch of Object.values(files)) {
    tally.files += 1
    tally.records += patch.put.length + patch.del.length
  }
  for (const page of pages) {
    tally.records += page.put.length
    if (page.done) tally.newFiles += 1
  }
  tally.withdrawn += revoked.length
}

/** Keeps how an exchange went; one that was stopped by locking leaves nothing, since nothing may be written any more. */
export const keepPass = async (
  db: DoorstepDatabase,
  tally: Tally,
  exchanged: Exchanged,
  until: Instant,
): Promise<void> => {
  if (exchanged.kind === 'stopped') return
  const ended = exchanged.kind === 'unanswered' ? exchanged.why.kind : exchanged.kind
  const pass: Pass = { ...tally, until, times: 1, ended }
  await db.transaction('rw', [db.meta], async () => {
    const [last, ...older] = await readPasses(db)
    const passes =
      last !== undefined && isQuiet(last) && isQuiet(pass) && last.ended === pass.ended
        ? [{ ...last, until, times: last.times + 1 }, ...older]
        : [pass, ...(last === undefined ? [] : [last]), ...older]
    await writeMeta(db, passesKey, passes.slice(0, KEPT))
  })
}

/** Nothing went, came or was refused; work that was handed over again and again to no answer counts once, too. */
const isQuiet = (pass: Pass): boolean =>
  pass.acknowledged + pass.records + pass.newFiles + pass.withdrawn + pass.refused.length === 0 &&
  (pass.ended !== 'done' || Object.keys(pass.sent).length === 0)
