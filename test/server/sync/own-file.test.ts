import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#domain/permissions/actor.ts'
import { outingsFileOf, ownFileOf } from '#domain/records/own-file.ts'
import { scopeOf } from '#server/sync/apply-push.ts'
import { applyAct } from '#server/sync/apply-acts.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import type { PullAnswer } from '#sync/protocol.ts'
import { aPlan } from '../../domain/acts.ts'
import { connectedAs, createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { actorOf, foundSmallSchool, memberOf, actAtOffice, type SmallSchool } from '../../support/small-school.ts'

const now = '2026-11-20T09:00:00.000Z'
let store: TestDatabase
let upper: SmallSchool
let lower: SmallSchool
let officer: Actor
let colleague: Actor

/** Everything the office answers this person, with these files asked for by name too. */
const everythingFor = async (by: Actor, named: string[] = []): Promise<PullAnswer> => {
  const ask = async (want: string[]) => {
    const answer = await answerPull({ database: store.database, clock: () => now }, by, {
      protocol: 1,
      client: crypto.randomUUID(),
      device: crypto.randomUUID(),
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
  return ask([...new Set([...(await ask([])).available, ...named])])
}

const plan = (by: Actor, whose: Actor, place = upper) =>
  store.database.write(scopeOf(by), (tx) =>
    applyAct(
      tx,
      {
        uid: crypto.randomUUID(),
        name: 'plan-visit@1',
        args: {
          organisationId: place.id,
          personId: whose.personId,
          visitId: crypto.randomUUID(),
          pupilIds: [place.pupils[0]!.id],
          ...aPlan,
        },
        recordedAt: now,
        by,
      },
      now,
    ),
  )

beforeAll(async () => {
  store = await createTestDatabase()
  upper = await foundSmallSchool(store.database, {
    code: 'upper',
    name: 'Upper',
    roles: ['education-welfare-officer', 'attendance-lead'],
    pupils: 1,
  })
  const both = upper.staff[0]!.personId
  lower = await foundSmallSchool(store.database, {
    code: 'lower',
    name: 'Lower',
    roles: ['education-welfare-officer'],
    pupils: 1,
    people: [both],
  })
  officer = actorOf(
    memberOf(upper.id, 'education-welfare-officer', 'Colleague 1', both),
    memberOf(lower.id, 'education-welfare-officer', 'Colleague 1', both),
  )
  colleague = upper.staff[1]!
}, 90_000)
afterAll(() => store.close())

test('[SPEC L7] a person’s own file is there from their first day, one for each place, and reaches them first and nobody else', async () => {
  const own = [upper, lower].map((school) => ownFileOf(school.id, officer.personId))
  expect(await plan(officer, officer)).toMatchObject({
    ok: true,
    touched: [{ file: own[0], version: 1, people: [officer.personId] }],
  })
  expect(await plan(officer, officer, lower)).toMatchObject({ ok: true, touched: [{ file: own[1], version: 1 }] })
  const outings = [upper, lower].map((school) => outingsFileOf(school.id, officer.personId))
  const answer = await everythingFor(officer)
  expect(
    answer.pages
      .slice(0, 6)
      .map(({ file }) => file)
      .toSorted(),
  ).toEqual([upper.id, lower.id, ...own, ...outings].toSorted())
  expect(JSON.stringify(answer).match(/"kind":"planned-visit"/g)).toHaveLength(2)
  for (const other of [colleague, upper.administrator, lower.administrator]) {
    const theirs = await everythingFor(other, own)
    expect(theirs.revoked).toEqual(expect.arrayContaining(own))
    expect(JSON.stringify(theirs)).not.toContain('planned-visit')
  }
})

test('[SPEC P5] nobody writes in a colleague’s own file, whatever name they give', async () => {
  expect(await plan(colleague, officer)).toMatchObject({ ok: false, refusal: 'not-permitted' })
  expect(await plan(upper.administrator, upper.administrator)).toMatchObject({ ok: false, refusal: 'not-permitted' })
})

test('a school keeps what is in its own files apart from the other school of the same person', async () => {
  await connectedAs(store.appUrl, async (app) => {
    await app.query("select set_config('app.organisations', $1, false)", [lower.id])
    const { rows } = await app.query<{ organisation_id: string }>('select organisation_id from planned_visits')
    expect(rows).toEqual([{ organisation_id: lower.id }])
  })
})

test('the office and the tablets work out the same identity, so that people who were there before have their file', async () => {
  await connectedAs(store.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ file: string }>('select own_file_of($1, $2) as file', [
      upper.id,
      officer.personId,
    ])
    expect(rows).toEqual([{ file: ownFileOf(upper.id, officer.personId) }])
  })
})

test('[SPEC W1] someone who leaves one of two schools loses the file of that one alone', async () => {
  const leaving = { organisationId: lower.id, personId: officer.personId, leftOn: { from: null, to: '2026-11-20' } }
  await actAtOffice(store.database, lower.administrator, 'change-staff-member@1', leaving)
  const own = [upper, lower].map((school) => ownFileOf(school.id, officer.personId))
  const answer = await everythingFor(officer, own)
  expect(answer.revoked).toContain(own[1])
  expect(answer.revoked).not.toContain(own[0])
})
