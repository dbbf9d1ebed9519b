import { create } from 'zustand'
import type { SpanName } from '#domain/insights/absence-span.ts'
import type { Grouping, GroupName } from '#domain/insights/grouping.ts'
import type { AttendanceBand } from '#domain/register/attendance-band.ts'

/** What is looked at: kept while the tab lives, so that coming back from a pupil finds the same figures. */
type AskedOfInsights = {
  /** The school; null is the first there is. */
  schoolId: string | null
  span: SpanName
  /** Null is everybody. */
  who: GroupName | null
  /** By what those are told apart. */
  by: Grouping
  /** Which of them the list shows; null is all. */
  band: AttendanceBand | null
  ask: (asked: Partial<Pick<AskedOfInsights, 'schoolId' | 'span' | 'who' | 'by' | 'band'>>) => void
}

export const useAskedOfInsights = create<AskedOfInsights>()((set) => ({
  schoolId: null,
  span: 'this-year',
  who: null,
  by: 'year',
  band: null,
  ask: (asked) => set(asked),
}))
