import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchange } from '#client/sync/exchange.ts'
import { meta, readMeta, writeMeta } from '#client/store/meta.ts'
import { newTablet } from '../../simulation/tablet.ts'
import { nothingSent, wayOf } from '../../simulation/way.ts'
import { tabletMutations, openWorld, type World } from '../../simulation/world.ts'
import { clockOf, write, type Written } from '../../simulation/writing.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 90_000)
afterAll(() => world.close())

test('[SPEC F1] [SPEC F2] a profile that was cloned goes on under a new line, and the office is told that it was', async () => {
  const tablet = await newTablet('cloned', await world.actorNow(world.people[2]!))
  const way = wayOf(world, tablet, 'none', nothingSent(), null, tablet.person)
  const told: string[] = []
  let pushes = 0
  let isCloned = false
  const exchangeNow = () =>
    exchange({
      db: tablet.db,
      transport: {
        ...way,
        push: async (push) => {
          pushes += 1
          return isCloned && pushes === 1 ? { kind: 'ok', body: { problem: 'forked', lmid: 0 } } : way.push(push)
        },
        report: async (code) => {
          told.push(code)
          return true
        },
      },
      by: tablet.actor,
      find: tabletMutations,
      clock: () => clockOf(tablet),
      app: 'test',
      stopped: () => false,
    })
  // Somebody can only write in a file that their tablet holds.
  await exchangeNow()
  await write(tablet, world, { what: 'contact', pupil: 0, other: 0 }, [])
  expect(await tablet.db.outbox.count()).toBe(1)
  expect(told).toEqual([])
  isCloned = true
  pushes = 0
  const exchanged = await exchangeNow()
  expect(exchanged).toMatchObject({ kind: 'done' })
  expect(told).toEqual(['fork'])
  expect(await tablet.db.outbox.count()).toBe(0)
})

test('[SPEC D1] [SPEC F1] after the browser threw a note away the others still arrive, and the office is told once', async () => {
  const tablet = await newTablet('tablet', await world.actorNow(world.people[2]!))
  const sent = nothingSent()
  const way = wayOf(world, tablet, 'none', sent, null, tablet.person)
  const told: string[] = []
  const exchangeNow = () =>
    exchange({
      db: tablet.db,
      transport: {
        ...way,
        report: async (code) => {
          told.push(code)
          return told.length > 1
        },
      },
      by: tablet.actor,
      find: tabletMutations,
      clock: () => clockOf(tablet),
      app: 'test',
      stopped: () => false,
    })
  await exchangeNow()
  const made: Written[] = []
  for (let note = 0; note < 3; note += 1) await write(tablet, world, { what: 'contact', pupil: 0, other: 0 }, made)
  await tablet.db.outbox.delete(2)
  await writeMeta(tablet.db, meta.incident, {
    kind: 'truncated',
    made: 3,
    found: 2,
    noticedAt: '2026-11-22T09:00:00.000Z',
  })

  expect(await exchangeNow()).toMatchObject({ kind: 'done' })
  expect(await readMeta(tablet.db, meta.incident)).not.toBeNull()
  await exchangeNow()
  expect(told).toEqual(['gap', 'gap'])
  expect(await readMeta(tablet.db, meta.incident)).toBeNull()
  expect(await tablet.db.outbox.count()).toBe(0)
  const rows = await world.query<{ facts: string }>(
    "select body->>'facts' as facts from record where kind = 'contact-note'",
  )
  const arrived = new Set(rows.map((row) => row.facts))
  expect(made.map(({ words }) => arrived.has(words))).toEqual([true, false, true])
})
