import type { RegisterYear } from '../records/register-year.ts'
import { addDays, daysBetween, type SchoolDay } from '../time/school-day.ts'
import { sessionsOfDay, type Session } from '../time/school-session.ts'
import { nothingCounted, type SessionCounts } from './count-sessions.ts'
import { markCodes, meaningOf, type MarkCode } from './mark-codes.ts'

/** One mark in its place. */
export type PlacedMark = { day: SchoolDay; session: Session; code: MarkCode }

/** The letter where no mark is held. */
const NONE = '.'

/** Codes of one character are their own letter; those of two have one of their own. Stored: never changed, never used again. */
const lettersOfTwo: Partial<Record<MarkCode, string>> = {
  C1: 'c',
  C2: 'd',
  J1: 'j',
  Y1: '1',
  Y2: '2',
  Y3: '3',
  Y4: '4',
  Y5: '5',
  Y6: '6',
  Y7: '7',
}

const letterOf = (code: MarkCode): string => lettersOfTwo[code] ?? code

const codeOf = new Map<string, MarkCode>(markCodes.map((code) => [letterOf(code), code]))

/** Writes marks of one pupil as letters, from the day of the first to the day of the last; null when there are none. */
export const writeLetters = (marks: Iterable<PlacedMark>): Pick<RegisterYear, 'from' | 'marks'> | null => {
  const held = new Map<string, MarkCode>()
  let from: SchoolDay | null = null
  let to: SchoolDay = ''
  for (const { day, session, code } of marks) {
    held.set(`${day} ${session}`, code)
    if (from === null || day < from) from = day
    if (day > to) to = day
  }
  if (from === null) return null
  const letters: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (const session of sessionsOfDay) {
      const code = held.get(`${day} ${session}`)
      letters.push(code === undefined ? NONE : letterOf(code))
    }
  }
  return { from, marks: letters.join('') }
}

/** A span of days, both of them in it. */
export type Span = { from: SchoolDay; to: SchoolDay }

/** Marks as letters that begin with the first day of a span, whenever the first of them was; those outside it are left out. */
export const lettersOver = (span: Span, marks: readonly PlacedMark[]): string => {
  const written = writeLetters(marks.filter(({ day }) => day >= span.from && day <= span.to))
  return written === null ? '' : NONE.repeat(2 * daysBetween(span.from, written.from)) + written.marks
}

/** The marks of a year within a span, in their order. */
export function* marksIn({ from, marks }: Pick<RegisterYear, 'from' | 'marks'>, span: Span): Generator<PlacedMark> {
  const { first, end } = placesIn({ from, marks }, span)
  let day = addDays(from, Math.floor(first / 2))
  for (let place = first; place < end; place += 1) {
    const code = codeOf.get(marks[place] ?? NONE)
    const session = sessionsOfDay[place % 2]
    if (code !== undefined && session !== undefined) yield { day, session, code }
    if (place % 2 === 1) day = addDays(day, 1)
  }
}

/** The same by its character code. */
const codesByLetter: (MarkCode | undefined)[] = Array.from({ length: 128 }, (_, letter) =>
  codeOf.get(String.fromCharCode(letter)),
)

/** What each letter adds, by its character code: bit 1 attended, 2 authorised, 4 unauthorised, 8 late. */
const addedBy = new Uint8Array(128)
for (const [letter, code] of codeOf) {
  const added = {
    present: 1,
    late: 1 | 8,
    'approved-activity': 1,
    authorised: 2,
    unauthorised: 4,
    'not-possible': 0,
    'not-collected': 0,
  }[meaningOf(code).counts]
  addedBy[letter.charCodeAt(0)] = added
}

/**
 * Tells the marks of a year within a span, in their order, each with its place from the span's first day on: 0 that morning, 1 that
 * afternoon, 2 the next morning. A group's year is half a million marks, and an object for each would be most of the work.
 */
export const forEachMark = (
  { from, marks }: Pick<RegisterYear, 'from' | 'marks'>,
  span: Span,
  see: (place: number, code: MarkCode) => void,
): void => {
  const { first, end } = placesIn({ from, marks }, span)
  const before = daysBetween(span.from, from) * 2
  for (let place = first; place < end; place += 1) {
    const code = codesByLetter[marks.charCodeAt(place)]
    if (code !== undefined) see(before + place, code)
  }
}

/** How many marks of some codes a year has, straight from its letters: a quick look, before a closer one at the few who have many. */
export const howManyOf = ({ marks }: Pick<RegisterYear, 'marks'>, codes: readonly MarkCode[]): number => {
  const letters = new Set(codes.map(letterOf))
  let count = 0
  for (const letter of marks) if (letters.has(letter)) count += 1
  return count
}

/**
 * Counts a year's marks within a span straight from its letters: what `countSessions` counts, without making a mark of each. A
 * tablet asks this of every pupil on every list.
 */
export const countLetters = ({ from, marks }: Pick<RegisterYear, 'from' | 'marks'>, span: Span): SessionCounts => {
  const counts = { ...nothingCounted }
  const { first, end } = placesIn({ from, marks }, span)
  for (let place = first; place < end; place += 1) {
    const added = addedBy[marks.charCodeAt(place)] ?? 0
    if (added === 0) continue
    counts.possible += 1
    counts.attended += added & 1
    counts.authorised += (added >> 1) & 1
    counts.unauthorised += (added >> 2) & 1
    counts.late += added >> 3
  }
  return counts
}

const placesIn = (year: Pick<RegisterYear, 'from' | 'marks'>, span: Span): { first: number; end: number } => ({
  first: Math.max(0, daysBetween(year.from, span.from) * 2),
  end: Math.min(year.marks.length, (daysBetween(year.from, span.to) + 1) * 2),
})
