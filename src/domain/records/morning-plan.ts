import { z } from 'zod'
import { derivedId } from './derived-id.ts'
import { Id } from './words.ts'

/** A time of day in England, `'09:30'`. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** By when what must have been done about a child who is missing without a reason. Each no earlier than the one before. */
export const CutOffs = z
  .strictObject({
    /** Somebody has been rung. */
    firstCallBy: TimeOfDay,
    /** Every number that the school holds has been rung. */
    everyNumberBy: TimeOfDay,
    /** The safeguarding lead knows of whoever was not reached. */
    tellLeadBy: TimeOfDay,
  })
  .refine(({ firstCallBy, everyNumberBy, tellLeadBy }) => firstCallBy <= everyNumberBy && everyNumberBy <= tellLeadBy)
export type CutOffs = z.infer<typeof CutOffs>

/**
 * A school's own cut-offs for the morning, and for the afternoon where it sets any, one record for each organisation, in its own file: they stand on every tablet with no signal.
 * The guidance asks for contact on the first day and names no hour; schools set their own (domain: sections 1.3 and 4.3).
 */
export const MorningPlan = z.strictObject({
  kind: z.literal('morning-plan'),
  id: Id,
  organisationId: Id,
  cutOffs: CutOffs,
  /** For who is missing in the afternoon alone. Missing or null: the school has set none, and nothing of the afternoon is late. */
  afternoon: CutOffs.nullable().optional(),
})
export type MorningPlan = z.infer<typeof MorningPlan>

/**
 * Until a school sets its own. Our own working measures: published procedures have the calls done between nine and ten, the safeguarding
 * lead told by ten, and a visit before noon (domain: section 4.3).
 */
export const usualCutOffs: CutOffs = { firstCallBy: '09:30', everyNumberBy: '10:00', tellLeadBy: '10:30' }

/** The identity of an organisation's one plan for the morning. */
export const morningPlanIdOf = (organisationId: string): string => derivedId(organisationId, 0x4d)
