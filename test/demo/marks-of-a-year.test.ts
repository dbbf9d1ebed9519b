import { beforeAll, describe, expect, test } from 'vitest'
import type { Traits } from '#demo/register/annual-share.ts'
import { yearOfDays } from '#demo/register/day-weights.ts'
import { asItStood, makeYear, type SettledMark } from '#demo/register/make-year.ts'
import { SeededChoice } from '#demo/seeded-choice.ts'
import { absentOf, countSessions, type SessionCounts } from '#domain/register/count-sessions.ts'
import { isPersistent, isSevere } from '#domain/register/attendance-band.ts'
import { meaningOf, type MarkCode } from '#domain/register/mark-codes.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { isSchoolDay, weekOf } from '#domain/time/school-calendar.ts'
import { addDays, weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'

/**
 * Whole years of marks of thousands of invented pupils, beside what the Department for Education publishes of England. Two kinds of difference
 * are allowed: twice the standard error of a sample of this size, and so much as the recipe does not claim to know (each said where it is used).
 *
 * - *Daily data*: the Department's daily attendance data of 2025/26, 8 September to 10 July, derived from the files of its dashboard.
 * - *Bands*: pupil absence in schools, whole year 2022/23, pupils by band of absence, and by year group.
 * - *Weekly*: the Department's weekly reports of autumn 2025 and January 2026.
 */
const PUPILS = 5000

type Phase = 'primary' | 'secondary'
const phases: readonly Phase[] = ['primary', 'secondary']

/** A school year like that of the daily data: its usual holidays, bank holidays known. */
const holidays = [
  ['2025-10-27', '2025-10-31'],
  ['2025-12-22', '2026-01-02'],
  ['2026-02-16', '2026-02-20'],
  ['2026-03-30', '2026-04-10'],
  ['2026-05-25', '2026-05-29'],
] as const
const schoolDays = (): SchoolDay[] => {
  const days: SchoolDay[] = []
  for (let day = '2025-09-08'; day <= '2026-07-17'; day = addDays(day, 1))
    if (isSchoolDay(day, noClosuresEntered) && !holidays.some(([from, to]) => day >= from && day <= to)) days.push(day)
  return days
}
const year = yearOfDays(schoolDays())

/** As many with free school meals and with special needs as in the invented schools. */
const pupilOf = (phase: Phase, number: number): { traits: Traits; marks: SettledMark[] } => {
  const choice = new SeededChoice(`${phase} ${number}`)
  const yearGroup = phase === 'primary' ? 1 + (number % 6) : 7 + (number % 5)
  const traits = { yearGroup, freeMeals: choice.isOneOf(0.26), sen: choice.isOneOf(0.19) }
  return { traits, marks: makeYear(traits, year, choice) }
}

/** What is kept of a pupil: the marks themselves are a million. */
type Counted = Traits & {
  counts: SessionCounts
  codes: Map<MarkCode, number>
  spells: number
  spellsOfLooseDays: number
}

type Sample = {
  pupils: Counted[]
  /** Missed and possible, by place of the session in the year. */
  missed: number[]
  ill: number[]
}
const samples = new Map<Phase, Sample>()
const of = (phase: Phase): Sample => samples.get(phase) ?? { pupils: [], missed: [], ill: [] }

const isAbsence = (code: MarkCode): boolean => ['authorised', 'unauthorised'].includes(meaningOf(code).counts)

/** How many times a row of sessions begins to be missed. */
const beginnings = (missed: readonly boolean[]): number =>
  missed.filter((is, at) => is && missed[at - 1] !== true).length

beforeAll(() => {
  for (const phase of phases) {
    const sample: Sample = { pupils: [], missed: year.days.flatMap(() => [0, 0]), ill: year.days.flatMap(() => [0, 0]) }
    for (let number = 0; number < PUPILS; number += 1) {
      const { traits, marks } = pupilOf(phase, number)
      const codes = new Map<MarkCode, number>()
      const missed = marks.map(({ code }, at) => {
        codes.set(code, (codes.get(code) ?? 0) + 1)
        if (!isAbsence(code)) return false
        sample.missed[at] = (sample.missed[at] ?? 0) + 1
        if (code === 'I') sample.ill[at] = (sample.ill[at] ?? 0) + 1
        return true
      })
      const loose = new SeededChoice(`loose ${number}`)
        .shuffled(year.days.map((_, day) => [missed[2 * day] === true, missed[2 * day + 1] === true]))
        .flat()
      sample.pupils.push({
        ...traits,
        counts: countSessions(marks.map(({ code }) => code)),
        codes,
        spells: beginnings(missed),
        spellsOfLooseDays: beginnings(loose),
      })
    }
    samples.set(phase, sample)
  }
}, 120_000)

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
const possibleIn = ({ pupils }: Sample): number => sum(pupils.map(({ counts }) => counts.possible))
const per = (whole: number, sample: Sample, codes: readonly MarkCode[]): number =>
  (whole * sum(sample.pupils.map((pupil) => sum(codes.map((code) => pupil.codes.get(code) ?? 0))))) / possibleIn(sample)
const shareOf = (pupils: readonly Counted[], is: (counts: SessionCounts) => boolean): number =>
  (100 * pupils.filter(({ counts }) => is(counts)).length) / pupils.length
/** Two standard errors of a share of pupils, in hundredths. */
const twoErrors = (percent: number, pupils: number): number => 2 * Math.sqrt((percent * (100 - percent)) / pupils)

/** Nothing, or what is further from what was published than it may be. */
const beyond = (what: string, found: number, figure: number, tolerance: number): string[] =>
  Math.abs(found - figure) <= tolerance
    ? []
    : [`${what}: ${found.toFixed(2)} beside ${figure.toFixed(2)}, at most ${tolerance.toFixed(2)} apart`]

describe('what is missed, in a hundred possible sessions (daily data)', () => {
  /**
   * With the tolerances: two standard errors of 5,000 pupils of whom a few miss nearly all (0.19 and 0.37 overall), and a twentieth of the figure,
   * since bands of 2022/23 are brought to 2025/26 by one factor.
   */
  test.each([
    ['primary', 'overall', 5.28, 0.4],
    ['primary', 'authorised', 3.73, 0.3],
    ['primary', 'unauthorised', 1.55, 0.25],
    ['primary', 'I', 2.79, 0.25],
    ['primary', 'O', 0.79, 0.15],
    ['primary', 'G', 0.53, 0.1],
    ['primary', 'L', 1.12, 0.12],
    ['secondary', 'overall', 8.49, 0.6],
    ['secondary', 'authorised', 5.22, 0.4],
    ['secondary', 'unauthorised', 3.27, 0.4],
    ['secondary', 'I', 3.63, 0.3],
    ['secondary', 'O', 2.61, 0.35],
    ['secondary', 'G', 0.31, 0.06],
    ['secondary', 'L', 2.79, 0.25],
  ] as const)('%s, %s: %f', (phase, what, published, tolerance) => {
    const sample = of(phase)
    const all = sample.pupils.map(({ counts }) => counts)
    const share = (figure: (counts: SessionCounts) => number) => (100 * sum(all.map(figure))) / possibleIn(sample)
    const found =
      what === 'overall'
        ? share(absentOf)
        : what === 'authorised' || what === 'unauthorised'
          ? share((counts) => counts[what])
          : per(100, sample, [what])
    expect(beyond(`${phase} ${what}`, found, published, tolerance)).toEqual([])
  })
})

const groups = {
  all: () => true,
  free: ({ freeMeals }: Traits) => freeMeals,
  notFree: ({ freeMeals }: Traits) => !freeMeals,
  sen: ({ sen }: Traits) => sen,
} as const
type Group = keyof typeof groups

/** Pupils in each band from 0, 5, 10, 15, 20, 25, 30 and 50 hundredths on (bands). */
const published: Record<Phase, Record<Group, readonly number[]>> = {
  primary: {
    all: [56.1, 27.7, 9.2, 3.2, 1.4, 0.7, 1, 0.7],
    free: [39.5, 31.1, 14.8, 6.5, 3.1, 1.7, 2.3, 1.1],
    notFree: [62.1, 26.7, 7.2, 2.1, 0.8, 0.4, 0.5, 0.3],
    sen: [44.6, 29.7, 12.6, 5.3, 2.6, 1.5, 2.2, 1.5],
  },
  secondary: {
    all: [46.3, 27.2, 11, 4.8, 2.6, 1.6, 3.1, 3.4],
    free: [29.2, 25.8, 14.8, 8.1, 4.9, 3.3, 6.9, 7],
    notFree: [52, 27.8, 9.9, 3.7, 1.8, 1.1, 1.9, 1.8],
    sen: [36, 24.9, 12.4, 6.4, 4, 2.7, 5.9, 7.6],
  },
}
/** Persistent absence of 2025/26 beside that of 2022/23: 13.8 of 16.2, and 23.8 of 26.5. Severe absence has not come down. */
const lessPersistent: Record<Phase, number> = { primary: 13.8 / 16.2, secondary: 23.8 / 26.5 }
/** Hundredths that the recipe may be off in a share of pupils: how free meals and special needs go together is published for secondary schools alone. */
const RECIPE = 0.8
/** And in the two bands below a tenth: how those who are persistently absent no longer divide over them is not published. */
const RECIPE_BELOW = 3.5

const cells = phases.flatMap((phase) => Object.keys(groups).map((group) => [phase, group] as const))
const isGroup = (name: string): name is Group => Object.hasOwn(groups, name)
const pupilsIn = (phase: Phase, group: string): Counted[] =>
  of(phase).pupils.filter(isGroup(group) ? groups[group] : () => false)
const rowOf = (phase: Phase, group: string): readonly number[] => (isGroup(group) ? published[phase][group] : [])

describe('who is persistently and severely absent (bands, brought to 2025/26)', () => {
  test.each(cells)('%s, %s', (phase, group) => {
    const pupils = pupilsIn(phase, group)
    const row = rowOf(phase, group)
    const persistent = sum(row.slice(2)) * lessPersistent[phase]
    const severe = row[7] ?? 0
    expect(
      beyond('persistent', shareOf(pupils, isPersistent), persistent, twoErrors(persistent, pupils.length) + RECIPE),
    ).toEqual([])
    expect(beyond('severe', shareOf(pupils, isSevere), severe, twoErrors(severe, pupils.length) + RECIPE / 4)).toEqual(
      [],
    )
  })

  test.each(cells)('each band of %s, %s', (phase, group) => {
    const pupils = pupilsIn(phase, group)
    const row = rowOf(phase, group)
    const from = [0, 5, 10, 15, 20, 25, 30, 50]
    const [persistent, severe, below] = [sum(row.slice(2)), row[7] ?? 0, sum(row.slice(0, 2))]
    const times = (persistent * lessPersistent[phase] - severe) / (persistent - severe)
    for (const [band, share] of row.entries()) {
      const now =
        band < 2 ? (share / below) * (100 - persistent * lessPersistent[phase]) : band === 7 ? share : share * times
      const found = shareOf(pupils, (counts) => {
        const missed = 100 * absentOf(counts)
        return missed >= (from[band] ?? 0) * counts.possible && missed < (from[band + 1] ?? 101) * counts.possible
      })
      expect(
        beyond(
          `from ${from[band] ?? 0}`,
          found,
          now,
          twoErrors(now, pupils.length) + (band < 2 ? RECIPE_BELOW : RECIPE),
        ),
      ).toEqual([])
    }
  })

  test.each([
    [1, 19.2],
    [2, 16.3],
    [3, 15.2],
    [6, 15.7],
    [7, 19.9],
    [8, 25.4],
    [9, 28.9],
    [11, 30.4],
  ])('Year %i: %f in 2022/23', (yearGroup, then) => {
    const phase = yearGroup < 7 ? 'primary' : 'secondary'
    const pupils = of(phase).pupils.filter((pupil) => pupil.yearGroup === yearGroup)
    const now = then * lessPersistent[phase]
    expect(beyond('persistent', shareOf(pupils, isPersistent), now, twoErrors(now, pupils.length) + RECIPE)).toEqual([])
  })
})

describe('why, in ten thousand possible sessions (daily data)', () => {
  /** A sixth of the figure: codes that few pupils have many of vary by a tenth between samples of this size. */
  const SIXTH = 1 / 6
  test.each([
    ['primary', { I: 278.6, M: 27.2, G: 53.5, O: 79.4, U: 16.9, L: 112.2, V: 73.3, B: 19.1 }],
    ['secondary', { I: 362.7, M: 37.6, G: 31.4, O: 260.8, U: 29.7, E: 28.9, L: 279, V: 72.9, B: 30, P: 14.2, W: 30.9 }],
  ] as const)('the main codes of %s schools', (phase, marks) => {
    for (const [code, figure] of Object.entries(marks))
      expect(beyond(code, per(10_000, of(phase), [codeNamed(code)]), figure, figure * SIXTH)).toEqual([])
    // Very few pupils have a part-time timetable, and each of them many of its marks.
    const timetable = phase === 'primary' ? 16.7 : 32.1
    expect(beyond('C2', per(10_000, of(phase), ['C2']), timetable, timetable / 4)).toEqual([])
    // C stands for the rarer kinds of leave too, and study leave.
    expect(beyond('C', per(10_000, of(phase), ['C']), phase === 'primary' ? 39.7 : 55, 9)).toEqual([])
  })

  test.each([
    ['primary', 91.8, 93.4],
    ['secondary', 85.8, 88.5],
  ] as const)(
    '%s: present marks are %f of mornings, since most who are late are late then, and %f of afternoons',
    (phase, am, pm) => {
      expect(beyond('mornings', per(200, of(phase), ['/']), am, 0.8)).toEqual([])
      expect(beyond('afternoons', per(200, of(phase), ['\\']), pm, 0.8)).toEqual([])
    },
  )

  test.each(phases)('of %s schools five in ten thousand stay N, because nobody ever said why', (phase) => {
    expect(beyond('N', per(10_000, of(phase), ['N']), 5, 1.2)).toEqual([])
  })

  test.each(phases)('%s: illness leads where little is missed, and no reason that counts where much is', (phase) => {
    const partOf = (codes: MarkCode[], from: number, to: number): number => {
      const pupils = of(phase).pupils.filter(
        ({ counts }) => absentOf(counts) >= from * counts.possible && absentOf(counts) < to * counts.possible,
      )
      return (
        sum(pupils.map((pupil) => sum(codes.map((code) => pupil.codes.get(code) ?? 0)))) /
        sum(pupils.map(({ counts }) => absentOf(counts)))
      )
    }
    for (const [codes, isMore] of [
      [['O', 'C2'], true],
      [['I', 'M', 'G'], false],
    ] as const) {
      const [little, much] = [partOf([...codes], 0, 0.1), partOf([...codes], 0.1, 1.1)]
      expect(isMore ? much / little : little / much).toBeGreaterThan(1.3)
    }
  })
})

const codeNamed = (name: string): MarkCode => {
  const [found] = Object.values(of('secondary').pupils).flatMap(({ codes }) =>
    [...codes.keys()].filter((code) => code === name),
  )
  if (found === undefined) throw new Error(`Nobody has ${name}.`)
  return found
}

/** Missed in a hundred, of the sessions for which `is` holds. */
const missedWhere = (
  phase: Phase,
  is: (day: SchoolDay, half: number) => boolean,
  of_: 'missed' | 'ill' = 'missed',
): number => {
  const places = year.days.flatMap((day, at) => [0, 1].flatMap((half) => (is(day, half) ? [2 * at + half] : [])))
  return (100 * sum(places.map((place) => of(phase)[of_][place] ?? 0))) / (places.length * PUPILS)
}

const inBoth = (is: (day: SchoolDay) => boolean, what: 'missed' | 'ill' = 'missed'): number =>
  sum(phases.map((phase) => missedWhere(phase, is, what)))

/** Illness of one week beside that of the year. */
const illIn = (monday: SchoolDay): number => inBoth((day) => weekOf(day) === monday, 'ill') / inBoth(() => true, 'ill')

describe('when', () => {
  test.each([
    ['primary', 1.4],
    ['secondary', 1.8],
  ] as const)(
    '%s: Wednesday morning is best and Friday afternoon worst, %f apart (FFT Education Datalab, autumn 2022)',
    (phase, gap) => {
      const halves = [1, 2, 3, 4, 5].flatMap((weekday) =>
        [0, 1].map((half) => ({
          when: `${weekday} ${half}`,
          missed: missedWhere(phase, (day, of_) => weekdayOf(day) === weekday && of_ === half),
        })),
      )
      const inOrder = halves.toSorted((a, b) => a.missed - b.missed)
      expect([inOrder[0]?.when, inOrder.at(-1)?.when]).toEqual(['3 0', '5 1'])
      expect(beyond('gap', (inOrder.at(-1)?.missed ?? 0) - (inOrder[0]?.missed ?? 0), gap, 0.45)).toEqual([])
      // Afternoons are a little worse than mornings, on every day of the week.
      for (let at = 0; at < halves.length; at += 2) {
        const apart = (halves[at + 1]?.missed ?? 0) - (halves[at]?.missed ?? 0)
        expect(apart).toBeGreaterThan(0.05)
        expect(apart).toBeLessThan(0.7)
      }
    },
  )

  /** Of 6.88 overall in the year: 4.75, 5.75, 7.31, 5.93, 8.91 and 6.87 (weekly, all schools). A tenth either way for phases and seasons. */
  test.each([
    ['the first week', '2025-09-08', 4.75],
    ['the second', '2025-09-15', 5.75],
    ['the last before half-term', '2025-10-20', 7.31],
    ['the first after it', '2025-11-03', 5.93],
    ['the last before Christmas', '2025-12-15', 8.91],
    ['the first of January', '2026-01-05', 6.87],
  ])('%s', (_, monday, overall) => {
    expect(
      beyond('beside the year', inBoth((day) => weekOf(day) === monday) / inBoth(() => true), overall / 6.88, 0.12),
    ).toEqual([])
  })

  test('illness has its season: 1.89 in the first week, 4.73 at the beginning of December, 2.83 in January (weekly)', () => {
    expect(beyond('September', illIn('2025-09-08'), 1.89 / 3.21, 0.2)).toEqual([])
    expect(beyond('December', illIn('2025-12-01'), 4.73 / 3.21, 0.3)).toEqual([])
    expect(beyond('January', illIn('2026-01-05'), 2.83 / 3.21, 0.2)).toEqual([])
  })

  test.each(phases)('%s: in spells, far fewer of them than if the same days lay anywhere', (phase) => {
    const { pupils } = of(phase)
    const spells = sum(pupils.map((pupil) => pupil.spells))
    expect(spells / sum(pupils.map((pupil) => pupil.spellsOfLooseDays))).toBeLessThan(0.75)
    // Whoever misses a tenth to a half is away six to twenty times a year, not thirty.
    const often = pupils.filter(({ counts }) => isPersistent(counts) && !isSevere(counts))
    const mean = sum(often.map((pupil) => pupil.spells)) / often.length
    expect(mean).toBeGreaterThan(6)
    expect(mean).toBeLessThan(20)
  })
})

describe('N first, then settled (regulation 10(7) to (9) of SI 2024/208)', () => {
  const marks = Array.from({ length: 300 }, (_, number) => pupilOf('secondary', number).marks).flat()

  test('that evening nobody knows of many absences why', () => {
    const tonight = marks.filter(({ code }) => isAbsence(code)).map((mark) => asItStood(mark, 0).code)
    const asked = tonight.filter((code) => code === 'N').length / tonight.length
    expect(asked).toBeGreaterThan(0.25)
    expect(asked).toBeLessThan(0.7)
  })

  test('five school days later every N has its reason, or is O, but for those that stay', () => {
    for (const mark of marks) expect(asItStood(mark, 5).code).toBe(mark.code)
    expect(marks.some((mark) => mark.code === 'O' && asItStood(mark, 4).code === 'N')).toBe(true)
    expect(marks.some((mark) => mark.code === 'I' && asItStood(mark, 0).code === 'N')).toBe(true)
  })

  test('the same pupil has the same marks again, and another pupil others', () => {
    expect(pupilOf('primary', 7)).toEqual(pupilOf('primary', 7))
    expect(pupilOf('primary', 7).marks).not.toEqual(pupilOf('primary', 13).marks)
  })
})
