import type { Column } from './columns.ts'
import { readDay } from './read-date.ts'

const instructionWords =
  /\b(required|optional|mandatory|compulsory|must|format|example|e\.?g\.?|leave blank|do not|max(imum)? \d|characters|text|date|yes ?\/ ?no|y ?\/ ?n|m ?\/ ?f)\b|dd ?[/.-] ?mm|yyyy/i

/**
 * A line under the headings that tells people what to put there ("Required", "dd/mm/yyyy"), not a pupil: none of its cells
 * under a date heading is a date, and its words are those of instructions, or it is one sentence alone.
 */
export const isInstruction = (cells: string[], columns: Column[]): boolean => {
  if (isNote(cells, columns)) return true
  if (dateCells(cells, columns).some((cell) => /\d/.test(cell) && !/example|e\.g/i.test(cell))) return false
  const filled = cells.filter((cell) => cell !== '')
  const instructing = filled.filter((cell) => instructionWords.test(cell)).length
  return instructing > 0 && instructing * 3 >= filled.length
}

/** One cell alone on a line of many, with no date in a date column: a title, a total, "Printed from …". */
export const isNote = (cells: string[], columns: Column[]): boolean =>
  columns.length > 2 &&
  cells.filter((cell) => cell !== '').length === 1 &&
  !dateCells(cells, columns).some((cell) => readDay(cell, 2100).ok)

const dateCells = (cells: string[], columns: Column[]): string[] =>
  cells.filter((cell, at) => {
    const column = columns[at]
    return cell !== '' && column?.of === 'pupil' && column.field === 'bornOn'
  })
