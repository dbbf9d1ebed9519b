import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mutate } from '#client/store/mutate.ts'
import { addRestrictedNote } from '#domain/mutations/add-restricted-note.ts'
import { tellSafeguardingLead } from '#domain/mutations/tell-safeguarding-lead.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { newTablet, type Tablet } from '../../simulation/tablet.ts'
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '../../support/small-school.ts'
import { meet as meetOver, meetingClock as clock } from './meet.ts'

let store: TestDatabase
let school: SmallSchool
beforeAll(async () => {
  store = await createTestDatabase()
  const roles = ['education-welfare-officer', 'designated-safeguarding-lead', 'attendance-lead'] as const
  school = await foundSmallSchool(store.database, { code: 'upper', name: 'Upper', roles, pupils: 2 })
}, 90_000)
afterAll(() => store.close())

const meet = (tablet: Tablet, pulls = 100) => meetOver(store.database, tablet, { pulls })

const person = (place: number): Actor => school.staff[place]!
const upToDate = async (name: string, actor: Actor): Promise<Tablet> => {
  const tablet = await newTablet(name, actor)
  await meet(tablet)
  return tablet
}
const save = { clock }
const begin = async (tablet: Tablet) => {
  const threadId = crypto.randomUUID()
  const args = {
    pupilId: school.pupils[0]!.id,
    threadId,
    noteId: crypto.randomUUID(),
    urgency: 'today',
    fromNoteId: null,
    words: 'CANARY: a mark on her arm.',
  } as const
  const saved = await mutate(tablet.db, tellSafeguardingLead, args, {
    ...save,
    uid: crypto.randomUUID(),
    by: tablet.actor,
  })
  expect(saved).toMatchObject({ ok: true })
  return threadId
}
const add = (tablet: Tablet, threadId: string) =>
  mutate(
    tablet.db,
    addRestrictedNote,
    { threadId, noteId: crypto.randomUUID(), words: 'CANARY: more.' },
    { ...save, uid: crypto.randomUUID(), by: tablet.actor },
  )
const wordsOn = async (tablet: Tablet): Promise<number> =>
  (await tablet.db.records.toArray()).filter((row) => JSON.stringify(row.body).includes('CANARY')).length

describe('[SPEC M4] a file that is begun on a tablet', () => {
  test('is written in before the office has heard of it, and the first answer that acknowledges it brings it', async () => {
    const officer = await upToDate('officer', person(0))
    const threadId = await begin(officer)
    expect(await add(officer, threadId)).toMatchObject({ ok: true })
    expect(await wordsOn(officer)).toBe(2)

    // Signal for a push and a single pull.
    await meet(officer, 1)
    expect(await officer.db.outbox.count()).toBe(0)
    expect(await wordsOn(officer)).toBe(2)
    expect((await officer.db.cursors.get(threadId))?.load).toBeNull()
    const note = (await officer.db.records.where('kind').equals('restricted-note').toArray())[0]
    expect(note).toMatchObject({ waiting: 0, receivedAt: clock() })
    expect(note?.reference).toMatch(/^[0-9A-Z]{4}$/)
  })

  test('is taken back with its words kept when the office refuses it', async () => {
    const officer = await upToDate('officer', person(0))
    const threadId = await begin(officer)
    await add(officer, threadId)
    // Meanwhile the case, and with it the pupil, was given to someone else.
    const pupil = school.pupils[0]!
    const ownerId = { from: officer.person, to: null }
    await actAtOffice(store.database, person(2), 'assign-absence-case@1', {
      pupilId: pupil.id,
      organisationId: school.id,
      caseId: pupil.caseId,
      clashId: crypto.randomUUID(),
      ownerId,
    })
    await meet(officer)
    expect(await officer.db.outbox.count()).toBe(0)
    const refused = (await officer.db.rejected.toArray()).map((row) => row.mutation.name)
    expect(refused.toSorted()).toEqual(['add-restricted-note@1', 'tell-safeguarding-lead@1'])
    expect((await officer.db.records.where('fileId').equals(threadId).count()) + (await officer.db.undo.count())).toBe(
      0,
    )
    await actAtOffice(store.database, person(2), 'assign-absence-case@1', {
      pupilId: pupil.id,
      organisationId: school.id,
      caseId: pupil.caseId,
      clashId: crypto.randomUUID(),
      ownerId: { from: null, to: officer.person },
    })
  })

  test('a note cannot be written into a file that nobody here began', async () => {
    const officer = await upToDate('officer', person(0))
    expect(await add(officer, crypto.randomUUID())).toEqual({ ok: false, refusal: 'not-permitted' })
  })
})

describe('what is restricted', () => {
  test('[SPEC W1] reaches the lead’s tablet, comes to a colleague’s when they are let in, and goes from it whole when they are taken out', async () => {
    const officer = await upToDate('officer', person(0))
    const threadId = await begin(officer)
    await meet(officer)
    const lead = await upToDate('lead', person(1))
    const colleague = await upToDate('colleague', person(2))
    const on = async (tablet: Tablet): Promise<number> => tablet.db.records.where('fileId').equals(threadId).count()
    expect([await on(officer), await on(lead), await on(colleague)]).toEqual([2, 2, 0])
    const marker = await colleague.db.records.where('kind').equals('restricted-marker').count()
    expect(marker).toBe(1)

    const letIn = { threadId, organisationId: school.id, personId: colleague.person }
    await actAtOffice(store.database, person(1), 'set-restricted-reader@1', { ...letIn, mayRead: true })
    await meet(colleague)
    expect(await on(colleague)).toBe(2)
    await actAtOffice(store.database, person(1), 'set-restricted-reader@1', { ...letIn, mayRead: false })
    await meet(colleague)
    expect(await on(colleague)).toBe(0)
    expect(await colleague.db.cursors.get(threadId)).toBeUndefined()
    expect(await wordsOn(colleague)).toBe(0)
  })
})
