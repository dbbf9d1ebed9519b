import { z } from 'zod'
import { SchoolDay } from '../time/school-day.ts'
import { sessionsOfDay } from '../time/school-session.ts'

/** Why a child is away, as somebody of the family says it on the morning itself (domain: section 4.3, reason given). */
export const ReasonGiven = z.enum(['ill', 'medical-appointment', 'on-the-way', 'thought-at-school', 'other'])
export type ReasonGiven = z.infer<typeof ReasonGiven>

export const reasonGivenWords: Record<ReasonGiven, string> = {
  ill: 'Ill',
  'medical-appointment': 'Medical or dental appointment',
  'on-the-way': 'On the way',
  'thought-at-school': 'Thought they were at school',
  other: 'Another reason',
}

/** That a contact was about one session which the register did not explain, and the reason that was given; null while none was. */
export const AbsenceAsked = z.strictObject({
  day: SchoolDay,
  session: z.enum(sessionsOfDay),
  reason: ReasonGiven.nullable(),
})
export type AbsenceAsked = z.infer<typeof AbsenceAsked>
