import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#domain/permissions/actor.ts'
import { RegisterYear } from '#domain/records/register-year.ts'
import { applyMarks, previewMarks, type MarksDone, type MarksFailed } from '#server/imports/marks/import-marks.ts'
import { previewFile } from '#server/imports/import-file.ts'
import { rejectedCsv } from '#server/imports/import-report.ts'
import { sayReadings } from '#server/imports/marks/school-readings.ts'
import { sayMarksReport } from '#server/imports/marks/say-marks-report.ts'
import { applyImport } from '#server/imports/import-roll.ts'
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { upnOf } from '../roll-of-many.ts'

let made: TestDatabase

beforeAll(async () => {
  made = await createTestDatabase()
})
afterAll(() => made.close())

const siobhan = upnOf(17, 1)
const bo = upnOf(18, 3)
const roll = `UPN,Surname,Forename,Date of birth,Entry date
${siobhan},O'Connor,Siobhán,04/03/2013,04/09/2023
${bo},Li,Bo,30/11/2013,07/09/2026`

const now = '2026-11-26T16:00:00.000Z'
let schools = 0
const newSchool = async (): Promise<SmallSchool> => {
  schools += 1
  const school = await foundSmallSchool(made.database, {
    code: `marks-${schools}`,
    name: 'Hollins School',
    roles: ['attendance-lead'],
    pupils: 0,
  })
  await applyImport(made.database, requestOf(roll, school.administrator, school.id), () => {})
  return school
}

const requestOf = (text: string, by: Actor, organisationId: string) => ({
  bytes: new TextEncoder().encode(text),
  by,
  organisationId,
  clock: () => now,
  newId: randomUUID,
})

const take = (school: SmallSchool, text: string): Promise<MarksDone | MarksFailed> =>
  applyMarks(made.database, requestOf(text, school.administrator, school.id), () => {})

const look = (school: SmallSchool, text: string): Promise<MarksDone | MarksFailed> =>
  previewMarks(made.database, requestOf(text, school.administrator, school.id))

const sum = (outcome: MarksDone | MarksFailed): string =>
  outcome.ok
    ? `${outcome.report.rows} marks: ${outcome.report.accepted} new, ${outcome.report.updated} changed, ${outcome.report.unchanged} stood, ${outcome.report.rejected.length} not taken`
    : outcome.why

const reasons = (outcome: MarksDone | MarksFailed): string[] =>
  outcome.ok ? outcome.report.rejected.map(({ line, reason }) => `${line}: ${reason}`) : [outcome.why]

const registers = async (school: SmallSchool): Promise<string[]> =>
  made.database.read({ person: null, organisations: [school.id] }, async (tx) => {
    const { rows } = await tx.query<{ body: unknown; surname: string }>(
      `select r.body, p.body->>'surname' as surname from record r join record p on p.id = r.file_id
       where r.kind = 'register-year' order by surname, r.body->>'year'`,
    )
    return rows.map(({ body, surname }) => {
      const { from, marks } = RegisterYear.parse(body)
      return `${surname} from ${from}: ${marks}`
    })
  })

/** The same three days in each layout a school may export. */
const layouts: Record<string, string> = {
  'a line for each mark': `UPN,Date,Session,Mark
${siobhan},23/11/2026,AM,/
${siobhan},23/11/2026,PM,\\
${siobhan},24/11/2026,AM,I
${siobhan},24/11/2026,PM,I
${bo},23/11/2026,AM,L
${bo},24/11/2026,AM,C2`,
  'a line for each day, with names': `Surname;Forename;DOB;Attendance date;AM;PM
O'Connor;Siobhán;04/03/2013;2026-11-23;/;\\
O'Connor;Siobhán;04/03/2013;2026-11-24;I;I
Li;Bo;30/11/2013;2026-11-23;L;-
Li;Bo;30/11/2013;2026-11-24;C2;`,
  'a column for each session': `Register of Year 9,,,,,
UPN,Name,23/11/2026 AM,23/11/2026 PM,24/11/2026 AM,24/11/2026 PM
${siobhan},"O'Connor, Siobhán",/,\\,I,I
${bo},"Li, Bo",L,-,C2,-`,
  'a column for each day': `UPN\tMon 23 Nov 2026\tTue 24 Nov 2026
${siobhan}\t/\\\tI I
${bo}\tL-\tC2 -`,
}

const exportWith = (code: string): string =>
  `UPN,Date,Session,Mark\n${siobhan},24/11/2026,AM,${code}\n${bo},24/11/2026,AM,/`

describe('marks from a school’s file', () => {
  test.each(Object.entries(layouts))(
    '%s: the same register, and the same file again changes nothing',
    async (_name, text) => {
      const school = await newSchool()
      const shown = await look(school, text)
      expect(shown).toMatchObject({
        ok: true,
        report: {
          accepted: 6,
          updated: 0,
          unchanged: 0,
          rejected: [],
          warnings: [],
          pupils: 2,
          first: { day: '2026-11-23', session: 'morning' },
          counts: { possible: 6, attended: 3, authorised: 3, unauthorised: 0, late: 1 },
        },
      })
      expect(await registers(school)).toEqual([])
      await take(school, text)
      expect(await registers(school)).toEqual(['Li from 2026-11-23: L.d.', "O'Connor from 2026-11-23: /\\II"])
      const again = await take(school, text)
      expect(again).toMatchObject({ report: { accepted: 0, updated: 0, unchanged: 6 } })
    },
  )

  test('only exactly what was looked at is taken: when the roll changed meanwhile, nothing is', async () => {
    const school = await newSchool()
    const text = layouts['a line for each mark'] ?? ''
    const shown = await look(school, text)
    await take(school, `UPN,Date,Session,Mark\n${siobhan},24/11/2026,AM,N`)
    const request = requestOf(text, school.administrator, school.id)
    const preview = shown.ok ? shown.preview : null
    expect(await applyMarks(made.database, { ...request, preview }, () => {})).toEqual({
      ok: false,
      why: 'changed-since-preview',
    })
    expect(await registers(school)).toEqual(["O'Connor from 2026-11-24: N."])
    expect(sum(await take(school, text))).toBe('6 marks: 5 new, 1 changed, 0 stood, 0 not taken')
  })

  test('nor when a code came to stand for another meanwhile, though as many marks would be taken', async () => {
    const school = await newSchool()
    const text = `UPN,Date,Session,Mark\n${siobhan},24/11/2026,AM,ZZ`
    const say = (means: 'I' | 'M') =>
      sayReadings(made.database, [{ of: 'code', written: 'ZZ', means }], {
        organisationId: school.id,
        personId: school.administrator.personId,
        at: '2026-11-26T16:00:00.000Z',
        newId: randomUUID,
      })
    await say('I')
    const shown = await look(school, text)
    expect(shown).toMatchObject({ report: { accepted: 1 } })
    await say('M')
    const request = requestOf(text, school.administrator, school.id)
    const preview = shown.ok ? shown.preview : null
    expect(await applyMarks(made.database, { ...request, preview }, () => {})).toEqual({
      ok: false,
      why: 'changed-since-preview',
    })
    expect(await registers(school)).toEqual([])
  })

  test('an older export after a later one is told: which marks go back, and nothing of it is taken unless somebody says so', async () => {
    const school = await newSchool()
    await take(school, exportWith('N'))
    expect(await look(school, exportWith('I'))).toMatchObject({ report: { updated: 1, goesBack: 0 } })
    await take(school, exportWith('I'))
    const older = await look(school, exportWith('N'))
    expect(older).toMatchObject({
      report: {
        updated: 1,
        goesBack: 1,
        changed: [{ line: 2, words: 'Tue 24 Nov, morning: was I, becomes N, as it was before.' }],
      },
    })
    if (!older.ok) throw new Error('It was not looked at.')
    expect(sayMarksReport(older.report, true)).toContain(
      'CAREFUL: 1 of the changed marks would go back to what they were before.',
    )
    const request = requestOf(exportWith('N'), school.administrator, school.id)
    expect(await applyMarks(made.database, { ...request, mayGoBack: false }, () => {})).toEqual({
      ok: false,
      why: 'goes-back',
    })
    expect(await registers(school)).toEqual(['Li from 2026-11-24: /.', "O'Connor from 2026-11-24: I."])
    expect(await applyMarks(made.database, { ...request, mayGoBack: true }, () => {})).toMatchObject({ ok: true })
    expect(await registers(school)).toEqual(['Li from 2026-11-24: /.', "O'Connor from 2026-11-24: N."])
  })

  test('nobody but the school’s administrator takes marks in', async () => {
    const school = await newSchool()
    const [lead] = school.staff
    if (lead === undefined) throw new TypeError('The school has a lead.')
    expect(
      await applyMarks(made.database, requestOf(layouts['a line for each mark'] ?? '', lead, school.id), () => {}),
    ).toEqual({
      ok: false,
      why: 'not-permitted',
    })
  })

  test('a roll is no file of marks', async () => {
    expect(sum(await look(await newSchool(), roll))).toBe('no-marks')
  })
})

describe('what cannot be taken has its line and its reason; the rest goes in', () => {
  const header = 'UPN,Date,Session,Mark'

  test('codes', async () => {
    const school = await newSchool()
    const outcome = await take(
      school,
      [
        header,
        `${siobhan},23/11/2026,AM,/`,
        `${siobhan},23/11/2026,PM,A`,
        `${siobhan},24/11/2026,AM,H`,
        `${siobhan},24/11/2026,PM,X01`,
        `${siobhan},08/07/2024,AM,J1`,
      ].join('\n'),
    )
    expect(reasons(outcome)).toEqual([
      '3: A mark with a code that is not in the national list (“A”), Mon 23 Nov, afternoon, was not taken.',
      '4: A mark with a code that was retired on 19 August 2024 (“H”), Tue 24 Nov, morning, was not taken.',
      '6: A mark with a code that came only on 19 August 2024 (“J1”), Mon 8 Jul 2024, morning, was not taken.',
    ])
    expect(outcome).toMatchObject({
      report: {
        accepted: 2,
        warnings: [
          {
            line: 5,
            words: 'A mark with a code of the school’s own, read as X (“X01”), Tue 24 Nov, afternoon, was taken.',
          },
        ],
      },
    })
  })

  test('days', async () => {
    const school = await newSchool()
    await actAtOffice(made.database, school.administrator, 'close-school@1', {
      organisationId: school.id,
      closureId: randomUUID(),
      span: { from: '2026-10-26', to: '2026-10-30', part: 'day' },
      reason: 'holiday',
      title: 'Half-term',
    })
    const outcome = await take(
      school,
      [
        header,
        `${siobhan},21/11/2026,AM,/`,
        `${siobhan},27/11/2026,AM,/`,
        `${siobhan},31/11/2026,AM,/`,
        `${bo},04/09/2026,AM,/`,
        `${siobhan},27/10/2026,AM,/`,
        `${siobhan},23/11/2026,evening,/`,
        `${siobhan},21/11/2026,AM,#`,
      ].join('\n'),
    )
    expect(reasons(outcome)).toEqual([
      '2: A mark on a weekend, Sat 21 Nov, morning, was not taken.',
      '3: A mark on a day that is still to come, Fri 27 Nov, morning, was not taken.',
      '4: The date cannot be read: 31/11/2026 is not a day that exists.',
      '5: A mark from before the pupil was on the roll, Fri 4 Sep, morning, was not taken.',
      '7: The session is neither morning nor afternoon.',
    ])
    expect(outcome).toMatchObject({
      report: {
        accepted: 1,
        warnings: [
          { line: 6, words: 'A mark when the school is closed by its calendar here, Tue 27 Oct, morning, was taken.' },
        ],
      },
    })
  })

  test('pupils', async () => {
    const school = await newSchool()
    const outcome = await take(
      school,
      [
        'UPN,Surname,Forename,Date,Session,Mark',
        `${upnOf(19, 9)},Nobody,Known,23/11/2026,AM,/`,
        `${siobhan},Marsh,Robin,23/11/2026,AM,/`,
        ',,,23/11/2026,AM,/',
        `${siobhan},O'Connor,Siobhan,23/11/2026,AM,/`,
      ].join('\n'),
    )
    expect(reasons(outcome)).toEqual([
      '2: No pupil here has this UPN.',
      '3: This UPN belongs to a pupil here with another name. Nothing was taken for either.',
      '4: This line has no UPN, and no name with a date of birth, so it cannot be said whose mark it is.',
    ])
  })

  test('two lines that disagree: neither; two that agree: one', async () => {
    const school = await newSchool()
    const outcome = await take(
      school,
      [
        header,
        `${siobhan},23/11/2026,AM,/`,
        `${siobhan},23/11/2026,AM,I`,
        `${siobhan},23/11/2026,PM,\\`,
        `${siobhan},23/11/2026,PM,\\`,
      ].join('\n'),
    )
    expect(reasons(outcome)).toEqual([
      '2: Two lines have different marks for one session, so neither was taken.',
      '3: Two lines have different marks for one session, so neither was taken.',
    ])
    expect(await registers(school)).toEqual(["O'Connor from 2026-11-23: .\\"])
  })

  test('formulae are text, and a cell that is one is no code', async () => {
    const outcome = await look(await newSchool(), `${header}\n${siobhan},23/11/2026,AM,=1+1`)
    expect(reasons(outcome)).toEqual([
      '2: A mark with a code that is not in the national list (“=1+1”), Mon 23 Nov, morning, was not taken.',
    ])
  })
})

/** A school whose DfE number is known, so that its strips are. */
const numbered = async (): Promise<SmallSchool> => {
  const school = await newSchool()
  await made.database.write({ person: null, organisations: [school.id] }, (tx) =>
    tx.query(
      `update record set body = jsonb_set(body, '{dfeNumber}', '"373/4001"') where kind = 'organisation' and id = $1`,
      [school.id],
    ),
  )
  return school
}

const fileOf = (outcome: MarksDone | MarksFailed): string =>
  outcome.ok ? rejectedCsv(outcome.headings, outcome.rejectedRows) : outcome.why
const linesOf = (outcome: MarksDone | MarksFailed): string[] => fileOf(outcome).trimEnd().split('\r\n')

describe('the lines of which something was not taken, as a file to mend', () => {
  test('each line once with all its reasons and its own cells; mended, it is taken, and what was taken stands', async () => {
    const school = await newSchool()
    const stranger = upnOf(19, 777)
    const outcome = await take(
      school,
      `UPN,Date,AM,PM\n${siobhan},23/11/2026,/,\\\n${siobhan},24/11/2026,QQ,H\n${stranger},24/11/2026,/,/\n`,
    )
    expect(linesOf(outcome)).toEqual([
      '\uFEFFLine,Reason,UPN,Date,AM,PM',
      expect.stringMatching(
        new RegExp(`^3,"?A mark .*national list.* A mark .*retired.*"?,${siobhan},24/11/2026,QQ,H$`),
      ),
      `4,No pupil here has this UPN.,${stranger},24/11/2026,/,/`,
    ])
    const mended = fileOf(outcome).replace(',QQ,H', ',I,I').replace(stranger, bo)
    expect(sum(await take(school, mended))).toBe('4 marks: 4 new, 0 changed, 0 stood, 0 not taken')
  })

  test('a line may stand under a day that the row of headings does not say: then it does', async () => {
    const school = await newSchool()
    const outcome = await take(school, `,23/11/2026,,24/11/2026\nUPN,AM,PM,AM\n${siobhan},/,\\,QQ\n`)
    expect(linesOf(outcome)[0]).toBe('\uFEFFLine,Reason,UPN,2026-11-23 AM,2026-11-23 PM,2026-11-24 AM')
    const mended = fileOf(outcome).replace(',QQ', ',I')
    expect(sum(await take(school, mended))).toBe('3 marks: 1 new, 0 changed, 2 stood, 0 not taken')
  })

  test('nothing in it runs in a spreadsheet; where all was taken there is nothing to mend', async () => {
    const school = await newSchool()
    const outcome = await take(school, `UPN,Date,Session,Mark\n${siobhan},23/11/2026,AM,=1+1\n`)
    expect(fileOf(outcome)).toContain(`,${siobhan},23/11/2026,AM,'=1+1`)
    expect(await take(school, layouts['a line for each mark'] ?? '')).toMatchObject({ headings: [], rejectedRows: [] })
  })
})

/** Of how many pupils somebody hears that the file has marks, who looks at it as a roll; null when it is none. */
const asRoll = async (school: SmallSchool, file: string) => {
  const looked = await previewFile(made.database, requestOf(file, school.administrator, school.id), 'auto')
  return looked.ok && looked.of === 'roll' ? looked.report.withMarks : null
}

describe('attendance strips of a Common Transfer File', () => {
  type Strip = { from: string; marks: string; stated?: string; school?: string }
  const ctf = ({ from, marks, stated = '', school = '373/4001' }: Strip): string => {
    const [lea = '', estab = ''] = school.split('/')
    return `<CTfile><CTFpupilData><Pupil><UPN>${siobhan}</UPN><Surname>O'Connor</Surname><Forename>Siobhán</Forename><DOB>2013-03-04</DOB>
<Attendance><YearData><Year>2027</Year><LEA>${lea}</LEA><Estab>${estab}</Estab>${stated}<AttendSessions>
<AttendanceStartDate>${from}</AttendanceStartDate><AttendanceMarks>${marks}</AttendanceMarks></AttendSessions></YearData></Attendance>
</Pupil></CTFpupilData></CTfile>`
  }
  test('with commas, and one character each, every calendar day in them: the first mark lands where it says', async () => {
    const school = await numbered()
    // Friday, a weekend, Monday.
    const commas = await take(school, ctf({ from: '2026-11-20', marks: '/,\\,#,#,#,#,C2,C2' }))
    expect(commas).toMatchObject({
      report: { layout: 'strips', rows: 8, accepted: 4, first: { day: '2026-11-20', session: 'morning' } },
    })
    expect(await registers(school)).toEqual(["O'Connor from 2026-11-20: /\\....dd"])
    const characters = await take(school, ctf({ from: '2026-11-20', marks: '/\\####&gt;I' }))
    expect(sum(characters)).toBe('8 marks: 0 new, 1 changed, 3 stood, 0 not taken')
  })

  test('that leaves weekends out is read so, and says so', async () => {
    const school = await numbered()
    const outcome = await take(school, ctf({ from: '2026-11-20', marks: '/\\IIL\\' }))
    expect(await registers(school)).toEqual(["O'Connor from 2026-11-20: /\\....IIL\\"])
    expect(outcome).toMatchObject({
      report: { warnings: [{ words: 'This strip leaves weekends out, and was read so.' }] },
    })
  })

  test('that is off by a day is refused whole, never shifted', async () => {
    const school = await numbered()
    // Begins on a Saturday, with a gap where Sunday and Monday would be.
    const outcome = await take(school, ctf({ from: '2026-11-21', marks: '/\\..../\\####/\\' }))
    expect(reasons(outcome)[0]).toContain('The strip does not fit the school’s calendar')
    expect(await registers(school)).toEqual([])
  })

  test('whose totals disagree is refused with both figures', async () => {
    const school = await numbered()
    const stated = '<SessionsPossible>4</SessionsPossible><SessionsAuthorised>1</SessionsAuthorised>'
    expect(reasons(await take(school, ctf({ from: '2026-11-23', marks: '/\\II', stated })))).toEqual([
      '1: The strip has 2 sessions of authorised absence and the file states 1, so none of it was taken.',
    ])
    const agreeing = stated.replace('>1<', '>2<')
    expect(sum(await take(school, ctf({ from: '2026-11-23', marks: '/\\II', stated: agreeing })))).toBe(
      '4 marks: 4 new, 0 changed, 0 stood, 0 not taken',
    )
  })

  test('that agrees with the totals, that states none, that does not: each is counted', async () => {
    const school = await numbered()
    const totals = async (stated: string) => {
      const looked = await look(school, ctf({ from: '2026-11-23', marks: '/\\II', stated }))
      return looked.ok ? looked.report.totals : null
    }
    expect(await totals('<SessionsPossible>4</SessionsPossible>')).toEqual({
      agree: 1,
      differ: 0,
      'not-stated': 0,
      'not-read': 0,
    })
    expect(await totals('<SessionsPossible>5</SessionsPossible>')).toEqual({
      agree: 0,
      differ: 1,
      'not-stated': 0,
      'not-read': 0,
    })
    expect(await totals('')).toEqual({ agree: 0, differ: 0, 'not-stated': 1, 'not-read': 0 })
    expect(await look(school, layouts['a line for each mark'] ?? '')).toMatchObject({ report: { totals: null } })
  })

  test('whoever looks at the file as a roll hears of how many pupils it has marks of this school', async () => {
    const school = await numbered()
    const own = ctf({ from: '2026-11-23', marks: '/\\II' })
    expect(await asRoll(school, own)).toBe(1)
    expect(await asRoll(school, ctf({ from: '2026-11-23', marks: '/\\', school: '373/4002' }))).toBe(0)
    expect(await asRoll(school, roll)).toBe(0)
    // A school whose DfE number nobody entered: looking at the marks says so.
    const unnumbered = await newSchool()
    expect(await asRoll(unnumbered, own)).toBe(1)
    expect(await look(unnumbered, own)).toMatchObject({
      report: { warnings: [{ words: expect.stringContaining('no DfE number here') }] },
    })
  })

  test('the rejected ones can be had with the strip as it came', async () => {
    const looked = await look(await numbered(), ctf({ from: '2026-11-21', marks: '/\\..../\\####/\\' }))
    expect(looked).toMatchObject({
      headings: ['UPN', 'Surname', 'Forename', 'Date of birth', 'AttendanceStartDate', 'AttendanceMarks'],
      rejectedRows: [
        { line: 1, cells: [siobhan, "O'Connor", 'Siobhán', '2013-03-04', '2026-11-21', '/\\..../\\####/\\'] },
      ],
    })
  })

  test('of another school is left out, and counted', async () => {
    const outcome = await take(await numbered(), ctf({ from: '2026-11-23', marks: '/\\', school: '373/4002' }))
    expect(outcome).toMatchObject({
      report: { rows: 0, warnings: [{ line: null, words: '1 strip of another school was left out.' }] },
    })
  })

  test('a file that breaks off is not read at all', async () => {
    const whole = ctf({ from: '2026-11-23', marks: '/\\' })
    expect(await look(await numbered(), whole.slice(0, -40))).toMatchObject({
      ok: false,
      why: 'unreadable',
      fault: { why: 'xml-broken' },
    })
  })
})
