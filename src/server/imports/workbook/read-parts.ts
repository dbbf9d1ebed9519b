import sax from 'sax'
import { dayText, numberText, showsDay, type DayCount } from './cell-text.ts'

/** Thrown within this folder alone where a part is not what a workbook has; `readWorkbook` answers with a fault. */
export class BrokenPart extends Error {}

/** Characters given to the parser at a time. */
const PIECE = 65_536

/** Deeper than any part that is read here. */
const DEEPEST = 40

type Hears = {
  open?: (name: string, attributes: Record<string, string>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** A name without its prefix. */
const plain = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads one part from end to end. Names come without their prefix. A document type is refused, so there is nothing to expand. */
const readPart = (xml: string, hears: Hears): void => {
  const parser = sax.parser(true)
  let depth = 0
  parser.ondoctype = () => {
    throw new BrokenPart('A part has a document type.')
  }
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- sax has only these
  parser.onerror = (error) => {
    throw new BrokenPart(error.message)
  }
  parser.onopentag = ({ name, attributes }) => {
    depth += 1
    if (depth > DEEPEST) throw new BrokenPart('A part is too deep.')
    const said: Record<string, string> = {}
    for (const [key, value] of Object.entries(attributes)) said[key] = typeof value === 'string' ? value : value.value
    hears.open?.(plain(name), said)
  }
  parser.onclosetag = (name) => {
    depth -= 1
    hears.close?.(plain(name))
  }
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- sax has only these
  parser.ontext = (text) => hears.text?.(text)
  parser.oncdata = (text) => hears.text?.(text)
  for (let at = 0; at < xml.length; at += PIECE) parser.write(xml.slice(at, at + PIECE))
  parser.close()
}

/** One sheet as the workbook lists it. */
export type Sheet = { name: string; path: string; isHidden: boolean }

/** The sheets in the order of their tabs, and how days are counted. */
export const readWorkbookPart = (workbook: string, relations: string): { sheets: Sheet[]; count: DayCount } => {
  const targets = new Map<string, string>()
  readPart(relations, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const sheets: Sheet[] = []
  let count: DayCount = 'from-1900'
  readPart(workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) count = 'from-1904'
      const path = name === 'sheet' ? targets.get(attributes['r:id'] ?? '') : undefined
      if (path !== undefined)
        sheets.push({
          name: attributes['name'] ?? '',
          path,
          isHidden: (attributes['state'] ?? 'visible') !== 'visible',
        })
    },
  })
  return { sheets, count }
}

/** The texts that cells share, in their order. How they are read aloud in Japanese is no part of them. */
export const readSharedTexts = (xml: string): string[] => {
  const texts: string[] = []
  let now = ''
  let isText = false
  let aloud = 0
  readPart(xml, {
    open: (name) => {
      if (name === 'si') now = ''
      if (name === 'rPh') aloud += 1
      if (name === 't') isText = aloud === 0
    },
    close: (name) => {
      if (name === 'si') texts.push(now)
      if (name === 'rPh') aloud -= 1
      if (name === 't') isText = false
    },
    text: (text) => {
      if (isText) now += text
    },
  })
  return texts
}

/** For each style of a cell, whether it shows a number as a day. */
export const readStyles = (xml: string): boolean[] => {
  const codes = new Map<number, string>()
  const styles: boolean[] = []
  let isCells = false
  readPart(xml, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode)
      if (name === 'cellXfs') isCells = true
      if (name === 'xf' && isCells) styles.push(showsDay(Number(numFmtId ?? 0), codes.get(Number(numFmtId ?? 0))))
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false
    },
  })
  return styles
}

/** What the cells of a sheet are read with. */
export type SheetKey = { texts: readonly string[]; daysByStyle: readonly boolean[]; count: DayCount }

/** One cell: its column from 0, its text, and whether a formula or an error stands in it. */
export type SheetCell = { column: number; text: string; isReckoned: boolean }

/** Gives each row that has text in it to `take`, by its number as Excel shows it. */
export const readSheetPart = (
  xml: string,
  { texts, daysByStyle, count }: SheetKey,
  take: (row: number, cells: SheetCell[]) => void,
): void => {
  let row = 0
  let cells: SheetCell[] = []
  let column = -1
  let type = 'n'
  let style = 0
  let hasFormula = false
  let value = ''
  let isValue = false
  let aloud = 0
  const shown = (): string => {
    if (type === 's') return texts[Number(value)] ?? ''
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (type !== 'n' || value === '') return value
    return (daysByStyle[style] === true ? dayText(Number(value), count) : null) ?? numberText(value)
  }
  readPart(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = attributes['r'] === undefined ? row + 1 : Number(attributes['r'])
        cells = []
        column = -1
      } else if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'])
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? 0)
        hasFormula = false
        value = ''
      } else if (name === 'f') hasFormula = true
      else if (name === 'rPh') aloud += 1
      else if (name === 'v' || name === 't') isValue = aloud === 0
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') aloud -= 1
      else if (name === 'c') {
        const text = shown()
          .replaceAll(/[\t\n\r]+/g, ' ')
          .trim()
        if (text !== '' || hasFormula) cells.push({ column, text, isReckoned: hasFormula || type === 'e' })
      } else if (name === 'row' && cells.length > 0) take(row, cells)
    },
    text: (text) => {
      if (isValue) value += text
    },
  })
}

/** `B7` is in column 1. */
const columnOf = (reference: string): number => {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + (letter.charCodeAt(0) - 64)
  if (column === 0) throw new BrokenPart('A cell has no place.')
  return column - 1
}
