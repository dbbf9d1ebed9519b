import { z } from 'zod'
import { SchoolDay } from '../time/school-day.ts'
import { FieldChanges } from './field-changes.ts'
import { Address } from './pupil.ts'
import { Id, Label, Words, YesNoUnknown } from './words.ts'

export const Relationship = z.enum([
  'mother',
  'father',
  'step-parent',
  'grandparent',
  'brother-or-sister',
  'aunt-or-uncle',
  'foster-carer',
  'guardian',
  'social-worker',
  'childminder',
  'family-friend',
  'other',
])
export type Relationship = z.infer<typeof Relationship>

export const relationshipWords: Record<Relationship, string> = {
  mother: 'Mum',
  father: 'Dad',
  'step-parent': 'Step-parent',
  grandparent: 'Grandparent',
  'brother-or-sister': 'Brother or sister',
  'aunt-or-uncle': 'Aunt or uncle',
  'foster-carer': 'Foster carer',
  guardian: 'Guardian',
  'social-worker': 'Social worker',
  childminder: 'Childminder',
  'family-friend': 'Family friend',
  other: 'Other',
}

/** One telephone number as the school holds it. `failing` is set when a call showed that it does not work. */
export const Phone = z.strictObject({
  number: Label.min(3).max(40),
  label: z.enum(['mobile', 'home', 'work', 'other']),
  failing: z.boolean(),
})
export type Phone = z.infer<typeof Phone>

/** The digits of a number, so that `07700 900 123` and `07700900123` are one; also how `tel:` and `sms:` links want it. */
export const digitsOf = (number: string): string => number.replaceAll(/[^\d+]/g, '')

/**
 * A parent or carer of one pupil, in the education-law sense (Education Act 1996 s.576: parents, anyone with parental
 * responsibility, anyone who has care of the child), or another contact the school holds. Lives in the pupil's file, so
 * a parent of three children at two schools has three records: each school sees only its own.
 */
export const Parent = z.strictObject({
  kind: z.literal('parent'),
  id: Id,
  pupilId: Id,
  title: Label.nullable(),
  forename: Label.nullable(),
  surname: Label.min(1),
  relationship: Relationship,
  /** "Lives with" and "has parental responsibility" are separate facts (domain: section 4.2). */
  parentalResponsibility: YesNoUnknown,
  livesWithPupil: YesNoUnknown,
  /** Order in which the school rings, 1 first. */
  priority: z.int().min(1).max(99),
  phones: z.array(Phone).max(10),
  email: Label.nullable(),
  /** Null when the same as the pupil's, or unknown. */
  address: Address.nullable(),
  language: Label.nullable(),
  interpreterNeeded: z.boolean(),
  /** What must be read before a number is shown: "Text first; he reads her phone." */
  safeContactRule: Words.nullable(),
  /** True when nobody may contact this person about the child (a court order, for example). */
  doNotContact: z.boolean(),
  /** Day since which the school's own list no longer names this person; kept here with all that was written. Absent while listed. */
  notListedSince: SchoolDay.optional(),
  /** Who last changed each shared field. */
  changes: FieldChanges.optional(),
})
export type Parent = z.infer<typeof Parent>
