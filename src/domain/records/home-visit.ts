import { z } from 'zod'
import { SchoolDay } from '../time/school-day.ts'
import { ChildSeen, sawChild } from './child-seen.ts'
import { accountShape, Interpreter, Participant } from './contact-note.ts'
import { Address } from './pupil.ts'
import { Id, Words } from './words.ts'

export { ChildSeen, sawChild }

export const VisitReason = z.enum([
  'no-contact',
  'refusal',
  'three-days-ill',
  'medical',
  'safe-and-well',
  'drop-work',
  'engagement',
  'letter-delivery',
  'missing-education-enquiry',
  'check-in',
])
export type VisitReason = z.infer<typeof VisitReason>

export const visitReasonWords: Record<VisitReason, string> = {
  'no-contact': 'No contact from the family',
  refusal: 'Refusing school',
  'three-days-ill': 'Ill three days or more',
  medical: 'Medical',
  'safe-and-well': 'Safe and well check',
  'drop-work': 'Bringing school work',
  engagement: 'To build a relationship',
  'letter-delivery': 'Delivering a letter',
  'missing-education-enquiry': 'Missing education enquiry',
  'check-in': 'Agreed check-in',
}

/** How the door was met (domain: section 4.5, access). */
export const Access = z.enum([
  'no-reply',
  'no-reply-signs-of-life',
  'doorstep',
  'entered',
  'refused',
  'wrong-or-empty-address',
])
export type Access = z.infer<typeof Access>

export const accessWords: Record<Access, string> = {
  'no-reply': 'No answer',
  'no-reply-signs-of-life': 'No answer, but someone seemed to be in',
  doorstep: 'Spoke at the door',
  entered: 'Went in',
  refused: 'Would not talk',
  'wrong-or-empty-address': 'Wrong or empty address',
}

/** True when nobody came to the door. */
export const unanswered = (access: Access): boolean =>
  access === 'no-reply' || access === 'no-reply-signs-of-life' || access === 'wrong-or-empty-address'

export const VisitOutcome = z.enum([
  'returned-today',
  'return-agreed',
  'plan-agreed',
  'follow-up-visit',
  'no-contact',
  'refer',
  'cannot-locate',
  'other',
])
export type VisitOutcome = z.infer<typeof VisitOutcome>

export const visitOutcomeWords: Record<VisitOutcome, string> = {
  'returned-today': 'Back at school today',
  'return-agreed': 'Return agreed',
  'plan-agreed': 'Plan agreed',
  'follow-up-visit': 'Visit again',
  'no-contact': 'No contact',
  refer: 'Refer to another service',
  'cannot-locate': 'Cannot find the family',
  other: 'Other',
}

/** Whom the author told at once, before anything else was done (domain: section 4.5). */
export const RiskAction = z.enum(['none', 'dsl', 'childrens-services', 'police'])

export const riskActionWords: Record<z.infer<typeof RiskAction>, string> = {
  none: 'Nobody needed',
  dsl: 'Safeguarding lead',
  'childrens-services': 'Children’s services',
  police: 'Police',
}

export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** The facts of one visit that are the same for every child of the household. */
export const householdShape = {
  planned: z.boolean(),
  /** Why somebody went there. Absent where nobody said. */
  reason: VisitReason.optional(),
  /** Colleagues at the door besides the author. */
  withStaff: z.array(Id).max(6),
  forewarned: z.boolean(),
  /** Where the visit was, when not at the pupil's address. */
  address: Address.nullable(),
  arrivedAt: TimeOfDay.nullable(),
  leftAt: TimeOfDay.nullable(),
  access: Access,
  /** Who came to the door or was present. */
  answeredBy: z.array(Participant).max(30),
  cardLeft: z.boolean(),
  /** Absent where nobody said. */
  interpreter: Interpreter.optional(),
  /** What was seen and heard: facts only. */
  saw: Words,
  /** What the author thinks. */
  thinks: Words,
  /** What the adults said, as said. */
  familyWords: Words,
  riskAction: RiskAction,
  outcome: VisitOutcome,
  nextStep: Words,
} as const

/** What was seen of, said by and noted about one child: in that child's file alone. */
export const childShape = {
  seen: ChildSeen,
  /** The child's own words, as said. */
  childWords: Words,
  /** Facts about this child that a brother's or sister's file must not hold. */
  privateLines: Words,
  returnOn: SchoolDay.nullable(),
} as const

/**
 * A supportive home visit: never an interview under caution, which is another kind of record (PACE Codes C and E).
 * One act for a household; this record is one child's copy of it. Append-only.
 */
export const HomeVisit = z.strictObject({
  kind: z.literal('home-visit'),
  ...accountShape,
  ...householdShape,
  ...childShape,
  /** Whether whoever came to the door is of the child's family; absent where nobody came, or an older tablet did not ask. */
  withFamily: z.boolean().optional(),
})
export type HomeVisit = z.infer<typeof HomeVisit>
