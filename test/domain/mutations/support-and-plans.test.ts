import { describe, expect, test } from 'vitest'
import { addBarrier } from '#domain/mutations/add-barrier.ts'
import { addAgency } from '#domain/mutations/add-agency.ts'
import { addPlanAction } from '#domain/mutations/add-plan-action.ts'
import { amendNote } from '#domain/mutations/amend-note.ts'
import { changeAgency } from '#domain/mutations/change-agency.ts'
import { changeBarrier } from '#domain/mutations/change-barrier.ts'
import { closeAbsenceCase } from '#domain/mutations/close-absence-case.ts'
import { hearChild } from '#domain/mutations/hear-child.ts'
import { makePlan } from '#domain/mutations/make-plan.ts'
import { makePromise } from '#domain/mutations/make-promise.ts'
import { noteSupport } from '#domain/mutations/note-support.ts'
import { offerSupport } from '#domain/mutations/offer-support.ts'
import { recordMeeting } from '#domain/mutations/record-meeting.ts'
import { reviewPlan } from '#domain/mutations/review-plan.ts'
import { settlePlanAction } from '#domain/mutations/settle-plan-action.ts'
import { settlePromise } from '#domain/mutations/settle-promise.ts'
import { unsettlePromise } from '#domain/mutations/unsettle-promise.ts'
import { viewBarrier } from '#domain/mutations/view-barrier.ts'
import { isPlanOver, nextPlanReview } from '#domain/records/plan.ts'
import { offerEffect, offerState } from '#domain/records/support-offer.ts'
import { aMeeting, anAction, anAgency, anOffer, aSupportPlan, aPromise, aView, aVoice, theBusPass } from '../acts.ts'
import { actor, aisha, aishasCase, id, omar, openHollins, staff } from '../small-school.ts'

const pastoral = actor('pastoral')
const head = actor('head-of-year')
const here = { pupilId: aisha, caseId: aishasCase }
const done = { ok: true }
const refused = (refusal: string) => ({ ok: false, refusal })

const withBarrier = () => {
  const school = openHollins()
  school.attempt(addBarrier, { ...here, raisedOn: '2026-11-02', ...theBusPass, barrierId: id(41) }, head)
  return school
}

const withOffer = () => {
  const school = openHollins()
  school.attempt(addBarrier, { ...here, raisedOn: '2026-11-02', ...theBusPass, barrierId: id(41) }, head)
  const offer = { ...here, ...anOffer, offerId: id(63), barrierIds: [id(41)] }
  expect(school.attempt(offerSupport, offer, head)).toEqual(done)
  return school
}

const withPlan = () => {
  const school = openHollins()
  const plan = { ...here, ...aSupportPlan, planId: id(65), actions: [{ ...anAction, actionId: id(66) }] }
  expect(school.attempt(makePlan, plan, head)).toEqual(done)
  return school
}

const changesOf = (clashId: string) => ({ pupilId: aisha, agencyId: id(64), clashId })

const planOf = (school: ReturnType<typeof withPlan>) => {
  const plan = school.find('plan', aisha, id(65))
  if (plan === null) throw new Error('There is no plan.')
  return plan
}

describe('what a child says', () => {
  test('is kept as said, by whom and in what capacity, even after the case was closed elsewhere', () => {
    const school = openHollins()
    const closing = { ...here, on: '2026-11-19', reason: 'other', outcome: '' } as const
    expect(school.attempt(closeAbsenceCase, closing, head)).toEqual(done)
    expect(school.attempt(hearChild, { ...here, ...aVoice, voiceId: id(60) }, pastoral)).toEqual(done)
    expect(school.find('child-voice', aisha, id(60))).toMatchObject({
      words: 'Nobody sits with me at lunch.',
      consent: 'share',
      by: staff.pastoral,
      byRole: 'pastoral',
    })
  })

  test('a child may say nothing, and that they were asked is kept; words of nobody are not', () => {
    const school = openHollins()
    const nothing = { ...here, ...aVoice, voiceId: id(60), words: '', declined: { why: 'Too tired.' } }
    expect(school.attempt(hearChild, nothing, pastoral)).toEqual(done)
    expect(hearChild.args.safeParse({ ...nothing, declined: null }).success).toBe(false)
  })

  test('is corrected beside, by its author, and never over', () => {
    const school = openHollins()
    school.attempt(hearChild, { ...here, ...aVoice, voiceId: id(60) }, pastoral)
    const correction = {
      pupilId: aisha,
      noteKind: 'child-voice',
      noteId: id(60),
      amendmentId: id(61),
      field: 'childWords',
      words: 'Nobody sits with me at break.',
      why: 'I misheard her.',
    } as const
    expect(school.attempt(amendNote, correction, head)).toEqual(refused('not-permitted'))
    expect(school.attempt(amendNote, correction, pastoral)).toEqual(done)
    expect(school.find('child-voice', aisha, id(60))?.words).toBe('Nobody sits with me at lunch.')
  })
})

describe('one barrier in three views', () => {
  test('the school’s view stands beside the family’s and changes nothing of it', () => {
    const school = withBarrier()
    const view = { pupilId: aisha, barrierId: id(41), viewId: id(62), ...aView }
    expect(school.attempt(viewBarrier, view, pastoral)).toEqual(done)
    expect(school.find('barrier', aisha, id(41))).toMatchObject({ words: 'We cannot pay for the bus.', severity: 2 })
    expect(school.find('barrier-view', aisha, id(62))).toMatchObject({ side: 'school', sees: 'partly', effect: 1 })
  })

  test('a view of a barrier in another child’s file does not belong', () => {
    const school = withBarrier()
    const view = { pupilId: omar, barrierId: id(41), viewId: id(62), ...aView }
    expect(school.attempt(viewBarrier, view, pastoral)).toEqual(refused('does-not-belong'))
  })

  test('each change leaves its line of history; what clashed leaves none until it is chosen', () => {
    const school = withBarrier()
    const move = (from: 'confirmed' | 'suspected', to: 'being-addressed' | 'removed', clashId: string) =>
      school.attempt(changeBarrier, { ...here, barrierId: id(41), clashId, status: { from, to } }, head)
    expect(move('confirmed', 'being-addressed', id(70))).toEqual(done)
    expect(move('suspected', 'removed', id(71))).toEqual(done)
    const barrier = school.find('barrier', aisha, id(41))
    expect(barrier?.status).toBe('being-addressed')
    expect(barrier?.history).toEqual([
      {
        field: 'status',
        from: '"confirmed"',
        to: '"being-addressed"',
        by: staff['head-of-year'],
        recordedAt: '2026-11-20T10:00:00.000Z',
      },
    ])
  })
})

describe('support', () => {
  const step = { pupilId: aisha, offerId: id(63), words: '', effect: null } as const

  test('waits until somebody writes what became of it; two who write at once both stand', () => {
    const school = withOffer()
    const waiting = school.find('support-offer', aisha, id(63))
    expect(waiting === null ? null : offerState(waiting)).toBe('waiting')
    expect(school.attempt(noteSupport, { ...step, what: 'accepted', on: '2026-11-11' }, head)).toEqual(done)
    const given = { ...step, what: 'delivered', on: '2026-11-18', effect: 'helped' } as const
    expect(school.attempt(noteSupport, given, pastoral)).toEqual(done)
    // Written last, of an earlier day: it joins the history and does not undo what came after.
    expect(
      school.attempt(noteSupport, { ...step, what: 'declined', on: '2026-11-10', words: 'Not now.' }, pastoral),
    ).toEqual(done)
    const offer = school.find('support-offer', aisha, id(63))
    expect(offer?.steps.map(({ what }) => what)).toEqual(['accepted', 'delivered', 'declined'])
    expect(offer === null ? null : [offerState(offer), offerEffect(offer)]).toEqual(['delivered', 'helped'])
  })

  test('is for barriers and services of this child’s own file', () => {
    const school = withOffer()
    const stray = { ...here, ...anOffer, offerId: id(64), barrierIds: [id(999)] }
    expect(school.attempt(offerSupport, stray, head)).toEqual(refused('does-not-belong'))
    const nobody = { ...here, ...anOffer, offerId: id(64), agencyId: id(998) }
    expect(school.attempt(offerSupport, nobody, head)).toEqual(refused('does-not-belong'))
  })
})

describe('a promise settled by a slip of the thumb', () => {
  test('is open again, and what was said stays in its history', () => {
    const school = openHollins()
    school.attempt(makePromise, { ...here, madeOn: '2026-11-02', ...aPromise, promiseId: id(42) }, head)
    const said = { pupilId: aisha, promiseId: id(42), how: 'not-kept', on: '2026-11-20', words: 'No answer.' } as const
    school.attempt(settlePromise, said, head)
    expect(school.attempt(unsettlePromise, { pupilId: aisha, promiseId: id(42) }, pastoral)).toEqual(done)
    const promise = school.find('promise', aisha, id(42))
    expect(promise?.settled).toBeNull()
    expect(promise?.takenBack).toMatchObject([
      { settled: { how: 'not-kept', words: 'No answer.' }, by: staff.pastoral },
    ])
    expect(school.attempt(unsettlePromise, { pupilId: aisha, promiseId: id(42) }, pastoral)).toEqual(
      refused('does-not-belong'),
    )
  })
})

describe('a service', () => {
  test('two changes of different fields both stand; of the same one, the second waits as a clash', () => {
    const school = openHollins()
    school.attempt(addAgency, { pupilId: aisha, agencyId: id(64), ...anAgency }, head)
    school.attempt(changeAgency, { ...changesOf(id(70)), person: { from: 'Jo Marsh', to: 'Lee Ward' } }, head)
    school.attempt(
      changeAgency,
      { ...changesOf(id(71)), person: { from: 'Jo Marsh', to: 'Ann Hill' }, phone: { from: '01632 960111', to: '' } },
      pastoral,
    )
    expect(school.find('agency', aisha, id(64))).toMatchObject({ person: 'Lee Ward', phone: '' })
    expect(school.all('clash')).toMatchObject([{ recordKind: 'agency', field: 'person', other: '"Ann Hill"' }])
  })
})

describe('a plan', () => {
  test('its actions are settled once each, and colleagues add to it without undoing one another', () => {
    const school = withPlan()
    const settle = { pupilId: aisha, planId: id(65), actionId: id(66), on: '2026-11-20', words: '' } as const
    expect(school.attempt(settlePlanAction, { ...settle, how: 'done' }, pastoral)).toEqual(done)
    const more = { pupilId: aisha, planId: id(65), ...anAction, actionId: id(67), words: 'Ring Mum on Fridays.' }
    expect(school.attempt(addPlanAction, more, head)).toEqual(done)
    expect(school.attempt(settlePlanAction, { ...settle, how: 'not-done' }, head)).toEqual(refused('already-settled'))
    expect(planOf(school).actions.map(({ words, settled }) => [words, settled?.how ?? null])).toEqual([
      ['Meet Aisha at the gate.', 'done'],
      ['Ring Mum on Fridays.', null],
    ])
  })

  test('its next look follows its last review, and a review can end it', () => {
    const school = withPlan()
    expect(nextPlanReview(planOf(school))).toBe('2026-12-10')
    const review = { pupilId: aisha, planId: id(65), attended: 'Mum', progress: 'In on three Mondays.' } as const
    school.attempt(reviewPlan, { ...review, on: '2026-12-10', decision: 'go-on', nextReviewOn: '2027-01-21' }, head)
    expect(nextPlanReview(planOf(school))).toBe('2027-01-21')
    school.attempt(reviewPlan, { ...review, on: '2027-01-21', decision: 'end', nextReviewOn: null }, pastoral)
    expect([isPlanOver(planOf(school)), nextPlanReview(planOf(school))]).toEqual([true, null])
  })
})

describe('a meeting', () => {
  test('family that came was reached; a child who did not come was not seen', () => {
    const school = openHollins()
    expect(school.attempt(recordMeeting, { ...here, ...aMeeting, meetingId: id(67) }, head)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)).toMatchObject({
      lastContactOn: '2026-11-17',
      lastSeenOn: null,
    })
  })

  test('to which the child came alone saw the child, and reached nobody of the family', () => {
    const school = openHollins()
    const withChild = {
      ...here,
      ...aMeeting,
      meetingId: id(67),
      invited: [
        { name: 'Mum', side: 'family', came: 'did-not-come' },
        { name: 'Aisha', side: 'child', came: 'came' },
      ],
    } as const
    expect(school.attempt(recordMeeting, withChild, head)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)).toMatchObject({
      lastContactOn: null,
      lastSeenOn: '2026-11-17',
    })
  })

  test('to which nobody came is kept, and reaches nobody', () => {
    const school = openHollins()
    const empty = {
      ...here,
      ...aMeeting,
      meetingId: id(67),
      invited: [{ name: 'Mum', side: 'family', came: 'did-not-come' }],
    } as const
    expect(school.attempt(recordMeeting, empty, head)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.lastContactOn).toBeNull()
  })
})
