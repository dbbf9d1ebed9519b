import type { CaseloadRow } from './caseload-row.ts'
import { asked, holds } from './words-found.ts'

/** What can be asked of the list besides a year and words. */
export const caseloadFilters = ['mine', 'not-seen', 'promise-due', 'review-due', 'no-case'] as const
export type CaseloadFilter = (typeof caseloadFilters)[number]

/** The words on the chips. */
export const caseloadFilterWords: Record<CaseloadFilter, string> = {
  mine: 'Mine',
  'not-seen': 'Not seen',
  'promise-due': 'Promise due',
  'review-due': 'Review due',
  'no-case': 'No case',
}

/** What the person has asked of the list. */
export type Asked = { search: string; yearGroup: number | null; filters: ReadonlySet<CaseloadFilter> }

/** Nothing asked: everyone with an open case. */
export const nothingAsked: Asked = { search: '', yearGroup: null, filters: new Set() }

/** Words of notes, visits, barriers, promises and unsaved drafts by pupil, ready to be searched; null until they are read. */
export type NoteWords = ReadonlyMap<string, string> | null

const passes: Record<CaseloadFilter, (row: CaseloadRow) => boolean> = {
  mine: (row) => row.isMine,
  'not-seen': (row) => row.isNotSeen,
  'promise-due': (row) => row.isPromiseDue,
  'review-due': (row) => row.isReviewDue,
  'no-case': (row) => !row.hasCase,
}

/** What the list answers: the rows that are left, how many each filter would leave, and the years there are. */
export type Answered = {
  rows: CaseloadRow[]
  counts: Record<CaseloadFilter, number>
  /** Youngest first. */
  years: { yearGroup: number; count: number }[]
}

/**
 * Asks the list, in one pass, so that each letter typed costs one look at each row. Without a search the rows are the pupils
 * with an open case (or those without, when that is asked); a search looks at every pupil on this tablet, since a family may
 * ring about a child who has no case. Rows stay in their order.
 */
export const askList = (rows: readonly CaseloadRow[], now: Asked, noteWords: NoteWords): Answered => {
  const words = asked(now.search)
  const isSearch = words.length > 0
  const wanted = [...now.filters]
  const left: CaseloadRow[] = []
  const counts: Answered['counts'] = { mine: 0, 'not-seen': 0, 'promise-due': 0, 'review-due': 0, 'no-case': 0 }
  const perYear = new Map<number, number>()
  for (const row of rows) {
    if (isSearch && !found(row, words, noteWords)) continue
    if (!wanted.every((filter) => passes[filter](row))) continue
    const isListed = isSearch || row.hasCase || now.filters.has('no-case')
    if (isListed && row.yearGroup !== null) perYear.set(row.yearGroup, (perYear.get(row.yearGroup) ?? 0) + 1)
    if (now.yearGroup !== null && row.yearGroup !== now.yearGroup) continue
    if (isListed) left.push(row)
    for (const filter of caseloadFilters) {
      if ((isListed || filter === 'no-case') && passes[filter](row)) counts[filter] += 1
    }
  }
  const years = [...perYear].map(([yearGroup, count]) => ({ yearGroup, count }))
  return { rows: left, counts, years: years.toSorted((a, b) => a.yearGroup - b.yearGroup) }
}

/** True when every word is in the names or in the notes; names are looked at first. */
const found = (row: CaseloadRow, words: readonly string[], noteWords: NoteWords): boolean => {
  if (holds(row.words, words)) return true
  const notes = noteWords?.get(row.pupilId)
  return notes !== undefined && words.every((word) => row.words.includes(word) || notes.includes(word))
}
