import type { Block, Paper } from '#client/papers/paper.ts'
import { shortStaffName, type Colleagues } from '#client/casework/people-words.ts'
import { audienceWords, type Audience } from '#domain/records/shared-paper.ts'
import { roleWords } from '#domain/records/staff-member.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import type { Chronology, ChronologyEntry, Span } from './chronology-of.ts'
import { sayWhole, type Part } from './told.ts'

/** What is printed at the head besides the entries. */
export type Heading = {
  /** The child's name, year and form, school. */
  child: string[]
  /** To whom it goes, and why. */
  to: string
  why: string
  madeBy: string
  madeAt: Instant
  /** True when something restricted is written about the child; nobody else may know how much of it there is. */
  isRestricted: boolean
  /** How many entries of the file were written with a newer Doorstep and cannot be read here, so that nobody knows their day. */
  unread: number
}

/** The first letters of a hash, in fours, to be read out and compared. */
export const sayHash = (hash: string): string => (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ')

/** A chronology as a paper: the same words for the screen, the printer and the PDF. */
export const chronologyPaper = (
  chronology: Chronology,
  span: Span,
  heading: Heading,
  colleagues: Colleagues,
): Paper => ({
  title: 'Chronology',
  detail: [
    ...heading.child,
    `${span.from === null ? 'Everything' : `From ${sayWhole(span.from)}`} up to ${sayWhole(span.until)}. ${entriesWords(chronology.entries.length)}.`,
    `For ${heading.to} (${audienceWords[span.audience].toLowerCase()}). ${heading.why}`,
    `Made ${sayInstantWhole(heading.madeAt)} by ${heading.madeBy}.`,
  ],
  foot: `Doorstep chronology, set ${sayHash(chronology.hash)}`,
  blocks: [
    { kind: 'heading', level: 2, words: 'How to read this' },
    {
      kind: 'list',
      items: [
        'In the order in which things happened. A time is given only where somebody said one.',
        'Facts, people’s own words, and what an author thinks are marked apart.',
        'An entry that was corrected shows both: as it was first written, and the correction.',
        'Pictures and signatures are named and not shown.',
        `This set of entries has the mark ${sayHash(chronology.hash)}. It changes when any word of it does.`,
      ],
    },
    { kind: 'heading', level: 2, words: 'What is withheld' },
    { kind: 'list', items: withheldWords(chronology, span.audience, heading) },
    { kind: 'heading', level: 2, words: 'What happened' },
    ...(chronology.entries.length === 0
      ? [{ kind: 'paragraph' as const, words: 'Nothing was written down in this time.' }]
      : chronology.entries.flatMap((entry) => entryBlocks(entry, colleagues))),
  ],
})

const entriesWords = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`

const partsWords = (count: number): string => (count === 1 ? '1 part of an entry' : `${count} parts of entries`)

/**
 * What was left out, how much of it, and whom to ask: never what it says. A court or another service is told that it was the
 * child who asked. A family is not: to a parent who must not know that the child spoke, that alone would say it, so there a
 * child’s words are counted with what others told in confidence. So is what went to other services: a line of its own would say
 * that something did.
 */
const withheldWords = (
  { withheld, withheldParts }: Chronology,
  audience: Audience,
  { isRestricted, unread }: Heading,
): string[] => {
  const isFamily = audience === 'family'
  const inConfidence = (counted: Chronology['withheld']): number =>
    counted['third-party'] + counted['between-services'] + (isFamily ? counted['child-asked'] : 0)
  const ofChild = isFamily ? 0 : withheld['child-asked']
  const parts = inConfidence(withheldParts)
  const lines = [
    ...(inConfidence(withheld) === 0
      ? []
      : [`${entriesWords(inConfidence(withheld))} told in confidence. Ask whoever gave you this paper.`]),
    ...(parts === 0
      ? []
      : isFamily
        ? [`${partsWords(parts)} told in confidence. Ask whoever gave you this paper.`]
        : [`${partsWords(parts)} that would say who told us something in confidence.`]),
    ...(ofChild === 0
      ? []
      : [`${entriesWords(ofChild)} in the child’s own words, which the child asked us to keep here.`]),
    ...(withheld['staff-safety'] === 0
      ? []
      : [`${entriesWords(withheld['staff-safety'])} about the safety of staff who visit.`]),
    ...(isRestricted
      ? [
          'Something is written in a restricted file and is not in here. Ask the designated safeguarding lead of the school.',
        ]
      : []),
    ...(unread === 0
      ? []
      : [
          `${entriesWords(unread)} written with a newer Doorstep, which this one cannot read. ${unread === 1 ? 'It' : 'They'} may belong in here.`,
        ]),
  ]
  return lines.length === 0 ? ['Nothing.'] : lines
}

const entryBlocks = (entry: ChronologyEntry, colleagues: Colleagues): Block[] => [
  {
    kind: 'heading',
    level: 3,
    words: `${sayWhole(entry.day)}${entry.time === null ? '' : `, ${entry.time}`}. ${entry.title}`,
  },
  ...entry.parts.map(partBlock),
  ...entry.amendments.flatMap((amendment): Block[] => [
    {
      kind: 'paragraph',
      lead: `${amendment.isAdded ? 'Added' : 'Corrected'} ${sayInstantWhole(amendment.recordedAt)} by ${nameOf(amendment.by, colleagues)}, ${amendment.about}`,
      words: amendment.words,
    },
    ...(amendment.isAdded ? [] : [{ kind: 'paragraph', lead: 'Why it was corrected', words: amendment.why } as const]),
  ]),
  { kind: 'paragraph', look: 'quiet', words: footOf(entry, colleagues) },
]

const partBlock = ({ lead, words, sort }: Part): Block => ({
  kind: 'paragraph',
  lead: sort === 'opinion' ? `Opinion. ${lead}` : lead,
  words,
  look: sort === 'said' ? 'quote' : 'plain',
})

/** By whom, written when, received when: three things that are never taken for one another. */
const footOf = ({ by, byRole, recordedAt, kept, isLate }: ChronologyEntry, colleagues: Colleagues): string =>
  [
    by === null ? '' : `By ${nameOf(by, colleagues)}${byRole === null ? '' : `, ${roleWords[byRole].toLowerCase()}`}.`,
    recordedAt === null ? '' : `Written ${sayInstantWhole(recordedAt)}.`,
    isLate ? 'Came after its author had left.' : '',
    kept.waiting > 0
      ? 'Only on the tablet it was written on, not yet received by the office.'
      : kept.receivedAt === null
        ? ''
        : `Received by the office ${sayInstantWhole(kept.receivedAt)}${kept.reference === null ? '' : `, reference ${kept.reference}`}.`,
  ]
    .filter((words) => words !== '')
    .join(' ')

const nameOf = (person: string, colleagues: Colleagues): string => {
  const name = colleagues.get(person)?.name
  return name === undefined ? 'somebody whose name is not on this tablet' : shortStaffName(name)
}

/** `Mon 2 Nov 2026, 14:20`: with its year, in England's time. */
const sayInstantWhole = (at: Instant): string => `${sayWhole(dayOf(at))}, ${timeOf(at)}`
