import { describe, expect, test } from 'vitest'
import { asContactNote, draftAgain, forPupil, writtenAgain } from '#client/features/sync/write-again.ts'
import { callArgs, CallForm } from '#client/features/log-call/call-form.ts'
import { VisitForm } from '#client/features/log-home-visit/visit-form.ts'
import { addBarrier } from '#domain/mutations/add-barrier.ts'
import { logContact } from '#domain/mutations/log-contact.ts'
import { logHomeVisit } from '#domain/mutations/log-home-visit.ts'
import { makePromise } from '#domain/mutations/make-promise.ts'
import { aPupil } from '../features/invented-family.ts'

const old = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const ayesha = old(1)
const school = old(2)
const mum = old(3)

const newIds = () => {
  let next = 900
  return () => {
    next += 1
    return old(next)
  }
}

const barrier = {
  barrierId: old(20),
  about: 'peers',
  raisedBy: 'child',
  words: 'I get stared at in the changing rooms.',
  status: 'suspected',
  severity: 2,
  agreedByFamily: 'yes',
  evidence: '',
  reviewOn: null,
}
const promise = { promiseId: old(21), words: 'Bus pass', promisedTo: 'Mum', ownerId: old(9), dueOn: '2026-11-26' }

const visit = {
  actId: old(30),
  happenedOn: '2026-11-20',
  happenedAt: '10:15',
  planned: true,
  reason: 'no-contact',
  withStaff: [],
  forewarned: false,
  address: null,
  arrivedAt: '10:15',
  leftAt: null,
  access: 'doorstep',
  answeredBy: [{ parentId: mum, name: 'Farida Rahman', relationship: 'Mum' }],
  cardLeft: false,
  saw: 'Curtains moved upstairs.',
  thinks: 'Mum is frightened.',
  familyWords: 'She cries when I say get dressed.',
  riskAction: 'none',
  outcome: 'plan-agreed',
  nextStep: 'Ring on Thursday',
  children: [
    {
      pupilId: ayesha,
      organisationId: school,
      caseId: null,
      noteId: old(31),
      barriers: [barrier],
      promises: [promise],
      seen: 'seen-and-spoken-alone',
      childWords: 'I’d come if I could change somewhere else.',
      privateLines: '',
      returnOn: null,
    },
  ],
}

const call = {
  actId: old(40),
  happenedOn: '2026-11-20',
  happenedAt: null,
  means: 'phone-out',
  result: 'spoke',
  durationMinutes: null,
  startedBy: 'school',
  participants: [{ parentId: null, name: 'Gran', relationship: 'Grandmother' }],
  numberUsed: '07700 900123',
  interpreter: 'none',
  facts: 'Gran says she has a cough.',
  opinion: '',
  familyView: '',
  schoolView: '',
  positive: false,
  warningGiven: 'none',
  confidentialSource: false,
  safeguarding: { concern: 'none', reference: '' },
  children: [
    { pupilId: ayesha, organisationId: school, caseId: null, noteId: old(41), childWords: '', seen: 'not-seen' },
  ],
}

describe('a refused entry opens again in its form', () => {
  test('a home visit: every word and choice, under ids that the office has never seen', () => {
    expect(logHomeVisit.args.safeParse(visit).error).toBeUndefined()
    const again = writtenAgain({ name: 'log-home-visit@1', args: visit }, newIds())
    expect(again?.path).toBe(`/caseload/${ayesha}/log-home-visit`)
    const values = VisitForm.parse(again?.values)
    expect(values).toMatchObject({
      saw: visit.saw,
      thinks: visit.thinks,
      familyWords: visit.familyWords,
      nextStep: visit.nextStep,
      access: 'doorstep',
      door: mum,
      children: [
        {
          childWords: visit.children[0]?.childWords,
          seen: 'seen-and-spoken-alone',
          barriers: [{ words: barrier.words, about: 'peers' }],
          promises: [{ words: 'Bus pass', dueOn: '2026-11-26' }],
        },
      ],
    })
    const text = JSON.stringify(values)
    for (const used of [visit.actId, visit.children[0]?.noteId, barrier.barrierId, promise.promiseId]) {
      expect(text).not.toContain(used)
    }
  })

  test('a visit with no answer: nobody came to the door', () => {
    const again = writtenAgain(
      { name: 'log-home-visit@1', args: { ...visit, access: 'no-reply', answeredBy: [] } },
      newIds(),
    )
    expect(VisitForm.parse(again?.values).door).toBe('nobody')
  })

  test('a call of a morning: the session it was about and the reason that was given', () => {
    const absence = { day: '2026-11-20', session: 'morning', reason: 'ill' } as const
    const again = writtenAgain({ name: 'log-contact@1', args: { ...call, absence } }, newIds())
    const form = CallForm.parse(again?.values)
    const pupil = aPupil({ id: ayesha })
    const saved = callArgs(form, { pupil, siblings: [], parents: [], mine: old(9), side: 'school' }, '2026-11-26')
    expect(saved).toMatchObject({ ok: true, args: { absence, facts: call.facts } })
  })

  test('a call that was about no session says nothing of one, and neither does a draft from before there were such', () => {
    const again = writtenAgain({ name: 'log-contact@1', args: call }, newIds())
    const { absence: _absence, ...before } = CallForm.parse(again?.values)
    const form = CallForm.parse(before)
    const saved = callArgs(
      form,
      { pupil: aPupil({ id: ayesha }), siblings: [], parents: [], mine: old(9), side: 'school' },
      '2026-11-26',
    )
    expect(saved.ok && 'absence' in saved.args).toBe(false)
  })

  test('a call', () => {
    expect(logContact.args.safeParse(call).error).toBeUndefined()
    const again = writtenAgain({ name: 'log-contact@1', args: call }, newIds())
    expect(again?.path).toBe(`/caseload/${ayesha}/log-call`)
    expect(CallForm.parse(again?.values)).toMatchObject({
      facts: call.facts,
      who: 'someone-else',
      otherName: 'Gran',
      numberUsed: call.numberUsed,
      result: 'spoke',
    })
  })

  test('a barrier and a promise', () => {
    const heard = { pupilId: ayesha, caseId: null, raisedOn: '2026-11-20', ...barrier }
    expect(addBarrier.args.safeParse(heard).error).toBeUndefined()
    expect(writtenAgain({ name: 'add-barrier@1', args: heard }, newIds())?.values).toMatchObject({
      barrier: { words: barrier.words },
      severity: '2',
      reviewOn: '',
    })
    const made = { pupilId: ayesha, caseId: null, madeOn: '2026-11-20', ...promise }
    expect(makePromise.args.safeParse(made).error).toBeUndefined()
    expect(writtenAgain({ name: 'make-promise@1', args: made }, newIds())?.values).toMatchObject({
      promise: { words: 'Bus pass' },
    })
  })

  test('not where it cannot be read or has no form: its words can still be copied', () => {
    expect(writtenAgain({ name: 'log-home-visit@1', args: { saw: 'Torn' } }, newIds())).toBeNull()
    expect(writtenAgain({ name: 'settle-clash@1', args: {} }, newIds())).toBeNull()
  })
})

test('the same form opens for another pupil: nothing in it leads to the first one', () => {
  const again = writtenAgain({ name: 'log-home-visit@1', args: visit }, newIds())
  if (again === null) throw new Error('A visit has a form.')
  const moved = forPupil(again, old(500))
  expect(moved.path).toBe(`/caseload/${old(500)}/log-home-visit`)
  expect(JSON.stringify(moved)).not.toContain(ayesha)
  expect(VisitForm.parse(moved.values).saw).toBe(visit.saw)
})

test('words whose act has no place any more open in a contact note', () => {
  const row = { mutation: { recordedAt: '2026-11-20T10:21:00.000Z' } }
  const note = asContactNote(ayesha, 'Stage of a case changed\n\nWhy:\nMum agreed.', row, newIds())
  expect(note).toMatchObject({ form: 'log-call', path: `/caseload/${ayesha}/log-call` })
  expect(CallForm.partial().parse(note.values)).toMatchObject({ happenedOn: '2026-11-20' })
})

test('a draft of a withdrawn file opens again under new identities', () => {
  const draft = {
    name: 'log-call',
    files: [ayesha],
    args: { actId: old(40), facts: 'Half a sentence', children: [{ pupilId: ayesha, noteId: old(41) }] },
  }
  const again = draftAgain(draft, newIds())
  expect(again).toMatchObject({ form: 'log-call', fileId: ayesha, values: { facts: 'Half a sentence' } })
  expect(JSON.stringify(again)).not.toContain(old(40))
  expect(JSON.stringify(again)).not.toContain(old(41))
  expect(draftAgain({ ...draft, name: 'amend-note/x' }, newIds())).toBeNull()
})
