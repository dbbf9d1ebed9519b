import { expect, test } from 'vitest'
import { practiceMarks } from '#client/features/practice/practice-marks.ts'
import { RegisterYear } from '#domain/records/register-year.ts'
import { bandOf } from '#domain/register/attendance-band.ts'
import { countLetters, marksIn } from '#domain/register/mark-letters.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { isSchoolDay } from '#domain/time/school-calendar.ts'
import { addDays } from '#domain/time/school-day.ts'
import { daysOfSchoolYear, schoolYearOf } from '#domain/time/school-year.ts'
import { idOf } from '../invented-family.ts'

const ids = { pupilId: idOf(1), organisationId: idOf(2) }
const everyDayFrom = (first: string) => Array.from({ length: 366 }, (_, days) => addDays(first, days))

test('whenever somebody practises, the marks are of this school year, of days gone by, and of no bank holiday', () => {
  for (const today of everyDayFrom('2026-08-01')) {
    for (const record of practiceMarks('pip', ids, today)) {
      expect(RegisterYear.parse(record).year).toBe(schoolYearOf(today))
      const marks = [...marksIn(record, daysOfSchoolYear(record.year))]
      expect(marks.every(({ day }) => day <= today && isSchoolDay(day, noClosuresEntered))).toBe(true)
      // On a school day Pip is missing this morning, and nothing else is known of the day.
      const ofToday = marks.filter(({ day }) => day === today).map(({ session, code }) => `${session} ${code}`)
      expect(ofToday).toEqual(isSchoolDay(today, noClosuresEntered) ? ['morning N'] : [])
    }
  }
})

test('late in November Pip has missed half, as the case says, and Posy a tenth', () => {
  const bands = (['pip', 'posy'] as const).map((child) =>
    practiceMarks(child, ids, '2026-11-26').map((year) => bandOf(countLetters(year, daysOfSchoolYear(2026)))),
  )
  expect(bands).toEqual([['severe'], ['persistent']])
})

test('on the first days of a school year none has come in', () => {
  expect(practiceMarks('pip', ids, '2026-08-03')).toEqual([])
})
