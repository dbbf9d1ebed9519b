import type { Span } from '../register/mark-letters.ts'
import { schoolWeeksTo, type SchoolCalendar } from '../time/school-calendar.ts'
import type { SchoolDay } from '../time/school-day.ts'
import { daysOfSchoolYear, saySchoolYear, schoolYearOf } from '../time/school-year.ts'

/** The days that may be looked at. */
export const spanNames = ['this-year', 'last-four-weeks', 'last-year'] as const
export type SpanName = (typeof spanNames)[number]

/** School weeks of the short span, the one of today among them. */
const WEEKS = 4

/** From when to when: marks after today, such as those of a trip, are never counted. */
export const spanOf = (name: SpanName, today: SchoolDay, calendar: SchoolCalendar): Span => {
  const year = schoolYearOf(today)
  switch (name) {
    case 'this-year':
      return { from: daysOfSchoolYear(year).from, to: today }
    case 'last-four-weeks':
      return { from: schoolWeeksTo(today, WEEKS, calendar).at(0) ?? today, to: today }
    case 'last-year':
      return daysOfSchoolYear(year - 1)
  }
}

/** `this school year so far`, to be read after *missed … of their sessions*. */
export const saySpan = (name: SpanName, today: SchoolDay): string => {
  const year = schoolYearOf(today)
  switch (name) {
    case 'this-year':
      return `in ${saySchoolYear(year)} so far`
    case 'last-four-weeks':
      return `in the last ${WEEKS} school weeks`
    case 'last-year':
      return `in ${saySchoolYear(year - 1)}`
  }
}
