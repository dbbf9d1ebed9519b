import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { sessionsOfDay } from '../time/school-session.ts'
import { derivedId } from './derived-id.ts'
import { Letters } from './register-year.ts'
import { Role } from './staff-member.ts'
import { Id, Words } from './words.ts'

/** What somebody looked at when they decided: one of the clocks that a register shows, or the register as a whole. */
export const DecidedAbout = z.enum([
  'opening-a-case',
  'ten-in-ten-weeks',
  'ten-days-in-a-row',
  'fifteen-days-of-sickness',
])
export type DecidedAbout = z.infer<typeof DecidedAbout>

export const decidedAboutWords: Record<DecidedAbout, string> = {
  'opening-a-case': 'Opening a case',
  'ten-in-ten-weeks': 'Ten sessions in ten school weeks',
  'ten-days-in-a-row': 'Ten school days in a row',
  'fifteen-days-of-sickness': 'Fifteen days of sickness',
}

/**
 * What was decided. A school considers, case by case (domain: section 3.1); a council alone issues a notice, so nothing here says that
 * one was.
 */
export const Decided = z.enum(['open-a-case', 'support', 'notice-to-improve', 'ask-council', 'tell-council', 'no-step'])
export type Decided = z.infer<typeof Decided>

export const decidedWords: Record<Decided, string> = {
  'open-a-case': 'A case is opened',
  support: 'Support is the answer',
  'notice-to-improve': 'A notice to improve comes first',
  'ask-council': 'The council is asked to consider a penalty notice',
  'tell-council': 'The council is told',
  'no-step': 'No step for now',
}

/**
 * What the register said over a span of days, as the person who decided had it on their tablet. Kept because a mark may be changed
 * later (N becomes I), and a decision is understood only beside the marks it rested on.
 */
export const RegisterSeen = z.strictObject({
  from: SchoolDay,
  to: SchoolDay,
  /** As in `register-year`, beginning with the morning of `from`. */
  marks: Letters,
  /** Which version of the register it was: when the office had last taken marks that changed it. */
  takenAt: Instant,
})
export type RegisterSeen = z.infer<typeof RegisterSeen>

/**
 * When the school was closed in that span, as the calendar on the tablet of the person who decided had it. Kept because a school may enter
 * a holiday later, and ten school weeks then reach further back (domain: section 3.1).
 */
export const ClosedSeen = z.strictObject({
  /** Weekdays without a session, bank holidays among them, in order. */
  days: z.array(SchoolDay).max(600),
  /** Of days that were school days all the same: the one session that was not held. */
  halves: z.array(z.strictObject({ day: SchoolDay, session: z.enum(sessionsOfDay) })).max(600),
  /** False while the school had entered nothing: the days are then bank holidays alone. */
  isEntered: z.boolean(),
})
export type ClosedSeen = z.infer<typeof ClosedSeen>

/** What somebody decided on what a register showed, with what it showed. Append-only: another decision stands beside it. */
export const RegisterDecision = z.strictObject({
  kind: z.literal('register-decision'),
  id: Id,
  pupilId: Id,
  /** Null when the pupil had no case. */
  caseId: Id.nullable(),
  about: DecidedAbout,
  decided: Decided,
  why: Words,
  decidedOn: SchoolDay,
  /** What the clock showed, in its own unit: sessions of ten in ten weeks and of an opened case (missed ones), else school days. */
  counted: z.int().min(0).max(1000),
  saw: RegisterSeen,
  /** Absent where no closure is counted with, and of decisions by an app that did not keep it. */
  closed: ClosedSeen.optional(),
  by: Id,
  byRole: Role,
  recordedAt: Instant,
})
export type RegisterDecision = z.infer<typeof RegisterDecision>

/** The identity of what the register said when a case was opened: one for each case. */
export const openingIdOf = (caseId: string): string => derivedId(caseId, 0x4f)
