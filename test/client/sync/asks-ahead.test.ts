import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchangeAndDigest } from '#client/sync/exchange-and-digest.ts'
import { mutate } from '#client/store/mutate.ts'
import { createDigestReader } from '#client/store/digests.ts'
import { readToCome } from '#client/store/to-come.ts'
import { lineOf } from '#client/store/waiting.ts'
import { makePromise } from '#domain/mutations/make-promise.ts'
import type { Pull } from '#sync/protocol.ts'
import { newTablet, type Tablet } from '../../simulation/tablet.ts'
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '../../support/small-school.ts'
import { across, meet, meetingClock as clock } from './meet.ts'

let store: TestDatabase
let school: SmallSchool
beforeAll(async () => {
  store = await createTestDatabase()
  const roles = ['education-welfare-officer', 'attendance-lead'] as const
  school = await foundSmallSchool(store.database, { code: 'upper', name: 'Upper', roles, pupils: 3 })
}, 90_000)
afterAll(() => store.close())

/** The lead gives this pupil's case to the officer, or takes it from them. */
const assign = (place: number, from: string | null, to: string | null) =>
  actAtOffice(store.database, school.staff[1]!, 'assign-absence-case@1', {
    pupilId: school.pupils[place]!.id,
    organisationId: school.id,
    caseId: school.pupils[place]!.caseId,
    clashId: crypto.randomUUID(),
    ownerId: { from, to },
  })

describe('[SPEC L9] a tablet that loads files for the first time', () => {
  test('asks for what follows while it takes what came, and asks nothing twice', async () => {
    const tablet = await newTablet('officer', school.staff[0]!)
    const questions: { question: Pull; epoch: string | null; files: number }[] = []
    const asked = async (question: Pull) => {
      questions.push({ question, epoch: (await lineOf(tablet.db)).epoch, files: await tablet.db.cursors.count() })
    }
    expect(await meet(store.database, tablet, { asked })).toMatchObject({ kind: 'done' })
    // The second question knows the office's timeline before the tablet does.
    expect(questions.map(({ question, epoch }) => [question.epoch === null, epoch === null])).toEqual([
      [true, true],
      [false, true],
    ])
    expect(questions[1]?.question.want.map(({ file }) => file)).toEqual(
      expect.arrayContaining(school.pupils.map(({ id }) => id)),
    )
    expect(await tablet.db.cursors.count()).toBe(questions[1]?.question.want.length)
  })

  test('knows how many files are to come, from the first answer until the last of them is here', async () => {
    const tablet = await newTablet('officer', school.staff[0]!)
    expect(await readToCome(tablet.db)).toBeNull()
    expect(await meet(store.database, tablet, { pulls: 0 })).toMatchObject({ kind: 'unanswered' })
    expect(await readToCome(tablet.db)).toBeNull()
    await meet(store.database, tablet, { pulls: 1 })
    const told = await readToCome(tablet.db)
    expect(await tablet.db.cursors.count()).toBe(0)
    await meet(store.database, tablet, { pulls: 1, limit: 2 })
    const here = (await tablet.db.cursors.toArray()).filter(({ load }) => load === null).length
    expect(await readToCome(tablet.db)).toBe((told ?? 0) - here)
    expect(await meet(store.database, tablet)).toMatchObject({ kind: 'done' })
    expect(await readToCome(tablet.db)).toBe(0)
    expect(await tablet.db.cursors.count()).toBe(told)
  })

  test('makes the digests of what has come before the rest is here: lists that are being filled read each record once', async () => {
    const tablet = await newTablet('officer', school.staff[0]!)
    const here: { files: number; digests: number }[] = []
    const asked = async () => {
      here.push({ files: await tablet.db.cursors.count(), digests: await tablet.db.digests.count() })
    }
    const wire = across(store.database, tablet, { asked, limit: 1 })
    const both = exchangeAndDigest({ ...wire, sendPicture: async () => ({ kind: 'offline' }) })
    expect(await both.exchange()).toMatchObject({ kind: 'done' })
    const last = here.at(-1)
    expect(here.length).toBeGreaterThan(4)
    expect(last?.digests).toBeGreaterThan(0)
    expect(last?.files).toBeLessThan(await tablet.db.cursors.count())
    await both.rest()
    // What was made of a part is made anew: each says what the records say.
    const names = async () => (await tablet.db.records.where('kind').equals('pupil').toArray()).map(({ id }) => id)
    const told = (await createDigestReader()(tablet.db)).flatMap(({ records }) => records)
    expect(told.flatMap(({ kind, id }) => (kind === 'pupil' ? [id] : [])).toSorted()).toEqual(
      (await names()).toSorted(),
    )
  })

  test('throws that answer away when something was saved meanwhile: what was saved has its receipt all the same', async () => {
    const officer = school.staff[0]!
    await assign(2, officer.personId, null)
    const tablet = await newTablet('officer', officer)
    await meet(store.database, tablet)
    expect(await tablet.db.cursors.get(school.pupils[2]!.id)).toBeUndefined()
    await assign(2, null, officer.personId)

    let questions = 0
    const saved: unknown[] = []
    const asked = async () => {
      questions += 1
      if (questions === 2) saved.push(await promise(tablet))
    }
    expect(await meet(store.database, tablet, { asked })).toMatchObject({ kind: 'done' })
    expect(saved).toMatchObject([{ ok: true }])
    expect(questions).toBe(3)
    expect(await tablet.db.outbox.count()).toBe(0)
    expect(await tablet.db.records.where('kind').equals('promise').first()).toMatchObject({
      waiting: 0,
      receivedAt: clock(),
    })
    expect(await tablet.db.cursors.get(school.pupils[2]!.id)).toMatchObject({ load: null })
  })
})

const promise = (tablet: Tablet) =>
  mutate(
    tablet.db,
    makePromise,
    {
      pupilId: school.pupils[0]!.id,
      caseId: school.pupils[0]!.caseId,
      madeOn: '2026-11-20',
      promiseId: crypto.randomUUID(),
      words: 'Ask about the bus',
      promisedTo: 'Mum',
      ownerId: tablet.person,
      dueOn: '2026-11-27',
    },
    { uid: crypto.randomUUID(), by: tablet.actor, clock },
  )
