import { z } from 'zod'
import { derivedId } from './derived-id.ts'
import { Id, Label } from './words.ts'

/** Whom to ring when nobody read it in time, in the order in which to try. */
export const SafeguardingContact = z.strictObject({
  who: z.enum(['lead', 'deputy', 'social-care', 'out-of-hours']),
  name: Label,
  number: Label.min(1),
})
export type SafeguardingContact = z.infer<typeof SafeguardingContact>

export const contactWords: Record<SafeguardingContact['who'], string> = {
  lead: 'Safeguarding lead',
  deputy: 'Deputy lead',
  'social-care': 'Children’s social care',
  'out-of-hours': 'Social care out of hours',
}

/**
 * How soon a school wants what is told to its safeguarding lead to be read, and whom to ring when it is not. One for each
 * organisation, in the organisation's own file, so that the numbers are on every tablet with no signal.
 */
export const SafeguardingPlan = z.strictObject({
  kind: z.literal('safeguarding-plan'),
  id: Id,
  organisationId: Id,
  readWithin: z.strictObject({
    /** Minutes, by the clock, at any hour. */
    now: z.int().min(1).max(1440),
    today: z.int().min(1).max(1440),
    /** School days after the day it was written. */
    soon: z.int().min(1).max(20),
  }),
  contacts: z.array(SafeguardingContact).max(12),
})
export type SafeguardingPlan = z.infer<typeof SafeguardingPlan>

/**
 * Until a school sets its own. Our own working measures, not the guidance's: schools' published first-day procedures bring
 * the safeguarding lead in within an hour or two of a call that reached nobody.
 */
export const usualReadWithin: SafeguardingPlan['readWithin'] = { now: 15, today: 120, soon: 1 }

/** The identity of an organisation's one plan. */
export const planIdOf = (organisationId: string): string => derivedId(organisationId, 0x53)
