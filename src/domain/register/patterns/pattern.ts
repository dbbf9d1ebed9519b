import type { SchoolCalendar } from '../../time/school-calendar.ts'
import type { MarkedDay } from './marked-days.ts'
import type { PlacedMark } from '../mark-letters.ts'

/** What the rules look at: one pupil's marks of one school year while on the roll, up to today. */
export type Asked = {
  marks: readonly PlacedMark[]
  /** The days of these marks on which a session was possible, in their order. */
  days: readonly MarkedDay[]
  calendar: SchoolCalendar
  siblings: readonly SiblingDays[]
}

/** A brother or sister whose file is on the tablet, and their marked days of the same school year. */
export type SiblingDays = { called: string; days: readonly MarkedDay[] }

/** Something that the marks show, in a sentence with the counts behind it. It says what is, never why. */
export type Pattern = { name: string; words: string }

/** One rule, one file. It says nothing when the counts are too small to mean anything, and says in its file which those are. */
export type PatternRule = (asked: Asked) => Pattern[]
