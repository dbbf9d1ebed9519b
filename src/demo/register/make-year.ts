import type { AttendanceBand } from '#domain/register/attendance-band.ts'
import type { MarkCode } from '#domain/register/mark-codes.ts'
import type { PlacedMark } from '#domain/register/mark-letters.ts'
import { sessionsOfDay } from '#domain/time/school-session.ts'
import { schoolOfYear, type SchoolName } from '../people/family.ts'
import type { SeededChoice } from '../seeded-choice.ts'
import { annualShare, type Traits } from './annual-share.ts'
import { drawSpell, type Spell } from './code-mix.ts'
import type { YearOfDays } from './day-weights.ts'
import { elsewhere } from './elsewhere.ts'

/** A mark as it ends up, and for how many school days after its own it stood as N. Of some nobody ever says why: those stay N. */
export type SettledMark = PlacedMark & { askedFor: number }

/** So many spells of which the reason was asked stay N for good: five marks in ten thousand do (the same data). */
const FORGOTTEN: Record<SchoolName, number> = { primary: 0.021, secondary: 0.012 }

/**
 * One pupil’s marks of a whole school year, in order: how much is missed is drawn from the national bands for such pupils, why from the
 * national codes for that much, and when in spells, more of them on Fridays and before holidays. Lateness and days elsewhere follow.
 * The same choice gives the same marks.
 */
export const makeYear = (
  traits: Traits,
  year: YearOfDays,
  choice: SeededChoice,
  within: AttendanceBand | null = null,
): SettledMark[] => {
  const phase = schoolOfYear(traits.yearGroup)
  const share = annualShare(traits, choice, within)
  const away = placeSpells(phase, share, year, choice)
  const lateness = latenessOf(phase, share, choice)
  const other = elsewhere(traits, year.days, choice)
  return year.days.flatMap((day, place) =>
    sessionsOfDay.map((session, half): SettledMark => {
      const spell = away[2 * place + half] ?? null
      if (spell !== null) return { day, session, ...spell }
      const there = other.get(2 * place + half) ?? (half === 0 ? '/' : '\\')
      const isLate = (there === '/' || there === '\\') && choice.isOneOf(lateness[session])
      return { day, session, code: isLate ? 'L' : there, askedFor: 0 }
    }),
  )
}

/** A mark as the register had it on the evening of a later school day, `schoolDays` after its own. */
export const asItStood = ({ day, session, code, askedFor }: SettledMark, schoolDays: number): PlacedMark => ({
  day,
  session,
  code: schoolDays < askedFor ? 'N' : code,
})

type Away = { code: MarkCode; askedFor: number } | null

/** Spells until the share is missed, each from a likely day on. One that meets another goes on after it, and at the end of the year before it. */
const placeSpells = (phase: SchoolName, share: number, year: YearOfDays, choice: SeededChoice): Away[] => {
  const sessions: Away[] = Array.from({ length: 2 * year.days.length }, () => null)
  let left = Math.round(share * sessions.length)
  while (left > 0) {
    const spell = drawSpell(phase, share, left, choice)
    const day = placeFor(year.weights[spell.code === 'I' ? 'illness' : 'other'], choice)
    const isForgotten = spell.askedFor > 0 && choice.isOneOf(FORGOTTEN[phase])
    const mark = { code: isForgotten ? ('N' as const) : spell.code, askedFor: spell.askedFor }
    left -= place(sessions, 2 * day + (spell.startsAt === 'morning' ? 0 : 1), spell, mark)
  }
  return sessions
}

/** Puts a spell where there is room, and says how many sessions it took. */
const place = (sessions: Away[], start: number, spell: Spell, mark: Away): number => {
  const step = spell.isOfAfternoons ? 2 : 1
  let taken = 0
  const take = (at: number): void => {
    if (sessions[at] !== null) return
    sessions[at] = mark
    taken += 1
  }
  for (let at = start; at < sessions.length && taken < spell.sessions; at += step) take(at)
  for (let at = start - 1; at >= 0 && taken < spell.sessions; at -= 1) take(at)
  return taken
}

/** A place, as likely as its weight; the weights are handed in added up. */
const placeFor = (addedUp: readonly number[], choice: SeededChoice): number => {
  const wanted = choice.fraction() * (addedUp.at(-1) ?? 0)
  let low = 0
  let high = addedUp.length - 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((addedUp[middle] ?? 0) <= wanted) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Late marks in ten thousand possible sessions, and how many of them are of afternoons: reckoned from those of present marks in mornings
 * and afternoons (2025/26, the same data).
 */
const late: Record<SchoolName, { marks: number; afternoons: number }> = {
  primary: { marks: 112, afternoons: 0.08 },
  secondary: { marks: 279, afternoons: 0.22 },
}

/** How often one pupil is late on a morning and on an afternoon that they come: most hardly ever, a few often, more of those who miss much. */
const latenessOf = (
  phase: SchoolName,
  share: number,
  choice: SeededChoice,
): Record<'morning' | 'afternoon', number> => {
  const { marks, afternoons } = late[phase]
  const habit = -Math.log(1 - choice.fraction()) * (0.85 + 4 * Math.min(share, 0.3))
  const rate = Math.min(0.4, ((2 * marks) / 10_000) * habit)
  return { morning: rate * (1 - afternoons), afternoon: rate * afternoons }
}
