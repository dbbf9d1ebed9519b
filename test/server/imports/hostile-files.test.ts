import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRoll } from '#server/imports/read-roll.ts'
import { LARGEST_FILE, sayFault } from '#server/imports/roll-row.ts'

const today = '2026-11-22'
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const faultOf = (file: string | Uint8Array): string => {
  const reading = readRoll(typeof file === 'string' ? bytesOf(file) : file, today)
  return reading.ok ? 'read' : sayFault(reading.fault)
}
const transfer = (pupils: string): string => `<CTfile><CTFpupilData>${pupils}</CTFpupilData></CTfile>`
const pupil = (inside = ''): string =>
  `<Pupil><Surname>Li</Surname><Forename>Bo</Forename><DOB>2013-11-30</DOB>${inside}</Pupil>`

describe('files that cannot be read get one clear sentence (trust M2, M3)', () => {
  test.each([
    ['nothing at all', new Uint8Array(), 'The file is empty.'],
    ['only blank lines', '\r\n \r\n', 'The file is empty.'],
    ['a workbook cut short', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'The Excel workbook is broken or cut short.'],
    ['a PDF', '%PDF-1.7', 'This is a PDF.'],
    ['NUL bytes', 'Forename,Surname,DOB\nBo,L\u0000i,2013-11-30', 'The file is not text'],
    ['half of a UTF-16 pair', new Uint8Array([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8]), 'The file is not text'],
    ['a picture', new Uint8Array(Array.from({ length: 400 }, (_, at) => (at * 37) % 256)), 'The file is not text'],
    ['a letter', 'Dear parents,\nschool closes at noon.', 'No row of headings was found.'],
    ['no dates of birth', 'Forename,Surname,Year\nBo,Li,8', 'The file has no column for the date of birth.'],
    ['headings alone', 'Forename,Surname,DOB\n', 'The file has headings but no pupils.'],
    ['a web page', '<html><body>Sign in</body></html>', 'This XML is not a Common Transfer File'],
    [
      'a transfer file cut short',
      transfer(pupil()).slice(0, -40),
      'The XML breaks off or is not well formed at line 1.',
    ],
    ['a transfer file without pupils', transfer(''), 'The file has headings but no pupils.'],
  ])('%s', (_what, file, sentence) => {
    expect(faultOf(file)).toContain(sentence)
  })

  test('a document type is refused before anything is expanded: a billion laughs, one big entity, a file from outside', () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha">${'bcdefghij'
      .split('')
      .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at] ?? ''};`.repeat(10)}">`)
      .join('')}]>`
    for (const head of [
      laughs,
      `<!DOCTYPE x [<!ENTITY big "${'x'.repeat(100_000)}">]>`,
      '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ])
      expect(faultOf(`${head}${transfer(pupil('<Email>&j;&big;&x;</Email>'))}`)).toContain('document type')
    expect(faultOf(transfer(pupil('<Email>&unheard-of;</Email>')))).toContain('not well formed')
  })

  test('depth, length of a text, a million numeric references and a million elements all end early', () => {
    expect(faultOf(transfer(pupil('<a>'.repeat(1000))))).toContain('nested deeper')
    expect(faultOf(transfer(pupil(`<Email>${'x'.repeat(30_000)}</Email>`)))).toContain('longer text')
    expect(faultOf(transfer(pupil(`<Email>${'&#65;'.repeat(1_000_000)}</Email>`)))).toContain('longer text')
    expect(faultOf(transfer(pupil('<a/>'.repeat(100_000))))).toContain('nested deeper')
  })

  test('20 MB of opened quotation marks are given up on, and more than 20 MB are not looked at', () => {
    // Once this took three minutes: each mark cost a look at the whole rest of the file.
    expect(faultOf(`Forename,Surname,DOB\n${'"Bo,Li,2013\n'.repeat(1_600_000)}`)).toContain('Quotation marks')
    expect(faultOf(new Uint8Array(LARGEST_FILE + 1).fill(65))).toContain(
      'larger than 20 MB, which is more than is taken at once',
    )
  })

  test('40,000 lines of one pupil are read without the office standing still, and more are not read', () => {
    const heading = 'Forename,Surname,DOB,Contact name,Contact phone'
    const contacts = Array.from({ length: 39_000 }, (_, at) => `Bo,Li,30/11/2013,Aunt ${at},07700 900100`)
    const reading = readRoll(bytesOf([heading, ...contacts].join('\n')), today)
    expect(reading.ok && [reading.roll.pupils.length, reading.roll.rejected.length]).toEqual([1, 38_940])
    expect(faultOf([heading, ...contacts, ...contacts].join('\n'))).toContain('more lines than are taken at once')
  })

  test('random bytes and mangled rolls are read or refused, and never throw', () => {
    const good = bytesOf(
      'Forename,Surname,DOB,Contact 1 name,Contact 1 phone\nBo,"Li\nLi",2013-11-30,Mrs Li,07700 900100\n',
    )
    const xml = bytesOf(transfer(pupil('<Contacts><Contact><Surname>Li</Surname></Contact></Contacts>')))
    const mangled = fc
      .tuple(fc.constantFrom(good, xml), fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 8 }))
      .map(([bytes, changes]) => {
        const copy = new Uint8Array(bytes)
        for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte
        return copy
      })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          mangled,
          fc.string({ unit: 'binary', maxLength: 300 }).map(bytesOf),
        ),
        (bytes) => {
          const reading = readRoll(bytes, today)
          expect(reading.ok ? `${reading.roll.rows} rows.` : sayFault(reading.fault)).toMatch(/^(?!0 rows).+\.$/)
        },
      ),
      { numRuns: 1500 },
    )
  })
})
