import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMarks } from '#server/imports/marks/import-marks.ts'
import { nothingSaid } from '#server/imports/marks/school-readings.ts'
import { readRoll } from '#server/imports/read-roll.ts'
import { readFile } from '#server/imports/read-file.ts'
import { sayFault } from '#server/imports/roll-row.ts'
import { dayText, numberText, showsDay } from '#server/imports/workbook/cell-text.ts'
import { workbookOf } from '#test/support/workbook.ts'

const today = '2026-11-26'
const fixture = (folder: string, name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../fixtures', folder, name))

const tableOf = (bytes: Uint8Array): { text: string; notRead: string[] } => {
  const read = readFile(bytes)
  if (!read.ok || read.of !== 'table') throw new Error('It is no table.')
  return read.table
}

const faultOf = (bytes: Uint8Array): string => {
  const read = readFile(bytes)
  return read.ok ? 'read' : read.fault.why
}

describe('an Excel workbook (formats 1.6)', () => {
  test('holds the same roll as the CSV of the same school, line for line; sheets that were not read are named', () => {
    const fromCsv = readRoll(fixture('rolls', 'sims-contacts.csv'), today)
    const fromWorkbook = readRoll(fixture('workbooks', 'sims-contacts.xlsx'), today)
    if (!fromCsv.ok || !fromWorkbook.ok) throw new Error('One was not read.')
    expect(fromWorkbook.roll.pupils).toEqual(fromCsv.roll.pupils)
    expect(fromWorkbook.roll).toMatchObject({ format: 'xlsx', rows: fromCsv.roll.rows, noteLines: [1, 2, 9] })
    expect(fromWorkbook.roll.warnings.map(({ words }) => words)).toEqual([
      'The sheet “Notes” of the workbook was not read: only the first one is.',
      'The sheet “Lookup” of the workbook was not read: only the first one is.',
    ])
  })

  test('marks with a column for each session under a title in two styles; a line with a formula is said and not taken', () => {
    const read = readMarks(fixture('workbooks', 'marks-by-session.xlsx'), today, null, nothingSaid)
    if (read?.ok !== true) throw new Error('It was not read.')
    expect(read.file).toMatchObject({ format: 'xlsx', layout: 'wide' })
    expect(read.file.pupils).toHaveLength(1)
    expect(read.file.pupils[0]?.marks.map(({ line, day, session, written }) => [line, day, session, written])).toEqual([
      [4, '2026-11-23', 'morning', '/'],
      [4, '2026-11-23', 'afternoon', '\\'],
      [4, '2026-11-24', 'morning', 'N'],
      [4, '2026-11-24', 'afternoon', 'N'],
      [4, '2026-11-25', 'morning', 'I'],
      [4, '2026-11-25', 'afternoon', 'I'],
    ])
    expect(read.file.rejected).toEqual([
      {
        line: 5,
        reason:
          'The cell under “25/11/2026 PM” holds a formula or an error. Copy the column, paste it as values, and import again.',
      },
    ])
  })

  test('real days come as days, with the hour of a register or without, also where the count begins in 1904', () => {
    const read = readMarks(fixture('workbooks', 'marks-by-line-1904.xlsx'), today, null, nothingSaid)
    if (read?.ok !== true) throw new Error('It was not read.')
    expect(read.file.rejected).toEqual([])
    expect(read.file.pupils.map(({ marks }) => marks.map(({ day, session }) => `${day} ${session}`))).toEqual(
      Array.from({ length: 2 }, () => [
        '2026-11-23 morning',
        '2026-11-23 afternoon',
        '2026-11-24 morning',
        '2026-11-24 afternoon',
      ]),
    )
  })

  test('blank rows and cells keep their places; a line break in a cell moves no line', () => {
    const { text } = tableOf(
      workbookOf(
        '<row r="2"><c r="B2" t="inlineStr"><is><t>two\nlines</t></is></c><c r="D2"><v>7</v></c></row><row r="5"><c r="A5" t="str"><v>a,b</v></c></row>',
      ),
    )
    expect(text).toBe('\n,two lines,,7\n\n\n"a,b"\n')
  })

  test.each([
    ['a zip of something else', zipWithout('xl/workbook.xml'), 'not-a-workbook'],
    ['one cut short', fixture('workbooks', 'sims-contacts.xlsx').slice(0, 4000), 'workbook-broken'],
    ['one with a document type', workbookOf('', { 'xl/styles.xml': '<!DOCTYPE a><a/>' }), 'workbook-broken'],
    ['one whose XML breaks off', workbookOf('<row r="1"><c r="A1">'), 'workbook-broken'],
    ['rows out of order', workbookOf(`${rowOf(3)}${rowOf(2)}`), 'workbook-broken'],
    ['a cell without a place', workbookOf('<row r="1"><c r="7"><v>1</v></c></row>'), 'workbook-broken'],
    ['nothing in any sheet', workbookOf(''), 'empty'],
    ['a row beyond any register', workbookOf(rowOf(1_048_576)), 'too-many-lines'],
    ['an old one, or one with a password', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old-workbook'],
  ])('%s is refused with what to do, and nothing of it is taken', (_what, bytes, why) => {
    expect(faultOf(bytes)).toBe(why)
    const read = readRoll(bytes, today)
    expect(read.ok ? '' : sayFault(read.fault)).toMatch(/^\S.{10,}\.$/)
  })

  test('one that is packed to burst is not unpacked, and one that hides how large it is is cut short', () => {
    const bytes = workbookOf(rowOf(1))
    expect(faultOf(stating(bytes, 300 * 1024 * 1024))).toBe('workbook-too-large')
    expect(faultOf(stating(bytes, 40))).toBe('workbook-broken')
  })

  test('whatever bytes are changed in a real one, the answer is a table or a fault', () => {
    const whole = fixture('workbooks', 'marks-by-session.xlsx')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (changes) => {
          const bytes = Uint8Array.from(whole)
          for (const [at, byte] of changes) if (at > 3) bytes[at] = byte
          expect(() => readFile(bytes)).not.toThrow()
        },
      ),
      { numRuns: 200, seed: 20_261_126 },
    )
  })
})

describe('numbers in cells', () => {
  test.each([
    [0, 'from-1900', '1899-12-31'],
    [1, 'from-1900', '1900-01-01'],
    [59, 'from-1900', '1900-02-28'],
    [61, 'from-1900', '1900-03-01'],
    [41_337, 'from-1900', '2013-03-04'],
    [46_350.368_055_556, 'from-1900', '2026-11-24 08:50'],
    [44_888, 'from-1904', '2026-11-24'],
    [-1, 'from-1900', null],
    [3_000_000, 'from-1900', null],
  ] as const)('the day %s counted %s is %s', (serial, count, text) => {
    expect(dayText(serial, count)).toBe(text)
  })

  test.each([
    [14, undefined, true],
    [22, undefined, true],
    [0, undefined, false],
    [9, undefined, false],
    [164, 'dd\\/mm\\/yyyy', true],
    [165, '[$-809]ddd d mmm yyyy hh:mm', true],
    [166, '0.00" days"', false],
    [167, '[Red]0.0', false],
    [168, 'General', false],
  ])('format %s (%s) shows a day: %s', (format, code, isDay) => {
    expect(showsDay(format, code)).toBe(isDay)
  })

  test('whole numbers keep every figure, and the noise of storage is dropped', () => {
    expect(['7700900123', '0.1', '0.30000000000000004', '1E+3', '12.50'].map(numberText)).toEqual([
      '7700900123',
      '0.1',
      '0.3',
      '1000',
      '12.5',
    ])
  })
})

function rowOf(row: number): string {
  return `<row r="${row}"><c r="A${row}"><v>1</v></c></row>`
}

function zipWithout(path: string): Uint8Array {
  const other = workbookOf('')
  const name = new TextEncoder().encode(path)
  const bytes = Uint8Array.from(other)
  // The same name with another letter, in its header and in the list of contents.
  for (let at = 0; at + name.length <= bytes.length; at += 1)
    if (name.every((byte, place) => bytes[at + place] === byte)) bytes[at] = 0x79
  return bytes
}

/** The same workbook, whose list of contents says of its sheet that it unpacks to `size` bytes. */
function stating(workbook: Uint8Array, size: number): Uint8Array {
  const bytes = Uint8Array.from(workbook)
  const name = 'xl/worksheets/sheet1.xml'
  const text = new TextDecoder('latin1').decode(bytes)
  const entry = text.lastIndexOf(name) - 46
  if (!text.startsWith('PK\u0001\u0002', entry)) throw new Error('The list of contents is not where it was.')
  new DataView(bytes.buffer).setUint32(entry + 24, size, true)
  return bytes
}
