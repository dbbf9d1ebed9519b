import { create } from 'zustand'
import type { SpanName } from '#domain/insights/absence-span.ts'
import type { Behind } from '#domain/insights/behind.ts'
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
  /** One figure of a chart, of which the list shows only who is behind it; null is all. */
  behind: Behind | null
  ask: (asked: Partial<Omit<AskedOfInsights, 'ask'>>) => void
}

export const useAskedOfInsights = create<AskedOfInsights>()((set) => ({
  schoolId: null,
  span: 'this-year',
  who: null,
  by: 'year',
  band: null,
  behind: null,
  ask: (asked) => set(asked),
}))
