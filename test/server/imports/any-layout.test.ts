import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRoll } from '#server/imports/read-roll.ts'
import type { RollRow } from '#server/imports/roll-row.ts'
import { upnOf } from './roll-of-many.ts'

const today = '2026-11-22'

/** Names as England has them: apostrophes, hyphens, spaces, accents, other scripts, quotation marks and commas. */
const name = fc
  .array(
    fc.constantFrom(
      'Siobhán',
      "O'Neill",
      'Khan-Lewis',
      'de Souza',
      'Li',
      'Żółkiewska',
      'زینب',
      '王',
      'Sam "Sam"',
      'a, b',
      'Ng',
      'ü',
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((parts) => parts.join(' '))
/** Windows-1252 has neither Arabic nor Chinese. */
const westernName = fc.constantFrom('Siobhán', 'O’Neill', 'Khan-Lewis', 'Zoé', 'Renée', 'Straße', 'Li')

const pad = (number: number): string => String(number).padStart(2, '0')
type Day = { year: number; month: number; day: number }
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'December']
/** Every way in which a day may be written. */
const dayStyles: ((day: Day) => string)[] = [
  ({ year, month, day }) => `${year}-${pad(month)}-${pad(day)}`,
  ({ year, month, day }) => `${pad(day)}/${pad(month)}/${year}`,
  ({ year, month, day }) => `${day}/${month}/${String(year).slice(2)}`,
  ({ year, month, day }) => `${day}.${pad(month)}.${year}`,
  ({ year, month, day }) => `${pad(day)}-${monthNames[month - 1] ?? ''}-${String(year).slice(2)}`,
  ({ year, month, day }) => `${day} ${monthNames[month - 1] ?? ''} ${year}`,
  ({ year, month, day }) => `${year}-${pad(month)}-${pad(day)}T00:00:00`,
]

type Child = {
  upn: string
  forename: string
  surname: string
  born: Day
  year: number
  contacts: { forename: string; surname: string; mobile: string }[]
}
const children = (names: fc.Arbitrary<string>): fc.Arbitrary<Child[]> =>
  fc
    .array(
      fc.record({
        forename: names,
        surname: names,
        born: fc.record({
          year: fc.integer({ min: 2008, max: 2021 }),
          month: fc.integer({ min: 1, max: 12 }),
          day: fc.integer({ min: 1, max: 28 }),
        }),
        year: fc.integer({ min: 0, max: 13 }),
        contacts: fc.uniqueArray(
          fc.record({
            forename: names,
            surname: names,
            mobile: fc.nat(999).map((n) => `07700 900${String(n).padStart(3, '0')}`),
          }),
          {
            maxLength: 3,
            selector: ({ forename, surname }) => `${forename} ${surname}`.toLowerCase(),
          },
        ),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((rows) => rows.map((row, at) => ({ ...row, upn: upnOf(18, at) })))

const expected = (child: Child) => ({
  upn: child.upn,
  forename: child.forename,
  surname: child.surname,
  bornOn: `${child.born.year}-${pad(child.born.month)}-${pad(child.born.day)}`,
  yearGroup: child.year,
  contacts: child.contacts.map(({ forename, surname, mobile }) => ({ forename, surname, mobile })),
})
const found = (row: RollRow) => ({
  upn: row.upn,
  forename: row.forename,
  surname: row.surname,
  bornOn: row.bornOn,
  yearGroup: row.yearGroup,
  contacts: (row.contacts ?? []).map(({ forename, surname, phones }) => ({
    forename,
    surname,
    mobile: phones?.[0]?.number,
  })),
})

const headingStyles = [
  ['UPN', 'Legal Forename', 'Legal Surname', 'Date of Birth', 'Year'],
  ['Unique Pupil Number', 'First name', 'Last name', 'DOB', 'Year group'],
  ['upn', 'FirstName', 'LastName', 'DateOfBirth', 'NCyearActual'],
]

const csvOf = (rows: string[][], delimiter: string, lineEnd: string): string =>
  rows
    .map((cells) =>
      cells
        .map((cell) => (/["\n\r]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(delimiter),
    )
    .join(lineEnd)

const wide = (rows: Child[], heading: string[], day: (day: Day) => string): string[][] => [
  [...heading, ...[1, 2, 3].flatMap((n) => [`Contact ${n} Forename`, `Contact ${n} Surname`, `Contact ${n} Mobile`])],
  ...rows.map((child) => [
    child.upn,
    child.forename,
    child.surname,
    day(child.born),
    `Year ${child.year}`,
    ...[0, 1, 2].flatMap((n) => [
      child.contacts[n]?.forename ?? '',
      child.contacts[n]?.surname ?? '',
      child.contacts[n]?.mobile ?? '',
    ]),
  ]),
]

const pairs = (rows: Child[], heading: string[], day: (day: Day) => string): string[][] => [
  [...heading, 'Contact first name', 'Contact last name', 'Contact mobile number'],
  ...rows.flatMap((child) =>
    (child.contacts.length === 0 ? [{ forename: '', surname: '', mobile: '' }] : child.contacts).map((contact) => [
      child.upn,
      child.forename,
      child.surname,
      day(child.born),
      child.year === 0 ? 'R' : String(child.year),
      contact.forename,
      contact.surname,
      contact.mobile,
    ]),
  ),
]

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const transferFile = (rows: Child[]): string =>
  `<?xml version="1.0"?><CTfile><CTFpupilData>${rows
    .map(
      (child) =>
        `<Pupil><UPN>${child.upn}</UPN><Surname>${escape(child.surname)}</Surname><Forename>${escape(child.forename)}</Forename><DOB>${expected(child).bornOn}</DOB><BasicDetails><NCyearActual>${child.year === 0 ? 'R' : child.year}</NCyearActual></BasicDetails><Contacts>${child.contacts.map(({ forename, surname, mobile }) => `<Contact><Surname>${escape(surname)}</Surname><Forename>${escape(forename)}</Forename><Phones><Phone><TelephoneType>M</TelephoneType><PhoneNo>${mobile}</PhoneNo></Phone></Phones></Contact>`).join('')}</Contacts></Pupil>`,
    )
    .join('')}</CTFpupilData></CTfile>`

const encodings: ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\uFEFF${text}`),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le').swap16(),
]

const anyFile = (rows: Child[]): fc.Arbitrary<Uint8Array> =>
  fc
    .record({
      layout: fc.constantFrom('wide', 'pairs', 'transfer'),
      heading: fc.constantFrom(...headingStyles),
      day: fc.constantFrom(...dayStyles),
      delimiter: fc.constantFrom(',', ';', '\t'),
      lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
      above: fc.constantFrom<string[][][]>(
        [],
        [['Hollins School: pupils and contacts']],
        [['Printed on 12 November 2026'], ['']],
      ),
      encode: fc.constantFrom(...encodings),
    })
    .map(({ layout, heading, day, delimiter, lineEnd, above, encode }) => {
      if (layout === 'transfer') return encode(transferFile(rows))
      const table = layout === 'wide' ? wide(rows, heading, day) : pairs(rows, heading, day)
      return encode(csvOf([...above, ...table], delimiter, lineEnd))
    })

const readBack = (file: Uint8Array) => {
  const reading = readRoll(file, today)
  if (!reading.ok) throw new Error(reading.fault.why)
  expect(reading.roll.rejected).toEqual([])
  return reading.roll.pupils.map(found)
}

const inWindows1252 = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => (letter === '’' ? 0x92 : letter.charCodeAt(0)))

test('the same children come back from every layout, date style, delimiter, line end and encoding', () => {
  fc.assert(
    fc.property(
      children(name).chain((rows) => anyFile(rows).map((file) => ({ rows, file }))),
      ({ rows, file }) => {
        expect(readBack(file)).toEqual(rows.map(expected))
      },
    ),
    { numRuns: 400 },
  )
})

test('and from Windows-1252, as Excel in England writes it', () => {
  fc.assert(
    fc.property(children(westernName), fc.constantFrom(...dayStyles), (rows, day) => {
      const table = wide(rows, ['UPN', 'Forename', 'Surname', 'DOB', 'Year'], day)
      expect(readBack(inWindows1252(csvOf(table, ';', '\r\n')))).toEqual(rows.map(expected))
    }),
    { numRuns: 100 },
  )
})
