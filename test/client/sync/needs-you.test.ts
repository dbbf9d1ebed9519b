import { IDBKeyRange } from 'fake-indexeddb'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { exchange } from '#client/sync/exchange.ts'
import type { Transport } from '#client/sync/transport.ts'
import { mutate } from '#client/store/mutate.ts'
import { hasUnsentWork } from '#client/store/waiting-elsewhere.ts'
import { defineMutation, done } from '#domain/mutation.ts'
import { sayRefusal } from '#domain/refusal.ts'
import { applyPush } from '#server/sync/apply-push.ts'
import type { FindMutation } from '#sync/replay.ts'
import { newTablet, type Tablet } from '../../simulation/tablet.ts'
import { nothingSent, wayOf } from '../../simulation/way.ts'
import { openWorld, tabletMutations, type World } from '../../simulation/world.ts'
import { clockOf, write, type Written } from '../../simulation/writing.ts'

let world: World
let tablet: Tablet
let made: Written[]
let way: Transport
beforeAll(async () => {
  world = await openWorld()
}, 90_000)
afterAll(() => world.close())
beforeEach(async () => {
  await world.reset()
  tablet = await newTablet('tablet', await world.actorNow(world.people[2]!))
  made = []
  way = wayOf(world, tablet, 'none', nothingSent(), null, tablet.person)
  await exchangeOver(way)
})

const exchangeOver = (transport: Transport, find: FindMutation = tabletMutations) =>
  exchange({
    db: tablet.db,
    transport,
    by: tablet.actor,
    find,
    clock: () => clockOf(tablet),
    app: 'test',
    stopped: () => false,
  })

const say = (what: 'contact' | 'spoilt') => write(tablet, world, { what, pupil: 0, other: 0 }, made)
const wordsAtOffice = async (): Promise<string[]> =>
  (await world.query<{ facts: string }>("select body->>'facts' as facts from record where kind = 'contact-note'")).map(
    (row) => row.facts,
  )

test('[SPEC P11] [SPEC I11] a note that spoils its push comes to needs you with its words, and those around it arrive', async () => {
  for (const what of ['contact', 'contact', 'spoilt', 'contact', 'spoilt', 'contact', 'contact'] as const)
    await say(what)
  let pushes = 0
  const counting: Transport = {
    ...way,
    push: (push) => {
      pushes += 1
      return way.push(push)
    },
  }
  expect(await exchangeOver(counting)).toMatchObject({ kind: 'done' })

  const spoilt = made.filter(({ what }) => what === 'spoilt')
  const sound = made.filter(({ what }) => what === 'contact')
  expect((await wordsAtOffice()).toSorted()).toEqual(sound.map(({ words }) => words).toSorted())
  expect(await tablet.db.outbox.count()).toBe(0)
  const needsYou = await tablet.db.rejected.toArray()
  expect(needsYou.map(({ uid }) => uid).toSorted()).toEqual(spoilt.map(({ uid }) => uid).toSorted())
  expect(needsYou.map(({ mutation }) => JSON.stringify(mutation.args)).join()).toContain(spoilt[0]!.words)
  expect(needsYou.every(({ code }) => code === 'bad-arguments')).toBe(true)
  // Whoever shares the tablet sees at once that there is work: it may be killed before it locks.
  expect(await hasUnsentWork({ indexedDB: tablet.factory, IDBKeyRange }, 'tablet')).toBe(true)
  // Nothing of what could not be carried was said to the office.
  expect(await world.query('select from mutation_log where name like $1', ['%spoil%'])).toEqual([])
  expect(pushes).toBeLessThan(16)
})

test('[SPEC P11] a refusal that is not about the content is asked about again later: nothing leaves the queue', async () => {
  await say('contact')
  const refusing: Transport = {
    ...way,
    push: async () => ({ kind: 'refused', error: 'device-revoked', message: '', reference: null }),
  }
  await exchangeOver(refusing)
  expect(await tablet.db.outbox.count()).toBe(1)
  expect(await tablet.db.rejected.count()).toBe(0)
  await exchangeOver(way)
  expect(await wordsAtOffice()).toEqual([made[0]!.words])
})

test('[SPEC O1] what a drawer kept for too long is answered obsolete, and its words come to needs you', async () => {
  const oldNote = defineMutation({
    name: 'jot-down@1',
    args: z.strictObject({ pupilId: z.uuid(), words: z.string() }),
    files: ({ pupilId }) => [pupilId],
    reads: () => [],
    apply: () => done,
  })
  const oldApp: FindMutation = (name) => (name === oldNote.name ? oldNote : tabletMutations(name))
  const words = 'She said the walk is too far in the dark.'
  const saved = await mutate(
    tablet.db,
    oldNote,
    { pupilId: world.pupils[0]!.id, words },
    { uid: crypto.randomUUID(), by: tablet.actor, clock: () => clockOf(tablet) },
  )
  expect(saved).toMatchObject({ ok: true })
  await say('contact')

  const officeOfToday: Transport = {
    ...way,
    push: async (push) => {
      const answer = await applyPush(
        {
          database: world.database,
          clock: world.now,
          poke: () => {},
          known: { find: tabletMutations, retired: { [oldNote.name]: '2020-07-31' } },
        },
        tablet.actor,
        push,
      )
      if (answer === 'other-person') throw new Error('The line is another person’s.')
      return { kind: 'ok', body: answer }
    },
  }
  expect(await exchangeOver(officeOfToday, oldApp)).toMatchObject({ kind: 'done' })

  const [needsYou, ...others] = await tablet.db.rejected.toArray()
  expect(others).toEqual([])
  expect(needsYou).toMatchObject({ code: 'obsolete', mutation: { args: { words } } })
  expect(sayRefusal('obsolete')).toContain('What you wrote is kept')
  expect(await wordsAtOffice()).toEqual([made[0]!.words])
})
