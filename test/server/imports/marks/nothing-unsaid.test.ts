import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyImport } from '#server/imports/import-roll.ts'
import { applyMarks, previewMarks, type MarksDone } from '#server/imports/marks/import-marks.ts'
import { sayMarksReport } from '#server/imports/marks/say-marks-report.ts'
import { endReading, sayReadings } from '#server/imports/marks/school-readings.ts'
import type { MarkCode } from '#domain/register/mark-codes.ts'
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { upnOf } from '../roll-of-many.ts'

let made: TestDatabase
let school: SmallSchool

const siobhan = upnOf(17, 1)
/** On the roll since nobody knows when. */
const bo = upnOf(18, 3)
const roll = `UPN,Surname,Forename,Date of birth,Entry date
${siobhan},O'Connor,Siobhán,04/03/2013,04/09/2023
${bo},Li,Bo,30/11/2013,`

beforeAll(async () => {
  made = await createTestDatabase()
  school = await foundSmallSchool(made.database, {
    code: 'hollins',
    name: 'Hollins School',
    roles: ['attendance-lead'],
    pupils: 0,
  })
  await applyImport(made.database, requestOf(roll), () => {})
  await made.database.write({ person: null, organisations: [school.id] }, (tx) =>
    tx.query(
      `update record set body = jsonb_set(body, '{dfeNumber}', '"373/4001"') where kind = 'organisation' and id = $1`,
      [school.id],
    ),
  )
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

const look = async (text: string): Promise<MarksDone> => {
  const looked = await previewMarks(made.database, requestOf(text))
  if (!looked.ok) throw new Error(JSON.stringify(looked))
  return looked
}
const take = async (text: string): Promise<MarksDone> => {
  const taken = await applyMarks(made.database, requestOf(text), () => {})
  if (!taken.ok) throw new Error(JSON.stringify(taken))
  return taken
}

const reasons = ({ report }: MarksDone): string[] => report.rejected.map(({ line, reason }) => `${line}: ${reason}`)

const strip = (marks: string, stated: string): string =>
  `<CTfile><CTFpupilData><Pupil><UPN>${siobhan}</UPN><Surname>O'Connor</Surname><Forename>Siobhán</Forename><DOB>2013-03-04</DOB>
<Attendance><YearData><Year>2027</Year><LEA>373</LEA><Estab>4001</Estab>${stated}<AttendSessions>
<AttendanceStartDate>2026-11-23</AttendanceStartDate><AttendanceMarks>${marks}</AttendanceMarks></AttendSessions></YearData></Attendance>
</Pupil></CTFpupilData></CTfile>`
const saying = () => ({
  organisationId: school.id,
  personId: school.administrator.personId,
  at: now,
  newId: randomUUID,
})
const say = (written: string, means: MarkCode) => sayReadings(made.database, [{ of: 'code', written, means }], saying())
const unsay = (written: string) => endReading(made.database, { of: 'code', written }, saying())
const warned = ({ report }: MarksDone): string[] => report.warnings.map(({ words }) => words)
const told = ({ report }: MarksDone) => [report.totals, report.warnings]
const kept = async (day: string) => {
  const { rows } = await made.database.read({ person: null, organisations: [school.id] }, (tx) =>
    tx.query(
      `select m.code, i.source, i.file_name, i.file_digest, later.file_name as superseded_from from session_mark m
       join mark_import i on i.organisation_id = m.organisation_id and i.id = m.import_id
       left join mark_import later on later.organisation_id = m.organisation_id and later.id = m.superseded_by
       where m.day = $1 order by m.superseded_by nulls last`,
      [day],
    ),
  )
  return rows
}
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const named = async (text: string, fileName: string) =>
  applyMarks(made.database, { ...requestOf(text), fileName }, () => {})

describe('a strip with a code that cannot be read, and totals that the file states', () => {
  const four = '<SessionsPossible>4</SessionsPossible>'
  const attended = (count: number): string => `${four}<SessionsAttended>${count}</SessionsAttended>`

  test('the code is named and asked for, the other marks are taken, and nothing wrong is said of the totals', async () => {
    const looked = await look(strip('/,\\,TT,I', attended(3)))
    expect(reasons(looked)).toEqual([
      '1: A mark with a code that is not in the national list (“TT”), Tue 24 Nov, morning, was not taken.',
    ])
    expect(looked.report).toMatchObject({
      accepted: 3,
      unknownCodes: [{ written: 'TT', marks: 1 }],
      totals: { agree: 0, differ: 0, 'not-stated': 0, 'not-read': 1 },
    })
  })

  test('once the school has said what it stands for, it counts like any other', async () => {
    await say('TT', 'B')
    const agreeing = await look(strip('/,\\,TT,I', attended(3)))
    expect(reasons(agreeing)).toEqual([])
    expect(agreeing.report).toMatchObject({ accepted: 4, unknownCodes: [], totals: { agree: 1, 'not-read': 0 } })
    expect(reasons(await look(strip('/,\\,TT,I', attended(2))))).toEqual([
      '1: The strip has 3 sessions attended and the file states 2, so none of it was taken.',
    ])
    await unsay('TT')
  })

  test('a code of the school’s own for a closed school shifts nothing: the strip is read over all days', async () => {
    await say('TT', '#')
    const looked = await look(strip('/,\\,/,\\,/,\\,/,\\,/,\\,TT,TT,TT,TT', '<SessionsPossible>10</SessionsPossible>'))
    expect(looked.report.totals).toMatchObject({ agree: 1 })
    await unsay('TT')
  })

  test('a retired code is named and left out, as in a table', async () => {
    const looked = await look(strip('/,\\,H,I', `${attended(2)}<SessionsAuthorised>2</SessionsAuthorised>`))
    expect(reasons(looked)).toEqual([
      '1: A mark with a code that was retired on 19 August 2024 (“H”), Tue 24 Nov, morning, was not taken.',
    ])
    expect(looked.report).toMatchObject({ accepted: 3, totals: { 'not-read': 1 } })
  })

  test('totals that no reading of it would make agree refuse the strip, and it is named all the same', async () => {
    const looked = await look(strip('/,\\,TT,I', '<SessionsPossible>6</SessionsPossible>'))
    expect(reasons(looked)).toEqual([
      '1: A mark with a code that is not in the national list (“TT”), Tue 24 Nov, morning, was not taken.',
      '1: The strip has 3 sessions possible and the file states 6, so none of it was taken.',
    ])
    expect(looked.report).toMatchObject({
      accepted: 0,
      unknownCodes: [{ written: 'TT', marks: 1 }],
      totals: { differ: 1 },
    })
  })
})

describe('what of a table is not read', () => {
  test('columns that nobody knows are named where something stands in them, and what stands there is not', async () => {
    const looked = await look(`UPN,Form,23/11/2026 AM,Wk 13 Tue AM,Empty,,Attendance %
${siobhan},9B,/,I,,x,50
${bo},9B,/,,,,100`)
    expect(warned(looked)).toEqual([
      'Something stands in columns that were not read: “Wk 13 Tue AM”, number 6, which has no heading, “Attendance %”.',
    ])
    expect(looked.report).toMatchObject({ accepted: 2, rejected: [] })
  })

  test('of columns that say the same, that which was not read is named', async () => {
    const looked = await look(`UPN,Date,Register date,AM,PM,Mark\n${siobhan},23/11/2026,24/11/2026,/,\\,I`)
    expect(warned(looked)).toEqual(['Something stands in columns that were not read: “Register date”, “Mark”.'])
    expect(looked.report).toMatchObject({ accepted: 2, first: { day: '2026-11-23' } })
  })

  test('a column that the school says is not needed is not named, nor are those of our own file of lines to mend', async () => {
    const text = `Line,Reason,UPN,Date,Session,Mark,Comment\n2,was wrong,${siobhan},23/11/2026,AM,/,rang home`
    expect(warned(await look(text))).toEqual(['Something stands in a column that was not read: “Comment”.'])
    await sayReadings(made.database, [{ of: 'heading', written: 'Comment', means: 'nothing' }], saying())
    expect(warned(await look(text))).toEqual([])
    await endReading(made.database, { of: 'heading', written: 'Comment' }, saying())
  })

  test('a last line that ends early is rejected, wherever it was cut; one before it, or with empty cells at its end, is not', async () => {
    const wide = await look(`UPN,Name,23/11/2026 AM,23/11/2026 PM,24/11/2026 AM
${bo},"Li, Bo",/,,
${siobhan},"O'Connor, Siobhán",/,\\`)
    expect(reasons(wide)).toEqual(['3: This line, the last, ends early: the file may be cut short.'])
    expect(wide.report).toMatchObject({ accepted: 1 })
    const long = await look(`UPN,Date,Session,Mark\n${siobhan},23/11/2026,AM,/\n${siobhan},23/11/2026,PM`)
    expect(reasons(long)).toEqual(['3: This line, the last, ends early: the file may be cut short.'])
    const trimmed = await look(
      `UPN,Date,Session,Mark,Minutes late\n${siobhan},23/11/2026,AM,/\n${bo},23/11/2026,AM,L,5`,
    )
    expect(reasons(trimmed)).toEqual([])
    const headingsToo = await look(`UPN,Date,Session,Mark,,\n${siobhan},23/11/2026,AM,/`)
    expect(reasons(headingsToo)).toEqual([])
  })
})

describe('totals that stand beside the marks of a table', () => {
  test('are compared with the marks of each pupil: those that differ are named with both figures, and all marks are taken', async () => {
    const looked = await look(`UPN,23/11/2026 AM,23/11/2026 PM,24/11/2026 AM,Possible,Attended,Authorised absences
${siobhan},/,\\,I,3,2,1
${bo},/,\\,,4,3,0`)
    expect(told(looked)).toEqual([
      { agree: 1, differ: 1, 'not-stated': 0, 'not-read': 0 },
      [
        {
          line: 3,
          words:
            'The totals beside the marks do not agree with them: 4 possible in the totals, 2 in the marks; 3 attended in the totals, 2 in the marks.',
        },
      ],
    ])
    expect(looked.report).toMatchObject({ accepted: 5, rejected: [] })
  })

  test('may be of the line or of the pupil, on every line', async () => {
    const ofLines = `UPN,Date,AM,PM,Possible,Attended\n${siobhan},23/11/2026,/,\\,2,2\n${siobhan},24/11/2026,I,\\,2,1`
    expect(told(await look(ofLines))).toEqual([{ agree: 1, differ: 0, 'not-stated': 0, 'not-read': 0 }, []])
    const ofPupil = ofLines.replaceAll(/2,[12]$/gm, '4,3')
    expect(told(await look(ofPupil))).toEqual([{ agree: 1, differ: 0, 'not-stated': 0, 'not-read': 0 }, []])
    const ofNeither = ofPupil.replaceAll('4,3', '5,3')
    expect((await look(ofNeither)).report.warnings).toEqual([
      {
        line: 2,
        words: 'The totals beside the marks do not agree with them: 5 possible in the totals, 4 in the marks.',
      },
    ])
  })

  test('are neither right nor wrong while a code cannot be read, and an empty cell states nothing', async () => {
    const looked = await look(`UPN,Date,AM,PM,Possible,Attended
${siobhan},23/11/2026,/,QQ,2,2
${bo},23/11/2026,/,\\,,`)
    expect(looked.report.totals).toEqual({ agree: 0, differ: 0, 'not-stated': 1, 'not-read': 1 })
    expect(looked.report.warnings).toEqual([])
  })
})

describe('marks that would take the place of others', () => {
  const days = ['02', '03', '04', '05', '06', '09', '10', '11', '12', '13', '18', '19']
  const text = (code: string): string =>
    ['UPN,Date,AM,PM', ...days.map((day) => `${siobhan},${day}/11/2026,${code},${code}`)].join('\n')

  test('are told with their line, when they are of, what stands and what would: the first twenty', async () => {
    expect((await take(text('N'))).report.changed).toEqual([])
    const { report } = await look(text('I'))
    expect(report.updated).toBe(24)
    expect(report.changed).toHaveLength(20)
    expect(report.changed.slice(0, 3)).toEqual([
      { line: 2, words: 'Mon 2 Nov, morning: was N, becomes I.' },
      { line: 2, words: 'Mon 2 Nov, afternoon: was N, becomes I.' },
      { line: 3, words: 'Tue 3 Nov, morning: was N, becomes I.' },
    ])
    const said = sayMarksReport(report, true)
    expect(said).toContain('Changed marks:\n  line 2: Mon 2 Nov, morning: was N, becomes I.\n')
    expect(said).toContain('  line 11: Fri 13 Nov, afternoon: was N, becomes I.\n  … and 4 more\n')
    expect((await look(text('N'))).report.changed).toEqual([])
  })

  test('are part of what was looked at: when what stands changed meanwhile, nothing is taken', async () => {
    await take(text('N'))
    const { preview } = await look(text('I'))
    await take(text('O'))
    expect(await applyMarks(made.database, { ...requestOf(text('I')), preview }, () => {})).toEqual({
      ok: false,
      why: 'changed-since-preview',
    })
  })
})

describe('from what file a mark is', () => {
  test('is kept with it, by the file’s name without its folder and a digest of what was in it, of the superseded too', async () => {
    const first = `UPN,Date,Session,Mark\n${siobhan},16/11/2026,AM,N`
    const second = first.replace('AM,N', 'AM,I')
    await named(first, 'C:\\Exports\\Marks of Zoë\u0000\n.csv ')
    await named(second, `/home/office/${'x'.repeat(300)}`)
    expect(await kept('2026-11-16')).toEqual([
      {
        code: 'N',
        source: 'csv',
        file_name: 'Marks of Zoë .csv',
        file_digest: digestOf(first),
        superseded_from: 'x'.repeat(200),
      },
      {
        code: 'I',
        source: 'csv',
        file_name: 'x'.repeat(200),
        file_digest: digestOf(second),
        superseded_from: null,
      },
    ])
  })

  test('a file without a name is known by its digest alone', async () => {
    const text = `UPN,Date,Session,Mark\n${siobhan},17/11/2026,AM,N`
    await take(text)
    expect(await kept('2026-11-17')).toMatchObject([{ file_name: null, file_digest: digestOf(text) }])
  })
})

describe('a mark of a day that no calendar here knows', () => {
  test('is rejected with its line when the file is looked at, and the rest goes in', async () => {
    const text = `UPN,Date,Session,Mark
${bo},07/09/1926,AM,/
${bo},07/09/1999,AM,/
${bo},03/09/2126,AM,#
${bo},05/09/2050,AM,X
${bo},24/11/2026,AM,/`
    const outside = 'outside the school calendar that Doorstep knows (2020 to 2049)'
    const looked = await look(text)
    expect(reasons(looked)).toEqual([
      `2: A mark ${outside}, Tue 7 Sep 1926, morning, was not taken.`,
      `3: A mark ${outside}, Tue 7 Sep 1999, morning, was not taken.`,
      `4: A mark ${outside}, Tue 3 Sep 2126, morning, was not taken.`,
      `5: A mark ${outside}, Mon 5 Sep 2050, morning, was not taken.`,
    ])
    const taken = await take(text)
    expect(reasons(taken)).toEqual(reasons(looked))
    expect(taken.report).toMatchObject({ accepted: 1, first: { day: '2026-11-24' } })
  })
})
