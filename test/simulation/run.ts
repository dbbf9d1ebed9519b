import { canonicalJson } from '#sync/chain.ts'
import type { Plant } from './plants.ts'
import type { Step } from './steps.ts'
import { cloneTablet, newTablet, reload, type Tablet } from './tablet.ts'
import { checkAtRest, checkOffice, checkTablet, storedOn, type Known } from './invariants.ts'
import { exchangeOver, nothingSent, pushAtOffice, takeLate, type Sent } from './way.ts'
import { write } from './writing.ts'
import type { OfficeNow, World } from './world.ts'

const MOST_TABLETS = 6
/** Of exchanges at the end. Where a round more would still move something, what must hold at rest does not hold. */
const MOST_ROUNDS = 4

/** Plays one run on a fresh world: every invariant is checked after every step, and at rest at the end. Throws a Violation. */
export const play = async (world: World, steps: readonly Step[], plant: Plant | null = null): Promise<void> => {
  await world.reset()
  const sent = nothingSent()
  const known: Known = {
    made: [],
    drafts: [],
    tablets: new Map(),
    timelines: new Map(),
    withdrawn: sent.withdrawn,
  }
  const tablets: Tablet[] = []
  for (const [place, person] of world.people.entries())
    tablets.push(await newTablet(`tablet ${place + 1}`, await world.actorNow(person)))
  try {
    for (const tablet of tablets) await exchangeOver(world, tablet, 'none', sent, null)
    let office = await world.look()
    await look(office, tablets, tablets, known)
    for (const step of steps) {
      const touched = await take(world, tablets, step, { known, sent, plant })
      if (!onTheTabletAlone.has(step.do)) office = await world.look()
      await look(office, tablets, touched, known)
    }
    await settle(world, tablets, known, sent, plant)
    await checkAtRest(world, tablets, known)
  } finally {
    for (const tablet of tablets) tablet.db.close()
  }
}

/** Steps that have no way to the office: it stands as it did when it was last looked at. */
const onTheTabletAlone = new Set<Step['do']>(['write', 'draft', 'late-answer', 'clone', 'reload', 'clock'])

/** Checks the tablets that a step touched (the others hold what they held) and the office. */
const look = async (
  office: OfficeNow,
  tablets: readonly Tablet[],
  touched: readonly Tablet[],
  known: Known,
): Promise<void> => {
  known.timelines.set(office.epoch, office)
  // One that has just been copied was touched by nobody yet.
  for (const tablet of tablets) {
    if (!touched.includes(tablet) && known.tablets.has(tablet)) continue
    const stored = await storedOn(tablet)
    known.tablets.set(tablet, stored)
    checkTablet(tablet, stored, known)
  }
  await checkOffice(office, tablets, known)
}

type Around = { known: Known; sent: Sent; plant: Plant | null }

const take = async (
  world: World,
  tablets: Tablet[],
  step: Step,
  { known, sent, plant }: Around,
): Promise<readonly Tablet[]> => {
  const tablet = 'tablet' in step ? tablets[step.tablet % tablets.length] : undefined
  const touched = tablet === undefined ? [] : [tablet]
  switch (step.do) {
    case 'write':
      if (tablet !== undefined) await write(tablet, world, step, known.made)
      return touched
    case 'draft': {
      const pupil = world.pupils[step.pupil % world.pupils.length]
      if (tablet === undefined || pupil === undefined || (await tablet.db.cursors.get(pupil.id)) === undefined)
        return []
      const uid = crypto.randomUUID()
      await tablet.db.drafts.put({
        id: uid,
        fileId: pupil.id,
        form: 'log-contact',
        uid,
        values: { facts: 'half a sentence' },
        field: null,
        savedAt: new Date().toISOString(),
        revision: 1,
      })
      known.drafts.push(uid)
      return touched
    }
    case 'exchange':
      if (tablet !== undefined) await planted(world, tablet, tablets, step.fault, { known, sent, plant })
      return touched
    case 'late-push': {
      const late = sent.pushes[step.which % Math.max(sent.pushes.length, 1)]
      if (late !== undefined) await pushAtOffice(world, late.person, structuredClone(late.push), plant)
      return touched
    }
    case 'late-answer': {
      const late = sent.answers.at(-1 - (step.which % Math.max(sent.answers.length, 1)))
      if (late === undefined) return []
      await takeLate(structuredCloneOfAnswer(late), plant)
      return [late.tablet]
    }
    case 'assign':
      await world.assign(step.pupil, step.to)
      return touched
    case 'leave-or-return':
      await world.leaveOrReturn(step.person)
      return touched
    case 'clone':
      if (tablet !== undefined && tablets.length < MOST_TABLETS)
        tablets.push(await cloneTablet(tablet, `${tablet.name}, copied`))
      return touched
    case 'reload':
      if (tablet !== undefined) await reload(tablet)
      return touched
    case 'clock':
      if (tablet !== undefined) tablet.clockOff = step.hours
      return touched
    case 'checkpoint':
      await world.checkpoint()
      return touched
    case 'a-week-later':
      // A backup older than what tablets keep cannot be made good by them: offices back up more often than weekly.
      await world.checkpoint()
      world.aWeekLater()
      for (const each of tablets) each.clockOff += 8 * 24
      return touched
    case 'power-loss':
      await world.powerLoss(plant)
      return touched
    case 'purge':
      await world.purge(step.which)
      return touched
    case 'compact':
      await world.compact(step.which)
      return touched
  }
}

const structuredCloneOfAnswer = (late: Sent['answers'][number]): Sent['answers'][number] => ({
  ...late,
  question: structuredClone(late.question),
  answer: structuredClone(late.answer),
})

/** An exchange, with what the plants on the tablet's side do around it. */
const planted = async (
  world: World,
  tablet: Tablet,
  tablets: readonly Tablet[],
  fault: Extract<Step, { do: 'exchange' }>['fault'],
  { sent, plant }: Around,
): Promise<void> => {
  // The office tells the tablet who its owner is whenever they are signed in.
  const actor = await world.actorNow(tablet.person)
  const isSomewhere = actor.memberships.some(({ leftOn }) => leftOn === null)
  if (fault !== 'another-signed-in' && isSomewhere && canonicalJson(actor) !== canonicalJson(tablet.actor)) {
    tablet.actor = actor
    tablet.predictedAsBefore = true
  }
  const before = await tablet.db.cursors.toArray()
  const rowsBefore = plant === 'torn-rebase' ? await tablet.db.records.toArray() : []
  const draftsBefore = await tablet.db.drafts.toArray()
  const sender =
    plant === 'sends-as-another' || fault === 'another-signed-in'
      ? (tablets.find((other) => other.person !== tablet.person)?.person ?? tablet.person)
      : tablet.person

  if (await exchangeOver(world, tablet, fault, sent, plant, sender)) tablet.predictedAsBefore = false

  if (plant === 'keeps-no-sent') await tablet.db.sent.clear()
  if (plant === 'loses-refused-words') await tablet.db.rejected.clear()
  if (plant === 'drops-drafts')
    for (const draft of draftsBefore)
      if ((await tablet.db.drafts.get(draft.id)) === undefined) await tablet.db.rejected.delete(draft.uid)
  if (plant === 'torn-rebase') {
    const now = await tablet.db.cursors.toArray()
    const moved = now.some((cursor) =>
      before.some((old) => old.fileId === cursor.fileId && old.version !== cursor.version),
    )
    if (moved) {
      await tablet.db.records.clear()
      await tablet.db.records.bulkPut(rowsBefore)
    }
  }
}

/** No more faults: everyone exchanges until a whole round has moved nothing, on any tablet or at the office. */
const settle = async (
  world: World,
  tablets: readonly Tablet[],
  known: Known,
  sent: Sent,
  plant: Plant | null,
): Promise<void> => {
  for (let round = 0, before = ''; round < MOST_ROUNDS; round += 1) {
    let office: OfficeNow | null = null
    for (const tablet of tablets) {
      tablet.clockOff = 0
      await planted(world, tablet, tablets, 'none', { known, sent, plant })
      office = await world.look()
      await look(office, tablets, [tablet], known)
    }
    const now = office === null ? '' : standing(office, known)
    if (now === before) return
    before = now
  }
}

/** Whatever an exchange moves: where every line and cursor stands, and how far the office is. */
const standing = (office: OfficeNow, { tablets }: Known): string =>
  canonicalJson([
    [office.epoch, office.versions.length, office.log.length],
    ...[...tablets.values()].map(({ line, cursors, rows, outbox, sent, rejected }) => [
      line,
      cursors,
      rows.length,
      ...[outbox, sent, rejected].map((acts) => acts.map(({ uid }) => uid)),
    ]),
  ])
