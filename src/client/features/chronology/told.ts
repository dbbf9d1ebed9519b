import type { Kept } from '#client/casework/kept-record.ts'
import { addsTo } from '#domain/casework/adds-to.ts'
import type { Amendment } from '#domain/records/amendment.ts'
import type { ChildVoice } from '#domain/records/child-voice.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import type { Meeting } from '#domain/records/meeting.ts'
import type { Role } from '#domain/records/staff-member.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** One thing that is said of an entry, and whether it is a fact, somebody's own words, or what the author thinks. */
export type Part = { lead: string; words: string; sort: 'fact' | 'said' | 'opinion' }

/**
 * Why something is withheld: `third-party`, what somebody told us in confidence, or somebody from outside said with nobody of the
 * family there; `child-asked`, a child’s own words that the child did not agree to have told to this audience; `staff-safety`, warnings about visits, which name dangers to staff and
 * are for those who visit; `between-services`, what we gave or told another service about the child.
 */
export type Withheld = 'third-party' | 'child-asked' | 'staff-safety' | 'between-services'

/** An entry as it is told on paper, in words that do not change with the day on which it is printed. */
export type Told = {
  title: string
  parts: Part[]
  /** Who wrote it, by person id, and in what role where the record says so; null where nobody in particular did. */
  by: string | null
  byRole: Role | null
  /** When it was written down, by the author's tablet. */
  recordedAt: Instant | null
  amendments: { words: string; why: string; about: string; isAdded: boolean; by: string; recordedAt: Instant }[]
  /** Why parts of it are withheld from whoever is given the paper, once for each. */
  withheld: Withheld[]
}

export const nothing: Told = {
  title: '',
  parts: [],
  by: null,
  byRole: null,
  recordedAt: null,
  amendments: [],
  withheld: [],
}

export const fact = (lead: string, words: string): Part => ({ lead, words, sort: 'fact' })

/** The same reason for as many parts as were left out. */
export const timesOver = (count: number, why: Withheld): Withheld[] => Array.from({ length: count }, () => why)

/** What was left empty is not printed. */
export const parts = (all: readonly Part[]): Part[] => all.filter(({ words }) => words.trim() !== '')

export const written = (
  { by, recordedAt }: { by: string; recordedAt: Instant },
  told: { title: string; parts: readonly Part[] },
): Told => ({ ...nothing, title: told.title, parts: parts(told.parts), by, recordedAt })

const amendedWords: Record<Amendment['field'], string> = {
  facts: 'what happened',
  opinion: 'what the author thinks',
  familyView: 'what the family thinks',
  childWords: 'the child’s words',
  schoolView: 'what the school thinks',
  saw: 'what was seen',
  thinks: 'what the author thinks',
  familyWords: 'what the adults said',
  privateLines: 'the lines about this child',
  nextStep: 'the next step',
  when: 'when it was',
  who: 'who was there',
  other: 'something else',
}

export const tellAmendments = (
  amendments: Kept<Amendment>[],
  account: ContactNote | HomeVisit | ChildVoice | Meeting,
): Told['amendments'] =>
  amendments.map(({ record }) => ({
    words: record.words,
    why: record.why,
    about: amendedWords[record.field],
    isAdded: addsTo(record, account),
    by: record.by,
    recordedAt: record.recordedAt,
  }))

/** A day with its year, whatever today is: paper is read years later. */
export const sayWhole = (day: SchoolDay): string => sayDay(day, '0000-01-01')
