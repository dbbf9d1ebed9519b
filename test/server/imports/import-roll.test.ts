import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Parent } from '#domain/records/parent.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { applyImport, previewImport, type ImportDone, type ImportFailed } from '#server/imports/import-roll.ts'
import { endReading, sayReadings } from '#server/imports/marks/school-readings.ts'
import type { Database } from '#server/store/database.ts'
import { createTestDatabase, connectedAs, type TestDatabase } from '#test/support/postgres.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { rollOfMany, upnOf } from './roll-of-many.ts'

let made: TestDatabase
const poked: string[][] = []

beforeAll(async () => {
  made = await createTestDatabase()
})
afterAll(() => made.close())

const newSchool = async (code: string): Promise<SmallSchool> =>
  foundSmallSchool(made.database, {
    code,
    name: 'Hollins School',
    roles: ['attendance-lead', 'head-of-year'],
    pupils: 0,
  })

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const requestOf = (bytes: Uint8Array, by: Actor, organisationId: string, now = '2026-11-22T09:00:00.000Z') => ({
  bytes,
  by,
  organisationId,
  clock: () => now,
  newId: randomUUID,
})

const importInto = (into: SmallSchool, file: string | Uint8Array, now?: string): Promise<ImportDone | ImportFailed> =>
  applyImport(
    made.database,
    requestOf(typeof file === 'string' ? bytesOf(file) : file, into.administrator, into.id, now),
    (_touched, people) => poked.push([...people]),
  )

const rollWithEthnicity = (cell: string) =>
  [
    'UPN,Surname,Forename,DOB,Ethnicity,Religion,Sex',
    `${upnOf(17, 1)},O'Connor,Siobhán,04/03/2013,${cell},None,F`,
  ].join('\n')

const counts = (outcome: ImportDone | ImportFailed): string =>
  outcome.ok
    ? `${outcome.report.rows} rows: ${outcome.report.accepted} new, ${outcome.report.updated} updated, ${outcome.report.unchanged} unchanged, ${outcome.report.rejected.length} rejected`
    : outcome.why

const held = async (organisationId: string): Promise<{ pupils: Pupil[]; parents: Parent[] }> =>
  made.database.read({ person: null, organisations: [organisationId] }, async (tx) => {
    const { rows } = await tx.query<{ body: Pupil | Parent }>(
      "select body from record where kind in ('pupil', 'parent') order by body->>'surname', body->>'forename'",
    )
    return {
      pupils: rows.flatMap(({ body }) => (body.kind === 'pupil' ? [body] : [])),
      parents: rows.flatMap(({ body }) => (body.kind === 'parent' ? [body] : [])),
    }
  })

const heading =
  'UPN,Surname,Forename,Date of birth,Year,Reg,Contact 1 name,Contact 1 relationship,Contact 1 phone,Contact 2 name,Contact 2 phone'
const roll = (...lines: string[]): string => [heading, ...lines].join('\n')
const siobhan = `${upnOf(17, 1)},O'Connor,Siobhán,04/03/2013,9,9K,Mrs Niamh O'Connor,Mother,07700 900101,Mr Declan O'Connor,01632 960101`
const bo = `${upnOf(18, 3)},Li,Bo,30/11/2013,8,8A,,,,,`

describe('a school imports its roll', () => {
  test('1,200 pupils with 2,400 contacts go in at once, and the same file again changes nothing', async () => {
    const school = await newSchool('hollins')
    const file = rollOfMany(1200)
    expect(counts(await importInto(school, file))).toBe('1200 rows: 1200 new, 0 updated, 0 unchanged, 0 rejected')
    const first = await held(school.id)
    expect([first.pupils.length, first.parents.length]).toEqual([1200, 2400])
    expect(counts(await importInto(school, file))).toBe('1200 rows: 0 new, 0 updated, 1200 unchanged, 0 rejected')
    expect(await held(school.id)).toEqual(first)
  }, 120_000)

  test('a preview says what would happen and changes nothing', async () => {
    const school = await newSchool('preview')
    const outcome = await previewImport(
      made.database,
      requestOf(bytesOf(roll(siobhan, bo)), school.administrator, school.id),
    )
    expect(counts(outcome)).toBe('2 rows: 2 new, 0 updated, 0 unchanged, 0 rejected')
    expect(await held(school.id)).toEqual({ pupils: [], parents: [] })
  })

  test.each([
    ['Arbor', 'First name,Last name,UPN,Year group,Registration form'],
    ['run together', 'FirstName,LastName,UPN,YearGroup,Form'],
    ['short', 'Forename,Surname,UPN,Year,Reg'],
  ])(
    'a list without dates of birth (%s) brings those who are here up to date by UPN, and says of each other line what it needs',
    async (name, headings) => {
      const school = await newSchool(`without-days-${name.replace(' ', '-').toLowerCase()}`)
      await importInto(
        school,
        [
          'UPN,Surname,Forename,Date of birth,Year,Reg',
          `${upnOf(17, 1)},O'Connor,Siobhán,04/03/2013,8,8A`,
          `${upnOf(18, 3)},Li,Bo,30/11/2013,8,8B`,
          `${upnOf(18, 4)},Nowak,Zofia,01/10/2013,8,8B`,
        ].join('\n'),
      )
      const list = [
        headings,
        `Siobhan,O'Connor,${upnOf(17, 1)},Year 9,9K`,
        // Married, adopted, or a slip: one of the names agrees.
        `Bo,Chen,${upnOf(18, 3)},9,9L`,
        // Everything is another: with no date of birth nothing says whether it is the child.
        `Kofi,Smith,${upnOf(18, 4)},9,9L`,
        `Mei,Jones,${upnOf(18, 5)},9,9L`,
        `Siobhán,O'Connor,,9,9L`,
        `Siobhan,O'Connor,${upnOf(17, 1)},Year 9,9K`,
      ].join('\n')
      const done = await importInto(school, list)
      if (!done.ok) throw new Error(JSON.stringify(done))
      expect(counts(done)).toBe('6 rows: 0 new, 2 updated, 0 unchanged, 4 rejected')
      expect(done.report.rejected.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
        '4 This UPN belongs to a pupil here with another name, and there is no date of birth to tell by.',
        '5 No pupil here has this UPN, and a new pupil needs a date of birth. Add it to the export.',
        '6 There is no date of birth and no UPN that can be read, so it cannot be said who this is.',
        '7 This line repeats the pupil of line 2.',
      ])
      expect(done.report.warnings).toContainEqual({
        line: null,
        words:
          'The file has no column for the date of birth: pupils are found by their UPN alone, and nobody new is taken.',
      })
      expect(
        (await held(school.id)).pupils.map(
          (pupil) => `${pupil.forename} ${pupil.surname} ${pupil.bornOn} ${pupil.yearGroup} ${pupil.registrationGroup}`,
        ),
      ).toEqual(['Bo Chen 2013-11-30 9 9L', 'Zofia Nowak 2013-10-01 8 8B', "Siobhan O'Connor 2013-03-04 9 9K"])
      expect(counts(await importInto(school, list))).toContain('0 new, 0 updated, 2 unchanged')
    },
  )

  test('a school’s own groupings come in by columns that are said to be such, and each stays until a file speaks of it', async () => {
    const school = await newSchool('groups')
    const of = (headings: string, ...cells: string[]) =>
      importInto(
        school,
        [
          `UPN,Surname,Forename,Date of birth,${headings}`,
          `${upnOf(17, 1)},O'Connor,Siobhán,04/03/2013,${cells[0]}`,
          `${upnOf(18, 3)},Li,Bo,30/11/2013,${cells[1]}`,
        ].join('\n'),
      )
    const groups = async () =>
      (await held(school.id)).pupils.map(
        ({ forename, schoolGroups }) =>
          `${forename}: ${(schoolGroups ?? []).map(({ grouping, group }) => `${grouping} ${group}`).join(', ')}`,
      )
    const columns = 'group : Breakfast club,Group: Ethnicity,Ethnicity,Young carer,Social worker'
    const first = await of(columns, 'y,WIRI,WIRI,Yes,N', 'No,,CHNE,,')
    expect(first).toMatchObject({ ok: true, report: { extraColumns: ['Ethnicity'] } })
    expect(await groups()).toEqual(['Bo: Breakfast club No', 'Siobhán: Breakfast club Yes, Ethnicity WIRI'])
    expect(
      (await held(school.id)).pupils.map(({ youngCarer, hasSocialWorker }) => [youngCarer, hasSocialWorker]),
    ).toEqual([
      ['unknown', 'unknown'],
      ['yes', 'no'],
    ])
    expect(counts(await of(columns, 'TRUE,WIRI,WIRI,Yes,N', 'No,,CHNE,,'))).toContain('2 unchanged')
    // A file without them says nothing of them; an empty cell says that there is none.
    await of('Reg', '9K', '8A')
    expect(await groups()).toEqual(['Bo: Breakfast club No', 'Siobhán: Breakfast club Yes, Ethnicity WIRI'])
    await of('Group: Ethnicity,Group: House', ',Ash', ',Oak')
    expect(await groups()).toEqual(['Bo: Breakfast club No, House Oak', 'Siobhán: Breakfast club Yes, House Ash'])
  })

  test('a column is a grouping once the school says so, for every file that comes after, and none when it takes it back', async () => {
    const school = await newSchool('says-groupings')
    const groups = async () => (await held(school.id)).pupils.map(({ schoolGroups }) => schoolGroups ?? [])
    const saying = {
      organisationId: school.id,
      personId: school.administrator.personId,
      at: '2026-11-26T16:00:00.000Z',
    }
    expect(await importInto(school, rollWithEthnicity('WIRI'))).toMatchObject({
      report: { extraColumns: ['Ethnicity', 'Religion'] },
    })
    expect(await groups()).toEqual([[]])

    await sayReadings(
      made.database,
      [
        { of: 'roll-heading', written: 'ethnicity', means: 'grouping' },
        // What a roll is read for stays what it is.
        { of: 'roll-heading', written: 'Sex', means: 'grouping' },
      ],
      { ...saying, newId: randomUUID },
    )
    expect(await importInto(school, rollWithEthnicity('WIRI'))).toMatchObject({
      report: { updated: 1, extraColumns: ['Religion'] },
    })
    // Under the name that was said, however a file spells it: two spellings would be two groupings.
    expect(await groups()).toEqual([[{ grouping: 'ethnicity', group: 'WIRI' }]])
    expect((await held(school.id)).pupils[0]?.sex).toBe('female')

    await endReading(made.database, { of: 'roll-heading', written: 'Ethnicity' }, saying)
    expect(await importInto(school, rollWithEthnicity('WBRI'))).toMatchObject({
      report: { extraColumns: ['Ethnicity', 'Religion'] },
    })
    expect(await groups()).toEqual([[{ grouping: 'ethnicity', group: 'WIRI' }]])
  })

  test('a grouping with a name that objects have, one too long, and a thirteenth do no harm', async () => {
    const school = await newSchool('odd-groups')
    const many = Array.from({ length: 13 }, (_, at) => `Group: G${String(at).padStart(2, '0')}`)
    const file = [
      ['UPN,Surname,Forename,Date of birth,Group: __proto__', ...many, `Group: ${'x'.repeat(41)}`].join(','),
      [upnOf(17, 1), 'Li', 'Bo', '30/11/2013', 'Yes', 'y'.repeat(41), ...many.map(() => 'A').slice(1), 'B'].join(','),
    ].join('\n')
    const outcome = await importInto(school, file)
    expect(outcome).toMatchObject({
      ok: true,
      report: { accepted: 1, extraColumns: ['Group: G11', 'Group: G12', `Group: ${'x'.repeat(41)}`] },
    })
    expect(JSON.stringify(outcome)).toContain('What is under “Group: G00” is too long')
    const [pupil] = (await held(school.id)).pupils
    expect(pupil?.schoolGroups?.map(({ grouping }) => grouping)).toEqual([
      ...many.slice(1, 11).map((each) => each.slice('Group: '.length)),
      '__proto__',
    ])
  })

  test('what the file says anew is brought up to date, identities stay, and what people set here stays', async () => {
    const school = await newSchool('update')
    await importInto(school, roll(siobhan, bo))
    const before = await held(school.id)
    const pupil = before.pupils.find((one) => one.surname === "O'Connor")
    const niamh = before.parents.find((one) => one.forename === 'Niamh')
    const declan = before.parents.find((one) => one.forename === 'Declan')
    if (!pupil || !niamh || !declan) throw new Error('The roll did not go in.')
    const lead = school.staff[0]
    if (!lead) throw new Error('There is no attendance lead.')
    await actAtOffice(made.database, lead, 'mark-phone@1', {
      pupilId: pupil.id,
      parentId: niamh.id,
      number: '07700900101',
      failing: true,
    })
    await actAtOffice(made.database, lead, 'open-absence-case@1', {
      ...openCase,
      ownerId: lead.personId,
      caseId: randomUUID(),
      pupilId: pupil.id,
      organisationId: school.id,
    })

    const moved = `${upnOf(17, 1)},O'Connor,Siobhán,04/03/2013,10,10T,Mrs Niamh O'Connor,Mother,07700 900 101; 07700 900199,Ms Aoife Byrne,01632 960177`
    expect(counts(await importInto(school, roll(moved, bo)))).toBe('2 rows: 0 new, 1 updated, 1 unchanged, 0 rejected')
    const after = await held(school.id)
    expect(after.pupils.find((one) => one.id === pupil.id)).toMatchObject({
      yearGroup: 10,
      registrationGroup: '10T',
      openCaseId: expect.any(String),
    })
    expect(after.parents.find((one) => one.id === niamh.id)?.phones).toEqual([
      { number: '07700 900 101', label: 'mobile', failing: true },
      { number: '07700 900199', label: 'mobile', failing: false },
    ])
    expect(after.parents.find((one) => one.id === declan.id)).toMatchObject({ notListedSince: '2026-11-22' })
    expect(after.parents.map((one) => one.forename).toSorted(inOrder)).toEqual(['Aoife', 'Declan', 'Niamh'])
    expect(counts(await importInto(school, roll(moved, bo), '2026-12-01T09:00:00.000Z'))).toBe(
      '2 rows: 0 new, 0 updated, 2 unchanged, 0 rejected',
    )
  })

  test('pupils who are not in the file stay, and the report says how many', async () => {
    const school = await newSchool('absent')
    await importInto(school, roll(siobhan, bo))
    const outcome = await importInto(school, roll(bo))
    expect(outcome.ok && outcome.report.notInFile).toBe(1)
    expect((await held(school.id)).pupils).toHaveLength(2)
  })

  test('a column that is not in the file leaves what is held; an empty cell in one that is empties it, but never a UPN', async () => {
    const school = await newSchool('columns')
    await importInto(school, roll(siobhan))
    expect(counts(await importInto(school, `Forename,Surname,DOB\nSiobhán,O'Connor,2013-03-04`))).toContain(
      '1 unchanged',
    )
    await importInto(school, `UPN,Forename,Surname,DOB,Reg\n,SIOBHÁN,O’Connor,2013-03-04,`)
    const { pupils, parents } = await held(school.id)
    expect(pupils).toMatchObject([{ upn: upnOf(17, 1), surname: 'O’Connor', registrationGroup: null, yearGroup: 9 }])
    expect(parents).toHaveLength(2)
  })

  test('a leaving date in the past takes a pupil off the roll once; a later list brings them back', async () => {
    const school = await newSchool('leaver')
    const leaving = `Forename,Surname,DOB,Leaving date\nBo,Li,30/11/2013,20/07/2026\nAda,Nowak,01/02/2014,31/08/2029\n`
    expect(counts(await importInto(school, leaving))).toContain('2 new')
    expect((await held(school.id)).pupils.map((pupil) => pupil.leftOn)).toEqual(['2026-07-20', null])
    expect(counts(await importInto(school, leaving))).toContain('2 unchanged')
    const back = await importInto(school, 'Forename,Surname,DOB\nBo,Li,30/11/2013\n')
    expect(back.ok && back.report.warnings).toEqual([{ line: 2, words: 'This pupil had left and is on roll again.' }])
    expect((await held(school.id)).pupils[0]?.leftOn).toBeNull()
  })

  test('whatever could be two children is rejected by line and never guessed', async () => {
    const school = await newSchool('doubt')
    await importInto(
      school,
      `UPN,Forename,Surname,DOB\n${upnOf(17, 1)},Amy,Smith,01/05/2013\n${upnOf(17, 2)},Amy,Smith,01/05/2013\n${upnOf(18, 4)},Ola,Berg,02/05/2013\n`,
    )
    const outcome = await importInto(
      school,
      [
        'UPN,Forename,Surname,DOB',
        ',Amy,Smith,01/05/2013',
        `${upnOf(19, 9)},Ola,Berg,02/05/2013`,
        `${upnOf(17, 2)},Noor,Haddad,09/09/2014`,
        `${upnOf(20, 1)},Tom,Reed,03/05/2013`,
        `${upnOf(20, 1)},Tom,Reed,03/05/2013`,
        `${upnOf(20, 2)},Ann,Lee,03/05/2013`,
        `${upnOf(20, 2)},Ben,Lee,03/05/2014`,
      ].join('\n'),
    )
    expect(outcome.ok && outcome.report.rejected).toEqual([
      {
        line: 2,
        reason: 'Two pupils here have this name and date of birth, so it cannot be said which of them this is.',
      },
      {
        line: 3,
        reason:
          'A pupil here has this name and date of birth and another UPN. It may be the same child or another, so nothing was changed.',
      },
      { line: 4, reason: 'This UPN belongs to a pupil here with another name and another date of birth.' },
      { line: 6, reason: 'This line repeats the pupil of line 5.' },
      { line: 7, reason: 'Line 8 has the same UPN and another name or date of birth. Neither was taken.' },
      { line: 8, reason: 'Line 7 has the same UPN and another name or date of birth. Neither was taken.' },
    ])
    expect((await held(school.id)).pupils.map((pupil) => pupil.forename).toSorted(inOrder)).toEqual([
      'Amy',
      'Amy',
      'Ola',
      'Tom',
    ])
  })

  test('a child with a temporary UPN is found by name, and under the earlier UPN that a transfer file names', async () => {
    const school = await newSchool('upns')
    await importInto(
      school,
      `UPN,Forename,Surname,DOB\nA99990011700A,Amy,Smith,01/05/2013\n${upnOf(17, 8)},Bo,Li,30/11/2013\n`,
    )
    const ids = (await held(school.id)).pupils.map((pupil) => pupil.id).toSorted(inOrder)
    const transfer = `<CTfile><CTFpupilData><Pupil><UPN>${upnOf(17, 9)}</UPN><Surname>Li-Hart</Surname><Forename>Bo</Forename><DOB>2013-11-30</DOB><BasicDetails><FormerUPN>${upnOf(17, 8)}</FormerUPN></BasicDetails></Pupil></CTFpupilData></CTfile>`
    expect(
      counts(await importInto(school, `UPN,Forename,Surname,DOB\n${upnOf(17, 7)},Amy,Smith,01/05/2013\n`)),
    ).toContain('1 updated')
    expect(counts(await importInto(school, transfer))).toContain('1 updated')
    const { pupils } = await held(school.id)
    expect(pupils.map((pupil) => pupil.id).toSorted(inOrder)).toEqual(ids)
    expect(pupils.map((pupil) => pupil.upn).toSorted(inOrder)).toEqual([upnOf(17, 7), upnOf(17, 9)].toSorted(inOrder))
  })
})

describe('nothing is half imported, and nothing leaks', () => {
  test('a fault after nearly everything was written leaves nothing behind', async () => {
    const school = await newSchool('fault')
    const request = requestOf(rollOfMany(60), school.administrator, school.id)
    let writes = 0
    const breaking: Database = {
      ...made.database,
      write: (scope, run) =>
        made.database.write(scope, (tx) =>
          run({
            savepoint: (part) => tx.savepoint(part),
            query: (text, values) => {
              if (text.includes('insert into')) writes += 1
              return text.includes('insert into mutation_log')
                ? Promise.reject(new Error('The lights went out.'))
                : tx.query(text, values)
            },
          }),
        ),
    }
    await expect(applyImport(breaking, request, () => {})).rejects.toThrow('The lights went out.')
    expect(writes).toBeGreaterThan(3)
    expect(await held(school.id)).toEqual({ pupils: [], parents: [] })
    const left = await connectedAs(made.superuserUrl, async (client) => {
      const { rows } = await client.query<{ count: number }>(
        "select count(*)::int as count from file where kind = 'pupil' and organisation_id = $1",
        [school.id],
      )
      return rows[0]?.count
    })
    expect(left).toBe(0)
  })

  test('only what was previewed is applied: another file, or a roll that changed since, is refused', async () => {
    const school = await newSchool('exactly')
    const request = requestOf(bytesOf(roll(siobhan, bo)), school.administrator, school.id)
    const preview = await previewImport(made.database, request)
    if (!preview.ok) throw new Error(preview.why)
    const otherFile = {
      ...requestOf(bytesOf(roll(siobhan)), school.administrator, school.id),
      preview: preview.preview,
    }
    expect(await applyImport(made.database, otherFile, () => {})).toEqual({ ok: false, why: 'changed-since-preview' })
    await importInto(school, roll(bo))
    expect(await applyImport(made.database, { ...request, preview: preview.preview }, () => {})).toEqual({
      ok: false,
      why: 'changed-since-preview',
    })
    const again = await previewImport(made.database, request)
    expect(
      counts(await applyImport(made.database, { ...request, preview: again.ok ? again.preview : '' }, () => {})),
    ).toContain('1 new, 0 updated, 1 unchanged')
  })

  test('two imports of one file at the same time make every pupil once', async () => {
    const school = await newSchool('twice')
    const outcomes = await Promise.all([importInto(school, rollOfMany(40)), importInto(school, rollOfMany(40))])
    expect(outcomes.map(counts).toSorted(inOrder)).toEqual([
      '40 rows: 0 new, 0 updated, 40 unchanged, 0 rejected',
      '40 rows: 40 new, 0 updated, 0 unchanged, 0 rejected',
    ])
    expect((await held(school.id)).pupils).toHaveLength(40)
  })

  test('an attendance lead may not import, nor an administrator of another school; another school’s pupils are not seen', async () => {
    const [school, other] = [await newSchool('mine'), await newSchool('theirs')]
    await importInto(other, roll(bo))
    const [lead] = school.staff
    if (!lead) throw new Error('There is no attendance lead.')
    for (const by of [lead, other.administrator])
      expect(await applyImport(made.database, requestOf(bytesOf(roll(bo)), by, school.id), () => {})).toEqual({
        ok: false,
        why: 'not-permitted',
      })
    expect(counts(await importInto(school, roll(bo)))).toContain('1 new')
  })

  test('every act of an import is in the log and in the versions, and the people who may see the pupils are told', async () => {
    const school = await newSchool('logged')
    poked.length = 0
    await importInto(school, roll(siobhan, bo))
    const [lead, headOfYear] = school.staff
    expect(poked.flat().toSorted(inOrder)).toEqual([lead?.personId, headOfYear?.personId].toSorted(inOrder))
    const rows = await connectedAs(made.superuserUrl, async (client) => {
      const log = await client.query(
        "select name, status from mutation_log where person_id = $1 and name = 'enrol-pupil@1'",
        [school.administrator.personId],
      )
      const versions = await client.query(
        "select mutation_name from record_version where organisation_id = $1 and mutation_name = 'enrol-pupil@1'",
        [school.id],
      )
      return [log.rowCount, versions.rowCount]
    })
    expect(rows).toEqual([2, 4])
  })
})

const inOrder = (a: string | null | undefined, b: string | null | undefined): number => ((a ?? '') < (b ?? '') ? -1 : 1)

const openCase = {
  concerns: ['pattern'],
  reasons: { child: '', family: '', school: '' },
  stage: 'monitor',
  why: '',
  reviewOn: null,
  openedOn: '2026-09-07',
}
