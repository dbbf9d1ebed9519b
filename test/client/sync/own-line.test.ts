import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { exchange } from '#client/sync/exchange.ts'
import type { Transport } from '#client/sync/transport.ts'
import { mutate } from '#client/store/mutate.ts'
import { lineOf, nextPull } from '#client/store/waiting.ts'
import { addBarrier } from '#domain/mutations/add-barrier.ts'
import { linkAfter, ROOT } from '#sync/chain.ts'
import { PUSH_LIMIT, type Push } from '#sync/protocol.ts'
import { cloneTablet, newTablet, type Tablet } from '../../simulation/tablet.ts'
import { nothingSent, wayOf } from '../../simulation/way.ts'
import { openWorld, tabletMutations, type World } from '../../simulation/world.ts'
import { clockOf } from '../../simulation/writing.ts'
import { withoutRoom } from './without-room.ts'

/** How a tablet makes its line of acts and sends it: the real save, the real queue and a real office. */
let world: World
let tablet: Tablet
let way: Transport
beforeAll(async () => {
  world = await openWorld()
}, 90_000)
afterAll(() => world.close())
beforeEach(async () => {
  await world.reset()
  tablet = await newTablet('tablet', await world.actorNow(world.people[2]!))
  way = wayOf(world, tablet, 'none', nothingSent(), null, tablet.person)
  await exchangeOver(way)
})

const exchangeOver = (transport: Transport, on: Tablet = tablet) =>
  exchange({
    db: on.db,
    transport,
    by: on.actor,
    find: tabletMutations,
    clock: () => clockOf(on),
    app: 'test',
    stopped: () => false,
  })

const barrier = (words: string) => {
  const pupil = world.pupils[0]!
  return {
    pupilId: pupil.id,
    caseId: pupil.caseId,
    raisedOn: '2026-11-02',
    barrierId: crypto.randomUUID(),
    about: 'travel',
    raisedBy: 'parent',
    words,
    status: 'suspected',
    severity: null,
    agreedByFamily: 'not-discussed',
    evidence: '',
    reviewOn: null,
  } as const
}

const say = (words: string, more: { uid?: string; draftId?: string } = {}) =>
  mutate(tablet.db, addBarrier, barrier(words), {
    uid: crypto.randomUUID(),
    by: tablet.actor,
    clock: () => clockOf(tablet),
    ...more,
  })

/** Everything stored of what waits. */
const stored = async () => ({
  outbox: await tablet.db.outbox.toArray(),
  undo: await tablet.db.undo.toArray(),
  barriers: await tablet.db.records.where('kind').equals('barrier').toArray(),
  drafts: await tablet.db.drafts.toArray(),
  line: await lineOf(tablet.db),
})

/** Notes every push on its way, and how many were under way at once. */
const listening = (transport: Transport): { transport: Transport; pushes: Push[]; atOnce: () => number } => {
  const pushes: Push[] = []
  let underWay = 0
  let most = 0
  return {
    pushes,
    atOnce: () => most,
    transport: {
      ...transport,
      push: async (push) => {
        pushes.push(structuredClone(push))
        underWay += 1
        most = Math.max(most, underWay)
        try {
          return await transport.push(push)
        } finally {
          underWay -= 1
        }
      },
    },
  }
}

/** What stands on a form before it is saved. */
const typed = async (uid: string): Promise<string> => {
  const id = crypto.randomUUID()
  await tablet.db.drafts.put({
    id,
    fileId: world.pupils[0]!.id,
    form: 'add-barrier',
    uid,
    values: { words: 'The bus is full.' },
    field: null,
    savedAt: clockOf(tablet),
    revision: 1,
  })
  return id
}

describe('what is saved', () => {
  test('[SPEC M1] takes its number, rows, pre-images, place in the queue and the draft it came from all at once', async () => {
    const uid = crypto.randomUUID()
    expect(await say('The bus is full.', { uid, draftId: await typed(uid) })).toEqual({ ok: true, id: 1 })
    const after = await stored()
    expect(after.outbox).toMatchObject([{ id: 1, uid, personId: tablet.person }])
    expect(after.barriers).toMatchObject([{ waiting: 1, version: 0, receivedAt: null }])
    expect(after.undo.map(({ mutationId, id }) => [mutationId, id])).toContainEqual([1, after.barriers[0]!.id])
    expect(after.drafts).toEqual([])
    expect(after.line).toMatchObject({ next: 2, lmid: 0 })
  })

  test.each(['records', 'undo', 'outbox', 'meta', 'drafts'] as const)(
    '[SPEC M1] is not called saved where its part in %s cannot be kept: then nothing of it is, and the draft stays',
    async (table) => {
      const uid = crypto.randomUUID()
      const draftId = await typed(uid)
      const before = await stored()
      const saved = await withoutRoom(tablet.db, table, () => say('The bus is full.', { uid, draftId }))
      expect(saved).toMatchObject({ ok: false, fault: expect.anything() })
      expect(await stored()).toEqual(before)
      expect(await say('The bus is full.', { uid, draftId })).toEqual({ ok: true, id: 1 })
    },
  )

  test('[SPEC M2] is written into no file that is here only in part, and none that is not here', async () => {
    const pupil = world.pupils[0]!
    const cursor = await tablet.db.cursors.get(pupil.id)
    await tablet.db.cursors.put({ fileId: pupil.id, version: 0, load: { after: null, rows: [] } })
    expect(await say('Half of the file is here.')).toEqual({ ok: false, refusal: 'not-permitted' })
    await tablet.db.cursors.delete(pupil.id)
    expect(await say('The file is not here.')).toEqual({ ok: false, refusal: 'not-permitted' })
    expect((await stored()).outbox).toEqual([])
    await tablet.db.cursors.put(cursor!)
    expect(await say('The file is here.')).toEqual({ ok: true, id: 1 })
  })

  test('[SPEC C1] [SPEC C2] stands on a line without holes, each act chained to the one before it', async () => {
    for (const words of ['one', 'two', 'three']) await say(words)
    const { outbox, line } = await stored()
    expect(outbox.map(({ id }) => id)).toEqual([1, 2, 3])
    let prev = ROOT
    for (const act of outbox) {
      expect(act.prev).toBe(prev)
      prev = linkAfter(prev, act)
      expect(act.chain).toBe(prev)
    }
    expect(line).toMatchObject({ next: 4, last: prev })
    const [first] = outbox
    expect(linkAfter(ROOT, { ...first!, args: { ...barrier('one word else') } })).not.toBe(first!.chain)
  })

  test('[SPEC C2] [SPEC F2] keeps its uid under every number: a copy of the profile numbers it anew, and it happens once', async () => {
    await say('said before the copy')
    const copy = await cloneTablet(tablet, 'copy')
    const over = wayOf(world, copy, 'none', nothingSent(), null, copy.person)
    await say('said on the first')
    await exchangeOver(way)
    await mutate(copy.db, addBarrier, barrier('said on the copy'), {
      uid: crypto.randomUUID(),
      by: copy.actor,
      clock: () => clockOf(copy),
    })
    const { pushes, transport } = listening(over)
    expect(await exchangeOver(transport, copy)).toMatchObject({ kind: 'done' })
    const [before, anew] = [pushes[0]!, pushes.at(-1)!]
    expect(anew.client).not.toBe(before.client)
    expect(anew.mutations.map(({ id }) => id)).toEqual([1, 2])
    expect(anew.mutations.map(({ uid }) => uid)).toEqual(before.mutations.map(({ uid }) => uid))
    const rows = await world.query<{ words: string }>(
      "select body->>'words' as words from record where kind = 'barrier'",
    )
    expect(rows.map(({ words }) => words).toSorted()).toEqual([
      'said before the copy',
      'said on the copy',
      'said on the first',
    ])
  })
})

describe('what waits is sent', () => {
  test('[SPEC P1] [SPEC P2] oldest first, one push at a time, a hundred acts in each', async () => {
    for (let act = 1; act <= PUSH_LIMIT.mutations + 5; act += 1) await say(`barrier ${act}`)
    const { transport, pushes, atOnce } = listening(way)
    expect(await exchangeOver(transport)).toMatchObject({ kind: 'done' })
    expect(pushes.map(({ mutations }) => mutations.length)).toEqual([PUSH_LIMIT.mutations, 5])
    const sent = pushes.flatMap(({ mutations }) => mutations.map(({ id }) => id))
    expect(sent).toEqual(sent.map((_, place) => place + 1))
    expect(atOnce()).toBe(1)
  })

  test('[SPEC P2] and at most 256 kB; what alone is larger is refused here, with its words still where they were typed', async () => {
    const long = 'word '.repeat(18_000)
    for (let act = 0; act < 4; act += 1) expect(await say(long)).toMatchObject({ ok: true })
    const { transport, pushes } = listening(way)
    await exchangeOver(transport)
    expect(pushes.map(({ mutations }) => mutations.length)).toEqual([2, 2])
    for (const push of pushes) expect(JSON.stringify(push.mutations).length).toBeLessThanOrEqual(PUSH_LIMIT.bytes)

    const waiting = await tablet.db.outbox.count()
    // Letters that JSON writes in six characters each: as words they are no longer than others.
    expect(await say('\u0001'.repeat(90_000))).toEqual({ ok: false, refusal: 'too-large' })
    expect(await tablet.db.outbox.count()).toBe(waiting)
  })

  test('[SPEC P9] and stays in the queue, shown as waiting, until an answer brings what became of it', async () => {
    await say('The bus is full.')
    let isTaken = false
    const noNews: Transport = {
      ...way,
      push: async (push) => {
        const answer = await way.push(push)
        isTaken = answer.kind === 'ok' && 'lmid' in answer.body && answer.body.lmid === 1
        return answer
      },
      pull: async () => ({ kind: 'offline' }),
    }
    expect(await exchangeOver(noNews)).toEqual({ kind: 'unanswered', why: { kind: 'offline' } })
    expect(isTaken).toBe(true)
    expect((await stored()).outbox).toHaveLength(1)
    expect((await stored()).barriers).toMatchObject([{ waiting: 1, receivedAt: null }])
    // What the tablet then asks is still about that act.
    expect((await nextPull(tablet.db, [])).lmid).toBe(0)
    await exchangeOver(way)
    expect((await stored()).outbox).toEqual([])
    expect((await stored()).barriers).toMatchObject([{ waiting: 0, receivedAt: expect.any(String) }])
  })
})
