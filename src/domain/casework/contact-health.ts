import type { ContactNote, ContactResult, Means } from '../records/contact-note.ts'
import { reached } from '../records/contact-note.ts'
import type { HomeVisit } from '../records/home-visit.ts'
import { digitsOf } from '../records/parent.ts'
import type { Instant } from '../time/instant.ts'
import type { SchoolDay } from '../time/school-day.ts'

/** How someone was met: a kind of contact, or at their door. */
export type How = Means | 'home-visit'

/** One time that somebody was reached or tried: the day and time as the author said them, by whom, how. */
export type Reach = { on: SchoolDay; at: string | null; by: string; how: How }

/** A part of the day in which people do or do not pick up. */
export type PartOfDay = 'early' | 'morning' | 'midday' | 'afternoon' | 'evening'

/** What was learnt of one number: rings in a row that nobody answered, and the last day on which somebody did. */
export type NumberHealth = { unanswered: number; lastAnswered: SchoolDay | null }

/**
 * How well one parent can be reached, from what was written down. Working measures of our own, made to save a wasted ring;
 * no score of anybody. A message that was sent is neither an answer nor a failure.
 */
export type ContactHealth = {
  /** The last time this person was really reached; null when nobody noted it. */
  lastReached: Reach | null
  /** The last try of any kind, reached or not. */
  lastTried: (Reach & { result: ContactResult | 'visited' }) | null
  /** Tries to ring or meet since then that reached nobody. */
  triesSince: number
  /** The part of the day in which this person mostly answered, with how many of how many; null while that is no pattern. */
  bestTime: { part: PartOfDay; times: number; of: number } | null
  /** By the digits of the number. */
  numbers: ReadonlyMap<string, NumberHealth>
}

/** A contact note or home visit in which this person took part. */
type Try = Reach & { recordedAt: Instant; reached: boolean; failed: boolean; number: string | null } & {
  result: ContactResult | 'visited'
}

/** Results that say somebody was tried and not reached. */
const failures: ReadonlySet<ContactResult> = new Set([
  'no-answer',
  'voicemail-left',
  'engaged',
  'number-dead',
  'overseas-tone',
  'wrong-person',
])

/** Below so many answers a time of day is chance. */
const ENOUGH_ANSWERS = 2

/** How well `parentId` can be reached, from the notes and visits of one pupil's file. */
export const contactHealthOf = (
  parentId: string,
  accounts: { notes: readonly ContactNote[]; visits: readonly HomeVisit[] },
): ContactHealth => {
  const tries = [
    ...accounts.notes.filter((note) => note.participants.some((one) => one.parentId === parentId)).map(ofNote),
    ...accounts.visits.filter((visit) => visit.answeredBy.some((one) => one.parentId === parentId)).map(ofVisit),
  ].toSorted(oldestFirst)
  const lastReached = tries.findLast((one) => one.reached)
  const since = lastReached === undefined ? tries : tries.slice(tries.lastIndexOf(lastReached) + 1)
  const lastTried = tries.at(-1)
  return {
    lastReached: lastReached === undefined ? null : reachOf(lastReached),
    lastTried: lastTried === undefined ? null : { ...reachOf(lastTried), result: lastTried.result },
    triesSince: since.filter((one) => one.failed).length,
    bestTime: bestTimeOf(tries),
    numbers: numbersOf(tries),
  }
}

/** Every contact and visit of `day` in these accounts, earliest first: who has been rung today, and about what. */
export const accountsOn = <A extends ContactNote | HomeVisit>(accounts: readonly A[], day: SchoolDay): A[] =>
  accounts
    .filter((account) => account.happenedOn === day)
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0))

/** By the time that was said, else by when it was saved; an account without a time stands behind those with one. */
const orderOf = (account: ContactNote | HomeVisit): string => `${account.happenedAt ?? '~'} ${account.recordedAt}`

const ofNote = (note: ContactNote): Try => ({
  on: note.happenedOn,
  at: note.happenedAt,
  by: note.by,
  how: note.means,
  recordedAt: note.recordedAt,
  reached: reached(note.result),
  failed: failures.has(note.result),
  number: note.means === 'phone-out' && note.numberUsed !== null ? digitsOf(note.numberUsed) : null,
  result: note.result,
})

/** Whoever is named as having come to the door was reached there. */
const ofVisit = (visit: HomeVisit): Try => ({
  on: visit.happenedOn,
  at: visit.happenedAt ?? visit.arrivedAt,
  by: visit.by,
  how: 'home-visit',
  recordedAt: visit.recordedAt,
  reached: true,
  failed: false,
  number: null,
  result: 'visited',
})

const reachOf = ({ on, at, by, how }: Try): Reach => ({ on, at, by, how })

const oldestFirst = (a: Try, b: Try): number => (whenOf(a) < whenOf(b) ? -1 : whenOf(a) > whenOf(b) ? 1 : 0)

const whenOf = (one: Try): string => `${one.on} ${one.at ?? ''} ${one.recordedAt}`

/** The part of the day of most answers, when there are enough and they are more than half of all answers with a time. */
const bestTimeOf = (tries: readonly Try[]): ContactHealth['bestTime'] => {
  const answered = tries.flatMap((one) => (one.reached && one.at !== null ? [partOf(one.at)] : []))
  const count = new Map<PartOfDay, number>()
  for (const part of answered) count.set(part, (count.get(part) ?? 0) + 1)
  const [most] = [...count].toSorted((a, b) => b[1] - a[1])
  if (most === undefined || most[1] < ENOUGH_ANSWERS || most[1] * 2 <= answered.length) return null
  return { part: most[0], times: most[1], of: answered.length }
}

/** The part of the day of `'14:05'`, as school days fall: before lessons, morning, dinner time, afternoon, after school. */
const partOf = (time: string): PartOfDay => {
  if (time < '09:00') return 'early'
  if (time < '12:00') return 'morning'
  if (time < '13:30') return 'midday'
  return time < '16:00' ? 'afternoon' : 'evening'
}

const numbersOf = (tries: readonly Try[]): Map<string, NumberHealth> => {
  const numbers = new Map<string, NumberHealth>()
  for (const { number, reached: answered, failed, on } of tries) {
    if (number === null) continue
    const before = numbers.get(number) ?? { unanswered: 0, lastAnswered: null }
    if (answered) numbers.set(number, { unanswered: 0, lastAnswered: on })
    else if (failed) numbers.set(number, { ...before, unanswered: before.unanswered + 1 })
  }
  return numbers
}
