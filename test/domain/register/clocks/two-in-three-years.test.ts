import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isParentInLaw } from '#domain/people/parent-in-law.ts'
import type { NoticeStep, PenaltyNotice } from '#domain/records/penalty-notice.ts'
import { twoInThreeYears } from '#domain/register/clocks/two-in-three-years.ts'
import { addDays, addYears } from '#domain/time/school-day.ts'
import { aisha, id, mum, parent, staff } from '../../small-school.ts'

const dad = id(35)
const aNotice = (issuedOn: string, over: Partial<PenaltyNotice> = {}): PenaltyNotice => ({
  kind: 'penalty-notice',
  id: id(80),
  pupilId: aisha,
  caseId: null,
  parentId: mum,
  issuedOn,
  offence: 'first',
  reference: '',
  steps: [],
  by: staff['education-welfare-officer'],
  byRole: 'education-welfare-officer',
  recordedAt: `${issuedOn}T10:00:00.000Z`,
  ...over,
})
const became = (what: NoticeStep): Partial<PenaltyNotice> => ({
  steps: [{ what, on: '2025-06-01', words: '', by: staff['attendance-lead'], recordedAt: '2025-06-01T09:00:00.000Z' }],
})

describe('two penalty notices in three years, for each parent and each child (national framework; domain, section 3.1)', () => {
  test('one makes another the second; two leave none until the first of them is three years old', () => {
    const first = aNotice('2025-03-03')
    expect(twoInThreeYears([first], mum, '2026-11-23')).toEqual({
      counted: [{ notice: first, dropsOutOn: '2028-03-03' }],
      next: 'second',
      againFrom: null,
    })
    const both = [aNotice('2026-10-05', { id: id(81), offence: 'second' }), first]
    expect(twoInThreeYears(both, mum, '2026-11-23')).toMatchObject({ next: null, againFrom: '2028-03-03' })
    expect(twoInThreeYears(both, mum, '2028-03-02')).toMatchObject({ next: null })
    expect(twoInThreeYears(both, mum, '2028-03-03')).toMatchObject({ next: 'second', againFrom: null })
  })

  test('each parent is counted apart: two to the mother say nothing of the father', () => {
    const notices = [aNotice('2025-03-03'), aNotice('2026-03-02', { id: id(81) })]
    expect(twoInThreeYears(notices, dad, '2026-11-23')).toEqual({ counted: [], next: 'first', againFrom: null })
  })

  test('unpaid ones and those that ended in a conviction count; one that was withdrawn does not', () => {
    for (const what of ['paid', 'unpaid', 'convicted'] as const)
      expect(twoInThreeYears([aNotice('2025-03-03', became(what))], mum, '2026-11-23')).toMatchObject({
        next: 'second',
      })
    for (const what of ['withdrawn', 'never-issued'] as const)
      expect(twoInThreeYears([aNotice('2025-03-03', became(what))], mum, '2026-11-23')).toMatchObject({ next: 'first' })
  })

  test('a notice of before 19 August 2024 is none of the framework’s', () => {
    expect(twoInThreeYears([aNotice('2024-08-18')], mum, '2024-11-01')).toMatchObject({ next: 'first' })
    expect(twoInThreeYears([aNotice('2024-08-19')], mum, '2024-11-01')).toMatchObject({ next: 'second' })
  })

  test('one of the 29th of February counts to the end of that month three years on', () => {
    expect(addYears('2028-02-29', 3)).toBe('2031-03-01')
    expect(addYears('2028-02-29', 4)).toBe('2032-02-29')
    expect(addYears('2026-11-23', 3)).toBe('2029-11-23')
  })

  test('agrees with asking of every day whether a notice is within three years of it', () => {
    const day = fc.integer({ min: 0, max: 3000 }).map((count) => addDays('2024-01-01', count))
    fc.assert(
      fc.property(fc.array(day, { maxLength: 5 }), day, (issued, today) => {
        const notices = issued.map((issuedOn, place) => aNotice(issuedOn, { id: id(200 + place) }))
        const yearsBefore = `${Number(today.slice(0, 4)) - 3}${today.slice(4)}`
        const within = issued.filter((on) => on >= '2024-08-19' && on <= today && on > yearsBefore)
        const clock = twoInThreeYears(notices, mum, today)
        expect(clock.counted).toHaveLength(within.length)
        expect(clock.next).toBe(within.length === 0 ? 'first' : within.length === 1 ? 'second' : null)
        const [before, after] = [addDays(clock.againFrom ?? today, -1), clock.againFrom ?? today]
        const soFar = notices.filter(({ issuedOn }) => issuedOn <= today)
        expect(clock.againFrom === null || twoInThreeYears(soFar, mum, before).next === null).toBe(true)
        expect(clock.againFrom === null || twoInThreeYears(soFar, mum, after).next !== null).toBe(true)
      }),
    )
  })
})

const listed = (over: Parameters<typeof parent>[0]) =>
  isParentInLaw(parent({ parentalResponsibility: 'unknown', livesWithPupil: 'unknown', ...over }))

describe('who is a parent in education law (Education Act 1996, section 576)', () => {
  test.each([
    [
      'a father who lives elsewhere',
      { relationship: 'father', livesWithPupil: 'no', parentalResponsibility: 'no' },
      'yes',
    ],
    ['a step-parent in the home', { relationship: 'step-parent', livesWithPupil: 'yes' }, 'yes'],
    ['a grandparent of whom nobody knows more', { relationship: 'grandparent' }, 'not-known'],
    [
      'a grandparent elsewhere without responsibility',
      { relationship: 'grandparent', livesWithPupil: 'no', parentalResponsibility: 'no' },
      'no',
    ],
    [
      'a grown-up brother with parental responsibility',
      { relationship: 'brother-or-sister', parentalResponsibility: 'yes' },
      'yes',
    ],
    [
      'a sister in the home',
      { relationship: 'brother-or-sister', livesWithPupil: 'yes', parentalResponsibility: 'no' },
      'no',
    ],
    ['a social worker', { relationship: 'social-worker', parentalResponsibility: 'no' }, 'no'],
  ] as const)('%s: %s', (_, over, answer) => {
    expect(listed(over)).toBe(answer)
  })
})
