import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  attendedUntilUnderHalf,
  attendedUntilUnderTenth,
  bandOf,
  isPersistent,
  isSevere,
  missesLeft,
  sayAttendance,
} from '#domain/register/attendance-band.ts'
import { countPupil, marksOfPupil } from '#domain/register/count-pupil.ts'
import {
  absentOf,
  addCounts,
  countSessions,
  nothingCounted,
  type SessionCounts,
} from '#domain/register/count-sessions.ts'
import { countLetters, marksIn, writeLetters, type PlacedMark } from '#domain/register/mark-letters.ts'
import { markCodes } from '#domain/register/mark-codes.ts'
import { RegisterYear, registerYearId } from '#domain/records/register-year.ts'
import { addDays } from '#domain/time/school-day.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import { hollins, id } from '../small-school.ts'

const counts = (attended: number, missed: number): SessionCounts => ({
  ...nothingCounted,
  possible: attended + missed,
  attended,
  unauthorised: missed,
})

/** The same figures again, slowly and by name: each class a list, each figure a filter. */
const slowly = (codes: readonly string[]): SessionCounts => {
  const among = (list: string) => codes.filter((code) => list.split(' ').includes(code)).length
  const authorised = among('C C1 C2 E I J1 M R S T H')
  const unauthorised = among('G N O U')
  const attended = among('/ \\ L K V P W B J')
  return { possible: attended + authorised + unauthorised, attended, authorised, unauthorised, late: among('L') }
}

const aDay = fc.integer({ min: 0, max: 364 }).map((days) => addDays('2025-08-01', days))
const aMark = fc.record({
  day: aDay,
  session: fc.constantFrom('morning' as const, 'afternoon' as const),
  code: fc.constantFrom(...markCodes),
})
const someMarks = fc.uniqueArray(aMark, { selector: ({ day, session }) => `${day} ${session}`, maxLength: 120 })
const aSpan = fc
  .tuple(aDay, aDay)
  .map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }))

const yearOf = (marks: readonly PlacedMark[]): RegisterYear[] => {
  const letters = writeLetters(marks)
  if (letters === null) return []
  return [
    RegisterYear.parse({
      kind: 'register-year',
      id: registerYearId(id(20), 2025),
      organisationId: hollins,
      pupilId: id(20),
      year: 2025,
      ...letters,
      takenAt: '2026-07-31T08:00:00.000Z',
    }),
  ]
}

describe('counting', () => {
  test('agrees with a slow count of any marks in any span, for any time on the roll', () => {
    fc.assert(
      fc.property(someMarks, aSpan, fc.option(aDay), fc.option(aDay), (marks, span, onRollFrom, leftOn) => {
        const counted = marks.filter(
          ({ day }) =>
            day >= span.from &&
            day <= span.to &&
            (onRollFrom === null || day >= onRollFrom) &&
            (leftOn === null || day <= leftOn),
        )
        const expected = slowly(counted.map(({ code }) => code))
        expect(countPupil({ onRollFrom, leftOn }, yearOf(marks), span)).toEqual(expected)
        expect(
          countSessions(marksOfPupil({ onRollFrom, leftOn }, yearOf(marks), span).map(({ code }) => code)),
        ).toEqual(expected)
      }),
    )
  })

  test('marks written as letters are read back, each in its place and in order', () => {
    fc.assert(
      fc.property(someMarks, (marks) => {
        const sorted = marks.toSorted((a, b) =>
          a.day === b.day ? b.session.localeCompare(a.session) : a.day.localeCompare(b.day),
        )
        const back = yearOf(marks).flatMap((year) => [...marksIn(year, { from: '2025-08-01', to: '2026-07-31' })])
        expect(back).toEqual(sorted)
      }),
    )
  })

  test('two spans beside each other add up to the whole', () => {
    fc.assert(
      fc.property(someMarks, aDay, (marks, day) => {
        const parts = yearOf(marks).flatMap((year) => [
          countLetters(year, { from: '2025-08-01', to: day }),
          countLetters(year, { from: addDays(day, 1), to: '2026-07-31' }),
        ])
        expect(addCounts(parts)).toEqual(slowly(marks.map(({ code }) => code)))
      }),
    )
  })

  test('a week as a school keeps it', () => {
    // Ill on Monday, late on Tuesday, after the register closed on Wednesday, the bus away on Thursday, closed on Friday.
    const week = countSessions(['I', 'I', 'L', '\\', 'U', '\\', 'Y1', 'Y1', '#', '#'])
    expect(week).toEqual({ possible: 6, attended: 3, authorised: 2, unauthorised: 1, late: 1 })
    expect(sayAttendance(week)).toBe('50% (3 of 6 sessions)')
  })
})

describe('bands', () => {
  test('exactly a tenth missed is persistent, exactly half is severe', () => {
    expect(bandOf(counts(324, 36))).toBe('persistent')
    expect(bandOf(counts(325, 35))).toBe('at-risk')
    expect(bandOf(counts(180, 180))).toBe('severe')
    expect(bandOf(counts(181, 179))).toBe('persistent')
    expect(isPersistent(counts(180, 180))).toBe(true)
  })

  test('nobody without a possible session is called absent', () => {
    expect(bandOf(nothingCounted)).toBe('nothing-to-count')
    expect(isPersistent(nothingCounted) || isSevere(nothingCounted)).toBe(false)
    expect(sayAttendance(nothingCounted)).toBe('No sessions to count yet')
  })

  test('agree with fractions reckoned without rounding', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (attended, missed) => {
        // Missed sessions laid out against every tenth, every second possible one.
        const reaches = (oneIn: number) => missed > 0 && Math.floor((missed * oneIn) / (attended + missed)) >= 1
        expect(isPersistent(counts(attended, missed))).toBe(reaches(10))
        expect(isSevere(counts(attended, missed))).toBe(reaches(2))
      }),
    )
  })
})

describe('what may still be missed, and the way out', () => {
  test('agree with missing and attending one session at a time', () => {
    fc.assert(
      fc.property(fc.nat(380), fc.nat(380), fc.nat(200), (attended, missed, toCome) => {
        const now = counts(attended, missed)
        let most: number | null = null
        for (let more = 0; more <= toCome; more += 1) {
          const end = counts(attended + toCome - more, missed + more)
          if (end.possible > 0 && !isPersistent(end)) most = more
        }
        expect(missesLeft(now, toCome)).toBe(most)
        let needed = 0
        while (isPersistent(counts(attended + needed, missed))) needed += 1
        expect(attendedUntilUnderTenth(now)).toBe(needed)
        let neededForHalf = 0
        while (isSevere(counts(attended + neededForHalf, missed))) neededForHalf += 1
        expect(attendedUntilUnderHalf(now)).toBe(neededForHalf)
        expect(absentOf(now)).toBe(missed)
      }),
      { numRuns: 60 },
    )
  })

  test('as an officer would say it: 30 of 200 missed, 180 to come', () => {
    expect(missesLeft(counts(170, 30), 180)).toBe(7)
    expect(attendedUntilUnderTenth(counts(170, 30))).toBe(101)
    // Too late for this year, whatever happens.
    expect(missesLeft(counts(100, 100), 180)).toBeNull()
  })
})

describe('a rate in words', () => {
  test('is never rounded up: 100% is said only of whoever missed none', () => {
    expect(sayAttendance(counts(379, 1))).toBe('99.7% (379 of 380 sessions)')
    expect(sayAttendance(counts(9999, 1))).toBe('99.9% (9999 of 10000 sessions)')
    expect(sayAttendance(counts(1, 0))).toBe('100% (1 of 1 session)')
  })
})

test('a school year begins in August, whenever its first term does', () => {
  expect([schoolYearOf('2026-07-31'), schoolYearOf('2026-08-31'), schoolYearOf('2027-01-04')]).toEqual([
    2025, 2026, 2026,
  ])
})
