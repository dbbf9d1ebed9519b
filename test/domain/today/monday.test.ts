import { describe, expect, test } from 'vitest'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import { mondayRowOf, weekBegins, type MondaySubject } from '#domain/today/monday.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { aRegister, present } from '../register/a-register.ts'
import { aPromise, theBusPass } from '../acts.ts'
import { absenceCase, aisha, aishasCase, id, pupil, staff } from '../small-school.ts'

const today = '2026-11-23'
const written = { by: staff.pastoral, recordedAt: '2026-11-16T10:00:00.000Z' }
/** Opened long ago, seen and reached lately but before last Monday, nothing due. */
const quiet = absenceCase({ openedOn: '2026-09-14', lastSeenOn: '2026-11-20', lastContactOn: '2026-11-20' })
const sheet = (over: Partial<MondaySubject>, on = today) =>
  mondayRowOf({
    pupil: pupil(),
    absenceCase: quiet,
    promises: [],
    barriers: [],
    plans: [],
    offers: [],
    riskFlags: [],
    year: null,
    today: on,
    calendar: noClosuresEntered,
    ...over,
  })
const ofCase = (over: Partial<AbsenceCase>, on?: string) => sheet({ absenceCase: { ...quiet, ...over } }, on)
const moved = (from: AbsenceCase['stage'], to: AbsenceCase['stage'], on: string) => ({
  stageMoves: [...quiet.stageMoves, { from, to, on, why: '', ...written }],
})
const barrier = {
  kind: 'barrier' as const,
  id: id(41),
  pupilId: aisha,
  caseId: aishasCase,
  ...theBusPass,
  raisedOn: '2026-11-16',
  removedOn: null,
  whatWorked: '',
  ...written,
}
const promise = {
  kind: 'promise' as const,
  id: id(42),
  pupilId: aisha,
  caseId: aishasCase,
  ...aPromise,
  madeOn: '2026-11-16',
  settled: null,
  ...written,
}

test('the week begins on the Monday before, whatever day of the week the sheet is made', () => {
  for (const day of ['2026-11-23', '2026-11-25', '2026-11-29']) expect(weekBegins(day)).toBe('2026-11-16')
  expect(weekBegins('2026-11-30')).toBe('2026-11-23')
})

describe('where a pupil stands on Monday’s sheet', () => {
  test('nobody stands there without a case, or with nothing to say', () => {
    expect(sheet({ absenceCase: null })).toBeNull()
    expect(sheet({})).toBeNull()
  })

  test('worse: a visit without an answer, a step up the ladder, a barrier come back', () => {
    expect(ofCase({ failedVisitsOn: ['2026-11-10', '2026-11-17'], failedVisits: 2 })).toMatchObject({ part: 'worse' })
    expect(ofCase({ failedVisitsOn: ['2026-11-02'], failedVisits: 1 })?.part).not.toBe('worse')
    expect(ofCase(moved('monitor', 'formalise-support', '2026-11-17'))).toMatchObject({
      part: 'worse',
      why: ['Moved up to formalise support on Tue 17 Nov'],
    })
    expect(sheet({ barriers: [{ ...barrier, status: 'recurring' }] })).toMatchObject({ part: 'worse' })
  })

  test('not seen, and promises due this week, with what was promised', () => {
    expect(ofCase({ lastSeenOn: '2026-11-05' })).toMatchObject({ part: 'unseen' })
    expect(sheet({ promises: [{ ...promise, dueOn: '2026-11-27', words: 'Bus pass' }] })).toMatchObject({
      part: 'promises',
      why: ['Promise due Fri 27 Nov: Bus pass'],
    })
    expect(sheet({ promises: [{ ...promise, dueOn: '2026-11-30' }] })).toBeNull()
  })

  test('new since last Monday', () => {
    expect(ofCase({ openedOn: '2026-11-16' })).toMatchObject({
      part: 'new',
      why: ['Case opened Mon 16 Nov'],
    })
  })

  test('stuck: a barrier that nothing answered, a family not reached for long', () => {
    expect(sheet({ barriers: [{ ...barrier, raisedOn: '2026-10-12' }] })).toMatchObject({ part: 'stuck' })
    expect(ofCase({ lastContactOn: '2026-10-30' })).toMatchObject({ part: 'stuck' })
  })

  test('better: a step down, a barrier removed, a promise kept', () => {
    expect(ofCase(moved('formalise-support', 'monitor', '2026-11-17'))).toMatchObject({ part: 'better' })
    expect(sheet({ barriers: [{ ...barrier, status: 'removed', removedOn: '2026-11-17' }] })).toMatchObject({
      part: 'better',
      why: ['A barrier was removed on Tue 17 Nov'],
    })
    const settled = { how: 'kept' as const, on: '2026-11-17', words: '', ...written }
    expect(sheet({ promises: [{ ...promise, settled }] })).toMatchObject({ part: 'better' })
  })

  test('worse and better read the register too: what was missed in two school weeks against the two before', () => {
    const two = ['OO OO /\\ /\\ /\\', present]
    const year = aRegister('2026-10-26', present, present, ...two)
    expect(sheet({ year })).toMatchObject({
      part: 'worse',
      why: ['Missed 4 of 20 sessions in the two school weeks from Mon 9 Nov, none of 20 in the two before'],
    })
    const back = aRegister('2026-10-26', ...two, present, present)
    expect(sheet({ year: back })).toMatchObject({
      part: 'better',
      why: ['Missed none of 20 sessions in the two school weeks from Mon 9 Nov, 4 of 20 in the two before'],
    })
    expect(sheet({ year: aRegister('2026-10-26', ...two, ...two) })).toBeNull()
    // Beside it stands the first thing that was written down, in the same line.
    expect(sheet({ year, absenceCase: { ...quiet, failedVisitsOn: ['2026-11-17'], failedVisits: 1 } })?.why).toEqual([
      'Missed 4 of 20 sessions in the two school weeks from Mon 9 Nov, none of 20 in the two before. A visit without an answer since last Monday',
    ])
  })

  test('a pupil stands once, in the gravest part, with every reason', () => {
    const row = sheet(
      {
        absenceCase: { ...quiet, failedVisitsOn: ['2026-11-17'], failedVisits: 1, lastSeenOn: '2026-11-05' },
        promises: [{ ...promise, dueOn: today }],
      },
      today,
    )
    expect(row).toMatchObject({ part: 'worse' })
    expect(row?.why).toHaveLength(3)
  })
})
