import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { TimeOfDay } from './home-visit.ts'
import { Role } from './staff-member.ts'
import { Id, Label, Words } from './words.ts'

/** How the child was heard (domain: section 4.8). A recording is never kept: only what it said. */
export const VoiceMethod = z.enum(['conversation', 'drawing', 'scale', 'cards', 'worksheet', 'through-someone'])
export type VoiceMethod = z.infer<typeof VoiceMethod>

export const voiceMethodWords: Record<VoiceMethod, string> = {
  conversation: 'Talking',
  drawing: 'A drawing',
  scale: 'A scale of 0 to 10',
  cards: 'Cards',
  worksheet: 'A worksheet',
  'through-someone': 'Through someone',
}

/** What the child said may be done with their words. */
export const VoiceConsent = z.enum(['share', 'school-only', 'keep-here', 'not-asked'])
export type VoiceConsent = z.infer<typeof VoiceConsent>

export const voiceConsentWords: Record<VoiceConsent, string> = {
  share: 'Yes, with home and school',
  'school-only': 'With school only',
  'keep-here': 'No, keep them here',
  'not-asked': 'Not asked',
}

/** Where a child stands on the plan. */
export const Agreement = z.enum(['yes', 'partly', 'no', 'not-asked'])
export type Agreement = z.infer<typeof Agreement>

export const agreementWords: Record<Agreement, string> = {
  yes: 'Yes',
  partly: 'Partly',
  no: 'No',
  'not-asked': 'Not asked',
}

/**
 * What a child said of their own days, as they said it, with how it was heard and what they agreed may be done with it
 * (domain: section 4.8). Never changed afterwards; a correction is an amendment. A child may say nothing, and that is
 * written too: they were asked.
 */
export const ChildVoice = z.strictObject({
  kind: z.literal('child-voice'),
  id: Id,
  pupilId: Id,
  /** Null when the pupil has no case. */
  caseId: Id.nullable(),
  heardOn: SchoolDay,
  /** `'14:05'` where the person said a time; absent where they did not. */
  heardAt: TimeOfDay.optional(),
  method: VoiceMethod,
  /** Who carried the words, for `through-someone`: `Miss Adeyemi, form tutor`. */
  through: Label,
  alone: z.enum(['alone', 'with-adult', 'not-said']),
  /** As said, drawn or written; empty only where the child did not want to say. */
  words: Words,
  wouldHelp: Words,
  goodAtSchool: Words,
  agreesWithPlan: Agreement,
  consent: VoiceConsent,
  /** The child was asked and did not want to say, with the reason where they gave one. */
  declined: z.strictObject({ why: Words }).nullable(),
  by: Id,
  byRole: Role,
  recordedAt: Instant,
})
export type ChildVoice = z.infer<typeof ChildVoice>
