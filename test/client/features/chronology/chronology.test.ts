import { describe, expect, test } from 'vitest'
import { chronologyOf, isStillSame, type Span } from '#client/features/chronology/chronology-of.ts'
import { chronologyPaper, type Heading } from '#client/features/chronology/chronology-paper.ts'
import { pupilFileOf, type PupilFile } from '#client/casework/pupil-file.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import { wordsOfPaper } from '#client/papers/paper.ts'
import { writePdf } from '#client/papers/write-pdf.ts'
import type { VoiceConsent } from '#domain/records/child-voice.ts'
import { Audience, type SharedPaper } from '#domain/records/shared-paper.ts'
import { paperFonts, readPdf } from '#test/support/read-pdf.ts'
import {
  aBarrier,
  aCase,
  aColleague,
  aNote,
  anAmendment,
  aParent,
  aPromise,
  aPupil,
  aRiskFlag,
  aVisit,
  aVoice,
  idOf,
  okoro,
  onlyHere,
  received,
} from '../invented-family.ts'

const colleagues = new Map([[okoro, aColleague()]])
const telling = { child: 'Ayesha', colleagues }
const all: Span = { from: null, until: '2026-11-23', audience: 'professional' }
const heading: Heading = {
  child: ['Ayesha Rahman, 9K', 'Hollins School'],
  to: 'Ms Ali, children’s social care',
  why: 'Strategy meeting',
  madeBy: 'Sam Okoro',
  madeAt: '2026-11-23T10:21:00.000Z',
  isRestricted: false,
  unread: 0,
}

const told = aNote({ id: idOf(60), actId: idOf(61), confidentialSource: true, facts: 'SECRET-FROM-A-NEIGHBOUR' })
const flag = aRiskFlag({ evidence: 'DOG-THAT-BITES' })
const kept: Kept[] = [
  received(aPupil()),
  received(aParent()),
  received(aCase()),
  received(aNote({ opinion: 'I think it is the changing rooms.', childWords: 'I get stared at.' })),
  received(anAmendment()),
  received(aVisit()),
  received(aBarrier()),
  received(aPromise()),
  received(told),
  received(flag),
]
const fileOf = (records: Kept[] = kept): PupilFile => {
  const file = pupilFileOf(records)
  if (file === null) throw new Error('No pupil.')
  return file
}
const wordsFor = (span: Span, records = kept): string =>
  wordsOfPaper(chronologyPaper(chronologyOf(fileOf(records), span, telling), span, heading, colleagues)).join('\n')

describe('a chronology', () => {
  test('[SPEC P12] says of an entry that it came after its author had left, and of no other', () => {
    const { by, recordedAt } = aBarrier()
    const late = kept.map((one) =>
      one.record.kind === 'pupil' ? received(aPupil({ cameLate: [{ by, recordedAt }] })) : one,
    )
    const { entries } = chronologyOf(fileOf(late), all, telling)
    expect(entries.filter(({ isLate }) => isLate).map(({ recordedAt: at }) => at)).toEqual([recordedAt])
    expect(wordsFor(all, late).match(/Came after its author had left\./g)).toHaveLength(1)
    expect(wordsFor(all)).not.toContain('had left')
  })

  test('is in the order in which things happened, oldest first, and within the days asked for', () => {
    const days = chronologyOf(fileOf(), all, telling).entries.map(({ day }) => day)
    expect(days).toEqual(days.toSorted())
    expect(days.length).toBeGreaterThan(5)
    const week = chronologyOf(fileOf(), { ...all, from: '2026-11-16', until: '2026-11-20' }, telling).entries
    expect(week.length).toBeGreaterThan(0)
    expect(week.every(({ day }) => day >= '2026-11-16' && day <= '2026-11-20')).toBe(true)
  })

  test('keeps facts, people’s own words and opinions apart, and shows a correction beside what it corrects', () => {
    const words = wordsFor(all)
    expect(words).toContain('What happened and was said: Mum said mornings are hard.')
    expect(words).toContain('Ayesha’s words: I get stared at.')
    expect(words).toContain('Opinion. What the author thinks: I think it is the changing rooms.')
    expect(words).toMatch(new RegExp(`Corrected Tue 17 Nov 2026, 09:00 by .*, what happened: ${anAmendment().words}`))
    expect(words).toContain(`Why it was corrected: ${anAmendment().why}`)
  })

  test('gives the time it happened, the time it was written and the time it was received, and never takes one for another', () => {
    expect(wordsFor(all)).toContain('Mon 16 Nov 2026, 08:50. Call with Mum')
    expect(wordsFor(all)).toMatch(
      /By S\. Okoro, attendance lead\. Written Mon 16 Nov 2026, 08:52\. Received by the office/,
    )
    const unsent = kept.map((one) => (one.record.kind === 'contact-note' ? onlyHere(one.record) : one))
    expect(wordsFor(all, unsent)).toContain('Only on the tablet it was written on, not yet received by the office.')
    // An entry to which nobody gave a time has none.
    expect(wordsFor(all)).not.toContain('00:00')
  })

  test('withholds from the family what others told in confidence and what keeps staff safe, and says that it does', () => {
    const family = wordsFor({ ...all, audience: 'family' })
    expect(family).not.toContain('SECRET-FROM-A-NEIGHBOUR')
    expect(family).not.toContain('DOG-THAT-BITES')
    expect(family).toContain('1 entry told in confidence.')
    expect(family).toContain('1 entry about the safety of staff who visit.')
  })

  /** For each thing that a child may have said about their words: whether the family and a court are given them. */
  const agreed: [VoiceConsent, { family: boolean; professional: boolean }][] = [
    ['share', { family: true, professional: true }],
    ['school-only', { family: false, professional: true }],
    ['not-asked', { family: false, professional: true }],
    ['keep-here', { family: false, professional: false }],
  ]
  test.each(agreed)(
    'gives a child’s words where the child said “%s” to those it may, and to nobody else',
    (consent, may) => {
      const records = [received(aPupil()), received(aVoice({ words: 'SAID-BY-AYESHA', consent }))]
      for (const audience of Audience.options) {
        const span: Span = { ...all, audience }
        const { entries, withheld } = chronologyOf(fileOf(records), span, telling)
        expect(entries.map(({ title }) => title)).toEqual(may[audience] ? ['Ayesha’s own words'] : [])
        expect(withheld).toEqual({
          'third-party': 0,
          'child-asked': may[audience] ? 0 : 1,
          'staff-safety': 0,
          'between-services': 0,
        })
        expect(wordsFor(span, records).includes('SAID-BY-AYESHA')).toBe(may[audience])
      }
    },
  )

  test('tells a court that it was the child who asked, and the family only that something was told in confidence', () => {
    const withVoice = [...kept, received(aVoice({ consent: 'keep-here' }))]
    expect(wordsFor(all, withVoice)).toContain(
      '1 entry in the child’s own words, which the child asked us to keep here.',
    )
    expect(wordsFor(all, withVoice)).not.toContain('told in confidence')
    const family = wordsFor({ ...all, audience: 'family' }, withVoice)
    expect(family).toContain('2 entries told in confidence.')
    expect(family).not.toMatch(/own words, which|the child asked/)
  })

  test('gives a court what was told in confidence, without the name of who told it', () => {
    const court = wordsFor(all)
    expect(court).toContain('SECRET-FROM-A-NEIGHBOUR')
    expect(court).toContain('Somebody whose name is withheld')
    const section = court.slice(court.indexOf('Somebody whose name is withheld') - 80, court.indexOf('SECRET-FROM'))
    expect(section).not.toContain('Farida')
  })

  test('what is withheld is nowhere in the bytes of the PDF, and the rest is', async () => {
    const span: Span = { ...all, audience: 'family' }
    const paper = chronologyPaper(chronologyOf(fileOf(), span, telling), span, heading, colleagues)
    const { bytes } = await writePdf(paper, paperFonts(), new Date(heading.madeAt))
    const { text } = await readPdf(bytes)
    expect(text).toContain('I get stared at.')
    expect(text).not.toContain('SECRET-FROM-A-NEIGHBOUR')
    expect(text).not.toContain('DOG-THAT-BITES')
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('Ayesha')
  })
})

test('that something restricted is written is listed as withheld, with whom to ask, and not how much', () => {
  const paper = chronologyPaper(
    chronologyOf(fileOf(), all, telling),
    all,
    { ...heading, isRestricted: true },
    colleagues,
  )
  expect(wordsOfPaper(paper)).toContain(
    'Something is written in a restricted file and is not in here. Ask the designated safeguarding lead of the school.',
  )
})

const given = (): SharedPaper => ({
  kind: 'shared-paper',
  id: idOf(70),
  pupilId: aPupil().id,
  paper: 'chronology',
  to: 'Ms Ali',
  why: 'Strategy meeting',
  audience: all.audience,
  from: all.from,
  until: all.until,
  entries: 0,
  withheld: 0,
  hash: chronologyOf(fileOf(), all, telling).hash,
  sharedOn: '2026-11-23',
  by: okoro,
  byRole: 'attendance-lead',
  recordedAt: '2026-11-23T10:30:00.000Z',
})

describe('the mark of a set', () => {
  test('is the same for the same records, whoever asks, in whatever order they are stored, sent or not', () => {
    const { hash } = chronologyOf(fileOf(), all, telling)
    expect(chronologyOf(fileOf(kept.toReversed()), all, { child: 'Ayesha', colleagues: new Map() }).hash).toBe(hash)
    const unsent = kept.map((one) => (one.record.kind === 'home-visit' ? onlyHere(one.record) : one))
    expect(chronologyOf(fileOf(unsent), all, telling).hash).toBe(hash)
  })

  test('is another as soon as one word is', () => {
    const { hash } = chronologyOf(fileOf(), all, telling)
    const other = kept.map((one) =>
      one.record.kind === 'home-visit' ? received({ ...one.record, saw: `${one.record.saw}!` }) : one,
    )
    expect(chronologyOf(fileOf(other), all, telling).hash).not.toBe(hash)
  })

  test('tells whether a paper given before still says what the file says; that it was given changes nothing', () => {
    const paper = given()
    const file = fileOf([...kept, received(paper)])
    expect(isStillSame(paper, file, telling)).toBe(true)
    const later = aNote({ id: idOf(80), actId: idOf(81), happenedOn: '2026-11-20', facts: 'Written down later.' })
    expect(isStillSame(paper, fileOf([...kept, received(paper), received(later)]), telling)).toBe(false)
    const dayAfter = aNote({ id: idOf(82), actId: idOf(83), happenedOn: '2026-11-24' })
    expect(isStillSame(paper, fileOf([...kept, received(paper), received(dayAfter)]), telling)).toBe(true)
  })
})
