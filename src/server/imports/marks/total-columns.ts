import { plainKey } from '../read-words.ts'
import type { StatedTotals } from './marks-file.ts'
import { saidOf } from './meaning-of-column.ts'
import type { SchoolReadings } from './school-readings.ts'
import { totalFigures } from './stated-totals.ts'

const keys = (words: string): Set<string> => new Set(words.split(' '))
const headingsOf: Record<keyof StatedTotals, Set<string>> = {
  possible: keys('possible possiblesessions sessionspossible possibleattendances totalsessions totalpossible'),
  attended: keys(
    'attended attendedsessions sessionsattended attendances present presents totalattended actualattendances',
  ),
  authorised: keys(
    'authorised authorisedabsences authorisedabsence auth authabsences authorisedsessions sessionsauthorised',
  ),
  unauthorised: keys(
    'unauthorised unauthorisedabsences unauthorisedabsence unauth unauthabsences unauthorisedsessions sessionsunauthorised',
  ),
}

/** The column of each figure that headings name. */
export type TotalPlaces = Partial<Record<keyof StatedTotals, number>>

/** The figure that a heading states by its own words; null when it states none. */
export const figureOf = (heading: string): keyof StatedTotals | null =>
  totalFigures.find((figure) => headingsOf[figure].has(plainKey(heading))) ?? null

/** Which columns state totals: what the school says of a heading goes before what it says itself. */
export const totalPlaces = (headings: readonly string[], readings: SchoolReadings): TotalPlaces => {
  const figures = headings.map((heading) => saidOf(heading, readings) ?? figureOf(heading))
  const places: TotalPlaces = {}
  for (const figure of totalFigures) {
    const at = figures.indexOf(figure)
    if (at >= 0) places[figure] = at
  }
  return places
}

/** What a line states in these columns; a cell that is no whole number states nothing. */
export const statedIn = (cells: readonly string[], places: TotalPlaces): StatedTotals => {
  const stated: StatedTotals = {}
  for (const figure of totalFigures) {
    const cell = cells[places[figure] ?? -1] ?? ''
    if (/^\d{1,4}$/.test(cell)) stated[figure] = Number(cell)
  }
  return stated
}
