import { create } from 'zustand'
import type { CaseloadFilter, CaseloadSort } from '#domain/records/saved-view.ts'
import { nothingAsked, type Asked } from './filter-rows.ts'

/** What is asked of the list and how far it is scrolled: kept while the tab lives, so that coming back finds the same place. */
type AskedOfList = Asked & {
  scrolled: number
  lookFor: (search: string) => void
  year: (yearGroup: number | null) => void
  toggle: (filter: CaseloadFilter, isOn: boolean) => void
  sortBy: (sort: CaseloadSort) => void
  /** Everything at once, as a saved view asks it. */
  ask: (asked: Asked) => void
  clear: () => void
  scrollTo: (scrolled: number) => void
}

export const useAskedOfList = create<AskedOfList>()((set) => ({
  ...nothingAsked,
  scrolled: 0,
  lookFor: (search) => set({ search, scrolled: 0 }),
  year: (yearGroup) => set({ yearGroup, scrolled: 0 }),
  toggle: (filter, isOn) =>
    set((now) => {
      const filters = new Set(now.filters)
      if (isOn) filters.add(filter)
      else filters.delete(filter)
      return { filters, scrolled: 0 }
    }),
  sortBy: (sort) => set({ sort, scrolled: 0 }),
  ask: (asked) => set({ ...asked, scrolled: 0 }),
  clear: () => set({ ...nothingAsked, scrolled: 0 }),
  scrollTo: (scrolled) => set({ scrolled }),
}))
