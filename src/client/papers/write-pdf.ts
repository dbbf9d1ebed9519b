import Pdf from 'pdfkit'
import type { Block, Paper } from './paper.ts'

/** One weight of the paper's typeface: files that are asked in turn for each letter. */
export type FontFiles = readonly ArrayBuffer[]
export type PaperFonts = { regular: FontFiles; bold: FontFiles }

/** A finished PDF, and the letters that none of the fonts has: each stands as a mark on the paper, never as nothing. */
export type WrittenPdf = { bytes: Uint8Array<ArrayBuffer>; missing: string[] }

/** Points; A4 is 595 by 842. */
const MARGIN = { top: 56, bottom: 68, left: 56, right: 56 }
const SIZE = { title: 20, two: 14, three: 11.5, text: 10.5, small: 9 } as const
const INK = '#1B1F24'
const QUIET = '#55606B'
const LINE = '#DAD6CC'
/** A heading stays with at least this much of what it heads. */
const KEEP_WITH_HEADING = 64
/** What stands for a letter that no font has: the first of these that one has. */
const STAND_INS = ['\uFFFD', '\u25A1', '?']

/**
 * Writes a paper as a tagged PDF (PDF/UA's structure: one document, headings in order, paragraphs, lists, tables with headed
 * rows; page numbers are artefacts). In British English. Settles when the last byte is written.
 */
export const writePdf = async (paper: Paper, fonts: PaperFonts, madeAt: Date): Promise<WrittenPdf> => {
  const written = await writeOnce(paper, fonts, madeAt)
  if (written.missing.length === 0) return written
  const told: Block = {
    kind: 'paragraph',
    words: 'Some letters cannot be shown in this document. A mark stands in the place of each.',
  }
  return {
    ...(await writeOnce({ ...paper, blocks: [told, ...paper.blocks] }, fonts, madeAt)),
    missing: written.missing,
  }
}

const writeOnce = (paper: Paper, fonts: PaperFonts, madeAt: Date): Promise<WrittenPdf> => {
  const options: ConstructorParameters<typeof Pdf>[0] = {
    size: 'A4',
    margins: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    info: { Title: paper.title, Creator: 'Doorstep', Producer: 'Doorstep', CreationDate: madeAt },
    // No font of the library's own: none of them may be embedded.
    font: '',
  }
  // The library writes this promise into the file; its types do not name it yet.
  Reflect.set(options, 'subset', 'PDF/UA')
  const doc = new Pdf(options)
  const chunks: Uint8Array[] = []
  const bytes = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(joined(chunks)))
    doc.on('error', reject)
  })
  const pen = createPen(doc, fonts)
  write(doc, pen, paper)
  numberPages(doc, pen, paper.foot)
  doc.end()
  return bytes.then((all) => ({ bytes: all, missing: [...pen.missing].toSorted() }))
}

const joined = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

type Doc = InstanceType<typeof Pdf>
type Element = ReturnType<Doc['struct']>
type Ink = { weight: keyof PaperFonts; size: number; colour: string }
type Place = { x?: number; y?: number; width?: number; indent?: number }

/** Puts words on the page letter run by letter run, each from the first font file that has it. */
type Pen = {
  missing: Set<string>
  write: (parts: readonly { words: string; ink: Ink }[], place?: Place) => void
  heightOf: (words: string, ink: Ink, width: number) => number
}

const createPen = (doc: Doc, fonts: PaperFonts): Pen => {
  const missing = new Set<string>()
  const files = { regular: named(doc, 'regular', fonts.regular), bold: named(doc, 'bold', fonts.bold) }
  const standIn = STAND_INS.flatMap((letter) =>
    files.regular.filter(({ has }) => has(letter)).map(({ name }) => ({ name, letter })),
  )[0] ?? { name: 'regular-0', letter: '?' }
  /** The words in runs that one font file can draw. */
  const runsOf = (words: string, weight: keyof PaperFonts): { font: string; text: string }[] => {
    const runs: { font: string; text: string }[] = []
    for (const letter of words) {
      const file =
        files[weight].find(({ has }) => letter === '\n' || has(letter)) ??
        // Spaces of other widths, joiners and the like have no shape to miss.
        (/[\s\u200B-\u200F\u2060\uFEFF]/u.test(letter) ? files[weight][0] : undefined)
      if (file === undefined) missing.add(letter)
      const font = file?.name ?? standIn.name
      const text = file === undefined ? standIn.letter : /[\u200B-\u200F\u2060\uFEFF]/u.test(letter) ? '' : letter
      const last = runs.at(-1)
      if (last?.font === font) last.text += text
      else runs.push({ font, text })
    }
    return runs
  }
  return {
    missing,
    write: (parts, place = {}) => {
      const runs = parts.flatMap(({ words, ink }) => runsOf(words, ink.weight).map((run) => ({ ...run, ink })))
      for (const [index, { font, text, ink }] of runs.entries()) {
        const options = { continued: index < runs.length - 1, lineGap: 2.5, ...place }
        doc.font(font, ink.size).fillColor(ink.colour)
        if (index === 0 && place.x !== undefined && place.y !== undefined) doc.text(text, place.x, place.y, options)
        else doc.text(text, options)
      }
    },
    heightOf: (words, ink, width) => {
      doc.font(files[ink.weight][0]?.name ?? '', ink.size)
      return doc.heightOfString(words, { width, lineGap: 2.5 })
    },
  }
}

type NamedFont = { name: string; has: (letter: string) => boolean }

const named = (doc: Doc, weight: string, files: FontFiles): NamedFont[] =>
  files.map((file, index) => {
    const name = `${weight}-${index}`
    doc.registerFont(name, file)
    doc.font(name)
    const font: unknown = Reflect.get(Reflect.get(doc, '_font'), 'font')
    return { name, has: (letter) => hasGlyph(font, letter) }
  })

/** Asks the font itself; the library draws an empty box for a letter that it has not, and says nothing. */
const hasGlyph = (font: unknown, letter: string): boolean => {
  const ask: unknown = typeof font === 'object' && font !== null ? Reflect.get(font, 'hasGlyphForCodePoint') : undefined
  return typeof ask === 'function' && ask.call(font, letter.codePointAt(0)) === true
}

const plain: Ink = { weight: 'regular', size: SIZE.text, colour: INK }
const strong: Ink = { ...plain, weight: 'bold' }
const quiet: Ink = { weight: 'regular', size: SIZE.small, colour: QUIET }

const write = (doc: Doc, pen: Pen, paper: Paper): void => {
  const root = doc.struct('Document')
  doc.addStructure(root)
  tagged(doc, root, 'H1', () =>
    pen.write([{ words: paper.title, ink: { weight: 'bold', size: SIZE.title, colour: INK } }]),
  )
  doc.outline.addItem(paper.title)
  for (const line of paper.detail) {
    tagged(doc, root, 'P', () => pen.write([{ words: line, ink: { ...quiet, size: SIZE.text } }]))
  }
  for (const block of paper.blocks) writeBlock(doc, pen, root, block)
  root.end()
}

const tagged = (doc: Doc, parent: Element, tag: string, put: () => void): void => {
  const element = doc.struct(tag, {}, put)
  parent.add(element)
}

const writeBlock = (doc: Doc, pen: Pen, root: Element, block: Block): void => {
  switch (block.kind) {
    case 'heading': {
      doc.moveDown(block.level === 2 ? 1 : 0.7)
      keepTogether(doc, KEEP_WITH_HEADING)
      if (block.level === 2) doc.outline.addItem(block.words)
      const ink: Ink = { weight: 'bold', size: block.level === 2 ? SIZE.two : SIZE.three, colour: INK }
      tagged(doc, root, `H${block.level}`, () => pen.write([{ words: block.words, ink }]))
      return
    }
    case 'paragraph': {
      const ink = block.look === 'quiet' ? quiet : plain
      const lead =
        block.lead === undefined ? [] : [{ words: `${block.lead}: `, ink: { ...ink, weight: 'bold' as const } }]
      const words = block.look === 'quote' ? `“${block.words}”` : block.words
      doc.moveDown(0.15)
      tagged(doc, root, 'P', () => pen.write([...lead, { words, ink }]))
      return
    }
    case 'list': {
      const list = doc.struct('L')
      root.add(list)
      for (const item of block.items) {
        const entry = doc.struct('LI')
        list.add(entry)
        const y = doc.y
        keepTogether(doc, 20)
        tagged(doc, entry, 'Lbl', () =>
          pen.write([{ words: '•', ink: plain }], { x: MARGIN.left, y: doc.y, width: 12 }),
        )
        const top = doc.y < y ? MARGIN.top : y
        tagged(doc, entry, 'LBody', () =>
          pen.write([{ words: item, ink: plain }], { x: MARGIN.left + 12, y: top, width: widthOf(doc) - 12 }),
        )
        doc.x = MARGIN.left
        entry.end()
      }
      list.end()
      return
    }
    case 'table':
      writeTable(doc, pen, root, block)
  }
}

const widthOf = (doc: Doc): number => doc.page.width - MARGIN.left - MARGIN.right

const keepTogether = (doc: Doc, height: number): void => {
  if (doc.y + height > doc.page.height - MARGIN.bottom) doc.addPage()
}

const PAD = 4

const inkOf = (index: number, isHead: boolean): Ink => (isHead || index === 0 ? strong : plain)

/** A row goes whole onto the next page when it does not fit; the headings stand again at the top of each page. */
const writeTable = (doc: Doc, pen: Pen, root: Element, table: Extract<Block, { kind: 'table' }>): void => {
  doc.moveDown(0.4)
  const sum = table.widths.reduce((all, share) => all + share, 0)
  const widths = table.widths.map((share) => (share / sum) * widthOf(doc))
  const element = doc.struct('Table')
  root.add(element)
  const heightOf = (cells: readonly string[], isHead: boolean): number =>
    Math.max(...cells.map((cell, index) => pen.heightOf(cell, inkOf(index, isHead), (widths[index] ?? 0) - PAD * 2))) +
    PAD * 2 +
    // A letter from another file may end a line earlier than was measured.
    SIZE.text
  const drawRow = (
    cells: readonly string[],
    isHead: boolean,
    around: (index: number, put: () => void) => void,
  ): void => {
    const top = doc.y
    let bottom = top
    let x = MARGIN.left
    for (const [index, cell] of cells.entries()) {
      const width = widths[index] ?? 0
      around(index, () =>
        pen.write([{ words: cell === '' ? ' ' : cell, ink: inkOf(index, isHead) }], {
          x: x + PAD,
          y: top + PAD,
          width: width - PAD * 2,
        }),
      )
      bottom = Math.max(bottom, doc.y)
      x += width
    }
    doc.x = MARGIN.left
    doc.y = bottom + PAD
  }
  const underline = (): void =>
    aside(doc, () =>
      doc
        .moveTo(MARGIN.left, doc.y)
        .lineTo(doc.page.width - MARGIN.right, doc.y)
        .lineWidth(0.6)
        .strokeColor(LINE)
        .stroke(),
    )
  const row = (cells: readonly string[], isHead: boolean): void => {
    if (doc.y + heightOf(cells, isHead) > doc.page.height - MARGIN.bottom) {
      doc.addPage()
      // Seen again, read once: a screen reader has the headings from the first row already.
      aside(doc, () => drawRow(table.head, true, (_index, put) => put()))
      underline()
    }
    const line = doc.struct('TR')
    element.add(line)
    drawRow(cells, isHead, (index, put) => tagged(doc, line, isHead || index === 0 ? 'TH' : 'TD', put))
    line.end()
    underline()
  }
  row(table.head, true)
  for (const cells of table.rows) for (const part of inPages(cells)) row(part, false)
  element.end()
}

/** Letters of one cell that surely fit on a page of their own. */
const MOST_IN_A_CELL = 1200

/** A row whose words would fill more than a page goes on in further rows, so that nothing is cut off. */
const inPages = (cells: readonly string[]): string[][] => {
  const parts = Math.max(1, ...cells.map((cell) => Math.ceil(cell.length / MOST_IN_A_CELL)))
  return Array.from({ length: parts }, (_part, at) =>
    cells.map((cell) => cell.slice(at * MOST_IN_A_CELL, (at + 1) * MOST_IN_A_CELL)),
  )
}

/** What is drawn for the eye alone. */
const aside = (doc: Doc, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void => {
  doc.markContent('Artifact', { type })
  draw()
  doc.endMarkedContent()
}

const numberPages = (doc: Doc, pen: Pen, foot: string): void => {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    // Below the margin, where the library would otherwise begin a new page.
    doc.page.margins.bottom = 0
    aside(
      doc,
      () => {
        const y = doc.page.height - 44
        pen.write([{ words: foot, ink: quiet }], { x: MARGIN.left, y, width: widthOf(doc) - 90 })
        doc.font('regular-0', SIZE.small).fillColor(QUIET)
        doc.text(`page ${page - start + 1} of ${count}`, doc.page.width - MARGIN.right - 80, y, {
          width: 80,
          align: 'right',
        })
      },
      'Pagination',
    )
  }
}
