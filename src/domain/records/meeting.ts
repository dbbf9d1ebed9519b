import { z } from 'zod'
import { SchoolDay } from '../time/school-day.ts'
import { accountShape } from './contact-note.ts'
import { PersonSide } from './person-side.ts'
import { Label, Words } from './words.ts'

export const MeetingAbout = z.enum([
  'support',
  'return-to-school',
  'attendance-contract',
  'plan-review',
  'several-services',
  'other',
])
export type MeetingAbout = z.infer<typeof MeetingAbout>

export const meetingAboutWords: Record<MeetingAbout, string> = {
  support: 'What would help',
  'return-to-school': 'Coming back to school',
  'attendance-contract': 'An attendance contract',
  'plan-review': 'Review of a plan',
  'several-services': 'With other services',
  other: 'Something else',
}

/** Whether someone who was invited took part. */
export const Came = z.enum(['came', 'by-phone', 'sent-word', 'did-not-come'])
export type Came = z.infer<typeof Came>

export const cameWords: Record<Came, string> = {
  came: 'Came',
  'by-phone': 'By phone or video',
  'sent-word': 'Sent word',
  'did-not-come': 'Did not come',
}

export const Invited = z.strictObject({ name: Label.min(1), side: PersonSide, came: Came })
export type Invited = z.infer<typeof Invited>

/** True when someone of that side took part, in the room or from afar. */
export const tookPart = (meeting: { invited: readonly Invited[] }, side: PersonSide): boolean =>
  meeting.invited.some((person) => person.side === side && (person.came === 'came' || person.came === 'by-phone'))

/**
 * A meeting between school, family, council and whoever else was asked: who was invited and came, what each side said, and
 * what was agreed. Also one to which nobody came: that they were invited is a fact worth keeping. Never changed afterwards.
 */
export const Meeting = z.strictObject({
  kind: z.literal('meeting'),
  ...accountShape,
  about: MeetingAbout,
  where: Label,
  invited: z.array(Invited).min(1).max(30),
  /** What each side said, apart from each other. */
  said: z.strictObject({ child: Words, family: Words, school: Words, council: Words }),
  agreed: Words,
  nextOn: SchoolDay.nullable(),
})
export type Meeting = z.infer<typeof Meeting>
