import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#domain/records/staff-member.ts'
import { previewFile } from '#server/imports/import-file.ts'
import { applyImport } from '#server/imports/import-roll.ts'
import { sayMarksReport } from '#server/imports/marks/say-marks-report.ts'
import { sayTotals } from '#server/imports/marks/say-totals.ts'
import { sayReadings, type SaidReading } from '#server/imports/marks/school-readings.ts'
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { upnOf } from '../roll-of-many.ts'

let made: TestDatabase
let school: SmallSchool
const siobhan = upnOf(17, 1)
const bo = upnOf(18, 3)
const now = '2026-11-26T16:00:00.000Z'

beforeAll(async () => {
  made = await createTestDatabase()
  school = await foundSmallSchool(made.database, {
    code: 'hollins',
    name: 'Hollins School',
    roles: ['attendance-lead'],
    pupils: 0,
  })
  const roll = `UPN,Surname,Forename,Date of birth,Entry date\n${siobhan},O'Connor,Siobhán,04/03/2013,04/09/2023\n${bo},Li,Bo,30/11/2013,07/09/2023`
  await applyImport(made.database, requestOf(roll), () => {})
})
afterAll(() => made.close())

const requestOf = (text: string) => ({
  bytes: new TextEncoder().encode(text),
  by: school.administrator,
  organisationId: school.id,
  clock: () => now,
  newId: randomUUID,
})
const say = (...said: SaidReading[]) =>
  sayReadings(made.database, said, {
    organisationId: school.id,
    personId: school.administrator.personId,
    at: now,
    newId: randomUUID,
  })

const marksIn = async (text: string) => {
  const outcome = await previewFile(made.database, requestOf(text), 'auto')
  if (!outcome.ok || outcome.of !== 'marks') throw new Error('It was not read as marks.')
  return outcome.report
}
const totalsIn = async (text: string) => {
  const outcome = await previewFile(made.database, requestOf(text), 'auto')
  if (!outcome.ok || outcome.of !== 'totals') throw new Error('Nothing was compared.')
  return outcome.report
}
const readAs = (columns: readonly { heading: string; suggested: string | null }[] | undefined) =>
  columns?.map(({ heading, suggested }) => `${heading}: ${suggested ?? '-'}`)

const long = `Register of the week
UPN,Legal surname,Surname,Date,Session,Mark,Remark
${siobhan},O'Connor,Connor,23/11/2026,AM,/,N
${bo},Li,Lee,23/11/2026,AM,N,`

test('a file whose headings are all known says of each column what it was read as, with its first lines', async () => {
  const { columns } = await marksIn(long)
  expect(columns?.columns[0]).toEqual({ heading: 'UPN', samples: [siobhan, bo], suggested: 'upn' })
  // Of two columns with a surname the first is taken.
  expect(readAs(columns?.columns)).toEqual([
    'UPN: upn',
    'Legal surname: surname',
    'Surname: -',
    'Date: day',
    'Session: session',
    'Mark: mark',
    'Remark: -',
  ])
  expect(columns?.dated).toBeNull()
})

test('a column that was read by its heading can be said to hold something else: it is then read so, at a terminal too', async () => {
  expect((await marksIn(long)).rows).toBe(2)
  await say({ of: 'heading', written: 'Mark', means: 'nothing' }, { of: 'heading', written: 'Remark', means: 'mark' })
  const report = await marksIn(long)
  expect(report.rows).toBe(1)
  expect(readAs(report.columns?.columns)?.slice(-2)).toEqual(['Mark: nothing', 'Remark: mark'])
  expect(sayMarksReport(report, true)).toContain(
    '  Columns: “UPN”: UPN; “Legal surname”: Surname; “Surname”: not read; “Date”: Date of the mark; “Session”: Session: AM or PM; “Mark”: Nothing that is needed; “Remark”: The mark\n',
  )
})

test('columns that say their day in their headings are counted together, with the first and the last', async () => {
  const wide = `UPN,Name,23/11/2026 AM,23/11/2026 PM,24/11/2026\n${siobhan},"O'Connor, Siobhán",/,\\,/ \\`
  const report = await marksIn(wide)
  expect(readAs(report.columns?.columns)).toEqual(['UPN: upn', 'Name: whole-name'])
  expect(report.columns?.dated).toEqual({
    columns: 3,
    first: { day: '2026-11-23', session: 'morning' },
    last: { day: '2026-11-24', session: null },
  })
  expect(sayMarksReport(report, true)).toContain(
    '  3 columns are of the day in the heading, Mon 23 Nov 2026 to Tue 24 Nov 2026\n',
  )
})

test('totals under headings that nobody knows are compared once it is said what they are', async () => {
  const stated = `Ref no,Soll,Da\n${siobhan},6,3`
  const asked = await previewFile(made.database, requestOf(stated), 'auto')
  expect(asked).toMatchObject({ ok: true, of: 'columns', columns: [{ heading: 'Ref no' }, {}, {}] })
  await say(
    { of: 'heading', written: 'Ref no', means: 'upn' },
    { of: 'heading', written: 'Soll', means: 'possible' },
    { of: 'heading', written: 'Da', means: 'attended' },
  )
  const report = await totalsIn(stated)
  expect([report.rows, report.differ.length]).toEqual([1, 1])
  expect(readAs(report.columns.columns)).toEqual(['Ref no: upn', 'Soll: possible', 'Da: attended'])
  expect(sayTotals(report)).toContain('  Columns: “Ref no”: UPN; “Soll”: Total of possible sessions;')
})

test('a heading of totals can be said to hold others: the figures beside the marks are then those', async () => {
  const stated = `UPN,Possible,Present\n${siobhan},6,3`
  expect(readAs((await totalsIn(stated)).columns.columns)).toEqual([
    'UPN: upn',
    'Possible: possible',
    'Present: attended',
  ])
  await say({ of: 'heading', written: 'Present', means: 'authorised' })
  expect(readAs((await totalsIn(stated)).columns.columns)?.at(-1)).toBe('Present: authorised')
})

test('of a table that is read as a roll its columns can be asked for all the same, by whoever may import it', async () => {
  const file = 'Forename,Surname,DOB,Zeichen\nBo,Li,30/11/2013,/'
  expect(await previewFile(made.database, requestOf(file), 'auto')).toMatchObject({ of: 'roll' })
  const asked = await previewFile(made.database, requestOf(file), 'columns')
  expect(asked).toMatchObject({ ok: true, of: 'columns', fault: null })
  expect(asked.ok && asked.of === 'columns' ? readAs(asked.columns) : []).toEqual([
    'Forename: forename',
    'Surname: surname',
    'DOB: born-on',
    'Zeichen: -',
  ])
  const role: Role = 'attendance-lead'
  const lead = {
    ...school.administrator,
    memberships: school.administrator.memberships.map((held) => ({ ...held, role })),
  }
  expect(await previewFile(made.database, { ...requestOf(file), by: lead }, 'columns')).toEqual({
    ok: false,
    why: 'not-permitted',
  })
})
