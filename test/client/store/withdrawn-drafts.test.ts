import { describe, expect, test } from 'vitest'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { openDraft } from '#client/store/draft-keeper.ts'
import { writeMeta } from '#client/store/meta.ts'
import { mutate } from '#client/store/mutate.ts'
import { takeRecall } from '#client/store/take-answer.ts'
import { syncMeta } from '#client/store/waiting.ts'
import { hasUnsentWork } from '#client/store/waiting-elsewhere.ts'
import { keepWithdrawnDrafts } from '#client/store/withdrawn-drafts.ts'
import { mutationNamed } from '#domain/mutations/index.ts'
import { makePromise } from '#domain/mutations/make-promise.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { newLine } from '#sync/rebase.ts'
import { aColleague, aPupil, ayesha, idOf, okoro } from '../features/invented-family.ts'
import { memoryStorehouse, openInMemory } from './support.ts'

const now = '2026-11-23T10:21:00.000Z'
const clock = () => now
const by: Actor = { personId: okoro, memberships: [aColleague()] }
/** The office takes every file back, as in any answer that names this one. */
const withdraw = (db: DoorstepDatabase) => takeRecall(db, { by, find: mutationNamed, now })
const hold = async (db: DoorstepDatabase) => {
  await writeMeta(db, syncMeta.line, newLine(idOf(902), idOf(903)))
  await db.cursors.put({ fileId: ayesha, version: 1, load: null })
  const body = aPupil()
  const row = { fileId: ayesha, id: ayesha, kind: 'pupil', version: 1, waiting: 0, receivedAt: null, reference: null }
  await db.records.put({ ...row, body })
}
const open = (db: DoorstepDatabase, fileId: string | null = ayesha) =>
  openDraft(db, { form: 'log-call', fileId, place: '', initial: { facts: '' }, clock, claims: async () => () => {} })
const promised = {
  pupilId: ayesha,
  caseId: null,
  promiseId: idOf(901),
  words: 'Ring on Monday.',
  promisedTo: 'Mum',
  ownerId: okoro,
  madeOn: '2026-11-23',
  dueOn: '2026-11-30',
}
const needsYou = async (db: DoorstepDatabase) => (await db.rejected.toArray()).map(({ mutation }) => mutation.args)

describe('[SPEC W2] a draft about a file that was withdrawn', () => {
  test('letters typed just before the form closed come to *needs you* too, once, and nothing is left beside records', async () => {
    const db = await openInMemory()
    await hold(db)
    const form = await open(db)
    form.set({ facts: 'Half a' })
    await form.flush()
    form.set({ facts: 'Half a sentence' })
    await withdraw(db)
    expect(await needsYou(db)).toEqual([{ facts: 'Half a' }])
    await form.close()
    await withdraw(db)
    expect(await db.drafts.count()).toBe(0)
    expect(await needsYou(db)).toEqual([{ facts: 'Half a sentence' }])
  })

  test('whoever shares the tablet is told at once that there is work, and not only when it locks', async () => {
    const storehouse = memoryStorehouse()
    const db = await openInMemory({ storehouse })
    await hold(db)
    const form = await open(db)
    form.set({ facts: 'Half a sentence' })
    await form.close()
    await withdraw(db)
    expect(await db.drafts.count()).toBe(0)
    expect(await hasUnsentWork(storehouse, 'd0')).toBe(true)
  })

  test('words that were dealt with need their author again when more was written', async () => {
    const db = await openInMemory()
    await hold(db)
    const form = await open(db)
    form.set({ facts: 'Half a' })
    await form.flush()
    await withdraw(db)
    await db.rejected.toCollection().modify({ handledAt: now })
    form.set({ facts: 'Half a sentence' })
    await form.flush()
    await withdraw(db)
    expect(await db.rejected.toArray()).toMatchObject([{ handledAt: null }])
  })

  test('one whose form is about no file, or whose file is here, stays where it is', async () => {
    const db = await openInMemory()
    for (const fileId of [null, idOf(900)]) {
      const form = await open(db, fileId)
      form.set({ facts: 'Goes on' })
      await form.close()
    }
    await db.cursors.put({ fileId: idOf(900), version: 0, load: { after: null, rows: [] } })
    await keepWithdrawnDrafts(db, { by, find: mutationNamed, now })
    expect(await db.drafts.count()).toBe(2)
  })
})

test('[SPEC W2] a form whose file was away for a while and is here again, saved: its words need nobody any more', async () => {
  const db = await openInMemory()
  await hold(db)
  const form = await open(db)
  form.set({ facts: 'He promised to come.' })
  await form.flush()
  await withdraw(db)
  expect(await db.rejected.count()).toBe(1)
  await hold(db)
  expect(await form.save((as) => mutate(db, makePromise, promised, { ...as, by, clock }))).toMatchObject({ ok: true })
  expect(await db.rejected.count()).toBe(0)
  expect(await db.drafts.count()).toBe(0)
  expect(await db.outbox.count()).toBe(1)
})

test('[SPEC M3] [SPEC W2] Save pressed after the withdrawal is refused, and not called saved for the words in *needs you*', async () => {
  const db = await openInMemory()
  await hold(db)
  const form = await open(db)
  form.set({ facts: 'He promised to come.' })
  await form.flush()
  await withdraw(db)
  const saved = await form.save((as) => mutate(db, makePromise, promised, { ...as, by, clock }))
  expect(saved).toEqual({ ok: false, refusal: 'not-permitted' })
  expect(await db.outbox.count()).toBe(0)
})
