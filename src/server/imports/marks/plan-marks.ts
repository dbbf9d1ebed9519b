import type { Pupil } from '#domain/records/pupil.ts'
import { countSessions, type SessionCounts } from '#domain/register/count-sessions.ts'
import { meaningOf, readMark, type MarkCode, type SchoolCodes } from '#domain/register/mark-codes.ts'
import { calendarYears, isInCalendar } from '#domain/time/calendar-of.ts'
import { sessionsOn, type SchoolCalendar } from '#domain/time/school-calendar.ts'
import { weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'
import type { Session } from '#domain/time/school-session.ts'
import type { ImportWarning } from '../roll-row.ts'
import { alignStrip, isAttendance } from './align-strip.ts'
import { markedFinder } from './find-marked.ts'
import { LineReasons } from './line-reasons.ts'
import type { MarksFile, WrittenMark } from './marks-file.ts'
import { compareLines, type ComparedTotals } from './stated-totals.ts'
import type { IncomingMark } from './take-marks.ts'

/** What is known of a school when marks come for it. */
export type MarksContext = {
  pupils: readonly Pupil[]
  calendar: SchoolCalendar
  today: SchoolDay
  /** What the school says of its own codes. */
  codes: SchoolCodes
  /** Whom the system that the marks come from calls what, as far as it is known. */
  upis: ReadonlyMap<string, string>
}

/** A mark in its place, as people are told of it before they take it. */
export type MarkPlace = { day: SchoolDay; session: Session }

/** A mark that can be taken, and the line it stands on. */
export type PlannedMark = IncomingMark & { line: number }

/** What a file of marks comes to: each mark that can be taken, once; and every line that cannot, with why. */
export type MarksPlan = {
  marks: PlannedMark[]
  pupils: number
  /** Where the first and the last mark land; null when there is none. */
  first: MarkPlace | null
  last: MarkPlace | null
  counts: SessionCounts
  /** How many strips, or pupils of a table, come to what the file itself states of them; null where it states nothing of anybody. */
  totals: Record<ComparedTotals, number> | null
  rejected: { line: number; reason: string }[]
  /** Codes that are neither national nor said by the school, the most frequent first. */
  unknownCodes: { written: string; marks: number }[]
  warnings: ImportWarning[]
  /** Pupils found whom their system calls by a lasting name of its own. */
  upis: Map<string, string>
}

/** Works out what of a file can be taken, changing nothing. Nothing is dropped in silence: a mark is taken, or its line says why not. */
export const planMarks = (file: MarksFile, { pupils, calendar, today, codes, upis }: MarksContext): MarksPlan => {
  const find = markedFinder(pupils, upis)
  const plan: MarksPlan = {
    marks: [],
    pupils: 0,
    first: null,
    last: null,
    counts: countSessions([]),
    totals:
      file.layout === 'strips' || file.pupils.some(({ stated }) => stated !== undefined)
        ? { agree: 0, differ: 0, 'not-stated': 0, 'not-read': 0 }
        : null,
    rejected: [...file.rejected],
    unknownCodes: [],
    warnings: [...file.warnings],
    upis: new Map(),
  }
  const taken = new Map<string, Taken>()
  const named = new Set<string>()
  const unknown = new Map<string, number>()
  for (const marked of file.pupils) {
    const reasons = new LineReasons()
    const found = find(marked.who)
    if (!found.ok) {
      for (const line of new Set(marked.marks.map((mark) => mark.line)))
        plan.rejected.push({ line, reason: found.reason })
      continue
    }
    const aligned = alignStrip(marked, { calendar, codes })
    const beside = compareLines(marked, codes)
    if (plan.totals !== null) plan.totals[marked.strip === undefined ? beside.totals : aligned.totals] += 1
    if (!aligned.ok) {
      // Codes that nobody knows may be all that is wrong with it: they are said as well.
      for (const mark of marked.marks) readOr(mark, { reasons, unknown, codes })
      plan.rejected.push(...reasons.rejected(today), { line: marked.line, reason: aligned.reason })
      continue
    }
    const { differs } = beside
    if (differs !== null) plan.warnings.push(differs)
    if (aligned.warning !== null) plan.warnings.push({ line: marked.line, words: aligned.warning })
    named.add(found.pupil.id)
    if (marked.who.upi !== undefined) plan.upis.set(marked.who.upi, found.pupil.id)
    for (const mark of aligned.marks) takeOne(mark, found.pupil, { taken, reasons, unknown, calendar, today, codes })
    plan.rejected.push(...reasons.rejected(today))
    plan.warnings.push(...reasons.warned(today))
  }
  for (const { mark, clashes } of taken.values()) {
    if (clashes.length === 0) plan.marks.push(mark)
    else
      for (const line of clashes)
        plan.rejected.push({ line, reason: `Two lines have different marks for one session, so neither was taken.` })
  }
  plan.unknownCodes = [...unknown]
    .map(([written, marks]) => ({ written, marks }))
    .toSorted((a, b) => b.marks - a.marks)
    .slice(0, MOST_UNKNOWN)
  plan.pupils = named.size
  plan.counts = countSessions(plan.marks.map(({ code }) => code))
  for (const { day, session } of plan.marks) {
    if (plan.first === null || isEarlier({ day, session }, plan.first)) plan.first = { day, session }
    if (plan.last === null || isEarlier(plan.last, { day, session })) plan.last = { day, session }
  }
  plan.rejected.sort((a, b) => a.line - b.line)
  plan.warnings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return plan
}

const isEarlier = (one: MarkPlace, other: MarkPlace): boolean =>
  one.day < other.day || (one.day === other.day && one.session === 'morning' && other.session === 'afternoon')

type Taken = { mark: PlannedMark; clashes: number[] }
type Taking = {
  taken: Map<string, Taken>
  reasons: LineReasons
  unknown: Map<string, number>
  calendar: SchoolCalendar
  today: SchoolDay
  codes: SchoolCodes
}

/** Unknown codes that are named one by one: a column that holds something else has as many as it has cells. */
const MOST_UNKNOWN = 20

/** No code of any system is longer. */
const LONGEST_CODE = 8

/** What a mark was read as; null where it is no mark, and where its code cannot be read, which its line then says. */
const readOr = (
  { line, day, session, written }: WrittenMark,
  { reasons, unknown, codes }: Pick<Taking, 'reasons' | 'unknown' | 'codes'>,
): { code: MarkCode; isOwn: boolean } | null => {
  const read = readMark(written, day, codes)
  if (read.ok) return read.code === null ? null : { code: read.code, isOwn: read.as === 'school-code' }
  const code = written.trim()
  if (read.why === 'unknown' && code.length <= LONGEST_CODE) unknown.set(code, (unknown.get(code) ?? 0) + 1)
  reasons.reject({ line, day, session }, `${faultWords[read.why]} (“${written.slice(0, 4)}”)`)
  return null
}

const takeOne = (
  mark: WrittenMark,
  pupil: Pupil,
  { taken, reasons, unknown, calendar, today, codes }: Taking,
): void => {
  const read = readOr(mark, { reasons, unknown, codes })
  if (read === null) return
  const { line, day, session, written } = mark
  const place = { line, day, session }
  if (!isInCalendar(day)) return reasons.reject(place, outsideCalendar)
  if (weekdayOf(day) === 0 || weekdayOf(day) === 6) {
    if (meaningOf(read.code).counts !== 'not-collected') reasons.reject(place, 'on a weekend')
    return
  }
  if (day > today && isAttendance(read.code)) return reasons.reject(place, 'on a day that is still to come')
  if (pupil.onRollFrom !== null && day < pupil.onRollFrom)
    return isOffRoll(read.code) ? undefined : reasons.reject(place, 'from before the pupil was on the roll')
  if (pupil.leftOn !== null && day > pupil.leftOn)
    return isOffRoll(read.code) ? undefined : reasons.reject(place, 'from after the pupil had left')
  if (isAttendance(read.code) && !sessionsOn(day, calendar).includes(session))
    reasons.warn(place, 'when the school is closed by its calendar here')
  if (read.isOwn) reasons.warn(place, `with a code of the school’s own, read as ${read.code} (“${written}”)`)
  const key = `${pupil.id} ${day} ${session}`
  const before = taken.get(key)
  if (before === undefined) {
    const as = written === read.code ? {} : { written }
    taken.set(key, { mark: { pupilId: pupil.id, day, session, code: read.code, line, ...as }, clashes: [] })
  } else if (before.mark.code !== read.code) {
    if (before.clashes.length === 0) before.clashes.push(before.mark.line)
    before.clashes.push(line)
  }
}

const outsideCalendar = `outside the school calendar that Doorstep knows (${calendarYears.from} to ${calendarYears.to})`

/** Marks that a register has for a pupil who is not on the roll yet, or no longer: they say nothing. */
const isOffRoll = (code: MarkCode): boolean => meaningOf(code).counts === 'not-collected'

const faultWords = {
  unknown: 'with a code that is not in the national list',
  retired: 'with a code that was retired on 19 August 2024',
  'not-yet': 'with a code that came only on 19 August 2024',
} as const
