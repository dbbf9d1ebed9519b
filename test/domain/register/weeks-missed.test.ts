import fc from 'fast-check'
import { expect, test } from 'vitest'
import { absentOf } from '#domain/register/count-sessions.ts'
import { countPupil } from '#domain/register/count-pupil.ts'
import { weeksMissed } from '#domain/register/weeks-missed.ts'
import { aisha, aRegister, present } from './a-register.ts'

const holiday = '## ## ## ## ##'

test('the last weeks with a session, the earliest first; a week of holidays is none of them', () => {
  const year = aRegister('2026-11-02', present, 'II OO /\\ /\\ /\\', holiday, '/\\ O.')
  expect(weeksMissed(aisha, year, '2026-11-27', 8)).toEqual([
    { monday: '2026-11-02', possible: 10, missed: 0 },
    { monday: '2026-11-09', possible: 10, missed: 4 },
    { monday: '2026-11-23', possible: 3, missed: 1 },
  ])
  expect(weeksMissed(aisha, year, '2026-11-27', 2).map(({ monday }) => monday)).toEqual(['2026-11-09', '2026-11-23'])
})

test('nothing after today counts, nor before the pupil came, nor after they left', () => {
  const year = aRegister('2026-11-02', 'OO OO OO OO OO', 'OO OO OO OO OO', 'OO OO OO OO OO')
  expect(weeksMissed(aisha, year, '2026-11-10', 8).map(({ possible }) => possible)).toEqual([10, 4])
  const short = { ...aisha, onRollFrom: '2026-11-05', leftOn: '2026-11-16' }
  expect(weeksMissed(short, year, '2026-11-27', 8).map(({ possible }) => possible)).toEqual([4, 10, 2])
  expect(weeksMissed({ ...aisha, leftOn: '2026-10-01' }, year, '2026-11-27', 8)).toEqual([])
})

test('all weeks together are what is counted of the year', () => {
  const week = fc.array(fc.constantFrom('/', '\\', 'O', 'I', '#', '.', 'N', 'L'), { minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(fc.array(week, { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 200 }), (letters, days) => {
      const year = aRegister('2026-09-07', ...letters.map((one) => one.join('')))
      const today = new Date(Date.UTC(2026, 8, 7 + days)).toISOString().slice(0, 10)
      const weeks = weeksMissed(aisha, year, today, 60)
      const counts = countPupil(aisha, [year], { from: '2026-08-01', to: today })
      const sum = (of: 'possible' | 'missed') => weeks.reduce((total, one) => total + one[of], 0)
      expect([sum('possible'), sum('missed')]).toEqual([counts.possible, absentOf(counts)])
      expect(weeks.every(({ possible }) => possible > 0)).toBe(true)
    }),
  )
})
