import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyFile, previewFile, type ColumnsAsked } from '#server/imports/import-file.ts'
import { applyMarks, type MarksReport } from '#server/imports/marks/import-marks.ts'
import { applyImport } from '#server/imports/import-roll.ts'
import { endReading, sayReadings, standingReadings, type SaidReading } from '#server/imports/marks/school-readings.ts'
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { upnOf } from '../roll-of-many.ts'

let made: TestDatabase
let school: SmallSchool
const siobhan = upnOf(17, 1)
const bo = upnOf(18, 3)

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

const now = '2026-11-26T16:00:00.000Z'
const requestOf = (text: string) => ({
  bytes: new TextEncoder().encode(text),
  by: school.administrator,
  organisationId: school.id,
  clock: () => now,
  newId: randomUUID,
})
const saying = () => ({
  organisationId: school.id,
  personId: school.administrator.personId,
  at: now,
  newId: randomUUID,
})
const say = (...said: SaidReading[]) => sayReadings(made.database, said, saying())

const asked = async (text: string): Promise<ColumnsAsked> => {
  const outcome = await previewFile(made.database, requestOf(text), 'auto')
  if (!outcome.ok || outcome.of !== 'columns') throw new Error('Nothing was asked.')
  return outcome
}
const marksOf = async (text: string): Promise<MarksReport> => {
  const outcome = await previewFile(made.database, requestOf(text), 'auto')
  if (!outcome.ok || outcome.of !== 'marks') throw new Error('It was not read as marks.')
  return outcome.report
}
const told = ({ rows, accepted, rejected }: MarksReport): string =>
  `${rows} marks, ${accepted} new, ${rejected.length} not taken`

describe('a file of marks whose headings nobody knows', () => {
  const file = `Register of the week,,,
Stu Ref,Wann,Halbtag,Zeichen
${siobhan},23/11/2026,AM,/
${bo},23/11/2026,AM,N`

  test('its columns are offered with what stands under them, for a person to say what they hold', async () => {
    const { fault, columns } = await asked(file)
    expect(fault?.why).toBe('no-heading')
    expect(columns).toEqual([
      { heading: 'Stu Ref', samples: [siobhan, bo], suggested: null },
      { heading: 'Wann', samples: ['23/11/2026', '23/11/2026'], suggested: null },
      { heading: 'Halbtag', samples: ['AM', 'AM'], suggested: null },
      { heading: 'Zeichen', samples: ['/', 'N'], suggested: null },
    ])
  })

  test('said once, it is read then and ever after, however the heading is spaced; ended, it is asked again', async () => {
    await say(
      { of: 'heading', written: 'Stu Ref', means: 'upn' },
      { of: 'heading', written: 'Wann', means: 'day' },
      { of: 'heading', written: 'Halbtag', means: 'session' },
      { of: 'heading', written: 'Zeichen', means: 'mark' },
    )
    expect(told(await marksOf(file))).toBe('2 marks, 2 new, 0 not taken')
    expect(told(await marksOf(file.replace('Stu Ref', 'STU_REF')))).toBe('2 marks, 2 new, 0 not taken')
    await endReading(made.database, { of: 'heading', written: 'wann' }, saying())
    const { columns } = await asked(file)
    expect(columns.map(({ heading, suggested }) => [heading, suggested])).toEqual([
      ['Stu Ref', 'upn'],
      ['Wann', null],
      ['Halbtag', 'session'],
      ['Zeichen', 'mark'],
    ])
  })

  test('another school says nothing by it: its files are read as they were', async () => {
    const other = await foundSmallSchool(made.database, {
      code: 'canal',
      name: 'Canal',
      roles: ['attendance-lead'],
      pupils: 0,
    })
    const request = { ...requestOf(file), by: other.administrator, organisationId: other.id }
    const outcome = await previewFile(made.database, request, 'auto')
    expect(outcome.ok && outcome.of === 'columns' ? outcome.columns.map(({ suggested }) => suggested) : []).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  test('two columns that both claim to be the mark are asked about: what a heading is said to hold goes before what it says itself', async () => {
    const twice = `UPN,Date,Session,Mark,Code\n${siobhan},24/11/2026,AM,see code,I`
    const { fault, columns } = await asked(twice)
    expect(fault).toEqual({ why: 'marks-twice', columns: ['Mark', 'Code'] })
    expect(columns.map(({ suggested }) => suggested)).toEqual(['upn', 'day', 'session', 'mark', 'mark'])
    expect(await applyFile(made.database, requestOf(twice), 'auto', () => {})).toMatchObject({ ok: false, fault })
    await say({ of: 'heading', written: 'Mark', means: 'nothing' })
    expect(told(await marksOf(twice))).toBe('1 marks, 1 new, 0 not taken')
    await endReading(made.database, { of: 'heading', written: 'Mark' }, saying())
  })

  test('who said what, and what took its place, stays', async () => {
    await say({ of: 'heading', written: 'Kid', means: 'surname' })
    await say({ of: 'heading', written: 'KID', means: 'whole-name' })
    const standing = await made.database.read(
      { person: school.administrator.personId, organisations: [school.id] },
      (tx) => standingReadings(tx, school.id),
    )
    expect(standing.filter(({ written }) => /kid/i.test(written))).toEqual([
      { of: 'heading', written: 'KID', means: 'whole-name', saidAt: now },
    ])
    const kept = await made.database.read(
      { person: school.administrator.personId, organisations: [school.id] },
      async (tx) =>
        (await tx.query("select means, ended_at is null as stands from marks_reading where word = 'kid' order by 2"))
          .rows,
    )
    expect(kept).toEqual([
      { means: 'surname', stands: false },
      { means: 'whole-name', stands: true },
    ])
  })

  test('a file without two words in any row has nothing to ask about', async () => {
    expect(await previewFile(made.database, requestOf('1,2\n3,4\n'), 'auto')).toMatchObject({
      ok: false,
      why: 'unreadable',
      fault: { why: 'no-heading' },
    })
  })
})

describe('a printed register: the day above, AM and PM under it', () => {
  test('each mark is of the day that stands last before it', async () => {
    const file = `,,23/11/2026,,24/11/2026,
UPN,Name,AM,PM,AM,PM
${siobhan},"O'Connor, Siobhán",/,\\,I,I`
    const report = await marksOf(file)
    expect(told(report)).toBe('4 marks, 4 new, 0 not taken')
    expect([report.layout, report.first, report.last]).toEqual([
      'wide',
      { day: '2026-11-23', session: 'morning' },
      { day: '2026-11-24', session: 'afternoon' },
    ])
  })
})

describe('codes of the school’s own', () => {
  const file = `UPN,Date,Session,Mark\n${siobhan},23/11/2026,AM,TT\n${bo},23/11/2026,AM,TT\n${bo},23/11/2026,PM,ZZZ`

  test('those that nobody knows are named with how many marks have them; said once, they are read', async () => {
    expect((await marksOf(file)).unknownCodes).toEqual([
      { written: 'TT', marks: 2 },
      { written: 'ZZZ', marks: 1 },
    ])
    await say({ of: 'code', written: 'TT', means: 'B' })
    const report = await marksOf(file)
    expect(told(report)).toBe('3 marks, 2 new, 1 not taken')
    expect(report.unknownCodes).toEqual([{ written: 'ZZZ', marks: 1 }])
    expect(report.warnings.map(({ words }) => words)).toEqual([
      'A mark with a code of the school’s own, read as B (“TT”), Mon 23 Nov, morning, was taken.',
      'A mark with a code of the school’s own, read as B (“TT”), Mon 23 Nov, morning, was taken.',
    ])
  })
})

const compared = async (text: string) => {
  const outcome = await previewFile(made.database, requestOf(text), 'auto')
  if (!outcome.ok || outcome.of !== 'totals') throw new Error('Nothing was compared.')
  return outcome.report
}

describe('a file of totals, without marks', () => {
  test('is compared with the marks here, line by line, and nothing is taken from it', async () => {
    const marks = `UPN,Date,AM,PM\n${siobhan},23/11/2026,/,\\\n${siobhan},24/11/2026,I,I\n${siobhan},25/11/2026,O,/`
    await applyMarks(made.database, requestOf(marks), () => {})
    const stated = `Attendance summary,,,,
UPN,Name,Possible sessions,Attended,Authorised absences
${siobhan},"O'Connor, Siobhán",6,3,2
${bo},"Li, Bo",6,6,0
${upnOf(18, 9)},"Who, Else",6,6,0
${siobhan},"O'Connor, Siobhán",6,4,2
${siobhan},"O'Connor, Siobhán",six,4,2`
    expect(await compared(stated)).toMatchObject({
      rows: 4,
      agree: 1,
      differ: [
        { line: 4, words: 'No mark of this school year has come in for this pupil.' },
        { line: 6, words: '4 attended in the file, 3 here.' },
      ],
      rejected: [
        { line: 5, reason: 'No pupil here has this UPN.' },
        { line: 7, reason: 'The sessions that were possible are no number.' },
      ],
    })
  })

  test('a child whose name is a heading’s word does not make marks of a roll', async () => {
    const outcome = await previewFile(made.database, requestOf('Forename,Surname,DOB\nNew,Child,01/02/2014'), 'auto')
    expect(outcome).toMatchObject({ ok: true, of: 'roll', report: { accepted: 1, rejected: [] } })
  })

  test('of a roll with names and birthdays it is not made a roll', async () => {
    const stated = 'Surname,Forename,DOB,Possible,Attended\nLi,Bo,30/11/2013,6,6\nNew,Child,01/02/2014,6,6'
    expect((await compared(stated)).rejected).toEqual([
      { line: 3, reason: 'This pupil is not on the roll here. Import the roll first.' },
    ])
    expect(await applyFile(made.database, requestOf(stated), 'auto', () => {})).toMatchObject({ of: 'totals' })
  })
})

const dated = (from: string): string => `UPN,Date,Session,Mark\n${siobhan},${from},AM,ZZ1\n${siobhan},24/11/2026,AM,ZZ1`
const codesKept = async () => {
  const { rows } = await made.database.read({ person: null, organisations: [school.id] }, (tx) =>
    tx.query(
      'select day::text as day, code from session_mark where written = $1 and superseded_by is null order by day',
      ['ZZ1'],
    ),
  )
  return rows
}

const standingOfCode = () =>
  made.database.read({ person: null, organisations: [school.id] }, async (tx) =>
    (await standingReadings(tx, school.id)).flatMap((said) =>
      said.written === 'ZZ1' && said.of === 'code' ? [[said.means, said.from ?? null]] : [],
    ),
  )

describe('a code that stands for something else from a day on', () => {
  test('is read by what held on the day of each mark; what was said before stands for the days before', async () => {
    await say({ of: 'code', written: 'ZZ1', means: 'B' })
    await say({ of: 'code', written: 'ZZ1', means: 'C2', from: '2026-11-16' })
    await applyMarks(made.database, requestOf(dated('02/11/2026')), () => {})
    expect(await codesKept()).toEqual([
      { day: '2026-11-02', code: 'B' },
      { day: '2026-11-24', code: 'C2' },
    ])
  })

  test('said again from the same day takes the place of that saying alone; ended, the earlier one holds again', async () => {
    await say({ of: 'code', written: 'ZZ1', means: 'M', from: '2026-11-16' })
    expect(await standingOfCode()).toEqual([
      ['M', '2026-11-16'],
      ['B', null],
    ])
    await endReading(made.database, { of: 'code', written: 'ZZ1', from: '2026-11-16' }, saying())
    expect(await standingOfCode()).toEqual([['B', null]])
    await endReading(made.database, { of: 'code', written: 'ZZ1' }, saying())
    expect(await standingOfCode()).toEqual([])
  })

  test('that has a day and nothing said before it is asked about for the days before', async () => {
    await say({ of: 'code', written: 'ZZ1', means: 'B', from: '2026-11-16' })
    const { unknownCodes, rejected } = await marksOf(dated('03/11/2026'))
    expect(unknownCodes).toEqual([{ written: 'ZZ1', marks: 1 }])
    expect(rejected).toHaveLength(1)
  })
})
