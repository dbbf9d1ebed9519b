import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { Id, Label } from './words.ts'

/** What the caseload can be narrowed to, besides a year and words. Stored names. */
export const caseloadFilters = ['mine', 'not-seen', 'promise-due', 'review-due', 'no-case'] as const
export const CaseloadFilter = z.enum(caseloadFilters)
export type CaseloadFilter = z.infer<typeof CaseloadFilter>

/** The orders of the caseload: by need, by name, by the day something is due. Stored names. */
export const caseloadSorts = ['need', 'name', 'due'] as const
export const CaseloadSort = z.enum(caseloadSorts)
export type CaseloadSort = z.infer<typeof CaseloadSort>

/**
 * What somebody asks of their caseload again and again, in their own file. It is named by what it asks: nothing has to be
 * typed, and no child is named unless the search does.
 */
export const SavedView = z.strictObject({
  kind: z.literal('saved-view'),
  id: Id,
  organisationId: Id,
  /** Whose view it is: whose own file it lies in. */
  personId: Id,
  search: Label,
  yearGroup: z.int().min(-2).max(14).nullable(),
  filters: z.array(CaseloadFilter).max(20),
  sort: CaseloadSort,
  recordedAt: Instant,
  /** When it was taken out of the list; null while it is in it. */
  removedAt: Instant.nullable(),
})
export type SavedView = z.infer<typeof SavedView>
