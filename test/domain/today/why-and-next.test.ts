import { describe, expect, test } from 'vitest'
import type { RuleSubject } from '#domain/today/rule.ts'
import { byNeed, whyAndNext } from '#domain/today/why-and-next.ts'
import type { Barrier } from '#domain/records/barrier.ts'
import type { Promise } from '#domain/records/promise.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { aPromise, theBusPass } from '../acts.ts'
import { absenceCase, aisha, aishasCase, id, pupil, staff } from '../small-school.ts'

const today = '2026-11-23'
const written = { by: staff.pastoral, recordedAt: '2026-11-16T10:00:00.000Z' }

const promise = (over: Partial<Promise> = {}): Promise => ({
  kind: 'promise',
  id: id(42),
  pupilId: aisha,
  caseId: aishasCase,
  ...aPromise,
  madeOn: '2026-11-16',
  ...written,
  settled: null,
  ...over,
})
const barrier = (over: Partial<Barrier> = {}): Barrier => ({
  kind: 'barrier',
  id: id(41),
  pupilId: aisha,
  caseId: aishasCase,
  ...theBusPass,
  raisedOn: '2026-10-12',
  removedOn: null,
  whatWorked: '',
  ...written,
  ...over,
})

/** A case that needs nothing: seen and reached on the last school day, no dates. */
const quiet = absenceCase({ lastSeenOn: '2026-11-20', lastContactOn: '2026-11-20' })
const row = (over: Partial<RuleSubject> = {}) =>
  whyAndNext({
    pupil: pupil(),
    absenceCase: quiet,
    promises: [],
    barriers: [],
    plans: [],
    offers: [],
    riskFlags: [],
    today,
    calendar: noClosuresEntered,
    ...over,
  })

const reviewedOn = (reviewOn: string) => row({ absenceCase: { ...quiet, reviewOn } })

describe('why a pupil is in the list, and what is next', () => {
  test('nothing is due: say so, and ask for a review date', () => {
    expect(row()).toEqual({
      why: 'Nothing is due',
      next: 'Set the next review',
      late: false,
      priority: 14,
      dueOn: null,
    })
  })

  test('nobody has noted seeing the child; a late promise is what is next', () => {
    const unseen = { ...quiet, lastSeenOn: '2026-11-05' }
    expect(row({ absenceCase: unseen, promises: [promise({ dueOn: '2026-11-19' })] })).toEqual({
      why: 'Nobody has noted seeing her for 12 school days',
      next: 'Promise late by 2 school days: Ring about the bus pass.',
      late: true,
      priority: 2,
      dueOn: '2026-11-19',
    })
  })

  test('a child never seen since the case opened, said with the right word for the child', () => {
    const never = { ...quiet, openedOn: '2026-11-12', lastSeenOn: null }
    expect(row({ absenceCase: never, pupil: { sex: 'male' } })).toMatchObject({
      why: 'Nobody has noted seeing him since the case opened, 7 school days ago',
      next: 'See him, or note who has',
    })
    expect(row({ absenceCase: never, pupil: { sex: 'unknown' } }).next).toBe('See them, or note who has')
  })

  test('visits in a row without an answer come before all else', () => {
    expect(row({ absenceCase: { ...quiet, failedVisits: 2, lastSeenOn: '2026-10-01' } })).toMatchObject({
      why: '2 visits in a row with no answer',
      next: 'Make sure the safeguarding lead knows',
      priority: 1,
    })
    expect(row({ absenceCase: { ...quiet, failedVisits: 1 } }).why).toBe('Nobody answered the last visit')
  })

  test('a family not reached since the case opened', () => {
    const opened = { ...quiet, openedOn: '2026-11-18', lastContactOn: null }
    expect(row({ absenceCase: opened })).toMatchObject({
      why: 'The family has not been reached since the case opened, 3 school days ago',
      next: 'Ring the family',
    })
    expect(row({ absenceCase: { ...opened, lastContactOn: '2026-11-19' } }).why).toBe('Nothing is due')
  })

  test('a promise is late, due today, or coming; a settled one is none of these', () => {
    expect(row({ promises: [promise({ dueOn: '2026-11-20' })] })).toMatchObject({
      why: 'We made a promise to Mum, late by 1 school day',
      late: true,
    })
    expect(row({ promises: [promise({ dueOn: today })] })).toMatchObject({
      next: 'Promise due today: Ring about the bus pass.',
      late: false,
    })
    expect(row({ promises: [promise({ dueOn: '2026-11-26', promisedTo: '' })] })).toMatchObject({
      why: 'We made a promise, due Thu 26 Nov',
      dueOn: '2026-11-26',
    })
    const settled = { how: 'kept' as const, on: today, words: '', ...written }
    expect(row({ promises: [promise({ dueOn: '2026-11-20', settled })] }).why).toBe('Nothing is due')
  })

  test('of several promises the earliest comes first', () => {
    const two = [
      promise({ id: id(43), dueOn: '2026-11-20', words: 'Second' }),
      promise({ dueOn: '2026-11-18', words: 'First\nmore' }),
    ]
    expect(row({ promises: two }).next).toBe('Promise late by 3 school days: First')
  })

  test('a review is late, due today, or coming', () => {
    expect(reviewedOn('2026-11-19')).toMatchObject({
      why: 'The review has not been held yet',
      next: 'Review late by 2 school days',
      late: true,
    })
    expect(reviewedOn(today)).toMatchObject({ why: 'A review is coming up', next: 'Review due today' })
    expect(reviewedOn('2026-11-26')).toMatchObject({ next: 'Review due Thu 26 Nov', dueOn: '2026-11-26' })
  })

  test('a barrier that was heard with nothing promised since', () => {
    expect(row({ barriers: [barrier()] })).toMatchObject({
      why: 'A barrier was heard 30 school days ago, and nothing is promised yet',
      next: 'Offer something, or say why not',
    })
    expect(row({ barriers: [barrier({ status: 'removed' })] }).why).toBe('Nothing is due')
    expect(row({ barriers: [barrier({ about: 'protective' })] }).why).toBe('Nothing is due')
    expect(row({ barriers: [barrier({ raisedOn: '2026-11-18' })] }).why).toBe('Nothing is due')
    expect(row({ barriers: [barrier()], promises: [promise({ dueOn: '2026-12-10' })] }).why).toContain(
      'We made a promise',
    )
  })

  test('a family that was reached, and not for two weeks of school', () => {
    expect(row({ absenceCase: { ...quiet, lastContactOn: '2026-11-06' } })).toMatchObject({
      why: 'The family was last reached 11 school days ago',
      next: 'Ring, or write with good news',
    })
    expect(row({ absenceCase: { ...quiet, lastContactOn: '2026-11-10' } }).why).toBe('Nothing is due')
  })

  test('no case: say so; a promise made all the same still comes first', () => {
    expect(row({ absenceCase: null })).toMatchObject({ why: 'No case is open', priority: 15 })
    expect(row({ absenceCase: null, promises: [promise({ dueOn: today })] })).toMatchObject({
      priority: 6,
      next: 'Promise due today: Ring about the bus pass.',
    })
  })

  test('rows stand in the order in which they need someone, then by what is due first, nothing due last', () => {
    const late = row({ promises: [promise({ dueOn: '2026-11-20' })] })
    const later = row({ promises: [promise({ dueOn: '2026-11-18' })] })
    const failed = row({ absenceCase: { ...quiet, failedVisits: 3 } })
    const failedAndDue = row({ absenceCase: { ...quiet, failedVisits: 3, reviewOn: '2026-12-01' } })
    expect([row(), late, failed, later, failedAndDue].toSorted(byNeed)).toEqual([
      failedAndDue,
      failed,
      later,
      late,
      row(),
    ])
  })
})
