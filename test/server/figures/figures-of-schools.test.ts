import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yearOfDays } from '#demo/register/day-weights.ts'
import { asItStood, makeYear } from '#demo/register/make-year.ts'
import { SeededChoice } from '#demo/seeded-choice.ts'
import { theOffice } from '#domain/permissions/actor.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { countEach, figuresOf } from '#domain/insights/figures.ts'
import { groupsOf } from '#domain/insights/grouping.ts'
import { tellTable } from '#domain/insights/told-figures.ts'
import { shapeOf } from '#domain/insights/shape.ts'
import { atRiskTold, firstWeekTold } from '#domain/insights/together-told.ts'
import { RegisterYear } from '#domain/records/register-year.ts'
import { countSessions } from '#domain/register/count-sessions.ts'
import { markCodes } from '#domain/register/mark-codes.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { isSchoolDay } from '#domain/time/school-calendar.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'
import {
  areCounted,
  countWhatIsMissing,
  figuresOfSchools,
  type AskedBy,
  type FiguresOfSchools,
} from '#server/figures/figures-of-schools.ts'
import { countAgain } from '#server/figures/keep-register-counts.ts'
import { lockSchool } from '#server/imports/lock-school.ts'
import { takeMarks, type IncomingMark } from '#server/imports/marks/take-marks.ts'
import { browserOf } from '#test/support/colleague-browser.ts'
import type { Visitor } from '#test/support/visitor.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'

let office: TestOffice
let hollins: SmallSchool
let birch: SmallSchool
let manager: Visitor
const managerId = randomUUID()

const days: SchoolDay[] = []
for (let day = '2026-09-07'; day <= '2026-11-24'; day = addDays(day, 1))
  if (isSchoolDay(day, noClosuresEntered)) days.push(day)
const year = yearOfDays(days)

/** The marks of one pupil as they stood on the evening of the last of the days; an even place for one who misses much. */
const marksOf = (pupilId: string, place: number): IncomingMark[] =>
  makeYear(
    { yearGroup: 9, freeMeals: false, sen: false },
    year,
    new SeededChoice(`figures ${place}`),
    place % 3 === 0 ? 'persistent' : place % 3 === 1 ? 'severe' : 'on-track',
  ).map((mark) => ({ pupilId, ...asItStood(mark, days.length - 1 - days.indexOf(mark.day)) }))

const take = (school: SmallSchool, marks: IncomingMark[], at = '2026-11-24T16:10:00.000Z') =>
  office.made.database.write({ person: theOffice.personId, organisations: [school.id] }, async (tx) => {
    await lockSchool(tx, school.id)
    return takeMarks(tx, marks, {
      organisationId: school.id,
      source: 'csv',
      personId: school.administrator.personId,
      at,
      newId: randomUUID,
    })
  })

const schools = () => [hollins.id, birch.id]

/** Asked of both schools unless said. */
const ask = (by: AskedBy, organisations = schools()): Promise<FiguresOfSchools> =>
  office.made.database.read({ person: managerId, organisations }, (tx) =>
    figuresOfSchools(tx, { organisations: schools(), year: 2026, by }),
  )

type Row = {
  file_id: string
  possible: number
  attended: number
  authorised: number
  unauthorised: number
  late: number
}
const kept = async (): Promise<Row[]> =>
  office.made.database.read({ person: null, organisations: schools() }, async (tx) => {
    const { rows } = await tx.query<Row>(
      'select file_id, possible, attended, authorised, unauthorised, late from register_count order by file_id',
    )
    return rows
  })

/** The same once more, slowly and from the rows of marks themselves: those that stand, while the pupil was on the roll. */
const countedFromMarks = async (): Promise<Row[]> =>
  office.made.database.read({ person: null, organisations: schools() }, async (tx) => {
    const { rows } = await tx.query<{ file_id: string; codes: string[] }>(
      `select m.file_id, array_agg(m.code) as codes from session_mark m join pupils p on p.pupil_id = m.file_id
       where m.superseded_by is null and (p.left_on is null or m.day <= p.left_on) and (p.on_roll_from is null or m.day >= p.on_roll_from)
       group by m.file_id order by m.file_id`,
    )
    return rows.map(({ file_id, codes }) => ({
      file_id,
      ...countSessions(codes.flatMap((written) => markCodes.filter((code) => code === written))),
    }))
  })

const span = { from: '2026-08-01', to: '2026-11-25' }

/** What a tablet that held both schools would say, by the functions that it counts with. */
const asOnATablet = async () => {
  const { pupils, years } = await office.made.database.read({ person: null, organisations: schools() }, async (tx) => {
    const { rows } = await tx.query<{ kind: string; body: unknown }>(
      "select kind, body from record where kind in ('pupil', 'register-year') and not deleted",
    )
    const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ body }) => body)
    return {
      pupils: of('pupil').map((body) => Pupil.parse(body)),
      years: of('register-year').map((body) => RegisterYear.parse(body)),
    }
  })
  const those = pupils.map((pupil) => ({ pupil, years: years.filter(({ pupilId }) => pupilId === pupil.id) }))
  return countEach(those, span)
}

const enrolAgain = async (school: SmallSchool, place: number, said: Partial<Pupil>): Promise<void> => {
  const held = (await asOnATablet()).find(({ pupil }) => pupil.id === school.pupils[place]?.id)?.pupil
  if (held === undefined) throw new Error('No such pupil.')
  const { kind: _kind, leftOn: _left, openCaseId: _open, caseOwners: _owners, ...pupil } = { ...held, ...said }
  await actAtOffice(office.made.database, school.administrator, 'enrol-pupil@1', {
    pupil,
    parents: [],
    listedOn: '2026-11-24',
  })
}

beforeAll(async () => {
  office = await startOffice({ config: { demo: true }, clock: () => '2026-11-25T09:00:00.000Z' })
  const plan = { roles: ['service-manager', 'attendance-lead'] as const, people: [managerId] }
  hollins = await foundSmallSchool(office.made.database, { ...plan, code: 'hollins', name: 'Hollins', pupils: 24 })
  birch = await foundSmallSchool(office.made.database, { ...plan, code: 'birch', name: 'Birch', pupils: 9 })
  for (const school of [hollins, birch])
    await take(
      school,
      school.pupils.flatMap(({ id }, place) => marksOf(id, place)),
    )
  manager = await browserOf(office, hollins, 0)
  // Nine with free meals, twelve without; of three nobody has said.
  for (let place = 0; place < 21; place += 1)
    await enrolAgain(hollins, place, { freeSchoolMeals: place < 9 ? 'yes' : 'no' })
}, 120_000)
afterAll(() => office.stop())

describe('what registers come to', () => {
  test('is the same as the marks themselves, counted slowly', async () => {
    const rows = await kept()
    expect(rows).toHaveLength(33)
    expect(rows).toEqual(await countedFromMarks())
  })

  test('follows a mark that the school changed, and the marks of another day', async () => {
    const [pupil] = hollins.pupils
    const before = (await kept()).find(({ file_id }) => file_id === pupil?.id)
    const first = marksOf(pupil?.id ?? '', 0).find(({ code }) => code === 'I')
    if (first === undefined) throw new Error('Never ill.')
    await take(
      hollins,
      [
        { ...first, code: 'L' },
        { pupilId: pupil?.id ?? '', day: '2026-11-25', session: 'morning', code: 'O' },
      ],
      '2026-11-25T09:05:00.000Z',
    )
    expect((await kept()).find(({ file_id }) => file_id === pupil?.id)).toMatchObject({
      possible: (before?.possible ?? 0) + 1,
      attended: (before?.attended ?? 0) + 1,
      late: (before?.late ?? 0) + 1,
      unauthorised: (before?.unauthorised ?? 0) + 1,
    })
    expect(await kept()).toEqual(await countedFromMarks())
  })

  test('follows the roll: marks after somebody left are not theirs', async () => {
    const [, , leaver] = hollins.pupils
    const before = (await kept()).find(({ file_id }) => file_id === leaver?.id)
    await actAtOffice(office.made.database, hollins.administrator, 'remove-from-roll@1', {
      pupilId: leaver?.id,
      organisationId: hollins.id,
      leftOn: '2026-10-02',
    })
    const after = (await kept()).find(({ file_id }) => file_id === leaver?.id)
    expect(after?.possible).toBeLessThan(before?.possible ?? 0)
    expect(await kept()).toEqual(await countedFromMarks())
  })

  test('is counted anew where it never was, before anybody is answered', async () => {
    const before = await kept()
    const scope = { person: managerId, organisations: schools() }
    await office.made.database.write(scope, (tx) =>
      tx.query(
        `update register_count set groups = null, possible = null, band = null, codes = null, weeks_possible = null, weeks_missed = null,
           halves_possible = null, halves_missed = null, spells = null
         where organisation_id = $1`,
        [birch.id],
      ),
    )
    const asked = { organisations: schools(), year: 2026, by: 'school' as const }
    expect(await office.made.database.read(scope, (tx) => areCounted(tx, asked))).toBe(false)
    await office.made.database.write(scope, (tx) => countWhatIsMissing(tx, asked))
    expect(await office.made.database.read(scope, (tx) => areCounted(tx, asked))).toBe(true)
    expect(await kept()).toEqual(before)
  })
})

describe('registers that were counted before sessions above compulsory school age counted for nothing', () => {
  test('are counted anew, without a mark coming in; those whom the rule cannot reach are left as they are', async () => {
    const before = await kept()
    const [younger, older] = [birch.pupils[0]?.id ?? '', birch.pupils[1]?.id ?? '']
    const scope = { person: managerId, organisations: schools() }
    const asked = { organisations: schools(), year: 2026, by: 'school' as const }
    const sql = await readFile('src/server/store/migrations/0039-counts-to-the-end-of-compulsory-age.sql', 'utf8')
    const set = (bornOn: string, possible: number) =>
      office.made.database.write(scope, async (tx) => {
        await tx.query(
          `update record set body = jsonb_set(body, '{bornOn}', to_jsonb($2::text)) where kind = 'pupil' and file_id = $1`,
          [older, bornOn],
        )
        await tx.query('update register_count set possible = $2 where file_id = any($1::uuid[])', [
          [younger, older],
          possible,
        ])
      })
    const possibleOf = async (id: string) => (await kept()).find(({ file_id }) => file_id === id)?.possible
    await set('2011-08-31', 999)
    await office.made.database.write(scope, (tx) => tx.query(sql))
    await office.made.database.write(scope, (tx) => countWhatIsMissing(tx, asked))
    expect(await possibleOf(older)).toBe(before.find(({ file_id }) => file_id === older)?.possible)
    expect(await possibleOf(younger)).toBe(999)
    await set('2012-03-04', 0)
    await office.made.database.write(scope, (tx) => countAgain(tx, [younger, older]))
    expect(await kept()).toEqual(before)
  })
})

describe('the figures of several schools', () => {
  test('are what a tablet with all of them would say', async () => {
    const { all, atRisk, codes, firstWeek, otherSessions, spells, weekdays, weeks } = await ask('phase')
    const told = figuresOf(await asOnATablet())
    expect(all).toMatchObject({ pupils: told.pupils, persistent: told.persistent, severe: told.severe })
    expect(all.counts).toMatchObject(told.counts)
    const missed = told.counts.authorised + told.counts.unauthorised
    const ofTablet = shapeOf(await asOnATablet(), span)
    expect(weeks).toEqual(ofTablet.weeks.map(({ monday, ...week }) => ({ monday, told: week })))
    expect(weekdays).toEqual(
      ofTablet.weekdays.map(({ weekday, session, ...half }) => ({ weekday, session, told: half })),
    )
    expect(weekdays).toHaveLength(10)
    expect(spells).toBe(ofTablet.spells.count)
    expect(atRisk).toBe(atRiskTold({ pupils: told.pupils, atRisk: told.bands['at-risk'], persistent: told.persistent }))
    expect(told.bands['at-risk']).toBeGreaterThan(0)
    const first = ofTablet.firstWeek
    expect(firstWeek).toEqual(
      first && { monday: first.monday, ...firstWeekTold(first, { pupils: told.pupils, persistent: told.persistent }) },
    )
    expect(weeks[0]?.monday).toBe('2026-09-07')
    expect(codes[0]?.sessions).toBeGreaterThanOrEqual(codes.at(-1)?.sessions ?? 0)
    // None is left out alone, so that none follows from the total.
    expect(codes.reduce((sum, { sessions }) => sum + sessions, otherSessions)).toBe(missed)
  })

  test('add up by school and by phase', async () => {
    const bySchool = await ask('school')
    expect(bySchool.groups.map(({ key }) => key)).toEqual(schools().toSorted())
    expect(bySchool.groups.reduce((sum, { pupils }) => sum + (pupils ?? 0), 0)).toBe(33)
    expect((await ask('phase')).groups.map(({ key, pupils }) => [key, pupils])).toEqual([['secondary', 33]])
    expect((await ask('year')).groups.map(({ key, pupils }) => [key, pupils])).toEqual([['9', 33]])
  })

  test('say nothing of fewer than five, nor what would be left of them by subtraction', async () => {
    // Of twelve nobody has said whether they have free meals, nine of Birch among them.
    expect((await ask('free-school-meals')).groups.map(({ key, pupils }) => [key, pupils])).toEqual([
      ['no', 12],
      ['unknown', 12],
      ['yes', 9],
    ])
    for (let place = 0; place < 3; place += 1) await enrolAgain(hollins, place, { sen: 'ehcp' })
    for (let place = 3; place < 12; place += 1) await enrolAgain(hollins, place, { sen: 'sen-support' })
    const { all, groups } = await ask('sen')
    expect(all.pupils).toBe(33)
    // Three have a plan: they are left out, and with them the smallest of the others, which would tell of them.
    expect(groups.map(({ key, pupils, counts }) => [key, pupils, counts === null])).toEqual([
      ['ehcp', null, true],
      ['none', 21, false],
      ['sen-support', null, true],
    ])
  })

  test('say nothing of the sessions that fewer than five of a group have, however many pupils it has', async () => {
    const counted = new Map((await asOnATablet()).map((one) => [one.pupil.id, one.counts]))
    const places = hollins.pupils.map((_, place) => place)
    const isTruant = (place: number): boolean => (counted.get(hollins.pupils[place]?.id ?? '')?.unauthorised ?? 0) > 0
    // Three of these eight young carers were away without authorisation.
    const carers = [...places.filter(isTruant).slice(0, 3), ...places.filter((place) => !isTruant(place)).slice(0, 5)]
    for (const place of carers) await enrolAgain(hollins, place, { youngCarer: 'yes' })
    const { all, groups } = await ask('young-carer')
    const told = groupsOf('young-carer', await asOnATablet())
    expect(all.counts?.unauthorised).toBeGreaterThan(0)
    expect(groups.map(({ key, pupils, counts }) => [key, pupils, counts?.authorised, counts?.unauthorised])).toEqual([
      ['unknown', 25, null, null],
      ['yes', 8, null, null],
    ])
    expect(groups).toEqual(
      tellTable(told.map(({ those }) => figuresOf(those)))
        .groups.map((figures, place) => ({ key: told[place]?.key, ...figures }))
        .toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)),
    )
  })

  test('a week of one child is left out, and with it the week that hides it from whoever takes the others from the total', async () => {
    const [, pupil] = birch.pupils
    const alone = { pupilId: pupil?.id ?? '', day: '2026-09-03', session: 'morning' as const, code: 'O' as const }
    await take(birch, [alone], '2026-11-25T09:10:00.000Z')
    const { weeks } = await ask('phase')
    expect(weeks[0]).toEqual({ monday: '2026-08-31', told: null })
    expect(weeks.filter(({ told }) => told === null)).toHaveLength(2)
    expect(weeks.filter(({ told }) => told !== null).length).toBeGreaterThan(5)
  })

  test('of a school that is not theirs nothing is there, whatever is asked', async () => {
    const { all, groups } = await ask('school', [hollins.id])
    expect(groups.map(({ key }) => key)).toEqual([hollins.id])
    expect(all.pupils).toBe(24)
    expect((await ask('school', [])).groups).toEqual([])
  })
})

describe('GET /api/figures', () => {
  test('answers a service manager with all their schools, and nobody else', async () => {
    const { status, body } = await manager.get('/api/figures?by=school')
    expect(status).toBe(200)
    expect(body).toMatchObject({ year: 2026, by: 'school', all: { pupils: 33 } })
    expect(JSON.stringify(body)).not.toMatch(/Marsh|Robin/)
    const lead = await browserOf(office, hollins, 1)
    expect((await lead.get('/api/figures')).status).toBe(403)
  })

  test('asks for nothing but what there is', async () => {
    for (const query of ['by=class', 'by=surname', 'year=1066', `organisation=${hollins.id}`])
      expect([query, (await manager.get(`/api/figures?${query}`)).status]).toEqual([query, 400])
  })
})
