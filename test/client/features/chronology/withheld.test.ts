import { describe, expect, test } from 'vitest'
import { chronologyOf, type Span } from '#client/features/chronology/chronology-of.ts'
import { chronologyPaper, type Heading } from '#client/features/chronology/chronology-paper.ts'
import { pupilFileOf } from '#client/casework/pupil-file.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import { wordsOfPaper } from '#client/papers/paper.ts'
import type { Clash } from '#domain/records/clash.ts'
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
}

/** The chronology of a file in which these stand besides the pupil, and all that its paper says. */
const given = (audience: Audience, records: readonly DoorstepRecord[]) => {
  const span: Span = { from: null, until: '2026-11-23', audience }
  const kept: Kept[] = [aPupil(), ...records].map((record) => received(record))
  const file = pupilFileOf(kept)
  if (file === null) throw new Error('No pupil.')
  const chronology = chronologyOf(file, span, telling)
  const paper = chronologyPaper(chronology, span, heading, telling.colleagues)
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
    if (why !== null) expect(family.withheld[why]).toBe(1)
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
