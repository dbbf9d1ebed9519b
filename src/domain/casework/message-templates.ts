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

type Template = {
  /** The words on the choice. */
  title: string
  /** True for news that a family is glad of; it is logged as such. */
  isGood: boolean
  /** The message between greeting and name. What stands in `[brackets]` is for the officer to fill in. */
  body: (filling: Filling) => string
}

export const templates: Record<TemplateName, Template> = {
  'not-at-school': {
    title: 'Not at school today',
    isGood: false,
    body: ({ child }) =>
      `${child} is not at school today and we have not heard from you. Please ring or text us as soon as you can. ` +
      `We want to know that ${child} is safe. If there is a problem, we would like to help.`,
  },
  'tried-to-ring': {
    title: 'I tried to ring',
    isGood: false,
    body: ({ child }) =>
      `I tried to ring you about ${child}. Nobody is in trouble. I would like to hear how things are and what would help. ` +
      'When is a good time to ring you?',
  },
  'called-at-home': {
    title: 'I called at your home',
    isGood: false,
    body: ({ child }) =>
      `I came to your home today and missed you. I would like to talk about ${child} and what would help. ` +
      'Please ring or text me. I can come again at a time that is good for you.',
  },
  'good-news': {
    title: 'Good news',
    isGood: true,
    body: ({ child }) =>
      `I have good news about ${child}: [what went well]. Please tell ${child} well done from all of us. Thank you for your help.`,
  },
  'good-to-see': {
    title: 'Good to see your child today',
    isGood: true,
    body: ({ child }) =>
      `It was good to see ${child} at school today. Thank you for helping to make that happen. ` +
      'If anything is hard this week, please tell me.',
  },
  'promise-kept': {
    title: 'We did what we promised',
    isGood: true,
    body: ({ promise }) =>
      `We promised you something: ${promise ?? '[what we promised]'}. It is done. Please tell me if it helps, or if something is still not right.`,
  },
  meeting: {
    title: 'Come and meet us',
    isGood: false,
    body: ({ child, school }) =>
      `We would like to meet you and ${child} at ${school}. We want to hear what makes school hard and agree what we can each do. ` +
      'Can you come on [day] at [time]? You can bring someone with you. If that is no good, tell us and we will find another time.',
  },
  'how-can-we-help': {
    title: 'How can we help?',
    isGood: false,
    body: ({ child }) =>
      `I would like to know how things are for ${child} and for you. What makes it hard to come to school? ` +
      'What would help? You can ring, text, or see me at school. I will listen first.',
  },
}

/** A whole message: greeting, body, and who it is from. */
export const messageOf = (name: TemplateName, filling: Filling, channel: Channel): string => {
  const body = templates[name].body(filling)
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
