import { expect, test } from 'vitest'
import { countRegister } from '#domain/insights/register-count.ts'
import { writeLetters } from '#domain/register/mark-letters.ts'
import { addDays, weekdayOf } from '#domain/time/school-day.ts'
import { aRegister } from '../register/a-register.ts'
import { pupil } from '../small-school.ts'

/** Year 11 of 2026/27: of compulsory school age to the last Friday in June, 25 June 2027. */
const year11 = pupil({ bornOn: '2010-11-05', onRollFrom: '2022-09-05', leftOn: null })

/** Missed on every weekday from 7 June to that day. */
const missedTo = (last: string) => {
  const days: string[] = []
  for (let day = '2027-06-07'; day <= last; day = addDays(day, 1)) if (weekdayOf(day) % 6 !== 0) days.push(day)
  const marks = days.flatMap((day) => [
    { day, session: 'morning' as const, code: 'O' as const },
    { day, session: 'afternoon' as const, code: 'O' as const },
  ])
  return { ...aRegister('2026-09-07', '/\\'), year: 2026, ...writeLetters(marks), takenAt: `${last}T16:00:00.000Z` }
}

test('a register counts to the end of compulsory age by the days of its marks: none after it, whenever it is counted', () => {
  const upTo = countRegister(year11, missedTo('2027-06-25'))
  expect(upTo.counts).toMatchObject({ possible: 30, unauthorised: 30 })
  expect(countRegister(year11, missedTo('2027-07-16'))).toEqual(upTo)
  expect(countRegister({ ...year11, bornOn: '2011-11-05' }, missedTo('2027-07-16')).counts.possible).toBe(60)
})
