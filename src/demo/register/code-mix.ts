import type { MarkCode } from '#domain/register/mark-codes.ts'
import type { Session } from '#domain/time/school-session.ts'
import { SEED } from '../seed.ts'
import { SeededChoice } from '../seeded-choice.ts'
import { yearGroups, schoolOfYear, type SchoolName } from '../people/family.ts'
import { annualShare } from './annual-share.ts'

/** Why a child is away, as a register says it. N is none of these: it stands until one of them is known. */
export const absenceCodes = ['I', 'M', 'C', 'C2', 'E', 'R', 'G', 'O', 'U'] as const satisfies readonly MarkCode[]
export type AbsenceCode = (typeof absenceCodes)[number]

/** Where how much a child misses begins to change why: up to a twentieth of the year, up to a tenth, up to a half, more. */
const levelsFrom = [0, 0.05, 0.1, 0.5]
export const levelOf = (share: number): number => levelsFrom.findLastIndex((from) => share >= from)

/**
 * Marks in ten thousand possible sessions of 2025/26 (the Department’s daily attendance data, whole year). What is there less than ten
 * times, and study leave, is counted with C; N that was left with O.
 */
const published: Record<SchoolName, Record<AbsenceCode, number>> = {
  primary: { I: 278.6, M: 27.2, C: 40.1, C2: 16.7, E: 3.7, R: 6.6, G: 53.5, O: 84.3, U: 16.9 },
  secondary: { I: 362.7, M: 37.6, C: 55, C2: 32.1, E: 28.9, R: 5.8, G: 31.4, O: 265.8, U: 29.7 },
}

/**
 * How a code’s part changes with the level. Illness, appointments and holidays lead where little is missed; *no reason that counts* and
 * part-time timetables where much is (after the Department’s figures of codes by band; the numbers are ours).
 */
const leanings: Record<AbsenceCode, readonly number[]> = {
  I: [1, 1, 0.75, 0.35],
  M: [1.3, 1, 0.5, 0.15],
  C: [1, 1, 0.9, 0.8],
  C2: [0.01, 0.05, 0.6, 3],
  E: [0.1, 0.5, 1.2, 1],
  R: [1, 0.8, 0.4, 0.1],
  G: [1, 1.4, 0.6, 0.05],
  O: [0.3, 0.6, 1.3, 2.2],
  U: [0.6, 1, 1.3, 0.6],
}

/** Pupils drawn to know how much of all absence each level has. */
const DRAWN = 3000
/** Rounds after which rows and columns both add up to within a thousandth. */
const ROUNDS = 40

/**
 * For each level the part that each code has of its absence. The published marks are divided over the levels as the leanings say, so that each
 * code keeps its total and each level its own (fitted in turns, rows and columns).
 */
const fitMix = (phase: SchoolName): Record<AbsenceCode, number>[] => {
  const ofLevel = levelsFrom.map(() => 0)
  const choice = new SeededChoice(`${SEED} mix ${phase}`)
  const years = yearGroups.filter((year) => schoolOfYear(year) === phase)
  for (let drawn = 0; drawn < DRAWN; drawn += 1) {
    const traits = { yearGroup: choice.pick(years), freeMeals: choice.isOneOf(0.26), sen: choice.isOneOf(0.19) }
    const share = annualShare(traits, choice)
    ofLevel[levelOf(share)] = (ofLevel[levelOf(share)] ?? 0) + share
  }
  const all = sum(ofLevel)
  const total = sum(Object.values(published[phase]))
  const mix = levelsFrom.map((_, level) => mapCodes((code) => published[phase][code] * (leanings[code][level] ?? 0)))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const code of absenceCodes) {
      const times = published[phase][code] / total / sum(mix.map((row) => row[code]))
      for (const row of mix) row[code] *= times
    }
    for (const [level, row] of mix.entries()) {
      const times = (ofLevel[level] ?? 0) / all / sum(Object.values(row))
      for (const code of absenceCodes) row[code] *= times
    }
  }
  return mix
}

const mapCodes = (of: (code: AbsenceCode) => number): Record<AbsenceCode, number> => ({
  I: of('I'),
  M: of('M'),
  C: of('C'),
  C2: of('C2'),
  E: of('E'),
  R: of('R'),
  G: of('G'),
  O: of('O'),
  U: of('U'),
})

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)

const mixes: Record<SchoolName, Record<AbsenceCode, number>[]> = {
  primary: fitMix('primary'),
  secondary: fitMix('secondary'),
}

/** A spell away: how many sessions, whether of afternoons alone, and for how many school days nobody at school knew why. */
export type Spell = {
  code: AbsenceCode
  sessions: number
  startsAt: Session
  isOfAfternoons: boolean
  askedFor: number
}

/** Days of a spell on average, by level: whoever misses much is away longer at a time. */
const meanDays: Record<'I' | 'O' | 'C' | 'E', readonly number[]> = {
  I: [1.8, 2.1, 2.6, 7],
  O: [1.1, 1.3, 2, 8],
  C: [1, 1.2, 1.5, 3],
  E: [2, 2, 2.5, 3],
}

/** Sessions of a spell on average, so that codes are drawn as often as gives their part of the sessions. */
const meanSessions = (code: AbsenceCode, level: number): number => {
  switch (code) {
    case 'I':
    case 'O':
    case 'C':
    case 'E':
      return 2 * (meanDays[code][level] ?? 1)
    case 'G':
      return 10
    case 'C2':
      return 20
    case 'R':
      return 2
    case 'M':
      return 1.3
    case 'U':
      return 1
  }
}

/** For each phase and level how often a spell of each code begins. */
const spellsBegin = (phase: SchoolName) =>
  mixes[phase].map((row, level) => absenceCodes.map((code) => [code, row[code] / meanSessions(code, level)] as const))
const begins = { primary: spellsBegin('primary'), secondary: spellsBegin('secondary') }

/** The next spell of a child who misses this share of the year, of `most` sessions at most. */
export const drawSpell = (phase: SchoolName, share: number, most: number, choice: SeededChoice): Spell => {
  const level = levelOf(share)
  const code = choice.weighted(begins[phase][level] ?? [])
  const sessions = Math.min(most, sessionsOf(code, level, choice))
  return {
    code,
    sessions,
    startsAt: startOf(code, sessions, choice),
    isOfAfternoons: code === 'C2',
    askedFor: askedFor(code, choice),
  }
}

/** Whole days begin in the morning. Half a day more is the afternoon of a child who went home ill, or away, at midday. */
const startOf = (code: AbsenceCode, sessions: number, choice: SeededChoice): Session => {
  if (code === 'U') return choice.isOneOf(0.85) ? 'morning' : 'afternoon'
  if (code === 'M') return choice.isOneOf(0.6) ? 'morning' : 'afternoon'
  return code === 'C2' || sessions % 2 === 1 ? 'afternoon' : 'morning'
}

const sessionsOf = (code: AbsenceCode, level: number, choice: SeededChoice): number => {
  switch (code) {
    case 'I':
    case 'O':
    case 'C':
    case 'E':
      return 2 * daysAbout(meanDays[code][level] ?? 1, choice) - (choice.isOneOf(HALF_DAYS[code]) ? 1 : 0)
    case 'G':
      return 2 * choice.whole(3, 7)
    case 'C2':
      return choice.whole(10, 30)
    case 'R':
      return 2
    case 'M':
      return choice.isOneOf(0.3) ? 2 : 1
    case 'U':
      return 1
  }
}

/** So many spells begin or end at midday. */
const HALF_DAYS = { I: 0.12, O: 0.25, C: 0, E: 0 }

/** A number of days, 1 or more: each day is the last with the same likelihood. */
const daysAbout = (mean: number, choice: SeededChoice): number =>
  mean <= 1 ? 1 : 1 + Math.floor(Math.log(1 - choice.fraction()) / Math.log(1 - 1 / mean))

/**
 * School days for which the mark stood as N. A reason is to be found within five, and without one N becomes O (School Attendance (Pupil
 * Registration) (England) Regulations 2024, regulation 10(7) to (9)). Leave and exclusions are known before; a third of illness is not.
 */
const askedFor = (code: AbsenceCode, choice: SeededChoice): number => {
  if (code === 'O') return choice.isOneOf(0.6) ? FIVE : choice.whole(1, FIVE)
  if (code === 'I') return choice.isOneOf(0.35) ? choice.whole(1, 3) : 0
  return code === 'G' && choice.isOneOf(0.5) ? choice.whole(1, FIVE) : 0
}
const FIVE = 5
