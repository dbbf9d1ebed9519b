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
  'no-case': 'No open case',
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

/**
 * The rows that are left. Without a search they are the pupils with an open case (or those without, when that is asked);
 * a search looks at every pupil on this tablet, since a family may ring about a child who has no case.
 */
export const filterRows = (
  rows: readonly CaseloadRow[],
  { search, yearGroup, filters }: Asked,
  noteWords: NoteWords,
): CaseloadRow[] => {
  const words = asked(search)
  return rows.filter(
    (row) =>
      (words.length > 0 || row.hasCase || filters.has('no-case')) &&
      (yearGroup === null || row.yearGroup === yearGroup) &&
      [...filters].every((filter) => passes[filter](row)) &&
      (words.length === 0 ||
        holds(row.words, words) ||
        holds(`${row.words} ${noteWords?.get(row.pupilId) ?? ''}`, words)),
  )
}

/** How many rows each filter would leave, with the others as they are. */
export const filterCounts = (
  rows: readonly CaseloadRow[],
  now: Asked,
  noteWords: NoteWords,
): Record<CaseloadFilter, number> => {
  const count = (filter: CaseloadFilter): number =>
    filterRows(rows, { ...now, filters: new Set([...now.filters, filter]) }, noteWords).length
  return {
    mine: count('mine'),
    'not-seen': count('not-seen'),
    'promise-due': count('promise-due'),
    'review-due': count('review-due'),
    'no-case': count('no-case'),
  }
}

/** The years there are, youngest first, each with its pupils in the list. */
export const yearsOf = (
  rows: readonly CaseloadRow[],
  now: Asked,
  noteWords: NoteWords,
): { yearGroup: number; count: number }[] => {
  const counts = new Map<number, number>()
  for (const row of filterRows(rows, { ...now, yearGroup: null }, noteWords)) {
    if (row.yearGroup !== null) counts.set(row.yearGroup, (counts.get(row.yearGroup) ?? 0) + 1)
  }
  return [...counts].map(([yearGroup, count]) => ({ yearGroup, count })).toSorted((a, b) => a.yearGroup - b.yearGroup)
}
