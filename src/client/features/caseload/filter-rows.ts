import { caseloadFilters, type CaseloadFilter, type CaseloadSort } from '#domain/records/saved-view.ts'
import type { CaseloadRow } from './caseload-row.ts'
import { asked, holds } from './words-found.ts'

/** The words on the chips. */
export const caseloadFilterWords: Record<CaseloadFilter, string> = {
  mine: 'Mine',
  'not-seen': 'Not seen',
  'promise-due': 'Promise due',
  'review-due': 'Review due',
  'no-case': 'No case',
}

/** What the person has asked of the list. */
export type Asked = {
  search: string
  yearGroup: number | null
  filters: ReadonlySet<CaseloadFilter>
  sort: CaseloadSort
}

/** Nothing asked: everyone with an open case, in order of need. */
export const nothingAsked: Asked = { search: '', yearGroup: null, filters: new Set(), sort: 'need' }

/** By pupil, the words in which the search was found in what people wrote; null until that is known. */
export type WordsFound = ReadonlyMap<string, readonly string[]> | null

const passes: Record<CaseloadFilter, (row: CaseloadRow) => boolean> = {
  mine: (row) => row.isMine,
  'not-seen': (row) => row.isNotSeen,
  'promise-due': (row) => row.isPromiseDue,
  'review-due': (row) => row.isReviewDue,
  'no-case': (row) => !row.hasCase,
}

/** What the list answers: the rows that are left, how many each filter would leave, and the years there are. */
export type Answered = {
  /** To a search: first those whose name it is. */
  rows: CaseloadRow[]
  /** Of the rows that were found only in what people wrote: the words that were found there. */
  inWords: ReadonlyMap<string, readonly string[]>
  counts: Record<CaseloadFilter, number>
  /** Youngest first. */
  years: { yearGroup: number; count: number }[]
}

/**
 * Asks the list, in one pass, so that each letter typed costs one look at each row. Without a search the rows are the pupils
 * with an open case (or those without, when that is asked); a search looks at every pupil on this tablet, since a family may
 * ring about a child who has no case. Rows come in order of need, and stay in it where no other order is asked.
 */
export const askList = (rows: readonly CaseloadRow[], now: Asked, found: WordsFound): Answered => {
  const words = asked(now.search)
  const isSearch = words.length > 0
  const wanted = [...now.filters]
  const left: CaseloadRow[] = []
  const only: CaseloadRow[] = []
  const inWords = new Map<string, readonly string[]>()
  const counts: Answered['counts'] = { mine: 0, 'not-seen': 0, 'promise-due': 0, 'review-due': 0, 'no-case': 0 }
  const perYear = new Map<number, number>()
  for (const row of rows) {
    const isNamed = !isSearch || holds(row.words, words)
    const there = isNamed ? undefined : found?.get(row.pupilId)
    if (!isNamed && there === undefined) continue
    if (!wanted.every((filter) => passes[filter](row))) continue
    const isListed = isSearch || row.hasCase || now.filters.has('no-case')
    if (isListed && row.yearGroup !== null) perYear.set(row.yearGroup, (perYear.get(row.yearGroup) ?? 0) + 1)
    if (now.yearGroup !== null && row.yearGroup !== now.yearGroup) continue
    if (isListed && there === undefined) left.push(row)
    if (isListed && there !== undefined) {
      only.push(row)
      inWords.set(row.pupilId, there)
    }
    for (const filter of caseloadFilters) {
      if ((isListed || filter === 'no-case') && passes[filter](row)) counts[filter] += 1
    }
  }
  const years = [...perYear].map(([yearGroup, count]) => ({ yearGroup, count }))
  return {
    rows: [...sorted(left, now.sort), ...sorted(only, now.sort)],
    inWords,
    counts,
    years: years.toSorted((a, b) => a.yearGroup - b.yearGroup),
  }
}

/** Rows come in order of need. By name they are as an index is; by day, what has none is last. */
const sorted = (rows: CaseloadRow[], sort: CaseloadSort): CaseloadRow[] => {
  if (sort === 'name') return rows.toSorted((a, b) => (a.words < b.words ? -1 : 1))
  if (sort === 'due') return rows.toSorted((a, b) => compare(a.need.dueOn ?? '~', b.need.dueOn ?? '~'))
  return rows
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
