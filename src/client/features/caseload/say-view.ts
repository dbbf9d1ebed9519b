import { sayYear } from '#domain/people/say-year.ts'
import type { CaseloadSort } from '#domain/records/saved-view.ts'
import { caseloadFilterWords, type Asked } from './filter-rows.ts'

/** The words of each order. */
export const sortWords: Record<CaseloadSort, string> = { need: 'By need', name: 'By name', due: 'By due date' }

/** A view in words, by what it asks: *Year 8, not seen*. */
export const sayView = ({ search, yearGroup, filters, sort }: Asked): string => {
  const parts = [
    ...(search.trim() === '' ? [] : [`“${search.trim()}”`]),
    ...(yearGroup === null ? [] : [sayYear(yearGroup)]),
    ...[...filters].map((filter) => caseloadFilterWords[filter].toLowerCase()),
    ...(sort === 'need' ? [] : [sortWords[sort].toLowerCase()]),
  ].join(', ')
  return parts.charAt(0).toUpperCase() + parts.slice(1)
}
