import { afterAll, beforeAll, expect, test } from 'vitest'
import { mutate } from '#client/store/mutate.ts'
import { readPasses } from '#client/sync/passes.ts'
import { addBarrier } from '#domain/mutations/add-barrier.ts'
import { tellSafeguardingLead } from '#domain/mutations/tell-safeguarding-lead.ts'
import { newTablet, type Tablet } from '../../simulation/tablet.ts'
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '../../support/small-school.ts'
import { meet, meetingClock as clock } from './meet.ts'

let store: TestDatabase
let school: SmallSchool
let officer: Tablet
beforeAll(async () => {
  store = await createTestDatabase()
  const roles = ['education-welfare-officer', 'attendance-lead'] as const
  school = await foundSmallSchool(store.database, { code: 'upper', name: 'Upper', roles, pupils: 2 })
  officer = await newTablet('officer', school.staff[0]!)
}, 90_000)
afterAll(() => store.close())

const tell = (words: string) =>
  mutate(
    officer.db,
    tellSafeguardingLead,
    {
      pupilId: school.pupils[0]!.id,
      threadId: crypto.randomUUID(),
      noteId: crypto.randomUUID(),
      urgency: 'today',
      fromNoteId: null,
      words,
    },
    { uid: crypto.randomUUID(), by: officer.actor, clock },
  )
const barrier = () =>
  mutate(
    officer.db,
    addBarrier,
    {
      pupilId: school.pupils[1]!.id,
      caseId: school.pupils[1]!.caseId,
      raisedOn: '2026-11-19',
      barrierId: crypto.randomUUID(),
      about: 'travel',
      raisedBy: 'parent',
      words: 'Marsh2 cannot pay for the bus.',
      status: 'confirmed',
      severity: 2,
      agreedByFamily: 'yes',
      evidence: '',
      reviewOn: null,
    },
    { uid: crypto.randomUUID(), by: officer.actor, clock },
  )

test('each exchange is noted as it was: what went, what came, what was refused, what stood in the way; and the quiet ones in one line', async () => {
  await meet(store.database, officer)
  const [first] = await readPasses(officer.db)
  expect(first).toMatchObject({ ended: 'done', sent: {}, newFiles: 5, times: 1, at: clock() })

  await meet(store.database, officer)
  await meet(store.database, officer)
  expect((await readPasses(officer.db))[0]).toMatchObject({ times: 2, records: 0, ended: 'done' })

  await tell('A mark on her arm.')
  await barrier()
  await meet(store.database, officer, { instead: { kind: 'captive' } })
  expect((await readPasses(officer.db))[0]).toMatchObject({ ended: 'captive', acknowledged: 0, sent: {} })

  const pupil = school.pupils[1]!
  await actAtOffice(store.database, school.staff[1]!, 'assign-absence-case@1', {
    pupilId: pupil.id,
    organisationId: school.id,
    caseId: pupil.caseId,
    clashId: crypto.randomUUID(),
    ownerId: { from: officer.person, to: null },
  })
  await meet(store.database, officer)
  expect((await readPasses(officer.db))[0]).toMatchObject({
    ended: 'done',
    sent: { 'tell-safeguarding-lead@1': 1, 'add-barrier@1': 1 },
    acknowledged: 1,
    refused: [{ name: 'add-barrier@1', code: 'not-permitted' }],
    newFiles: 1,
    withdrawn: 1,
  })
})

test('what is kept holds no name, no word and no identity, and does not grow for ever', async () => {
  const said = JSON.stringify(await readPasses(officer.db))
  for (const never of ['mark on her arm', 'bus', 'Marsh', school.id, school.pupils[0]!.id, officer.person])
    expect(said).not.toContain(never)
  for (let round = 0; round < 40; round += 1) {
    await meet(store.database, officer)
    await meet(store.database, officer, { instead: { kind: 'offline' } })
  }
  expect((await readPasses(officer.db)).length).toBe(60)
}, 60_000)
