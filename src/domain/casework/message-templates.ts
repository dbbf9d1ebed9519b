import { filledIn } from '../records/placeholders.ts'
import type { MessageTemplate } from '../records/message-template.ts'

/**
 * Messages that an officer can send a family, in plain English: short sentences, no blame, nothing about why the child is
 * away, since others may read over a shoulder. Ours, written for a reading age of about nine to eleven.
 */
export const templateNames = [
  'not-at-school',
  'tried-to-ring',
  'called-at-home',
  'good-news',
  'good-to-see',
  'promise-kept',
  'meeting',
  'how-can-we-help',
] as const
export type TemplateName = (typeof templateNames)[number]

/** True for the name of one of ours; an organisation's own go by their ids. */
export const isOurs = (name: string): name is TemplateName => templateNames.some((known) => known === name)

/** How a message leaves: as a text, an email or a letter. */
export type Channel = 'text' | 'email' | 'letter'

/** What the tablet fills in. Everything is as shown to people; `promise` is what we said we would do, or null. */
export type Filling = {
  /** How the parent is addressed: `Mrs Rahman`, or `Hello` alone where no name is held. */
  parent: string | null
  /** What the child is called. */
  child: string
  school: string
  me: string
  myRole: string
  promise: string | null
}

/** A message to start from: one of ours, or one that an organisation wrote (`MessageTemplate`). */
export type Template = Pick<MessageTemplate, 'title' | 'words' | 'language' | 'isGood'>

/**
 * Ours. The words stand between greeting and name: `{placeholders}` are filled in by the tablet, what stands in `[brackets]` is
 * for the officer to fill in.
 */
export const templates: Record<TemplateName, Template> = {
  'not-at-school': {
    title: 'Not at school today',
    isGood: false,
    language: null,
    words:
      '{child} is not at school today and we have not heard from you. Please ring or text us as soon as you can. ' +
      'We want to know that {child} is safe. If there is a problem, we would like to help.',
  },
  'tried-to-ring': {
    title: 'I tried to ring',
    isGood: false,
    language: null,
    words:
      'I tried to ring you about {child}. Nobody is in trouble. I would like to hear how things are and what would help. ' +
      'When is a good time to ring you?',
  },
  'called-at-home': {
    title: 'I called at your home',
    isGood: false,
    language: null,
    words:
      'I came to your home today and missed you. I would like to talk about {child} and what would help. ' +
      'Please ring or text me. I can come again at a time that is good for you.',
  },
  'good-news': {
    title: 'Good news',
    isGood: true,
    language: null,
    words:
      'I have good news about {child}: [what went well]. Please tell {child} well done from all of us. Thank you for your help.',
  },
  'good-to-see': {
    title: 'Good to see your child today',
    isGood: true,
    language: null,
    words:
      'It was good to see {child} at school today. Thank you for helping to make that happen. ' +
      'If anything is hard this week, please tell me.',
  },
  'promise-kept': {
    title: 'We did what we promised',
    isGood: true,
    language: null,
    words:
      'We promised you something: {promise}. It is done. Please tell me if it helps, or if something is still not right.',
  },
  meeting: {
    title: 'Come and meet us',
    isGood: false,
    language: null,
    words:
      'We would like to meet you and {child} at {school}. We want to hear what makes school hard and agree what we can each do. ' +
      'Can you come on [day] at [time]? You can bring someone with you. If that is no good, tell us and we will find another time.',
  },
  'how-can-we-help': {
    title: 'How can we help?',
    isGood: false,
    language: null,
    words:
      'I would like to know how things are for {child} and for you. What makes it hard to come to school? ' +
      'What would help? You can ring, text, or see me at school. I will listen first.',
  },
}

/** The words of a template with everything filled in. */
export const bodyOf = ({ words }: Pick<Template, 'words'>, filling: Filling): string =>
  filledIn(words, {
    parent: filling.parent ?? 'parent or carer',
    child: filling.child,
    school: filling.school,
    me: filling.me,
    'my role': filling.myRole.toLowerCase(),
    promise: filling.promise ?? '[what we promised]',
  })

/**
 * A whole message: greeting, body, and who it is from. In another language than English it is the template's words alone: ours
 * around them would be in the wrong one.
 */
export const messageOf = (template: Template, filling: Filling, channel: Channel): string => {
  const body = bodyOf(template, filling)
  if (template.language !== null) return body
  const from = `${filling.me}, ${filling.myRole.toLowerCase()}, ${filling.school}`
  if (channel === 'text') return `Hello${filling.parent === null ? '' : ` ${filling.parent}`}. ${body} ${from}.`
  const greeting = channel === 'letter' ? 'Dear' : 'Hello'
  const whom = filling.parent ?? (channel === 'letter' ? 'parent or carer' : '')
  return [
    `${greeting}${whom === '' ? '' : ` ${whom}`},`,
    ...sentencesInPairs(body),
    ...(channel === 'letter' ? ['Yours sincerely,'] : ['Best wishes,']),
    [filling.me, filling.myRole, filling.school].join('\n'),
  ].join('\n\n')
}

/** Two sentences a paragraph: easier to read on paper and on a screen. */
const sentencesInPairs = (body: string): string[] => {
  const sentences = body.match(/[^.?!]+[.?!]+\s*/g) ?? [body]
  const paragraphs: string[] = []
  for (let at = 0; at < sentences.length; at += 2)
    paragraphs.push(
      sentences
        .slice(at, at + 2)
        .join('')
        .trim(),
    )
  return paragraphs
}

/** What the officer has still to fill in: the texts in brackets, without them. */
export const blanksIn = (message: string): string[] =>
  [...message.matchAll(/\[([^\]]+)\]/g)].map(([, blank]) => blank ?? '')

/** How many words the longest sentence has: short ones are read on a telephone, tired, in a second language. */
export const longestSentence = (message: string): number =>
  Math.max(
    0,
    ...message.split(/[.?!:\n]+/).map((sentence) => sentence.split(/\s+/).filter((word) => word !== '').length),
  )
