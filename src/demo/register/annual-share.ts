import type { AttendanceBand } from '#domain/register/attendance-band.ts'
import type { SeededChoice } from '../seeded-choice.ts'
import { schoolOfYear, type SchoolName } from '../people/family.ts'

/** What the national tables know a pupil by. A single trait says little: they are read together, and never as a cause. */
export type Traits = { yearGroup: number; freeMeals: boolean; sen: boolean }

/** Where the bands of the national table begin, in hundredths of the possible sessions of a year; the last one has no end but all. */
const bandsFrom = [0, 5, 10, 15, 20, 25, 30, 50] as const
const END = 100

/** The place of the first band that is persistent, and of the one that is severe. */
const PERSISTENT = 2
const SEVERE = 7

/**
 * Pupils in each band, in tenths of a hundredth: whole year 2022/23, all enrolments in England aged 5 to 15 (the Department’s census
 * statistics of pupil absence by band). `both` is free school meals and special needs.
 */
const national: Record<SchoolName, Record<'free' | 'notFree' | 'sen', readonly number[]>> = {
  primary: {
    free: [395, 311, 148, 65, 31, 17, 23, 11],
    notFree: [621, 267, 72, 21, 8, 4, 5, 3],
    sen: [446, 297, 126, 53, 26, 15, 22, 15],
  },
  secondary: {
    free: [292, 258, 148, 81, 49, 33, 69, 70],
    notFree: [520, 278, 99, 37, 18, 11, 19, 18],
    sen: [360, 249, 124, 64, 40, 27, 59, 76],
  },
}

/** Pupils of secondary schools with both free school meals and special needs. For primary schools no such row is published. */
const bothInSecondary = [240, 221, 142, 86, 58, 41, 94, 118]

/** How many of the invented pupils have free school meals, and how many special needs: one has nothing to do with the other here. */
const FREE = 0.26
const SEN = 0.19

/** Persistent and severe absence of each year of 2022/23 beside that of its phase (the same tables). Reception is taken as Year 1. */
const byYear: Record<
  SchoolName,
  { persistent: number; severe: number; years: readonly (readonly [number, number])[] }
> = {
  primary: {
    persistent: 16.2,
    severe: 0.7,
    years: [
      [19.2, 0.8],
      [19.2, 0.8],
      [16.3, 0.7],
      [15.2, 0.7],
      [15.3, 0.7],
      [15.7, 0.7],
      [15.7, 0.8],
    ],
  },
  secondary: {
    persistent: 26.5,
    severe: 3.4,
    years: [
      [19.9, 1.7],
      [25.4, 2.9],
      [28.9, 3.9],
      [29.7, 4.5],
      [30.4, 4.5],
    ],
  },
}

/**
 * By how much less was missed in 2025/26 than in 2022/23: so that persistent absence comes down from 16.2 to 13.8 in primary schools
 * and from 26.5 to 23.8 in secondary ones (daily attendance data, whole year). Severe absence has not come down.
 */
const lessThanThen: Record<SchoolName, number> = { primary: 0.08, secondary: 0.1 }

/** Of severe absence the rest of the way to *all of it*; of the others the rest of the way to the next band. More are near where a band begins. */
const leanings = { first: 1.9, between: 1.5, severe: 2.2 }

/**
 * The share of a year’s sessions that a pupil will miss, 0 to 1, drawn from the national bands for such pupils. With `within` it is one of
 * those that lead to that band: what a case was opened for is known before its marks are made.
 */
export const annualShare = (traits: Traits, choice: SeededChoice, within: AttendanceBand | null = null): number => {
  const phase = schoolOfYear(traits.yearGroup)
  const shares = bandsOf(traits)
  const band = choice.weighted(shares.map((share, place) => [place, leadsTo(place, within) ? share : 0] as const))
  const from = bandsFrom[band] ?? 0
  const to = bandsFrom[band + 1] ?? END
  const lean = band === SEVERE ? leanings.severe : band === 0 ? leanings.first : leanings.between
  const then = (from + (to - from) * choice.fraction() ** lean) / 100
  return then * (1 - lessThanThen[phase] * Math.min(1, Math.max(0, (0.5 - then) / 0.2)))
}

/** Which bands of the national table lead to a band of ours; of what no case is opened for, all. */
const leadsTo = (place: number, within: AttendanceBand | null): boolean => {
  if (within === 'severe') return place === SEVERE
  if (within === 'persistent') return place >= PERSISTENT && place < SEVERE
  return within !== 'at-risk' || place === PERSISTENT - 1
}

/** The bands of pupils with these traits in a year group, as shares of 1: reckoned once for each of the few groups there are. */
const bandsOf = (traits: Traits): readonly number[] => {
  const key = `${traits.yearGroup} ${traits.freeMeals} ${traits.sen}`
  const known = reckoned.get(key) ?? reckonBands(traits)
  reckoned.set(key, known)
  return known
}
const reckoned = new Map<string, readonly number[]>()

const reckonBands = ({ yearGroup, freeMeals, sen }: Traits): readonly number[] => {
  const phase = schoolOfYear(yearGroup)
  const cell = cellOf(phase, freeMeals, sen)
  const { persistent, severe, years } = byYear[phase]
  const [ofYear, severeOfYear] = years[yearGroup - (phase === 'primary' ? 0 : 7)] ?? [persistent, severe]
  const timesSevere = severeOfYear / severe
  const times = (ofYear - severeOfYear) / (persistent - severe)
  const worse = cell.map((share, place) =>
    place === SEVERE ? share * timesSevere : place < PERSISTENT ? 0 : share * times,
  )
  const left = 1 - sum(worse)
  const lower = sum(cell.slice(0, PERSISTENT))
  return cell.map((share, place) => (place < PERSISTENT ? (share / lower) * left : (worse[place] ?? 0)))
}

/**
 * The four groups that free meals and special needs make, out of the three rows that are published and the one for both. Each published row is
 * the mean of two groups, which leaves the third unknown to be reckoned. In primary schools pupils with both stand to those with free meals as they do in secondary schools.
 */
const cellOf = (phase: SchoolName, freeMeals: boolean, sen: boolean): number[] => {
  const { free, notFree, sen: withSen } = national[phase]
  const both = toShares(
    phase === 'secondary'
      ? bothInSecondary
      : free.map((share, place) => (share * (bothInSecondary[place] ?? 0)) / (national.secondary.free[place] ?? 1)),
  )
  if (freeMeals && sen) return both
  if (freeMeals) return without(toShares(free), both, SEN)
  const senAlone = without(toShares(withSen), both, FREE)
  return sen ? senAlone : without(toShares(notFree), senAlone, SEN)
}

/** What the rest of a group looks like, when `part` of it, so large a share, is known. */
const without = (whole: readonly number[], part: readonly number[], share: number): number[] =>
  whole.map((of, place) => (of - share * (part[place] ?? 0)) / (1 - share))

const toShares = (row: readonly number[]): number[] => row.map((share) => share / sum(row))

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
