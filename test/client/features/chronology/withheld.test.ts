import { describe, expect, test } from 'vitest'
import { chronologyOf, type Span } from '#client/features/chronology/chronology-of.ts'
import { chronologyPaper, type Heading } from '#client/features/chronology/chronology-paper.ts'
import { pupilFileOf } from '#client/casework/pupil-file.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import { wordsOfPaper } from '#client/papers/paper.ts'
import type { Attachment } from '#domain/records/attachment.ts'
import type { Clash } from '#domain/records/clash.ts'
import type { Meeting } from '#domain/records/meeting.ts'
import type { DoorstepRecord } from '#domain/records/record.ts'
import type { Audience } from '#domain/records/shared-paper.ts'
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
  ayesha,
  ayeshasCase,
  idOf,
  mum,
  okoro,
  received,
} from '../invented-family.ts'

const telling = { child: 'Ayesha', colleagues: new Map([[okoro, aColleague()]]) }
const heading: Heading = {
  child: ['Ayesha Rahman, 9K', 'Hollins School'],
  to: 'Ms Ali',
  why: 'She asked',
  madeBy: 'Sam Okoro',
  madeAt: '2026-11-23T10:21:00.000Z',
  isRestricted: false,
  unread: 0,
}

/** The chronology of a file in which these stand besides the pupil, and all that its paper says. */
const given = (audience: Audience, records: readonly DoorstepRecord[], unread = 0) => {
  const span: Span = { from: null, until: '2026-11-23', audience }
  const kept: Kept[] = [aPupil(), ...records].map((record) => received(record))
  const file = pupilFileOf(kept)
  if (file === null) throw new Error('No pupil.')
  const chronology = chronologyOf(file, span, telling)
  const paper = chronologyPaper(chronology, span, { ...heading, unread }, telling.colleagues)
  return { ...chronology, words: wordsOfPaper(paper).join('\n') }
}

const aClash = (over: Pick<Clash, 'recordKind' | 'recordId' | 'field'> & Partial<Clash>): Clash => ({
  kind: 'clash',
  id: idOf(97),
  pupilId: ayesha,
  was: '"BEFORE"',
  stands: '"WHAT-STANDS"',
  other: '"WHAT-CAME-SECOND"',
  why: 'THE-REASON-WHY',
  otherBy: okoro,
  recordedAt: '2026-11-19T09:00:00.000Z',
  settled: null,
  ...over,
})

describe('a change that met another is given to whoever is given the record that it changed', () => {
  const clashes: [string, Clash, DoorstepRecord[], 'staff-safety' | 'third-party' | 'child-asked' | null][] = [
    [
      'a visit warning',
      aClash({ recordKind: 'risk-flag', recordId: aRiskFlag().id, field: 'endedOn' }),
      [],
      'staff-safety',
    ],
    ['a parent', aClash({ recordKind: 'parent', recordId: mum, field: 'safeContactRule' }), [aParent()], 'third-party'],
    ['a service', aClash({ recordKind: 'agency', recordId: idOf(41), field: 'person' }), [], 'third-party'],
    ['a barrier', aClash({ recordKind: 'barrier', recordId: aBarrier().id, field: 'evidence' }), [aBarrier()], null],
    ['a promise', aClash({ recordKind: 'promise', recordId: aPromise().id, field: 'dueOn' }), [aPromise()], null],
    [
      'the case',
      aClash({ recordKind: 'absence-case', recordId: ayeshasCase, field: 'reasons.family' }),
      [aCase()],
      null,
    ],
    [
      'the case, as the child sees it',
      aClash({ recordKind: 'absence-case', recordId: ayeshasCase, field: 'reasons.child' }),
      [aCase()],
      'child-asked',
    ],
    // What it changed is not on this tablet, or not to be read by it: nobody can say who may read it.
    ['a barrier not here', aClash({ recordKind: 'barrier', recordId: idOf(98), field: 'words' }), [], 'third-party'],
    ['a promise not here', aClash({ recordKind: 'promise', recordId: idOf(98), field: 'dueOn' }), [], 'third-party'],
  ]
  test.each(clashes)('%s', (_name, clash, others, why) => {
    const family = given('family', [clash, ...others])
    const isTold = why === null
    for (const words of ['WHAT-STANDS', 'WHAT-CAME-SECOND', 'THE-REASON-WHY', 'both are kept'])
      expect(family.words.includes(words)).toBe(isTold)
    expect(family.withheld).toMatchObject(why === null ? {} : { [why]: 1 })
    const court = given('professional', [clash, ...others]).words
    expect(court).toContain('WHAT-STANDS')
    expect(court).toContain('THE-REASON-WHY')
  })
})

describe('what was heard and promised in a contact of which nobody may say who told us', () => {
  const byNow = { by: okoro, recordedAt: '2026-11-19T16:00:00.000Z' }
  const told = aNote({
    ...byNow,
    confidentialSource: true,
    facts: 'Home all day.',
    participants: [{ parentId: null, name: 'Mrs Khan', relationship: 'Neighbour' }],
  })
  const settled = {
    how: 'kept',
    on: '2026-11-20',
    by: okoro,
    words: '',
    recordedAt: '2026-11-20T09:00:00.000Z',
  } as const
  const promise = aPromise({
    ...byNow,
    promisedTo: 'Mrs Khan',
    words: 'RING-BACK',
    settled,
    takenBack: [{ settled, by: okoro, recordedAt: '2026-11-20T08:00:00.000Z' }],
  })
  const barrier = aBarrier({
    ...byNow,
    raisedBy: 'agency',
    words: 'AS-MRS-KHAN-SAID',
    evidence: 'The light is on.',
    history: [
      {
        field: 'words',
        from: '"AS-MRS-KHAN-FIRST-SAID"',
        to: '"AS-MRS-KHAN-SAID"',
        by: okoro,
        recordedAt: settled.recordedAt,
      },
    ],
  })
  const corrected = anAmendment({ noteId: told.id, field: 'who', words: 'It was Mrs Khan’s sister.' })
  const all = [
    told,
    promise,
    barrier,
    corrected,
    aClash({ recordKind: 'promise', recordId: promise.id, field: 'dueOn' }),
  ]

  test('a family is given none of it, and all of it is counted', () => {
    const { words, entries, withheld } = given('family', all)
    expect(words).not.toMatch(/Khan|RING-BACK|AS-MRS|WHAT-STANDS|light is on|Promise/i)
    expect(entries).toEqual([])
    // The call, the promise with how it ended and was taken back, the barrier and its change, and the clash.
    expect(withheld['third-party']).toBe(7)
    expect(words).toContain('7 entries told in confidence.')
  })

  test('a court is given it without to whom it was promised, who raised it, and what was quoted', () => {
    const { words, withheldParts, withheld } = given('professional', all)
    expect(words).not.toMatch(/Khan/i)
    expect(words).not.toContain('Another service')
    expect(words).toContain('Promise to somebody whose name is withheld')
    expect(words).toContain('Promise to somebody whose name is withheld: kept')
    expect(words).toContain('RING-BACK')
    expect(words).toContain('The light is on.')
    // The name of the caller, its correction, the three tellings of the promise, and the quotation.
    expect(withheldParts['third-party']).toBe(6)
    expect(words).toContain('6 parts of entries that would say who told us something in confidence.')
    // That the quotation was changed tells it twice.
    expect(withheld['third-party']).toBe(1)
  })

  test('what the same person wrote at another time is told as it stands', () => {
    const other = '2026-11-19T16:00:00.001Z'
    const { words } = given('family', [
      told,
      { ...promise, recordedAt: other },
      aBarrier({ raisedBy: 'parent', recordedAt: other }),
    ])
    expect(words).toContain('Promise to Mrs Khan')
    expect(words).toContain(aBarrier().words)
  })
})

const aMeeting = (over: Partial<Meeting> = {}): Meeting => ({
  kind: 'meeting',
  id: idOf(85),
  pupilId: ayesha,
  caseId: ayeshasCase,
  actId: idOf(86),
  by: okoro,
  byRole: 'attendance-lead',
  happenedOn: '2026-11-19',
  happenedAt: null,
  recordedAt: '2026-11-19T12:00:00.000Z',
  about: 'support',
  where: 'Room 4',
  invited: [{ name: 'Mrs Rahman', side: 'family', came: 'came' }],
  said: { child: '', family: '', school: 'WHAT-SCHOOL-SAID', council: '' },
  agreed: '',
  nextOn: null,
  ...over,
})

test('a family is not told that papers were given to others, nor what they were; it is told of its own', () => {
  const paper = {
    kind: 'shared-paper',
    id: idOf(89),
    pupilId: ayesha,
    paper: 'chronology',
    to: 'Ms Ali, social care',
    why: 'Strategy meeting',
    audience: 'professional',
    from: null,
    until: '2026-11-18',
    entries: 1,
    withheld: 0,
    hash: '0'.repeat(64),
    sharedOn: '2026-11-18',
    by: okoro,
    byRole: 'attendance-lead',
    recordedAt: '2026-11-18T12:00:00.000Z',
  } as const
  const own = { ...paper, id: idOf(91), to: 'Mrs Rahman', why: 'She asked for it', audience: 'family' } as const
  const family = given('family', [paper, own])
  expect(family.words).toContain('Chronology given to Mrs Rahman')
  expect(family.words).not.toMatch(/Ms Ali, |social care|Strategy/)
  // Counted with what else is in confidence: a line of its own would say what it was.
  expect(family.words).toContain('1 entry told in confidence. Ask whoever gave you this paper.')
  expect(given('professional', [paper, own]).words).toContain('Chronology given to Ms Ali, social care')
})

const from = (name: string, relationship: string) => ({ parentId: null, name, relationship })
const side = (
  name: string,
  of: Meeting['invited'][number]['side'],
  came: Meeting['invited'][number]['came'] = 'came',
) => ({
  name,
  side: of,
  came,
})

describe('what others said of the family, with nobody of the family there', () => {
  const said = 'POLICE-WERE-CALLED'
  const worker = from('Fay Linton', 'Children’s services')
  const tutor = from('Mr Adeyemi', 'Form tutor')
  const mother = { parentId: mum, name: 'Nadia Rahman', relationship: 'Mum' }
  const inMeeting = { ...aMeeting().said, council: said }

  test.each<[string, DoorstepRecord]>([
    [
      'a meeting of services',
      aNote({ means: 'multi-agency', result: 'met', participants: [worker, tutor], facts: said }),
    ],
    ['one of which nobody wrote who was there', aNote({ means: 'multi-agency', participants: [], facts: said })],
    [
      'one to which nobody came',
      aNote({ means: 'multi-agency', result: 'no-answer', participants: [worker], facts: said }),
    ],
    ['a call to a service', aNote({ participants: [worker], facts: said })],
    ['a call to the school’s nurse', aNote({ participants: [from('Jo Hale', 'School nurse')], facts: said })],
    [
      'a call to the social worker whom the school lists',
      aNote({ participants: [{ parentId: idOf(42), name: 'Fay Linton', relationship: 'Social worker' }], facts: said }),
    ],
    ['a call from outside', aNote({ means: 'phone-in', startedBy: 'agency', participants: [], facts: said })],
    ['a call to a neighbour', aNote({ participants: [from('Mrs Khan', 'Neighbour')], facts: said })],
    ['a call to Early Help', aNote({ participants: [from('Fay Linton', 'Head of Early Help')], facts: said })],
    ['a call to a surgery', aNote({ participants: [from('Jo Hale', 'GP reception')], facts: said })],
    ['a call to a tutor of her own', aNote({ participants: [from('Jo Hale', 'Private tutor')], facts: said })],
    [
      'a meeting of services to which Mum did not come',
      aNote({ means: 'multi-agency', result: 'no-answer', participants: [mother], withFamily: true, facts: said }),
    ],
    [
      'a meeting to which a service came and the family did not',
      aMeeting({
        invited: [side('Mrs Rahman', 'family', 'did-not-come'), side('Fay Linton', 'agency')],
        said: inMeeting,
      }),
    ],
  ])('is withheld from the family whole and counted; a court is given it: %s', (_name, record) => {
    const family = given('family', [record])
    expect(family.words).not.toMatch(/POLICE|Linton|Khan|Hale|services|Nadia/)
    expect(family.withheld['third-party']).toBe(1)
    expect(family.words).toContain('1 entry told in confidence. Ask whoever gave you this paper.')
    expect(given('professional', [record]).words).toContain(said)
  })

  test.each<[string, DoorstepRecord]>([
    ['a meeting of services with Mum', aNote({ means: 'multi-agency', participants: [mother, worker], facts: said })],
    [
      'a call to a relative whom the school does not list',
      aNote({ participants: [from('Ali Rahman', 'Great-uncle')], withFamily: true, facts: said }),
    ],
    ['a call to a tutor', aNote({ participants: [tutor], facts: said })],
    ['a call to a head of year', aNote({ participants: [from('Mr Adeyemi', 'Head of Year 9')], facts: said })],
    [
      'a call that Mum, whom the school does not list, did not take',
      aNote({ result: 'no-answer', participants: [from('Nadia Rahman', 'Mum')], facts: said }),
    ],
    ['a visit to Mum', aVisit({ access: 'doorstep', answeredBy: [mother], withFamily: true, saw: said })],
    ['a visit at which nobody came to the door', aVisit({ access: 'no-reply', answeredBy: [], saw: said })],
    ['a call to a colleague', aNote({ participants: [from('Sam Okoro', '')], facts: said })],
    [
      'a call to a friend of the family whom the school lists',
      aNote({ participants: [{ parentId: idOf(42), name: 'Ann Day', relationship: 'Family friend' }], facts: said }),
    ],
    ['a note of nobody', aNote({ means: 'corridor', participants: [], facts: said })],
    [
      'a meeting with a service and the family',
      aMeeting({ invited: [side('Mrs Rahman', 'family', 'by-phone'), side('Fay Linton', 'agency')], said: inMeeting }),
    ],
    ['a meeting of school and council', aMeeting({ invited: [side('Mr Adeyemi', 'school')], said: inMeeting })],
  ])('is told where they heard it, or where only our own side spoke: %s', (_name, record) => {
    const { words, withheld } = given('family', [record])
    expect(words).toContain(said)
    expect(withheld['third-party']).toBe(0)
  })

  test('of a visit at which a neighbour came to the door alone, that it was made and how it ended is told, and nothing of what was said', () => {
    const visit = aVisit({
      access: 'doorstep',
      withFamily: false,
      answeredBy: [from('Mrs Khan', 'Neighbour')],
      seen: 'seen-and-spoken-with-adult',
      childWords: said,
      saw: said,
      familyWords: said,
      privateLines: said,
      thinks: said,
      nextStep: said,
    })
    const byThen = { by: visit.by, recordedAt: visit.recordedAt }
    const records = [
      visit,
      aPromise({ ...byThen, promisedTo: 'Mrs Khan' }),
      aPicture({ noteId: visit.id, caption: said }),
    ]
    const family = given('family', records)
    expect(family.words).not.toMatch(/POLICE|Khan|Neighbour/)
    expect(family.words).toContain('Home visit, ')
    // The promise whole; of the visit what was said, the caption of its picture, and the child’s words.
    expect(family.withheld).toMatchObject({ 'third-party': 1, 'child-asked': 0 })
    expect(family.withheldParts).toMatchObject({ 'third-party': 2, 'child-asked': 1 })
    const court = given('professional', records).words
    expect(court).toContain('Mrs Khan (Neighbour)')
    expect(court.split(said)).toHaveLength(8)
  })

  test('what was heard and promised there goes where it goes', () => {
    const note = aNote({ means: 'multi-agency', participants: [worker], facts: said })
    const byThen = { by: note.by, recordedAt: note.recordedAt }
    const { entries, withheld } = given('family', [
      note,
      aPromise({ ...byThen, promisedTo: 'Fay Linton' }),
      aBarrier({ ...byThen, raisedBy: 'agency' }),
    ])
    expect(entries).toEqual([])
    expect(withheld['third-party']).toBe(3)
  })
})

const aView = {
  kind: 'barrier-view',
  id: idOf(88),
  pupilId: ayesha,
  barrierId: aBarrier().id,
  sees: 'yes',
  effect: null,
  on: '2026-11-19',
  by: okoro,
  recordedAt: '2026-11-19T12:00:00.000Z',
} as const

describe('what a child said, in whatever record it stands', () => {
  const childWords = 'SAID-BY-AYESHA'
  const tutor = { parentId: null, name: 'Mr Adeyemi', relationship: 'Form tutor' }
  const child = { parentId: null, name: 'Ayesha Rahman', relationship: '' }
  const alone = 'seen-and-spoken-alone'
  const withAdult = 'seen-and-spoken-with-adult'
  const inMeeting = { ...aMeeting().said, child: childWords }

  test.each<[string, DoorstepRecord]>([
    ['a call with Mum', aNote({ childWords })],
    ['a visit, with an adult', aVisit({ childWords, seen: withAdult, access: 'entered' })],
    ['a meeting to which the family came', aMeeting({ said: inMeeting })],
  ])('goes to a family that was there: %s', (_name, record) => {
    const { words, withheld, withheldParts } = given('family', [record])
    expect(words).toContain(childWords)
    expect([withheld['child-asked'], withheldParts['child-asked']]).toEqual([0, 0])
  })

  test.each<[string, DoorstepRecord, number]>([
    // That they spoke alone is kept back too.
    ['a visit, alone', aVisit({ childWords, seen: alone, access: 'entered' }), 2],
    ['a visit, where nobody says with whom', aVisit({ childWords, seen: 'heard-only' }), 1],
    ['a meeting with Mum, then alone', aNote({ means: 'meeting-school', result: 'met', childWords, seen: alone }), 2],
    ['a call to a tutor', aNote({ participants: [tutor], childWords }), 1],
    ['a text to Mum, who was not there', aNote({ means: 'text', result: 'sent', childWords }), 1],
    [
      'a meeting to which the family did not come',
      aMeeting({ invited: [{ name: 'Mrs Rahman', side: 'family', came: 'did-not-come' }], said: inMeeting }),
      1,
    ],
  ])('does not go to a family that was not there, and the rest does: %s', (_name, record, parts) => {
    const family = given('family', [record])
    expect(family.words).not.toContain(childWords)
    expect(family.words).not.toMatch(/alone/i)
    expect(family.entries).toHaveLength(1)
    expect(family.withheldParts['child-asked']).toBe(parts)
    expect(family.words).toMatch(/parts? of (an entry|entries) told in confidence\./)
    expect(given('professional', [record]).words).toContain(childWords)
  })

  test.each<[string, DoorstepRecord]>([
    ['a call to the child', aNote({ participants: [child], facts: childWords })],
    ['a message that the child left', aNote({ startedBy: 'pupil', participants: [], facts: childWords })],
    [
      'a call about a brother or sister with one of them',
      aNote({ participants: [{ ...child, name: 'Tariq Rahman' }] }),
    ],
    [
      'a talk in school, alone',
      aNote({ means: 'corridor', result: 'met', participants: [tutor], seen: alone, facts: childWords }),
    ],
    [
      'a meeting of the child with school',
      aMeeting({ invited: [{ name: 'Ayesha', side: 'child', came: 'came' }], said: inMeeting }),
    ],
    ['a view of a barrier', { ...aView, side: 'child', words: childWords }],
    ['a barrier that nobody talked about with the family', aBarrier({ agreedByFamily: 'not-discussed' })],
    ['a promise to the child', aPromise({ promisedTo: 'Ayesha' })],
  ])('is withheld from the family whole where all of it may be what the child said: %s', (_name, record) => {
    const records = record.kind === 'barrier-view' ? [aBarrier({ raisedBy: 'parent' }), record] : [record]
    const { words, withheld } = given('family', records)
    expect(words).not.toContain(childWords)
    expect(withheld['child-asked']).toBe(1)
    expect(words).toContain('1 entry told in confidence.')
    expect(given('professional', records).entries).toHaveLength(records.length)
  })

  test('a correction of their words goes where the words go', () => {
    const corrected = anAmendment({ field: 'childWords', words: 'AS-AYESHA-REALLY-SAID' })
    expect(given('family', [aNote({ childWords }), corrected]).words).toContain('AS-AYESHA-REALLY-SAID')
    const kept = given('family', [aNote({ childWords, seen: alone }), corrected])
    expect(kept.words).not.toContain('AS-AYESHA-REALLY-SAID')
    expect(kept.withheldParts['child-asked']).toBe(3)
  })

  test('a barrier that was talked about with the family is told; its quotation only where they heard it', () => {
    const barrier = aBarrier({ words: childWords })
    const heardApart = given('family', [barrier])
    expect(heardApart.words).toContain('Barrier: Friends and bullying')
    expect(heardApart.words).not.toContain(childWords)
    expect(heardApart.words).not.toContain('The child')
    expect(heardApart.withheldParts['child-asked']).toBe(1)
    const visit = aVisit({ recordedAt: barrier.recordedAt, seen: withAdult })
    expect(given('family', [barrier, visit]).words).toContain(childWords)
  })

  test('what was heard and promised in a talk with the child alone goes where the talk goes', () => {
    const talk = aNote({ participants: [child] })
    const byThen = { by: talk.by, recordedAt: talk.recordedAt }
    const { entries, withheld } = given('family', [
      talk,
      aPromise({ ...byThen, promisedTo: 'Mum' }),
      aBarrier({ ...byThen, raisedBy: 'officer' }),
    ])
    expect(entries).toEqual([])
    expect(withheld['child-asked']).toBe(3)
  })
})

const aPicture = (over: Partial<Attachment> = {}): Attachment => ({
  kind: 'attachment',
  id: idOf(65),
  pupilId: ayesha,
  noteId: aNote().id,
  about: 'photo',
  mediaType: 'image/jpeg',
  size: 10,
  sha256: '0'.repeat(64),
  caption: 'LETTER-FROM-THE-DOCTOR',
  by: okoro,
  recordedAt: aNote().recordedAt,
  ...over,
})

describe('what the paper does not show is named on it', () => {
  const signed = aPicture({ id: idOf(66), about: 'signature', caption: '' })

  test('entries that this Doorstep cannot read are counted', () => {
    expect(given('family', [], 1).words).toContain('1 entry written with a newer Doorstep, which this one cannot read.')
    expect(given('professional', [], 3).words).toContain('3 entries written with a newer Doorstep')
    expect(given('professional', []).words).not.toContain('newer Doorstep')
  })

  test('pictures and signatures, by what they show or by what they are, and only of entries that are told', () => {
    for (const audience of ['family', 'professional'] as const) {
      expect(given(audience, [aNote(), aPicture(), signed]).words).toContain(
        'Kept in the file, not shown here: Photo: LETTER-FROM-THE-DOCTOR; Signature',
      )
    }
    expect(given('family', [aVisit(), aPicture({ noteId: aVisit().id })]).words).toContain('LETTER-FROM-THE-DOCTOR')
    expect(given('family', [aNote({ confidentialSource: true }), aPicture()]).words).not.toContain('LETTER')
  })

  test('a picture is not named by words that would say who told us, or what a child said apart', () => {
    const court = given('professional', [aNote({ confidentialSource: true }), aPicture(), signed])
    expect(court.words).toContain('not shown here: Photo; Signature')
    expect(court.words).not.toContain('LETTER')
    expect(court.withheldParts['third-party']).toBe(2)
    const alone = aVisit({ seen: 'seen-and-spoken-alone' })
    const family = given('family', [alone, aPicture({ noteId: alone.id })])
    expect(family.words).toContain('not shown here: Photo')
    expect(family.words).not.toContain('LETTER')
    expect(family.withheldParts['child-asked']).toBe(2)
  })

  test.each([
    ['logged', 'Safeguarding: Concern logged, reference SG-0412'],
    ['dsl-told', 'Safeguarding: Safeguarding lead told, reference SG-0412'],
  ] as const)('that a contact gave rise to a concern (%s), to those who may know it', (concern, says) => {
    const note = aNote({ safeguarding: { concern, reference: 'SG-0412' } })
    expect(given('professional', [note]).words).toContain(says)
    const family = given('family', [note])
    expect(family.words).not.toMatch(/Safeguarding|SG-0412/i)
    expect(family.withheldParts['between-services']).toBe(1)
    expect(family.words).toContain('1 part of an entry told in confidence.')
    expect(given('professional', [aNote()]).words).not.toContain('Safeguarding:')
  })

  test('whom a visit told at once, to those who may know it', () => {
    const visit = aVisit({ riskAction: 'childrens-services' })
    expect(given('professional', [visit]).words).toContain('Told at once: Children’s services')
    const family = given('family', [visit])
    expect(family.words).not.toMatch(/Told at once|services/)
    expect(family.withheldParts['between-services']).toBe(1)
    expect(family.words).toContain('1 part of an entry told in confidence.')
    expect(given('family', [aVisit()]).words).not.toContain('told in confidence')
  })
})
