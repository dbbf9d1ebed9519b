import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepToCome, readToCome } from '#client/store/to-come.ts'
import { exchange } from '#client/sync/exchange.ts'
import { newTablet, type Tablet } from '../../simulation/tablet.ts'
import { nothingSent, wayOf } from '../../simulation/way.ts'
import { openWorld, tabletMutations, type World } from '../../simulation/world.ts'
import { clockOf, write, type Written } from '../../simulation/writing.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 90_000)
afterAll(() => world.close())

/** One exchange; with `error` the office refuses everything, as it does a tablet that was taken away or a leaver. */
const exchangeOf = (tablet: Tablet, error: string | null = null) => {
  const sent = nothingSent()
  const way = wayOf(world, tablet, 'none', sent, null, tablet.person)
  const refused = async () => ({ kind: 'refused' as const, error: error ?? '', message: '', reference: null })
  return exchange({
    db: tablet.db,
    transport: error === null ? way : { ...way, push: refused, pull: refused },
    by: tablet.actor,
    find: tabletMutations,
    clock: () => clockOf(tablet),
    app: 'test',
    stopped: () => false,
  })
}

const aTablet = async (whose = 0): Promise<Tablet> => {
  const person = world.people[whose]
  if (person === undefined) throw new Error('Nobody works here.')
  const tablet = await newTablet('tablet', await world.actorNow(person))
  expect(await exchangeOf(tablet)).toMatchObject({ kind: 'done' })
  expect(await tablet.db.records.count()).toBeGreaterThan(0)
  return tablet
}

describe('[SPEC W3] a tablet that was taken away, or whose person has left', () => {
  test.each(['device-revoked', 'left'])(
    'forgets every file once the office says %s, and waits for none',
    async (error) => {
      const tablet = await aTablet()
      await keepToCome(tablet.db, 3)
      expect(await exchangeOf(tablet, error)).toMatchObject({ kind: 'unanswered' })
      expect(await tablet.db.records.count()).toBe(0)
      expect(await tablet.db.cursors.count()).toBe(0)
      expect(await readToCome(tablet.db)).toBe(0)
    },
  )

  test.each(['signed-out', 'other-person', 'sign-in-again', 'unknown'])(
    '[B4] and forgets nothing for any other word (%s)',
    async (error) => {
      const tablet = await aTablet()
      const before = await tablet.db.records.count()
      await exchangeOf(tablet, error)
      expect(await tablet.db.records.count()).toBe(before)
    },
  )

  test('keeps what waits and the file it is about, and a draft’s words; given back, it sends them and holds its files again', async () => {
    const tablet = await aTablet()
    const made: Written[] = []
    await write(tablet, world, { what: 'contact', pupil: 0, other: 0 }, made)
    const [, other] = world.pupils
    const about = other?.id ?? ''
    await tablet.db.drafts.put({
      id: crypto.randomUUID(),
      fileId: about,
      form: 'log-call',
      uid: crypto.randomUUID(),
      values: { facts: 'Half a sentence about the' },
      field: 'facts',
      savedAt: clockOf(tablet),
      revision: 1,
    })
    await exchangeOf(tablet, 'device-revoked')
    await exchangeOf(tablet, 'device-revoked')
    const [waiting] = await tablet.db.outbox.toArray()
    expect(JSON.stringify(waiting)).toContain(made[0]?.words)
    expect(await tablet.db.cursors.toCollection().primaryKeys()).toEqual(waiting?.files)
    expect(await tablet.db.drafts.count()).toBe(0)
    expect((await tablet.db.rejected.toArray()).map((row) => row.mutation.args)).toEqual([
      { facts: 'Half a sentence about the' },
    ])

    expect(await exchangeOf(tablet)).toMatchObject({ kind: 'done' })
    expect(await tablet.db.outbox.count()).toBe(0)
    expect(await tablet.db.cursors.count()).toBeGreaterThan(1)
    const [row] = await world.query<{ count: string }>(
      "select count(*) as count from record where body->>'facts' = $1",
      [made[0]?.words],
    )
    expect(Number(row?.count)).toBe(1)
  })

  test('[SPEC P12] a leaver’s tablet is heard first: what it held unsent is at the office, with its receipt, and no file is left on it', async () => {
    // The lead works in one school only. All that they wrote was before their last day.
    const lead = 2
    const tablet = await aTablet(lead)
    const made: Written[] = []
    await write(tablet, world, { what: 'contact', pupil: 0, other: 0 }, made)
    await world.leaveOrReturn(lead + world.people.length)
    expect(await exchangeOf(tablet)).toMatchObject({ kind: 'done', hasLeft: true })
    expect(await tablet.db.outbox.count()).toBe(0)
    const [sent] = await tablet.db.sent.toArray()
    expect(sent).toMatchObject({ receivedAt: expect.any(String), reference: expect.stringMatching(/^[0-9A-Z]{4}$/) })
    expect(await tablet.db.records.count()).toBe(0)
    expect(await tablet.db.cursors.count()).toBe(0)
    const [row] = await world.query<{ count: string }>(
      "select count(*) as count from record where body->>'facts' = $1",
      [made[0]?.words],
    )
    expect(Number(row?.count)).toBe(1)
  })

  test('[SPEC R6] lets go of nothing it sent, however far its own clock has run ahead', async () => {
    const tablet = await aTablet()
    await write(tablet, world, { what: 'contact', pupil: 0, other: 0 }, [])
    expect(await exchangeOf(tablet)).toMatchObject({ kind: 'done' })
    expect(await exchangeOf(tablet)).toMatchObject({ kind: 'done' })
    const sent = await tablet.db.sent.toArray()
    expect(sent).toHaveLength(1)
    tablet.clockOff = 10 * 24
    await exchangeOf(tablet, 'left')
    expect(await tablet.db.records.count()).toBe(0)
    expect(await tablet.db.sent.toArray()).toEqual(sent)
  })
})
