import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { saySpan, spanOf } from '#domain/insights/absence-span.ts'
import { countEach, figuresOf } from '#domain/insights/figures.ts'
import { groupsOf, isIn, ownGroupingsOf, sayGroup } from '#domain/insights/grouping.ts'
import { sayMissed, sayShare } from '#domain/insights/missed.ts'
import { nationalFor, sayPublished } from '#domain/insights/national.ts'
import { shapeOf } from '#domain/insights/shape.ts'
import { isBelowSchoolAge } from '#domain/people/compulsory-school-age.ts'
import type { RegisterYear } from '#domain/records/register-year.ts'
import { nothingCounted } from '#domain/register/count-sessions.ts'
import { markCodes, meaningOf, type MarkCode } from '#domain/register/mark-codes.ts'
import { writeLetters, type PlacedMark } from '#domain/register/mark-letters.ts'
import { schoolCalendar, weekOf } from '#domain/time/school-calendar.ts'
import { addDays, weekdayOf } from '#domain/time/school-day.ts'
import { aRegister, present } from '../register/a-register.ts'
import { id, pupil } from '../small-school.ts'

const autumn = { from: '2026-08-01', to: '2026-11-27' }
const aWeek = (marks: string) => ({ pupil: pupil(), years: [aRegister('2026-09-07', marks)] })

describe('figures of a group', () => {
  test('are added over its pupils, and count whoever missed exactly a tenth as persistently absent', () => {
    const group = countEach(
      [aWeek(present), aWeek('/\\ /\\ I\\ /\\ /\\'), aWeek('OO OO OO/\\ /\\'), { pupil: pupil(), years: [] }],
      autumn,
    )
    expect(figuresOf(group)).toEqual({
      pupils: 3,
      withNothing: 1,
      counts: { possible: 30, attended: 23, authorised: 1, unauthorised: 6, late: 0 },
      having: { attended: 3, onTime: 3, missed: 2, authorised: 1, unauthorised: 1, late: 0 },
      persistent: 2,
      severe: 1,
      bands: { 'on-track': 1, 'at-risk': 0, persistent: 1, severe: 1 },
    })
  })

  test('leave out what was marked before compulsory school age, and a leaver’s marks after the last day', () => {
    const five = pupil({ bornOn: '2021-09-09' })
    const week = aRegister('2026-09-07', 'II II II II II')
    const left = pupil({ leftOn: '2026-09-08' })
    expect(figuresOf(countEach([{ pupil: five, years: [week] }], autumn))).toMatchObject({ pupils: 0, withNothing: 1 })
    expect(figuresOf(countEach([{ pupil: left, years: [week] }], autumn)).counts.possible).toBe(4)
  })

  test('of a group in which nothing can be counted are its own case', () => {
    expect(figuresOf(countEach([aWeek('4444')], autumn)).pupils).toBe(0)
    expect(sayMissed(nothingCounted)).toBe('no session to count')
  })
})

/** Any marks of some pupils over a year, with days on which they came, left or became of school age in the middle of it. */
const aDay = fc.integer({ min: 0, max: 364 }).map((days) => addDays('2025-08-01', days))
const aMark = fc.record({
  day: aDay,
  session: fc.constantFrom('morning' as const, 'afternoon' as const),
  code: fc.constantFrom<MarkCode>('/', '\\', ...markCodes),
})
const aPupil = fc.record({
  marks: fc.uniqueArray(aMark, { selector: ({ day, session }) => `${day} ${session}`, maxLength: 60 }),
  bornOn: fc.constantFrom('2012-03-04', '2020-11-02'),
  onRollFrom: fc.option(aDay),
  leftOn: fc.option(aDay),
})
const aSpan = fc
  .tuple(aDay, aDay)
  .map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }))

const yearsOf = (marks: readonly PlacedMark[]): RegisterYear[] => {
  const letters = writeLetters(marks)
  return letters === null ? [] : [{ ...aRegister('2025-09-01'), year: 2025, ...letters }]
}

const isAttended = (code: MarkCode) => ['present', 'late', 'approved-activity'].includes(meaningOf(code).counts)
const sessionsIn = (marks: readonly PlacedMark[], is: (mark: PlacedMark) => boolean) => marks.filter(is).length
const isAbsent = (code: MarkCode) => ['authorised', 'unauthorised'].includes(meaningOf(code).counts)

test('every figure and the whole shape agree with a second computation, mark by mark', () => {
  fc.assert(
    fc.property(fc.array(aPupil, { maxLength: 6 }), aSpan, (drawn, span) => {
      const group = countEach(
        drawn.map(({ marks, ...over }) => ({ pupil: pupil(over), years: yearsOf(marks) })),
        span,
      )
      const slowly = drawn.map(({ marks, bornOn, onRollFrom, leftOn }) =>
        marks
          .filter(({ day }) => day >= span.from && day <= span.to && !isBelowSchoolAge(bornOn, day))
          .filter(({ day }) => (onRollFrom === null || day >= onRollFrom) && (leftOn === null || day <= leftOn))
          .filter(({ code }) => isAttended(code) || isAbsent(code))
          .toSorted((a, b) =>
            `${a.day} ${a.session === 'morning' ? 0 : 1}` < `${b.day} ${b.session === 'morning' ? 0 : 1}` ? -1 : 1,
          ),
      )
      const all = slowly.flat()
      const missed = all.filter(({ code }) => isAbsent(code))
      const shares = slowly
        .filter(({ length }) => length > 0)
        .map((marks) => marks.filter(({ code }) => isAbsent(code)).length / marks.length)
      const figures = figuresOf(group)
      expect(figures).toMatchObject({
        pupils: shares.length,
        withNothing: drawn.length - shares.length,
        persistent: shares.filter((share) => share >= 0.1).length,
        severe: shares.filter((share) => share >= 0.5).length,
      })
      expect(figures.counts.possible).toBe(all.length)
      expect(figures.counts.authorised + figures.counts.unauthorised).toBe(missed.length)

      const shape = shapeOf(group, span)
      for (const { weekday, session, possible, missed: gone } of shape.weekdays) {
        const is = (mark: PlacedMark) => weekdayOf(mark.day) === weekday && mark.session === session
        expect([possible, gone]).toEqual([sessionsIn(all, is), sessionsIn(missed, is)])
      }
      expect(shape.weekdays.reduce((sum, { possible }) => sum + possible, 0)).toBe(all.length)
      expect(shape.weeks.map(({ monday }) => monday)).toEqual(
        [...new Set(all.map(({ day }) => weekOf(day)))].toSorted(),
      )
      for (const { monday, possible, missed: gone } of shape.weeks) {
        const is = (mark: PlacedMark) => weekOf(mark.day) === monday
        expect([possible, gone]).toEqual([sessionsIn(all, is), sessionsIn(missed, is)])
      }
      for (const { code, sessions, pupils } of shape.codes) {
        expect(sessions).toBe(sessionsIn(missed, (mark) => mark.code === code))
        expect(pupils).toBe(slowly.filter((marks) => marks.some((mark) => mark.code === code)).length)
      }
      expect(shape.codes.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(missed.length)
      const spells = slowly.map(
        (marks) =>
          marks.filter(({ code }, place) => {
            const before = marks[place - 1]
            return isAbsent(code) && (before === undefined || isAttended(before.code))
          }).length,
      )
      expect(shape.spells).toEqual({
        count: spells.reduce((sum, count) => sum + count, 0),
        pupils: spells.filter((count) => count > 0).length,
        sessions: missed.length,
      })
      const first = all
        .map(({ day }) => weekOf(day))
        .toSorted()
        .at(0)
      const inFirst = slowly.map((marks) => marks.filter(({ day }) => weekOf(day) === first))
      expect(shape.firstWeek?.pupils ?? 0).toBe(inFirst.filter(({ length }) => length > 0).length)
      expect(shape.firstWeek?.absent ?? 0).toBe(
        inFirst.filter((marks) => marks.some(({ code }) => isAbsent(code))).length,
      )
    }),
  )
})

test('the first week is of the span’s own days, wherever in the week it begins or ends', () => {
  const those = [aWeek('II /\\ /\\ /\\ II')]
  const within = (from: string, to: string) => shapeOf(countEach(those, { from, to }), { from, to }).firstWeek
  expect(within('2026-09-08', '2026-09-10')).toMatchObject({ pupils: 1, absent: 0, missed: 0 })
  expect(within('2026-09-07', '2026-09-10')).toMatchObject({ pupils: 1, absent: 1, missed: 2 })
  expect(within('2026-09-08', '2026-09-11')).toMatchObject({ pupils: 1, absent: 1, missed: 2 })
})

const of = (over: Parameters<typeof pupil>[0]) => ({ pupil: pupil(over) })

const club = (group: string) => [{ grouping: 'Breakfast club', group }]

describe('groups', () => {
  test('have each pupil once, in the order in which people count, what is not known last', () => {
    const those = [of({ yearGroup: 10 }), of({ yearGroup: null }), of({ yearGroup: 9 }), of({ yearGroup: 9 })]
    expect(groupsOf('year', those).map((group) => [sayGroup(group), group.those.length])).toEqual([
      ['Year 9', 2],
      ['Year 10', 1],
      ['Pupils of no year', 1],
    ])
  })

  test('a language that is not known is never counted as English, by the name or by the Department’s codes', () => {
    const said = ['English', 'ENB', 'Polish', null, 'ZZZ', 'Not known'].map((firstLanguage) => of({ firstLanguage }))
    expect(groupsOf('first-language', said).map((group) => [sayGroup(group), group.those.length])).toEqual([
      ['Pupils whose first language is English', 2],
      ['Pupils with English as an additional language', 1],
      ['Pupils whose first language is not known', 3],
    ])
  })

  test('a school’s own groupings have the names that it gave, and who is in none of their groups is a group', () => {
    const those = [
      of({ schoolGroups: club('Yes') }),
      of({}),
      of({ schoolGroups: club('No') }),
      of({ schoolGroups: club('Yes') }),
    ]
    expect(ownGroupingsOf(those)).toEqual(['own:Breakfast club'])
    expect(groupsOf('own:Breakfast club', those).map((group) => [sayGroup(group), group.those.length])).toEqual([
      ['Breakfast club: No', 1],
      ['Breakfast club: Yes', 2],
      ['Breakfast club: not said', 1],
    ])
    expect(isIn({ grouping: 'own:House', key: 'unknown' }, pupil({ schoolGroups: club('Yes') }))).toBe(true)
  })

  test('a pupil is in the group that the record says today', () => {
    expect(isIn({ grouping: 'class', key: '9K' }, pupil({ id: id(20), registrationGroup: '9K' }))).toBe(true)
    expect(isIn({ grouping: 'sen', key: 'ehcp' }, pupil({ sen: 'sen-support' }))).toBe(false)
  })
})

describe('what is said', () => {
  test('a rate has its sessions, and one missed session is never nothing', () => {
    expect(
      sayMissed({ ...nothingCounted, possible: 14_220, attended: 12_929, authorised: 1000, unauthorised: 291 }),
    ).toBe('9.1% of 14,220 sessions')
    expect(sayShare(1, 100_000)).toBe('0.1%')
  })

  test('when, in words that follow what was missed', () => {
    expect(saySpan('this-year', '2026-11-12')).toBe('in 2026/27 so far')
    expect(saySpan('last-year', '2026-08-31')).toBe('in 2025/26')
  })

  test('the four school weeks end with this one and step over a holiday', () => {
    const halfTerm = ['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30']
    expect(spanOf('last-four-weeks', '2026-11-12', schoolCalendar(halfTerm))).toEqual({
      from: '2026-10-12',
      to: '2026-11-12',
    })
    expect(spanOf('last-year', '2026-11-12', schoolCalendar([]))).toEqual({ from: '2025-08-01', to: '2026-07-31' })
  })
})

const said = (...asked: Parameters<typeof nationalFor>) => {
  const national = nationalFor(...asked)
  return national === null ? null : `${national.of} ${sayPublished(national.missed)}, ${national.period}`
}

describe('published figures (domain, section 5.2)', () => {
  test('a school and a year are held against their phase, a year of an all-through school against that of its age', () => {
    expect(said('secondary', null)).toBe('secondary schools 8.49%, 2025/26')
    expect(said('secondary', { grouping: 'year', key: '9' })).toBe('secondary schools 8.49%, 2025/26')
    expect(said('all-through', { grouping: 'year', key: '4' })).toBe('primary schools 5.28%, 2025/26')
    expect(said('all-through', null)).toBe('all schools 6.88%, 2025/26')
  })

  test('other groups only against the same group, with its own term, and a sixth form against nothing', () => {
    expect(said('primary', { grouping: 'free-school-meals', key: 'yes' })).toBe(
      'pupils with free school meals in all schools 10.0%, the autumn term of 2024/25',
    )
    expect(said('primary', { grouping: 'class', key: '4B' })).toBeNull()
    expect(said('secondary', { grouping: 'young-carer', key: 'yes' })).toBeNull()
    expect(said('secondary', { grouping: 'year', key: '12' })).toBeNull()
    expect(said('secondary', { grouping: 'year', key: 'unknown' })).toBeNull()
  })
})
