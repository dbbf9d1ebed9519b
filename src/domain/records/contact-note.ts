import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { AbsenceAsked } from './absence-asked.ts'
import { ChildSeen } from './child-seen.ts'
import { Role } from './staff-member.ts'
import { Id, Label, SomeWords, Words } from './words.ts'

/** Every kind of contact (domain: section 4.4). A home visit is a record of its own. */
export const Means = z.enum([
  'phone-out',
  'phone-in',
  'meeting-school',
  'meeting-home',
  'virtual',
  'text',
  'email',
  'letter-out',
  'letter-in',
  'multi-agency',
  'corridor',
])
export type Means = z.infer<typeof Means>

export const meansWords: Record<Means, string> = {
  'phone-out': 'Call we made',
  'phone-in': 'Call to us',
  'meeting-school': 'Meeting at school',
  'meeting-home': 'Meeting at home',
  virtual: 'Video call',
  text: 'Text message',
  email: 'Email',
  'letter-out': 'Letter sent',
  'letter-in': 'Letter received',
  'multi-agency': 'Meeting with other services',
  corridor: 'Chat in passing',
}

/** How an attempt to reach someone ended (domain: section 4.3). */
export const ContactResult = z.enum([
  'spoke',
  'voicemail-left',
  'no-answer',
  'engaged',
  'number-dead',
  'overseas-tone',
  'wrong-person',
  'refused',
  'callback-promised',
  'sent',
  'received',
  'met',
])
export type ContactResult = z.infer<typeof ContactResult>

export const contactResultWords: Record<ContactResult, string> = {
  spoke: 'Spoke',
  'voicemail-left': 'Left a voicemail',
  'no-answer': 'No answer',
  engaged: 'Engaged',
  'number-dead': 'Number not working',
  'overseas-tone': 'Overseas ring tone',
  'wrong-person': 'Wrong person',
  refused: 'Would not talk',
  'callback-promised': 'Will ring back',
  sent: 'Sent',
  received: 'Received',
  met: 'Met',
}

/** True when the family (or the child) was really reached, not merely tried. */
export const reached = (result: ContactResult): boolean =>
  result === 'spoke' ||
  result === 'met' ||
  result === 'received' ||
  result === 'callback-promised' ||
  result === 'refused'

/** Who put the words from one language into the other. */
export const Interpreter = z.enum(['none', 'professional', 'family-member', 'app'])
export type Interpreter = z.infer<typeof Interpreter>

export const interpreterWords: Record<Interpreter, string> = {
  none: 'None',
  professional: 'Professional',
  'family-member': 'Family member',
  app: 'App',
}

/** Someone who took part: a recorded parent (`parentId`) or a person named in words. */
export const Participant = z.strictObject({ parentId: Id.nullable(), name: Label, relationship: Label })
export type Participant = z.infer<typeof Participant>

/** What every account of what happened says about who, when and in what capacity. */
export const accountShape = {
  id: Id,
  pupilId: Id,
  /** Null when the pupil has no case. */
  caseId: Id.nullable(),
  /** The same for every child of one act, so that a household's notes can be shown together. */
  actId: Id,
  by: Id,
  /** The role in which the author acted: a bought-in officer may act for the school on Monday and the council on Tuesday. */
  byRole: Role,
  happenedOn: SchoolDay,
  /** `'14:05'` where the person said a time; null where they did not. Never made up. */
  happenedAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
  recordedAt: Instant,
}

/** A contact with a family, a child or another service. Append-only: a correction is an `amendment`. */
export const ContactNote = z.strictObject({
  kind: z.literal('contact-note'),
  ...accountShape,
  means: Means,
  result: ContactResult,
  durationMinutes: z.int().min(0).max(1440).nullable(),
  startedBy: z.enum(['school', 'council', 'parent', 'pupil', 'agency']),
  participants: z.array(Participant).max(30),
  /** The number or address used, as it stood then. */
  numberUsed: Label.nullable(),
  interpreter: Interpreter,
  /** What happened and was said: facts. */
  facts: SomeWords,
  /** What the author thinks: kept apart from facts. */
  opinion: Words,
  familyView: Words,
  /** The child's own words, as said. */
  childWords: Words,
  /** Whether the author saw the child; absent where nobody said. */
  seen: ChildSeen.optional(),
  schoolView: Words,
  /** The session that the contact was about, where it was to find out why a child is away; absent from every other contact. */
  absence: AbsenceAsked.optional(),
  /**
   * Whether whoever it was with is of the child's family: a neighbour, a social worker or the child alone is not. Absent where an older
   * tablet wrote it, which did not ask.
   */
  withFamily: z.boolean().optional(),
  /** Good news counts as contact. */
  positive: z.boolean(),
  warningGiven: z.enum(['none', 'informal', 'notice-to-improve', 'legal']),
  /** True when someone other than the family told us and must not be named. */
  confidentialSource: z.boolean(),
  /** A reference only; the disclosure itself belongs in the safeguarding system. */
  safeguarding: z.strictObject({ concern: z.enum(['none', 'logged', 'dsl-told']), reference: Label }),
})
export type ContactNote = z.infer<typeof ContactNote>

/** Whether a contact gave rise to a safeguarding concern, and whether it was written elsewhere alone or told. */
export const safeguardingConcernWords: Record<ContactNote['safeguarding']['concern'], string> = {
  none: 'No concern',
  logged: 'Concern logged',
  'dsl-told': 'Safeguarding lead told',
}
