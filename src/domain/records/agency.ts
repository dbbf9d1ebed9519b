import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { FieldChanges } from './field-changes.ts'
import { Id, Label, Words } from './words.ts'

/** Services that work with a family beside school (domain: section 4.2, agencies). */
export const AgencyType = z.enum([
  'social-worker',
  'early-help',
  'mental-health',
  'school-nurse',
  'doctor',
  'educational-psychologist',
  'special-needs-team',
  'youth-justice',
  'housing',
  'police',
  'voluntary',
  'other',
])
export type AgencyType = z.infer<typeof AgencyType>

export const agencyTypeWords: Record<AgencyType, string> = {
  'social-worker': 'Social worker',
  'early-help': 'Early help',
  'mental-health': 'Mental health service (CAMHS)',
  'school-nurse': 'School nurse',
  doctor: 'Doctor or hospital',
  'educational-psychologist': 'Educational psychologist',
  'special-needs-team': 'Special needs team',
  'youth-justice': 'Youth justice worker',
  housing: 'Housing',
  police: 'Police',
  voluntary: 'Charity or community group',
  other: 'Another service',
}

/** Whether the family agreed that we and the service may tell each other things. Keeping a child safe never waits for it. */
export const ShareConsent = z.enum(['agreed', 'not-agreed', 'not-asked'])
export type ShareConsent = z.infer<typeof ShareConsent>

export const shareConsentWords: Record<ShareConsent, string> = {
  agreed: 'The family agreed',
  'not-agreed': 'The family did not agree',
  'not-asked': 'Not asked yet',
}

/** A service involved with the child or the family, and who to ring there. */
export const Agency = z.strictObject({
  kind: z.literal('agency'),
  id: Id,
  pupilId: Id,
  type: AgencyType,
  /** Its name, where the type does not say enough: `Larkmere Young Carers`. */
  name: Label,
  /** The worker there. */
  person: Label,
  phone: Label,
  /** What they do for this family. */
  role: Words,
  since: SchoolDay.nullable(),
  consent: ShareConsent,
  /** The day they stopped, or null. */
  endedOn: SchoolDay.nullable(),
  by: Id,
  recordedAt: Instant,
  /** Who last changed each shared field. */
  changes: FieldChanges.optional(),
})
export type Agency = z.infer<typeof Agency>

/** What a service is called in a line: its name, else its kind. */
export const agencyCalled = (agency: Pick<Agency, 'type' | 'name'>): string =>
  agency.name.trim() === '' ? agencyTypeWords[agency.type] : agency.name
