import { z } from 'zod'
import { blanksIn, messageOf, type Channel, type Filling, type Template } from '#domain/casework/message-templates.ts'
import type { logContact } from '#domain/mutations/log-contact.ts'
import { relationshipWords, type Parent } from '#domain/records/parent.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import { parentName } from '#client/casework/people-words.ts'

/** A message as it stands in the open form: also the shape of its draft. */
export const MessageForm = z.object({
  actId: z.string(),
  noteId: z.string(),
  /** A parent's id; empty while not chosen. */
  to: z.string(),
  channel: z.enum(['text', 'email', 'letter']),
  /** One of ours by name, or the organisation's own or its council's by its id; null while none is chosen. */
  template: z.string().nullable(),
  words: z.string(),
  /** True from the first letter the person changed: another choice must then not write over their words. */
  isOwn: z.boolean(),
  /** Where the words were handed to, so that the person can say whether they went; null while nowhere. */
  handedTo: z.enum(['messages', 'email', 'share', 'clipboard', 'printer']).nullable(),
  /** The day it was sent, where the person says that it was sent earlier; empty means at the press. */
  sentOn: z.string(),
  /** Empty where nobody has said a time. */
  sentAt: z.string(),
})
export type MessageForm = z.infer<typeof MessageForm>

export const blankMessage = (ids: { actId: string; noteId: string }): MessageForm => ({
  ...ids,
  to: '',
  channel: 'text',
  template: null,
  words: '',
  isOwn: false,
  handedTo: null,
  sentOn: '',
  sentAt: '',
})

/** How a parent is addressed: `Mrs Rahman`, their whole name where no title is held. */
export const addressedAs = (parent: Parent): string =>
  parent.title === null ? parentName(parent) : `${parent.title} ${parent.surname}`

/** The change that a choice makes: the words are made anew from the template unless the person has changed them. */
export const chosen = (
  form: MessageForm,
  choice: Partial<Pick<MessageForm, 'to' | 'channel' | 'template'>>,
  filling: (to: string) => Filling,
  templateOf: (name: string) => Template | null,
): Partial<MessageForm> => {
  const next = { ...form, ...choice }
  const asksAnew = choice.template !== undefined
  // One that is not on this tablet leaves the words as they are.
  const template = next.template === null ? null : templateOf(next.template)
  if (template === null || (form.isOwn && !asksAnew)) return { ...choice, handedTo: null }
  return {
    ...choice,
    words: messageOf(template, filling(next.to), next.channel),
    isOwn: false,
    handedTo: null,
  }
}

/** What keeps a message from being handed over, in the order of the form. */
export const problemsOf = (form: MessageForm, today: SchoolDay): FieldProblem[] => {
  const blanks = blanksIn(form.words)
  return [
    ...(form.to === '' ? [{ fieldId: 'to', message: 'Choose whom it is to.' }] : []),
    ...(form.sentOn > today ? [{ fieldId: 'day', message: 'The day cannot be in the future.' }] : []),
    ...(form.words.trim() === '' ? [{ fieldId: 'message', message: 'Write the message, or choose one above.' }] : []),
    ...(blanks.length === 0
      ? []
      : [{ fieldId: 'message', message: `Fill in what stands in brackets: ${blanks.join(', ')}.` }]),
  ]
}

const means = { text: 'text', email: 'email', letter: 'letter-out' } as const satisfies Record<Channel, string>

/**
 * The contact as it is logged once the person says that they sent it. The words themselves are its facts: what a family was
 * told must be readable later, letter for letter.
 */
export const sentArgs = (
  form: MessageForm,
  about: {
    pupil: Pupil
    parent: Parent
    isGood: boolean
    now: { day: string; time: string }
    side: 'school' | 'council'
  },
): z.input<typeof logContact.args> => ({
  actId: form.actId,
  ...(form.sentOn === ''
    ? { happenedOn: about.now.day, happenedAt: about.now.time }
    : { happenedOn: form.sentOn, happenedAt: form.sentAt === '' ? null : form.sentAt }),
  means: means[form.channel],
  result: 'sent',
  durationMinutes: null,
  startedBy: about.side,
  participants: [
    {
      parentId: about.parent.id,
      name: parentName(about.parent),
      relationship: relationshipWords[about.parent.relationship],
    },
  ],
  numberUsed: usedOf(form, about.parent),
  interpreter: 'none',
  facts: form.words,
  opinion: '',
  familyView: '',
  schoolView: '',
  positive: about.isGood,
  warningGiven: 'none',
  confidentialSource: false,
  safeguarding: { concern: 'none', reference: '' },
  children: [
    {
      pupilId: about.pupil.id,
      organisationId: about.pupil.organisationId,
      caseId: about.pupil.openCaseId,
      noteId: form.noteId,
      childWords: '',
    },
  ],
})

/** The mobile number a text would go to: the first that is not marked as failing. */
export const mobileOf = (parent: Parent): string | null =>
  parent.phones.find((phone) => phone.label === 'mobile' && !phone.failing)?.number ?? null

const usedOf = (form: MessageForm, parent: Parent): string | null => {
  if (form.channel === 'text') return mobileOf(parent)
  return form.channel === 'email' ? parent.email : null
}
