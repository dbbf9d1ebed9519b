import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf } from '#test/support/colleague-browser.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import type { Visitor } from '#test/support/visitor.ts'

const at = '2026-09-14T09:00:00.000Z'

let office: TestOffice
let hollins: SmallSchool
let birch: SmallSchool
let officer: Visitor
let lead: Visitor
let manager: Visitor
let administrator: Visitor

beforeAll(async () => {
  office = await startOffice({ config: { demo: true } })
  const roles = ['education-welfare-officer', 'attendance-lead', 'service-manager', 'administrator'] as const
  hollins = await foundSmallSchool(office.made.database, { code: 'hollins', name: 'Hollins', roles, pupils: 2 })
  birch = await foundSmallSchool(office.made.database, { code: 'birch', name: 'Birch', roles, pupils: 1 })
  officer = await browserOf(office, hollins, 0)
  lead = await browserOf(office, hollins, 1)
  manager = await browserOf(office, hollins, 2)
  administrator = await browserOf(office, hollins, 3)
}, 60_000)
afterAll(() => office.stop())

const opening = (file: string, when = at) => ({ id: randomUUID(), file, at: when })
const tell = (browser: Visitor, ...openings: unknown[]) => browser.post('/api/access-log', { openings })
const read = async (browser: Visitor, more = '') =>
  (await browser.get(`/api/access-log?organisation=${hollins.id}${more}`)).body

test('[H3] what was opened with no signal appears once it was told, with both times, once however often it is told', async () => {
  const [pupil] = hollins.pupils
  const told = opening(pupil?.id ?? '', '2026-09-14T07:30:00.000Z')
  expect((await tell(officer, told)).status).toBe(204)
  expect((await tell(officer, told)).status).toBe(204)
  const { lines } = await read(lead, `&file=${pupil?.id}`)
  expect(lines).toEqual([
    {
      id: told.id,
      file: pupil?.id,
      personId: hollins.staff[0]?.personId,
      openedAt: '2026-09-14T07:30:00.000Z',
      receivedAt: expect.any(String),
    },
  ])
})

test('what is told about another school’s file, or about none, is kept nowhere; nobody tells in another’s name', async () => {
  const stranger = birch.pupils[0]?.id ?? ''
  await tell(officer, opening(stranger), opening(randomUUID()))
  const { rows } = await office.made.database.read({ person: null, organisations: [hollins.id, birch.id] }, (tx) =>
    tx.query('select 1 from access_log where file_id = $1', [stranger]),
  )
  expect(rows).toEqual([])
  expect((await tell(officer, { ...opening(stranger), personId: randomUUID() })).status).toBe(400)
  expect((await tell(officer, { ...opening(stranger), words: 'a note' })).status).toBe(400)
  const many = Array.from({ length: 501 }, () => opening(stranger))
  expect((await tell(officer, ...many)).status).toBe(400)
})

test('leads read the whole log of their school a page at a time; a service manager the files they may see; nobody else any', async () => {
  const [first, second] = hollins.pupils
  const day = 86_400_000
  for (let page = 0; page < 130; page += 1)
    await tell(officer, opening(second?.id ?? '', new Date(Date.parse(at) - page * day).toISOString()))
  const begun = await read(lead, `&file=${second?.id}`)
  expect(begun).toMatchObject({ more: true })
  expect(begun.lines).toHaveLength(100)
  const rest = await read(lead, `&file=${second?.id}&before=${begun.lines.at(-1).openedAt}`)
  expect(rest.lines).toHaveLength(30)
  expect(rest.more).toBe(false)
  expect((await read(manager, `&file=${first?.id}`)).lines).toHaveLength(1)
  for (const browser of [officer, administrator])
    expect((await browser.get(`/api/access-log?organisation=${hollins.id}`)).status).toBe(404)
  const stranger = await browserOf(office, birch, 1)
  expect((await stranger.get(`/api/access-log?organisation=${hollins.id}`)).status).toBe(404)
})

test('a household opened at one instant across the end of a page: no line of it is left out, and none comes twice', async () => {
  const [first] = hollins.pupils
  const instant = '2026-10-05T11:00:00.000Z'
  const later = Array.from({ length: 98 }, (_, place) =>
    opening(first?.id ?? '', new Date(Date.parse(instant) + (place + 1) * 3_600_000).toISOString()),
  )
  const together = Array.from({ length: 5 }, () => opening(first?.id ?? '', instant))
  await tell(officer, ...later, ...together)
  const begun = await read(lead, `&file=${first?.id}`)
  const end = begun.lines.at(-1)
  expect(end.openedAt).toBe(instant)
  const rest = await read(lead, `&file=${first?.id}&before=${end.openedAt}&last=${end.id}`)
  const ids = [...begun.lines, ...rest.lines].map(({ id }: { id: string }) => id)
  expect(ids).toEqual([...new Set(ids)])
  expect(ids).toEqual(expect.arrayContaining([...later, ...together].map(({ id }) => id)))
  // A tablet of before, which sends the time alone.
  const older = await read(lead, `&file=${first?.id}&before=${end.openedAt}`)
  expect(older.lines.every(({ openedAt }: { openedAt: string }) => openedAt < instant)).toBe(true)
})

test('[H3] what somebody opened is heard from their tablet after they have left too, in the place they left, and read by its leads', async () => {
  const [, pupil] = hollins.pupils
  const { personId } = hollins.staff[0]!
  const leaves = { organisationId: hollins.id, personId, leftOn: { from: null, to: '2026-09-13' } }
  await actAtOffice(office.made.database, hollins.administrator, 'change-staff-member@1', leaves)
  // Read with no signal, and a day after their last: that is evidence all the more.
  const told = opening(pupil?.id ?? '', '2026-09-15T16:00:00.000Z')
  expect((await tell(officer, told, opening(birch.pupils[0]?.id ?? ''))).status).toBe(204)
  expect((await read(lead, `&file=${pupil?.id}`)).lines[0]).toMatchObject({ id: told.id, personId })
  expect((await officer.get(`/api/access-log?organisation=${hollins.id}`)).status).toBe(403)
})

test('the serving role may add to the log, and neither change nor remove what is in it', async () => {
  const scope = { person: hollins.staff[0]?.personId ?? '', organisations: [hollins.id] }
  for (const change of ['update access_log set opened_at = now()', 'delete from access_log'])
    await expect(office.made.database.write(scope, (tx) => tx.query(change))).rejects.toThrow('permission denied')
})
