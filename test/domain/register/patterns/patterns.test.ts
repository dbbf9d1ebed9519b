import { describe, expect, test } from 'vitest'
import { patternsOf, type Looked } from '#domain/register/patterns/patterns-of.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { schoolCalendar } from '#domain/time/school-calendar.ts'
import { aisha, aRegister, present } from '../a-register.ts'

const monday = '2026-09-07'
const today = '2027-07-30'
const of = (...weeks: readonly string[]): Looked => ({ ...aisha, year: aRegister(monday, ...weeks) })
const times = (count: number, week: string): string[] => Array.from({ length: count }, () => week)

/** His brother’s year. */
const tariq = (...weeks: readonly string[]) => [{ ...of(...weeks), called: 'Tariq' }]

/** What is said of days missed together. */
const together = (pupil: Looked, siblings: ReturnType<typeof tariq>): string[] =>
  patternsOf(pupil, siblings, noClosuresEntered, today).flatMap(({ name, words }) =>
    name === 'Siblings together' ? [words] : [],
  )

/** What is said under a name, by the rules, of a pupil alone. */
const said = (name: string, pupil: Looked, calendar = noClosuresEntered): string[] =>
  patternsOf(pupil, [], calendar, today).flatMap((pattern) => (pattern.name === name ? [pattern.words] : []))

describe('weekday', () => {
  test('Mondays that are missed far more than other days, with both counts', () => {
    expect(said('Weekday', of(...times(6, 'II /\\ /\\ /\\ /\\'), ...times(4, present), '/\\ /\\ /\\ OO /\\'))).toEqual([
      'Missed in whole or in part: 6 of 11 Mondays, but 1 of 44 other days.',
    ])
  })

  test('two days of the week are said together', () => {
    const weeks = [...times(7, 'II /\\ /\\ OO /\\'), ...times(3, present)]
    expect(said('Weekday', of(...weeks))).toEqual([
      'Missed in whole or in part: 7 of 10 Mondays and 7 of 10 Thursdays, but 0 of 30 other days.',
    ])
  })

  test('three missed days of which two are Fridays mean nothing, nor do four of six', () => {
    expect(said('Weekday', of(...times(2, '/\\ /\\ /\\ /\\ OO'), '/\\ II /\\ /\\ /\\', ...times(6, present)))).toEqual(
      [],
    )
  })

  test('two whole weeks of illness are no pattern of Mondays', () => {
    expect(said('Weekday', of(...times(2, 'II II II II II'), ...times(10, present)))).toEqual([])
  })
})

describe('half-day', () => {
  test('afternoons, when days are mostly missed after lunch', () => {
    expect(said('Half-day', of(...times(5, '/\\ /O /\\ /O /\\')))).toEqual([
      'Of 10 days missed in part, the afternoon was missed on 10.',
    ])
  })

  test('seven alike are beyond chance, six are not', () => {
    expect(said('Half-day', of(...times(7, '/O /\\ /\\ /\\ /\\')))).toHaveLength(1)
    expect(said('Half-day', of(...times(6, '/O /\\ /\\ /\\ /\\')))).toEqual([])
  })

  test('five of six could be chance, and whole days say nothing of halves', () => {
    expect(said('Half-day', of(...times(5, '/\\ /O /\\ /\\ /\\'), 'O\\ /\\ /\\ /\\ /\\'))).toEqual([])
    expect(said('Half-day', of(...times(8, 'OO /\\ /\\ /\\ /\\')))).toEqual([])
  })
})

describe('before and after holidays', () => {
  const autumn = [
    ...times(6, present),
    '/\\ /\\ /\\ OO OO',
    '## ## ## ## ##',
    'OO /\\ /\\ /\\ /\\',
    ...times(4, present),
  ]

  test('the days next to half-term, by what the register itself calls closed', () => {
    expect(said('Before and after holidays', of(...autumn))).toEqual([
      'Missed in whole or in part: 3 of the 4 days next to a holiday (autumn half-term 3 of 4), but 0 of 56 other days.',
    ])
  })

  test('by the school’s calendar, where the register has nothing for those days', () => {
    const without = autumn.map((week) => week.replaceAll('#', '.'))
    const closed = ['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30']
    expect(said('Before and after holidays', of(...without), schoolCalendar(closed))).toHaveLength(1)
  })

  test('a week whose marks have not come in is no holiday', () => {
    const without = autumn.map((week) => week.replaceAll('#', '.'))
    expect(said('Before and after holidays', of(...without))).toEqual([])
  })

  test('two such days in a term mean nothing', () => {
    const two = autumn.map((week) => week.replace('OO OO', '/\\ OO'))
    expect(said('Before and after holidays', of(...two))).toEqual([])
  })
})

describe('code mix', () => {
  test('the code behind half or more of what was missed, in words', () => {
    expect(said('Code mix', of(present, 'II II /\\ OO /\\', 'II /\\ /\\ /\\ /\\'))).toEqual([
      '6 of 8 missed sessions are I: ill, authorised absence.',
    ])
  })

  test('of five sessions nothing is said, nor where no code is half', () => {
    expect(said('Code mix', of('II II I\\ /\\ /\\'))).toEqual([])
    expect(said('Code mix', of('II OO MM /\\ /\\', 'GG /\\ /\\ /\\ /\\'))).toEqual([])
  })
})

describe('broken weeks', () => {
  test('weeks in which some was missed and some attended, when they are half or more', () => {
    const weeks = [...times(4, 'I\\ /\\ /\\ /\\ /\\'), ...times(3, present)]
    expect(said('Broken weeks', of(...weeks))).toEqual([
      'In 4 of 7 school weeks some sessions were missed and others attended.',
    ])
  })

  test('a spell of whole weeks is not broken, and five weeks are too few', () => {
    expect(said('Broken weeks', of(...times(5, 'II II II II II'), ...times(5, present)))).toEqual([])
    expect(said('Broken weeks', of(...times(5, 'I\\ /\\ /\\ /\\ /\\')))).toEqual([])
  })
})

describe('lateness', () => {
  test('before and after the register closed are told apart (U is an absence, L is not)', () => {
    const weeks = [...times(4, 'L\\ /\\ /\\ /\\ U\\'), ...times(4, present)]
    expect(said('Lateness', of(...weeks))).toEqual([
      'Late to 8 of the 80 sessions they came to, 8 of them in the morning: 4 before the register closed, 4 after it, which counts as absence.',
    ])
  })

  test('four times, or once in a month, is what buses do', () => {
    expect(said('Lateness', of(...times(4, 'L\\ /\\ /\\ /\\ /\\')))).toEqual([])
    expect(said('Lateness', of(...times(5, 'L\\ /\\ /\\ /\\ /\\'), ...times(10, present)))).toEqual([])
  })
})

describe('siblings together', () => {
  const mondays = times(5, 'OO /\\ /\\ /\\ /\\')
  test('days that both missed, of those on which both were due', () => {
    expect(
      together(of(...mondays, ...times(5, present)), tariq(...mondays, '/\\ OO /\\ /\\ /\\', ...times(4, present))),
    ).toEqual([
      'On 5 of the 5 days missed in whole or in part, Tariq missed school too, who missed 6 of the 50 days on which both were due.',
    ])
  })

  test('days missed apart, or two together, mean nothing', () => {
    const tuesdays = times(5, '/\\ OO /\\ /\\ /\\')
    expect(together(of(...mondays, ...times(5, present)), tariq(...tuesdays, ...times(5, present)))).toEqual([])
    const two = [...times(2, 'OO /\\ /\\ /\\ /\\'), ...times(8, present)]
    expect(together(of(...two), tariq(...two))).toEqual([])
  })
})

describe('nothing stands out', () => {
  test('a child who is simply there, and one without a mark', () => {
    expect(patternsOf(of(...times(12, present)), [], noClosuresEntered, today)).toEqual([])
    expect(patternsOf(of(), [], noClosuresEntered, today)).toEqual([])
  })

  test('marks of before the child came count for nothing', () => {
    const weeks = [...times(6, 'OO /\\ /\\ /\\ /\\'), ...times(6, present)]
    expect(said('Weekday', { ...of(...weeks), onRollFrom: '2026-10-19' })).toEqual([])
  })
})
