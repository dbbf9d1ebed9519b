import { describe, expect, test } from 'vitest'
import { pupilFileOf } from '#client/casework/pupil-file.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import { timelineOf, type TimelineEntry } from '#client/casework/timeline-of.ts'
import {
  everything,
  passes,
  timelineKinds,
  writtenBy,
  type TimelineFilters,
  type TimelineKind,
} from '#client/features/absence-case/timeline-filters.ts'
import type { ChildSeen } from '#domain/records/child-seen.ts'
import {
  aBarrier,
  aCase,
  aNote,
  anAmendment,
  aPromise,
  aPupil,
  ayesha,
  ayeshasCase,
  aRiskFlag,
  aVisit,
  aVoice,
  hussain,
  idOf,
  mum,
  okoro,
  received,
} from '../invented-family.ts'

type EntryType = TimelineEntry['type']

/** What stands under each filter, in the order of its words: all kinds of entry that a file can have, each once. */
const under: Record<TimelineKind, EntryType[]> = {
  contacts: ['contact', 'meeting'],
  visits: ['visit'],
  child: ['voice'],
  barriers: ['barrier', 'barrier-view', 'barrier-changed'],
  support: ['support-offered', 'support-step'],
  plans: ['plan-made', 'plan-action', 'plan-reviewed'],
  promises: ['promise-made', 'promise-settled', 'promise-taken-back'],
  case: [
    'opened',
    'stage',
    'closed',
    'reopened',
    'flag-raised',
    'flag-reviewed',
    'flag-ended',
    'handover-offered',
    'handover-answered',
    'clash',
    'paper',
    'register-decision',
    'moved',
    'notice-issued',
    'notice-step',
  ],
}
const everyType = Object.values(under).flat()
/** A person for each type of entry, so that whose it is can be told from what it is. */
const author = (type: EntryType): string => idOf(900 + everyType.indexOf(type))

const at = '2026-11-10T09:00:00.000Z'
const own = (type: EntryType) => ({ pupilId: ayesha, by: author(type), recordedAt: at })
const ofCase = { pupilId: ayesha, caseId: ayeshasCase }
const settled = (by: string) => ({ how: 'kept' as const, on: '2026-11-12', by, words: '', recordedAt: at })
const closing = (by: string) => ({ on: '2026-10-20', by, reason: 'attendance-improved' as const, outcome: '' })

/** A file in which everything has happened that can. */
const whole: Kept[] = [
  received(aPupil()),
  received(
    aCase({
      openedBy: author('opened'),
      stageMoves: [
        { from: null, to: 'monitor', by: author('opened'), on: '2026-09-21', recordedAt: at, why: '' },
        {
          from: 'monitor',
          to: 'listen-and-understand',
          by: author('stage'),
          on: '2026-10-05',
          recordedAt: at,
          why: '',
        },
      ],
      reopenings: [
        {
          closed: closing(author('closed')),
          on: '2026-11-02',
          by: author('reopened'),
          why: 'Away again',
          recordedAt: at,
        },
      ],
    }),
  ),
  received(aNote({ by: author('contact') })),
  received(aVisit({ by: author('visit') })),
  received(aVoice({ by: author('voice') })),
  received(
    aBarrier({
      by: author('barrier'),
      history: [
        { field: 'status', from: '"suspected"', to: '"confirmed"', by: author('barrier-changed'), recordedAt: at },
      ],
    }),
  ),
  received(
    aPromise({
      by: author('promise-made'),
      settled: settled(author('promise-settled')),
      takenBack: [{ settled: settled(okoro), by: author('promise-taken-back'), recordedAt: at }],
    }),
  ),
  received(
    aRiskFlag({
      by: author('flag-raised'),
      reviews: [
        { on: '2026-11-02', by: author('flag-reviewed'), words: 'Tied up.', recordedAt: at, reviewBy: '2026-12-20' },
      ],
      endedOn: '2026-11-12',
    }),
  ),
  received({
    kind: 'meeting',
    id: idOf(300),
    ...ofCase,
    actId: idOf(301),
    ...own('meeting'),
    byRole: 'attendance-lead',
    happenedOn: '2026-11-09',
    happenedAt: null,
    about: 'support',
    where: 'School',
    invited: [{ name: 'Mum', side: 'family', came: 'came' }],
    said: { child: '', family: '', school: '', council: '' },
    agreed: '',
    nextOn: null,
  }),
  received({
    kind: 'barrier-view',
    id: idOf(310),
    ...own('barrier-view'),
    barrierId: idOf(70),
    side: 'school',
    sees: 'partly',
    effect: 1,
    words: '',
    on: '2026-11-09',
  }),
  received({
    kind: 'support-offer',
    id: idOf(320),
    ...ofCase,
    ...own('support-offered'),
    words: 'Breakfast club',
    offeredTo: 'Mum',
    givenBy: 'School',
    agencyId: null,
    barrierIds: [],
    offeredOn: '2026-11-09',
    reviewOn: null,
    steps: [
      { what: 'accepted', on: '2026-11-10', words: '', effect: null, by: author('support-step'), recordedAt: at },
    ],
  }),
  received({
    kind: 'plan',
    id: idOf(330),
    ...ofCase,
    ...own('plan-made'),
    type: 'support-plan',
    known: '',
    aim: 'Mornings are easier.',
    target: '',
    barrierIds: [],
    startsOn: '2026-11-02',
    reviewOn: '2026-11-16',
    endsOn: null,
    parties: [],
    actions: [
      {
        id: idOf(331),
        words: 'Bus pass',
        owner: 'Sam',
        dueOn: '2026-11-06',
        by: author('plan-made'),
        recordedAt: at,
        settled: { how: 'done', on: '2026-11-05', by: author('plan-action'), words: '', recordedAt: at },
      },
      {
        id: idOf(332),
        words: 'Nobody has done it yet',
        owner: 'Sam',
        dueOn: '2026-11-06',
        by: author('plan-made'),
        recordedAt: at,
        settled: null,
      },
    ],
    contract: null,
    reviews: [
      {
        on: '2026-11-16',
        attended: '',
        progress: 'Better.',
        decision: 'go-on',
        nextReviewOn: '2026-12-14',
        by: author('plan-reviewed'),
        recordedAt: at,
      },
    ],
  }),
  received({
    kind: 'handover',
    id: idOf(340),
    ...ofCase,
    ...own('handover-offered'),
    fromId: okoro,
    toId: hussain,
    digest: ['Ask about the bus.'],
    offeredOn: '2026-11-03',
    answered: { how: 'declined', on: '2026-11-04', by: author('handover-answered'), words: 'Away.', recordedAt: at },
  }),
  received({
    kind: 'clash',
    id: idOf(350),
    pupilId: ayesha,
    recordKind: 'promise',
    recordId: idOf(80),
    field: 'dueOn',
    was: '"2026-11-18"',
    stands: '"2026-11-19"',
    other: '"2026-11-20"',
    otherBy: author('clash'),
    recordedAt: at,
    settled: null,
  }),
  received({
    kind: 'shared-paper',
    id: idOf(360),
    ...own('paper'),
    byRole: 'attendance-lead',
    paper: 'chronology',
    to: 'Ms Ali',
    why: 'Strategy meeting',
    audience: 'professional',
    from: null,
    until: '2026-11-10',
    entries: 3,
    withheld: 0,
    hash: 'a'.repeat(64),
    sharedOn: '2026-11-10',
  }),
  received({
    kind: 'register-decision',
    id: idOf(370),
    ...ofCase,
    ...own('register-decision'),
    byRole: 'attendance-lead',
    about: 'ten-in-ten-weeks',
    decided: 'support',
    why: '',
    decidedOn: '2026-11-10',
    counted: 10,
    saw: { from: '2026-11-09', to: '2026-11-09', marks: 'OO', takenAt: at },
  }),
  received({
    kind: 'school-move',
    id: idOf(390),
    ...own('moved'),
    byRole: 'attendance-lead',
    direction: 'left',
    on: '2026-11-10',
    ground: 'another-school',
    school: 'Larkmere High',
    startsOn: null,
    newAddress: '',
  }),
  received({
    kind: 'penalty-notice',
    id: idOf(380),
    ...ofCase,
    ...own('notice-issued'),
    byRole: 'attendance-lead',
    parentId: mum,
    issuedOn: '2026-11-10',
    offence: 'first',
    reference: '',
    steps: [{ what: 'paid', on: '2026-11-18', words: '', by: author('notice-step'), recordedAt: at }],
  }),
]

const timeline = (records: Kept[] = whole): TimelineEntry[] => {
  const file = pupilFileOf(records)
  if (file === null) throw new Error('No pupil.')
  return timelineOf(file)
}
const left = (filters: Partial<TimelineFilters>, records: Kept[] = whole): EntryType[] =>
  timeline(records)
    .filter((entry) => passes(entry, { ...everything, ...filters }))
    .map(({ type }) => type)
    .toSorted()

describe('the timeline’s filters', () => {
  test('the file of these tests has every kind of entry, each once, and without a filter all of it shows', () => {
    expect(left({})).toEqual(everyType.toSorted())
  })

  test.each(timelineKinds)('%s: exactly what belongs there', (kind) => {
    expect(left({ kind })).toEqual(under[kind].toSorted())
  })

  test('written by: each entry is found under who did that very thing, and under nobody else', () => {
    // Nobody in particular ends a warning: the record does not say who did.
    const said = everyType.filter((type) => type !== 'flag-ended')
    for (const type of said) expect([type, left({ by: author(type) })]).toEqual([type, [type]])
    const ended = timeline().find(({ type }) => type === 'flag-ended')
    expect(ended && writtenBy(ended)).toBeNull()
    expect(left({ by: idOf(999) })).toEqual([])
  })

  const seen: [ChildSeen, boolean][] = [
    ['seen-and-spoken-alone', true],
    ['seen-and-spoken-with-adult', true],
    ['seen-only', true],
    ['heard-only', false],
    ['not-seen', false],
  ]
  test.each(seen)('child seen: a visit and a contact with “%s” are left in: %s', (how, isSeen) => {
    const both: EntryType[] = ['contact', 'visit']
    const records = [received(aPupil()), received(aNote({ seen: how })), received(aVisit({ seen: how }))]
    expect(left({ isSeen: true }, records)).toEqual(isSeen ? both : [])
  })

  test('child seen: a contact that does not say, and a meeting the child was at by phone, are not', () => {
    expect(left({ isSeen: true })).toEqual([])
    const meeting = whole.find(({ record }) => record.kind === 'meeting')
    if (meeting?.record.kind !== 'meeting') throw new Error('No meeting.')
    const meetingWith = (came: 'came' | 'by-phone') => [
      received(aPupil()),
      received({ ...meeting.record, invited: [{ name: 'Ayesha', side: 'child' as const, came }] }),
    ]
    expect(left({ isSeen: true }, meetingWith('came'))).toEqual(['meeting'])
    expect(left({ isSeen: true }, meetingWith('by-phone'))).toEqual([])
  })

  test('needs a line: a call in which nobody is named, until somebody adds who it was', () => {
    const records = [received(aPupil()), received(aNote({ participants: [] })), received(aVoice())]
    expect(left({ isUnfinished: true }, records)).toEqual(['contact'])
    expect(left({ isUnfinished: true }, [...records, received(anAmendment({ field: 'who' }))])).toEqual([])
  })

  test('two filters leave in what passes both', () => {
    expect(left({ kind: 'contacts', by: author('meeting') })).toEqual(['meeting'])
    expect(left({ kind: 'visits', by: author('meeting') })).toEqual([])
  })
})
