import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import type { RaisedBy } from './barrier.ts'
import { Id, Words } from './words.ts'

/** The three who may see the same barrier differently; their views are never merged. */
export const ViewSide = z.enum(['family', 'child', 'school'])
export type ViewSide = z.infer<typeof ViewSide>

export const viewSideWords: Record<ViewSide, string> = { family: 'Family', child: 'The child', school: 'School' }

/** Whose view the first words of a barrier are; null for an officer or another service. */
export const sideOf = (raisedBy: RaisedBy): ViewSide | null =>
  raisedBy === 'child' ? 'child' : raisedBy === 'parent' ? 'family' : raisedBy === 'school' ? 'school' : null

export const effectWords: Record<'1' | '2' | '3', string> = { 1: 'A little', 2: 'A lot', 3: 'Wholly' }

/**
 * How the family, the child or the school sees one barrier on one day: whether it is there for them, and how much it keeps
 * the child away. Written once; a later view of the same side stands in its place, and the earlier ones are its history.
 */
export const BarrierView = z.strictObject({
  kind: z.literal('barrier-view'),
  id: Id,
  pupilId: Id,
  barrierId: Id,
  side: ViewSide,
  sees: z.enum(['yes', 'partly', 'no']),
  /** 1 a little, 2 a lot, 3 wholly; null while nobody has said. */
  effect: z.int().min(1).max(3).nullable(),
  /** In the words of that side. */
  words: Words,
  on: SchoolDay,
  by: Id,
  recordedAt: Instant,
})
export type BarrierView = z.infer<typeof BarrierView>
