import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Kept } from '#client/casework/kept-record.ts'
import type { PupilFile } from '#client/casework/pupil-file.ts'
import { timelineOf, type TimelineEntry } from '#client/casework/timeline-of.ts'
import { cameLate } from '#domain/casework/came-late.ts'
import type { Audience, SharedPaper } from '#domain/records/shared-paper.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { canonicalJson } from '#sync/chain.ts'
import { tellEntry } from './tell-entry.ts'
import type { Teller } from './telling.ts'
import type { Told, Withheld } from './told.ts'

/** What a chronology is asked to tell. `from` null: from the beginning. */
export type Span = { from: SchoolDay | null; until: SchoolDay; audience: Audience }

/** One entry with its day and time, and where its record has got to. */
export type ChronologyEntry = Told & {
  key: string
  day: SchoolDay
  time: string | null
  kept: Pick<Kept, 'waiting' | 'receivedAt' | 'reference'>
  /** It came after its author had left, so that nobody can check the day that their clock gave. */
  isLate: boolean
}

/** A pupil's chronology, oldest first, with a count of what was withheld and why, and the hash of the entries it holds. */
export type Chronology = {
  entries: ChronologyEntry[]
  withheld: Record<Withheld, number>
  /** How many parts were left out of entries that are told, and why. */
  withheldParts: Record<Withheld, number>
  hash: string
}

/** How many entries were left out of it whole, for whatever reason. */
export const howManyWithheld = ({ withheld }: Pick<Chronology, 'withheld'>): number =>
  Object.values(withheld).reduce((sum, count) => sum + count, 0)

const noneWithheld: Record<Withheld, number> = {
  'third-party': 0,
  'child-asked': 0,
  'staff-safety': 0,
  'between-services': 0,
}

/** Made from records alone: the same records, asked the same, give the same chronology on every tablet and every day. */
export const chronologyOf = (file: PupilFile, span: Span, teller: Teller): Chronology => {
  const entries: ChronologyEntry[] = []
  const sources: unknown[] = []
  const withheld = { ...noneWithheld }
  const withheldParts = { ...noneWithheld }
  for (const entry of timelineOf(file).toReversed()) {
    if ((span.from !== null && entry.day < span.from) || entry.day > span.until) continue
    const told = tellEntry(entry, { ...teller, audience: span.audience, file })
    if (typeof told === 'string') {
      withheld[told] += 1
      continue
    }
    for (const why of told.withheld) withheldParts[why] += 1
    const isLate = told.by !== null && cameLate(file.pupil.record, told.by, entry.recordedAt)
    entries.push({ ...told, key: entry.key, day: entry.day, time: entry.time, kept: entry.kept, isLate })
    sources.push([entry.type, sourceOf(entry)])
  }
  return { entries, withheld, withheldParts, hash: bytesToHex(sha256(utf8ToBytes(canonicalJson(sources)))) }
}

/**
 * What an entry rests on, as it is stored: not the words in which this release tells it, which the next may choose better,
 * and not how far it has been sent, since a receipt that comes later makes no other chronology.
 */
const sourceOf = (entry: TimelineEntry): unknown => {
  switch (entry.type) {
    case 'contact':
    case 'visit':
    case 'voice':
    case 'meeting':
      return [entry.kept.record, entry.amendments.map(({ record }) => record)]
    case 'barrier':
    case 'barrier-view':
    case 'paper':
    case 'register-decision':
    case 'moved':
      return entry.kept.record
    case 'barrier-changed':
      return [entry.kept.record.id, entry.change]
    case 'support-offered': {
      const { steps: _steps, ...offered } = entry.kept.record
      return offered
    }
    case 'support-step':
    case 'notice-step':
      return [entry.kept.record.id, entry.step]
    case 'notice-issued': {
      const { steps: _steps, ...issued } = entry.kept.record
      return issued
    }
    case 'plan-made': {
      // What came later has entries of its own.
      const { actions, reviews: _reviews, ...plan } = entry.kept.record
      return [plan, actions.map(({ settled: _settled, ...action }) => action)]
    }
    case 'plan-action':
      return [entry.kept.record.id, entry.action]
    case 'plan-reviewed':
      return [entry.kept.record.id, entry.review]
    case 'promise-taken-back':
      return [entry.kept.record.id, entry.said, entry.by]
    case 'handover-offered': {
      const { answered: _answered, ...offered } = entry.kept.record
      return offered
    }
    case 'handover-answered':
      return [entry.kept.record.id, entry.kept.record.answered]
    case 'clash': {
      // Whether it was settled is told by what stands in the record since.
      const { settled: _settled, ...clash } = entry.kept.record
      return clash
    }
    case 'promise-made': {
      const { settled: _settled, takenBack: _takenBack, ...made } = entry.kept.record
      return made
    }
    case 'promise-settled':
      return [entry.kept.record.id, entry.kept.record.settled]
    case 'opened': {
      const { id, openedOn, openedBy, concerns, stageMoves } = entry.kept.record
      const first = stageMoves[0] ?? null
      // A case of before this was kept gives the same hash as it always did.
      return { id, openedOn, openedBy, concerns, first, ...(entry.register && { register: entry.register }) }
    }
    case 'stage':
      return [entry.kept.record.id, entry.move]
    case 'closed':
      return [entry.kept.record.id, entry.closing]
    case 'reopened':
      return [entry.kept.record.id, entry.reopening]
    case 'order-recorded': {
      const { id, parentIds, otherPerson, forbids, says, since, until, by } = entry.kept.record
      return { id, parentIds, otherPerson, forbids, says, since, until, by }
    }
    case 'order-seen':
      return [entry.kept.record.id, 'seen', entry.day, entry.by]
    case 'order-ended':
      return [entry.kept.record.id, entry.day, entry.why, entry.by]
    case 'flag-raised': {
      const { id, about, severity, evidence, raisedOn, by } = entry.kept.record
      return { id, about, severity, evidence, raisedOn, by }
    }
    case 'flag-reviewed':
      return [entry.kept.record.id, entry.day, entry.words, entry.by]
    case 'flag-ended':
      return [entry.kept.record.id, entry.day]
  }
}

/**
 * Whether a paper given out earlier still says what the file says. It is made again just as it was asked for then, without
 * the notes of papers given since.
 */
export const isStillSame = (paper: SharedPaper, file: PupilFile, teller: Teller): boolean => {
  const before = {
    ...file,
    papers: file.papers.filter(({ record }) => record.recordedAt < paper.recordedAt && record.id !== paper.id),
  }
  return chronologyOf(before, paper, teller).hash === paper.hash
}
