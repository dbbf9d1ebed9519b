import type { HeadingMeaning } from '#domain/register/heading-meaning.ts'
import type { Column } from '../columns.ts'
import { plainKey } from '../read-words.ts'
import type { MarkColumn } from './mark-columns.ts'
import type { SchoolReadings } from './school-readings.ts'

/** What the school says that a heading holds; undefined when it says nothing of it. */
export const saidOf = (heading: string, { headings }: SchoolReadings): HeadingMeaning | undefined =>
  headings.get(plainKey(heading))

const pupilMeanings = new Map<string, HeadingMeaning>([
  ['upn', 'upn'],
  ['forename', 'forename'],
  ['surname', 'surname'],
  ['wholeName', 'whole-name'],
  ['bornOn', 'born-on'],
])

/** A column as it was read from its heading, in the words that a school chooses from; null when its heading says nothing of them. */
export const meaningOfColumn = (marks: MarkColumn | null, pupil: Column | null): HeadingMeaning | null => {
  if (marks !== null) return marks.holds === 'marks' ? marks.session : marks.holds
  return pupil?.of === 'pupil' ? (pupilMeanings.get(pupil.field) ?? null) : null
}

type Read = { marks: MarkColumn | null; pupil: Column }

/** A column as the school says it is; where totals stand is found by `totalPlaces`. */
export const columnOfMeaning = (meaning: HeadingMeaning): Read => {
  const nothing: Column = { of: 'nothing-known' }
  switch (meaning) {
    case 'nothing':
    case 'possible':
    case 'attended':
    case 'authorised':
    case 'unauthorised':
      return { marks: null, pupil: nothing }
    case 'day':
    case 'session':
    case 'mark':
      return { marks: { holds: meaning }, pupil: nothing }
    case 'morning':
    case 'afternoon':
      return { marks: { holds: 'marks', day: null, session: meaning }, pupil: nothing }
    case 'upn':
    case 'forename':
    case 'surname':
      return { marks: null, pupil: { of: 'pupil', field: meaning, rank: 0 } }
    case 'whole-name':
      return { marks: null, pupil: { of: 'pupil', field: 'wholeName', rank: 0 } }
    case 'born-on':
      return { marks: null, pupil: { of: 'pupil', field: 'bornOn', rank: 0 } }
  }
}
