import { plainKey } from '../read-words.ts'
import type { StatedTotals } from './marks-file.ts'
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

/** Which columns state totals, by their headings. */
export const totalPlaces = (headings: readonly string[]): TotalPlaces => {
  const places: TotalPlaces = {}
  for (const figure of totalFigures) {
    const at = headings.findIndex((heading) => headingsOf[figure].has(plainKey(heading)))
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
