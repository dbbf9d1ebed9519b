import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { FieldChanges } from './field-changes.ts'
import { Id, SomeWords, Words } from './words.ts'

/** What may be dangerous at a door (domain: section 4.6). */
export const RiskAbout = z.enum([
  'violence-or-threat',
  'weapon',
  'dog-or-animal',
  'substance-misuse',
  'domestic-abuse',
  'sexual-allegation',
  'mental-health-crisis',
  'infection',
  'hoarding-or-structure',
  'isolated-or-no-signal',
  'parking-or-access',
  'neighbourhood',
  'allegations-against-staff',
  'other',
])
export type RiskAbout = z.infer<typeof RiskAbout>

export const riskAboutWords: Record<RiskAbout, string> = {
  'violence-or-threat': 'Violence or threats',
  weapon: 'Weapon',
  'dog-or-animal': 'Dog or other animal',
  'substance-misuse': 'Drugs or alcohol',
  'domestic-abuse': 'Domestic abuse',
  'sexual-allegation': 'Sexual allegation',
  'mental-health-crisis': 'Mental health crisis',
  infection: 'Infection',
  'hoarding-or-structure': 'Unsafe building or hoarding',
  'isolated-or-no-signal': 'Isolated, or no signal',
  'parking-or-access': 'Parking or access',
  neighbourhood: 'Neighbourhood',
  'allegations-against-staff': 'Allegations against staff',
  other: 'Other',
}

export const RiskSeverity = z.enum(['information', 'two-people', 'police-accompany', 'do-not-visit'])
export type RiskSeverity = z.infer<typeof RiskSeverity>

export const riskSeverityWords: Record<RiskSeverity, string> = {
  information: 'Know before you go',
  'two-people': 'Two people to visit',
  'police-accompany': 'Only with the police',
  'do-not-visit': 'Do not visit',
}

/** A visit-risk flag: personal facts about adults, so it has evidence and a date by which it must be looked at again. */
export const RiskFlag = z.strictObject({
  kind: z.literal('risk-flag'),
  id: Id,
  pupilId: Id,
  about: RiskAbout,
  severity: RiskSeverity,
  /** What is known and how: facts that may be disclosed to the person they are about. */
  evidence: SomeWords,
  raisedOn: SchoolDay,
  reviewBy: SchoolDay,
  by: Id,
  recordedAt: Instant,
  reviews: z.array(z.strictObject({ on: SchoolDay, by: Id, words: Words, recordedAt: Instant, reviewBy: SchoolDay })),
  endedOn: SchoolDay.nullable(),
  /** Who last changed each shared field. */
  changes: FieldChanges.optional(),
})
export type RiskFlag = z.infer<typeof RiskFlag>

/** True while a flag asks that nobody goes to the door alone. */
export const asksForTwo = (flag: Pick<RiskFlag, 'severity' | 'endedOn'>): boolean =>
  flag.endedOn === null && flag.severity !== 'information'
