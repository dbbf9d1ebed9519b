import { z } from 'zod'

/**
 * What a column of a file of marks can hold, as a school says it of a heading of its own. `morning` and `afternoon` hold a mark of the day
 * that another column says; `possible` and those after it are a pupil’s totals, in sessions; `nothing` is a column that is left out.
 */
export const HeadingMeaning = z.enum([
  'upn',
  'forename',
  'surname',
  'whole-name',
  'born-on',
  'day',
  'session',
  'mark',
  'morning',
  'afternoon',
  'possible',
  'attended',
  'authorised',
  'unauthorised',
  'nothing',
])
export type HeadingMeaning = z.infer<typeof HeadingMeaning>

/** The words for each, in the order they are offered in. */
export const headingMeaningWords: Record<HeadingMeaning, string> = {
  upn: 'UPN',
  'whole-name': 'Name: surname and forename',
  surname: 'Surname',
  forename: 'Forename',
  'born-on': 'Date of birth',
  day: 'Date of the mark',
  session: 'Session: AM or PM',
  mark: 'The mark',
  morning: 'Mark of the morning',
  afternoon: 'Mark of the afternoon',
  possible: 'Total of possible sessions',
  attended: 'Total of sessions attended',
  authorised: 'Total of authorised absences',
  unauthorised: 'Total of unauthorised absences',
  nothing: 'Nothing that is needed',
}
