import { expect, test } from 'vitest'
import { handoverDigest, type DigestFacts } from '#domain/casework/handover-digest.ts'
import { DigestLine } from '#domain/records/handover.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { anOffer, aSupportPlan, aPromise, aVoice, theBusPass } from '../acts.ts'
import { absenceCase, aisha, aishasCase, id, staff } from '../small-school.ts'

const written = { by: staff.pastoral, recordedAt: '2026-11-12T10:00:00.000Z' }
const own = { pupilId: aisha, caseId: aishasCase, ...written }

const facts = (over: Partial<DigestFacts> = {}): DigestFacts => ({
  absenceCase: absenceCase({ reviewOn: '2026-12-01' }),
  voices: [],
  barriers: [],
  offers: [],
  promises: [],
  plans: [],
  today: '2026-11-23',
  calendar: noClosuresEntered,
  ...over,
})

test('five lines say where it stands, what the child says, what is in the way, what was tried, what is owed', () => {
  const lines = handoverDigest(
    facts({
      voices: [{ kind: 'child-voice', id: id(60), ...own, ...aVoice, byRole: 'pastoral' }],
      barriers: [
        { kind: 'barrier', id: id(41), ...own, ...theBusPass, raisedOn: '2026-11-02', removedOn: null, whatWorked: '' },
      ],
      offers: [
        {
          kind: 'support-offer',
          id: id(63),
          ...own,
          ...anOffer,
          barrierIds: [],
          steps: [{ what: 'accepted', on: '2026-11-11', words: '', effect: null, ...written }],
        },
      ],
      promises: [
        { kind: 'promise', id: id(42), ...own, ...aPromise, dueOn: '2026-11-19', madeOn: '2026-11-12', settled: null },
      ],
      plans: [
        { kind: 'plan', id: id(65), ...own, ...aSupportPlan, barrierIds: [], parties: [], actions: [], reviews: [] },
      ],
    }),
  )
  expect(lines).toEqual([
    'Monitor, for a pattern of absence. Open since Mon 14 Sep; family not reached yet; child not seen by staff yet.',
    'The child: “Nobody sits with me at lunch.”',
    'In the way: getting to school (“We cannot pay for the bus.”).',
    'Offered: A bus pass until Easter. (they said yes).',
    'Next: Ring about the bus pass., promised to Mum, late by 2 school days; support plan review due Thu 10 Dec; case review due Tue 1 Dec.',
  ])
})

test('where the record is silent the lines say so, and never that all is well', () => {
  expect(handoverDigest(facts({ absenceCase: absenceCase() }))).toEqual([
    'Monitor, for a pattern of absence. Open since Mon 14 Sep; family not reached yet; child not seen by staff yet.',
    'The child has not been asked yet, as far as the record shows.',
    'No barrier is open on the record.',
    'No support has been offered yet.',
    'Next: nothing is promised and no review is set.',
  ])
})

test('however much is written, each line can be sent', () => {
  const many = Array.from({ length: 40 }, (_, place) => ({
    kind: 'barrier' as const,
    id: id(500 + place),
    ...own,
    ...theBusPass,
    words: 'We cannot pay for the bus and the walk is along the main road in the dark. '.repeat(20),
    raisedOn: '2026-11-02',
    removedOn: null,
    whatWorked: '',
  }))
  for (const line of handoverDigest(facts({ barriers: many }))) expect(DigestLine.safeParse(line).success).toBe(true)
})
