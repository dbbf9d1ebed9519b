import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { exchange } from '#client/sync/exchange.ts'
import type { Transport } from '#client/sync/transport.ts'
import { takeAnswer, type Taken } from '#client/store/take-answer.ts'
import { lineOf, nextPull, nextPush } from '#client/store/waiting.ts'
import { AbsenceCase } from '#domain/records/absence-case.ts'
import type { Pull, PullAnswer } from '#sync/protocol.ts'
import type { FindMutation } from '#sync/replay.ts'
import { newTablet, type Tablet } from '../../simulation/tablet.ts'
import { nothingSent, wayOf } from '../../simulation/way.ts'
import { openWorld, tabletMutations, type World } from '../../simulation/world.ts'
import { clockOf, write, type Written } from '../../simulation/writing.ts'
import { withoutRoom } from './without-room.ts'

/** How a tablet takes an answer while something of its own waits: the real code on both sides, one answer at a time. */
let world: World
/** A lead's tablet, and an officer's, who both have the same pupils. */
let lead: Tablet
let officer: Tablet
let made: Written[]
beforeAll(async () => {
  world = await openWorld()
}, 90_000)
afterAll(() => world.close())
beforeEach(async () => {
  await world.reset()
  made = []
  lead = await newTablet('lead', await world.actorNow(world.people[2]!))
  officer = await newTablet('officer', await world.actorNow(world.people[0]!))
  await exchangeOf(lead)
  await exchangeOf(officer)
})

const wayFor = (tablet: Tablet): Transport => wayOf(world, tablet, 'none', nothingSent(), null, tablet.person)
const exchangeOf = (tablet: Tablet) =>
  exchange({
    db: tablet.db,
    transport: wayFor(tablet),
    by: tablet.actor,
    find: tabletMutations,
    clock: () => clockOf(tablet),
    app: 'test',
    stopped: () => false,
  })

type Said = Parameters<typeof write>[2]['what']
/** Writes about the first pupil; answers the words. */
const say = async (tablet: Tablet, what: Said): Promise<string> => {
  await write(tablet, world, { what, pupil: 0, other: 1 }, made)
  return made.at(-1)!.words
}

/** What the office answers now to the question that the tablet has. Nothing is sent. */
const ask = async (tablet: Tablet): Promise<{ question: Pull; answer: PullAnswer }> => {
  const question = await nextPull(tablet.db, [])
  const answer = await wayFor(tablet).pull(question)
  if (answer.kind !== 'ok') throw new Error('The office did not answer.')
  return { question, answer: answer.body }
}
const take = (
  tablet: Tablet,
  { question, answer }: { question: Pull; answer: PullAnswer },
  find: FindMutation = tabletMutations,
): Promise<Taken> => takeAnswer(tablet.db, question, answer, { by: tablet.actor, find, now: clockOf(tablet) })

const everythingOn = async ({ db }: Tablet) => ({
  records: await db.records.toArray(),
  undo: await db.undo.toArray(),
  outbox: await db.outbox.toArray(),
  sent: await db.sent.toArray(),
  rejected: await db.rejected.toArray(),
  cursors: await db.cursors.toArray(),
  line: await lineOf(db),
})
/** An app from before barriers were written down. */
const older: FindMutation = (name) => (name === 'add-barrier@1' ? null : tabletMutations(name))
const reasonsIn = (body: unknown): string => AbsenceCase.parse(body).reasons.family
const wordsAtOffice = async (): Promise<string> =>
  JSON.stringify(await world.query("select body from record where kind = 'barrier' and not deleted"))
const theCase = (tablet: Tablet) => tablet.db.records.get([world.pupils[0]!.id, world.pupils[0]!.caseId])

describe('an answer that comes while something waits', () => {
  test('[SPEC R1] [SPEC R4] goes under it: what waits is undone, what came is taken, and what waits is done again over that', async () => {
    const hers = await say(officer, 'barrier')
    const theirs = await say(officer, 'reasons')
    await exchangeOf(officer)
    // Not yet heard of that, the lead moves the case a step up.
    await say(lead, 'stage')
    const before = await theCase(lead)
    expect(reasonsIn(before?.body)).toBe('')

    expect(await take(lead, await ask(lead))).toMatchObject({ outcome: 'taken', acknowledged: 0 })
    const shown = await theCase(lead)
    const own = AbsenceCase.parse(shown?.body)
    expect(own.reasons.family).toBe(theirs)
    expect(own.stage).toBe(AbsenceCase.parse(before?.body).stage)
    expect(shown?.waiting).toBe(1)
    const [undo] = (await lead.db.undo.toArray()).filter(({ id }) => id === world.pupils[0]!.caseId)
    expect(AbsenceCase.parse(undo?.before?.body)).toMatchObject({ reasons: { family: theirs } })
    expect(AbsenceCase.parse(undo?.before?.body).stage).not.toBe(own.stage)
    expect(JSON.stringify(await lead.db.records.toArray())).toContain(hers)
    expect(await lead.db.outbox.count()).toBe(1)
  })

  test('[SPEC R4] an act that this app does not know predicts nothing, stays queued with its words, and stands in no other’s way', async () => {
    const unknown = await say(lead, 'barrier')
    const known = await say(lead, 'contact')
    await say(officer, 'reasons')
    await exchangeOf(officer)
    await take(lead, await ask(lead), older)
    const { records, outbox } = await everythingOn(lead)
    expect(JSON.stringify(records)).not.toContain(unknown)
    expect(JSON.stringify(records)).toContain(known)
    expect(outbox.map(({ id }) => id)).toEqual([1, 2])
    expect(JSON.stringify(outbox[0])).toContain(unknown)
    // An app that knows it shows it again, and it is sent as if nothing had been.
    expect(await exchangeOf(lead)).toMatchObject({ kind: 'done' })
    expect(JSON.stringify(await lead.db.records.toArray())).toContain(unknown)
    expect(await lead.db.outbox.count()).toBe(0)
  })

  test('[SPEC R2] takes away, by a tombstone, the row of its own file and no other, whatever its id', async () => {
    const [one, two] = world.pupils
    const words = await say(officer, 'household')
    await exchangeOf(officer)
    await exchangeOf(lead)
    const notes = async () =>
      (await lead.db.records.where('kind').equals('contact-note').toArray()).filter(({ body }) =>
        JSON.stringify(body).includes(words),
      )
    expect((await notes()).map(({ fileId }) => fileId).toSorted()).toEqual([one!.id, two!.id].toSorted())
    const asked = await ask(lead)
    const twin = (await notes()).find(({ fileId }) => fileId === two!.id)!
    const version = asked.question.cursors[one!.id]!
    // Named under the first pupil's file: the id of a row that stands in the second's.
    const del = { from: version, to: version + 1, reset: false, put: [], del: [twin.id] }
    await take(lead, { ...asked, answer: { ...asked.answer, files: { [one!.id]: del } } })
    expect(await notes()).toHaveLength(2)
    const own = (await notes()).find(({ fileId }) => fileId === one!.id)!
    const again = await nextPull(lead.db, [])
    await take(lead, {
      question: again,
      answer: { ...asked.answer, files: { [one!.id]: { ...del, from: version + 1, to: version + 2, del: [own.id] } } },
    })
    expect((await notes()).map(({ id }) => id)).toEqual([twin.id])
  })

  test('[SPEC R3] what was done leaves the queue for what was sent; what was refused comes to needs you with its words and the reason', async () => {
    const done = await say(lead, 'barrier')
    const refused = await say(lead, 'poison')
    expect(await exchangeOf(lead)).toMatchObject({ kind: 'done' })
    const { outbox, sent, rejected } = await everythingOn(lead)
    expect(outbox).toEqual([])
    expect(sent).toHaveLength(1)
    expect(JSON.stringify(sent[0])).toContain(done)
    expect(sent[0]?.reference).toMatch(/^[0-9A-Z]{4}$/)
    expect(rejected).toMatchObject([
      { code: 'unknown-mutation', handledAt: null, mutation: { args: { words: refused } } },
    ])
  })

  test.each(['records', 'undo', 'cursors', 'sent', 'rejected', 'meta'] as const)(
    '[SPEC R5] is taken whole or not at all: %s that cannot be written leave everything as it was',
    async (table) => {
      await say(officer, 'contact')
      await exchangeOf(officer)
      await say(lead, 'barrier')
      await say(lead, 'poison')
      await wayFor(lead).push((await nextPush(lead.db, 'test', 0))!)
      await say(lead, 'reasons')
      const before = await everythingOn(lead)
      const asked = await ask(lead)
      await expect(withoutRoom(lead.db, table, () => take(lead, asked))).rejects.toThrow('No room.')
      expect(await everythingOn(lead)).toEqual(before)
      expect(await take(lead, await ask(lead))).toMatchObject({ outcome: 'taken', acknowledged: 1 })
    },
  )
})

describe('[SPEC L3] an answer that is no longer to the question', () => {
  test('is dropped when an act was answered, or a file came, since it was asked', async () => {
    await say(officer, 'contact')
    const old = await ask(officer)
    await exchangeOf(officer)
    const before = await everythingOn(officer)
    expect(await take(officer, old)).toMatchObject({ outcome: 'stale' })
    expect(await everythingOn(officer)).toEqual(before)
  })

  test('is dropped when the tablet has begun another line since', async () => {
    const asked = await ask(officer)
    const before = await everythingOn(officer)
    const client = crypto.randomUUID()
    expect(await take(officer, { ...asked, question: { ...asked.question, client } })).toMatchObject({
      outcome: 'other-client',
    })
    expect(await everythingOn(officer)).toEqual(before)
  })

  test('is dropped when its number of the line is lower than one already heard in that epoch', async () => {
    await say(officer, 'contact')
    await exchangeOf(officer)
    const asked = await ask(officer)
    const before = await everythingOn(officer)
    expect(await take(officer, { ...asked, answer: { ...asked.answer, lmid: 0 } })).toMatchObject({ outcome: 'stale' })
    expect(await everythingOn(officer)).toEqual(before)
  })
})

describe('an office that was put back to an earlier point', () => {
  test('[SPEC R7] [SPEC E2] is given again what it lost: it returns to the queue, every cursor begins anew, and it arrives once', async () => {
    const kept = await say(lead, 'barrier')
    await exchangeOf(lead)
    await world.checkpoint()
    const lost = await say(lead, 'barrier')
    await exchangeOf(lead)
    expect(await lead.db.outbox.count()).toBe(0)
    const { epoch } = await lineOf(lead.db)
    await world.powerLoss(null)
    expect(await wordsAtOffice()).not.toContain(lost)

    const asked = await ask(lead)
    expect(asked.answer.epoch).not.toBe(epoch)
    expect(Object.keys(asked.answer.files).toSorted()).toEqual(Object.keys(asked.question.cursors).toSorted())
    expect(Object.values(asked.answer.files).every(({ reset }) => reset)).toBe(true)
    await take(lead, asked)
    expect(await lead.db.outbox.toArray()).toMatchObject([{ id: 2, uid: made.at(-1)!.uid }])
    expect((await lineOf(lead.db)).epoch).toBe(asked.answer.epoch)
    // On the glass it never went.
    expect(JSON.stringify(await lead.db.records.toArray())).toContain(lost)

    expect(await exchangeOf(lead)).toMatchObject({ kind: 'done' })
    expect(await lead.db.outbox.count()).toBe(0)
    const words = await wordsAtOffice()
    expect([words.split(kept).length, words.split(lost).length]).toEqual([2, 2])
  })

  test('[SPEC R7] where what is kept no longer joins up with the line, all of it goes under a new line', async () => {
    const words = [await say(lead, 'barrier'), await say(lead, 'barrier')]
    await world.checkpoint()
    await exchangeOf(lead)
    const { client } = await lineOf(lead.db)
    // The tablet no longer keeps the first of the two, which the office has lost as well.
    await lead.db.sent.delete(1)
    await world.powerLoss(null)
    expect(await take(lead, await ask(lead))).toMatchObject({ outcome: 'forked' })
    const line = await lineOf(lead.db)
    expect(line.client).not.toBe(client)
    expect(await lead.db.outbox.toArray()).toMatchObject([{ id: 1, uid: made[1]!.uid }])
    expect(await exchangeOf(lead)).toMatchObject({ kind: 'done' })
    expect(await wordsAtOffice()).toContain(words[1])
  })
})
