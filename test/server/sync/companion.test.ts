import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#domain/permissions/actor.ts'
import { outingsFileOf, ownFileOf } from '#domain/records/own-file.ts'
import { addMinutes, machineClock } from '#domain/time/instant.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import { aPlan } from '../../domain/acts.ts'
import { startOffice, type TestOffice } from '../../support/office.ts'
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '../../support/small-school.ts'

let made: TestDatabase
let running: TestOffice
let school: SmallSchool
let planner: Actor
let companion: Actor
let officer: Actor

beforeAll(async () => {
  made = await createTestDatabase()
  running = await startOffice({ made })
  const roles = ['attendance-lead', 'pastoral', 'education-welfare-officer'] as const
  school = await foundSmallSchool(made.database, { code: 'upper', name: 'Upper', roles, pupils: 1 })
  ;[planner, companion, officer] = [school.staff[0]!, school.staff[1]!, school.staff[2]!]
}, 90_000)
afterAll(async () => {
  await running.stop()
  await made.close()
})

/** All that the office gives this person, as it goes over the wire. */
const everythingFor = async (by: Actor): Promise<string> => {
  const ask = async (want: string[]) => {
    const answer = await answerPull({ database: made.database, clock: machineClock }, by, {
      protocol: 1,
      client: randomUUID(),
      device: randomUUID(),
      epoch: null,
      schema: 1,
      cursors: {},
      want: want.map((file) => ({ file, after: null })),
      lmid: 0,
      made: 0,
      limit: 1000,
    })
    if (answer === 'other-person') throw new Error('The line is another person’s.')
    return answer
  }
  return JSON.stringify(await ask((await ask([])).available))
}

const planWith = async (withId: string): Promise<string> => {
  const visitId = randomUUID()
  const args = { organisationId: school.id, personId: planner.personId, visitId, pupilIds: [school.pupils[0]!.id] }
  await actAtOffice(made.database, planner, 'plan-visit@1', { ...args, ...aPlan, withId }, machineClock())
  return visitId
}

test('a planned visit comes to the tablet of whoever comes along, and is moved there too; nobody else hears of it', async () => {
  const heard: string[] = []
  const stop = running.office.pokes.subscribe(companion.personId, (poke) => heard.push(JSON.stringify(poke)))
  const visitId = await planWith(companion.personId)
  const own = ownFileOf(school.id, companion.personId)
  await vi.waitFor(async () => expect(await everythingFor(companion)).toContain('"accompanied-visit"'), 15_000)
  await vi.waitFor(() => expect(heard.join()).toContain(own), 10_000)
  stop()
  const told = await everythingFor(companion)
  expect(told).toContain(visitId)
  expect(told).not.toContain('"planned-visit"')
  for (const other of [officer, school.administrator]) expect(await everythingFor(other)).not.toContain(visitId)
  const moved = { on: '2026-11-27', at: null, order: 0, why: 'Not today.' }
  const args = { organisationId: school.id, personId: planner.personId, visitId, ...moved }
  await actAtOffice(made.database, planner, 'move-planned-visit@1', args, machineClock())
  await vi.waitFor(async () => expect(await everythingFor(companion)).toContain('"on":"2026-11-27"'), 15_000)
  expect(await everythingFor(companion)).not.toContain('Not today.')
}, 60_000)

test('an officer who has no case of the child hears who and when, and neither which child nor why', async () => {
  const visitId = await planWith(officer.personId)
  await vi.waitFor(async () => expect(await everythingFor(officer)).toContain(visitId), 15_000)
  const told = await everythingFor(officer)
  expect(told).not.toContain(school.pupils[0]!.id)
  expect(told).not.toContain('engagement')
}, 60_000)

test('the outing reaches whoever comes along, whatever their role lets them read', async () => {
  const lodge = (withId: string | null) =>
    actAtOffice(
      made.database,
      planner,
      'lodge-outing@1',
      {
        organisationId: school.id,
        personId: planner.personId,
        outingId: randomUUID(),
        where: '14 Mill Lane',
        visitIds: [],
        backBy: addMinutes(machineClock(), 120),
        watcherId: companion.personId,
        withId,
        phone: '07700 900555',
        watcherPhone: '07700 900666',
      },
      machineClock(),
    )
  const file = outingsFileOf(school.id, planner.personId)
  expect(await everythingFor(officer)).not.toContain(file)
  await lodge(officer.personId)
  expect(await everythingFor(officer)).toContain('14 Mill Lane')
}, 60_000)
