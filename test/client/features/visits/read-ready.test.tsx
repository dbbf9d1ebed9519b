import '../one-realm.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { overall, readyChecks, type ReadyCheck } from '#client/features/visits/ready-checks.ts'
import { readReady } from '#client/features/visits/read-ready.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { SlotStore } from '#client/store/key-slots.ts'
import { createKeys, MOST_WRONG } from '#client/store/keys.ts'
import { createLock, type Lock, type LockSurroundings } from '#client/store/lock.ts'
import type { Queued } from '#sync/replay.ts'
import type { Outing } from '#domain/records/outing.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import { outingsFileOf } from '#domain/records/own-file.ts'
import { aColleague, aPupil, ayesha, hollins, hussain, idOf, okoro, received, aSchool } from '../invented-family.ts'
import { hold, thisMorning } from '../on-a-tablet.tsx'
import { memoryStorehouse, openInMemory } from '../../store/support.ts'

const now = Date.parse(thisMorning())
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString()

const aPlan = (over: Partial<PlannedVisit> = {}): PlannedVisit => ({
  kind: 'planned-visit',
  id: idOf(300),
  organisationId: hollins,
  personId: okoro,
  pupilIds: [ayesha],
  on: '2026-11-23',
  at: '11:00',
  order: 0,
  reason: 'engagement',
  withId: null,
  aloneBecause: '',
  flagsRead: [],
  recordedAt: '2026-11-20T15:00:00.000Z',
  moves: [],
  ended: null,
  ...over,
})

const anOuting = (over: Partial<Outing> = {}): Outing => ({
  kind: 'outing',
  id: idOf(400),
  organisationId: hollins,
  personId: okoro,
  where: '11:00 14 Alder Court',
  visitIds: [idOf(300)],
  backBy: at(300),
  watcherId: hussain,
  withId: null,
  phone: '07700 900555',
  watcherPhone: '07700 900666',
  recordedAt: at(-40),
  steps: [],
  ended: null,
  ...over,
})

/** A page whose wall clock stands still, on which nobody touches anything. */
const surroundings = (): LockSurroundings => ({
  wallClock: () => now,
  document: Object.assign(new EventTarget(), { visibilityState: 'visible' as const }),
  window: Object.assign(new EventTarget(), {
    setInterval: () => 1,
    clearInterval: () => {},
    setTimeout: (run: () => void) => setTimeout(run),
  }),
  cover: () => {},
  channel: null,
})

/** A browser in which everything is in order; each part is what a real one answers. */
const browser = {
  /** The service worker's answer when it is asked for the app's files; null: there is none. */
  appFiles: { files: 80, missing: 0 } as object | null,
  persisted: true,
  usage: 10,
  battery: { level: 0.9, charging: false },
}
const inOrder = structuredClone(browser)
const locks: Lock[] = []

beforeEach(() => {
  Object.assign(browser, structuredClone(inOrder))
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  vi.stubGlobal('navigator', {
    serviceWorker: {
      get controller() {
        if (browser.appFiles === null) return null
        return { postMessage: (_asked: unknown, [port]: MessagePort[]) => port?.postMessage(browser.appFiles) }
      },
    },
    storage: {
      persisted: () => Promise.resolve(browser.persisted),
      estimate: () => Promise.resolve({ usage: browser.usage, quota: 1000 }),
    },
    getBattery: () => Promise.resolve(browser.battery),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  for (const lock of locks.splice(0)) lock.stop()
})

/** A tablet that is ready, of which a test may break one thing: its own database, keys and lock are real. */
const readyTablet = async () => {
  const db = await openInMemory()
  const slots = new SlotStore(memoryStorehouse())
  const keys = createKeys({ slots, stretch: (words) => Promise.resolve({ ok: true, key: hashOf(words) }) })
  await keys.setUp({
    databaseName: 'd0',
    initials: 'SO',
    passphrase: 'three grey herons standing',
    recoverySecret: new Uint8Array(32).fill(3),
  })
  const plan = received(aPlan())
  const outing = received(anOuting())
  await hold(db, [received(aSchool()), received(aColleague()), received(aPupil()), plan, outing])
  const parts = {
    db,
    slots,
    keys,
    sync: { lastExchangeAt: at(-10) as string | null, clockDifference: 400 as number | null, onlyHere: 0 },
    /** How long the tablet has lain untouched. */
    minutes: 0,
    /** What a session has of its own while somebody practises. */
    practising: {} as Partial<Pick<Parameters<typeof readReady>[0], 'account' | 'practice'>>,
  }
  const lock = createLock({
    idleMinutes: 5,
    keepTyping: () => Promise.resolve(),
    dropKeys: () => {},
    leave: () => {},
    surroundings: surroundings(),
  })
  locks.push(lock)
  const look = async (): Promise<ReadyCheck[]> => {
    const session = {
      db,
      clock: () => at(parts.minutes),
      actor: { personId: okoro, memberships: [aColleague()] },
      account: { personId: okoro, name: 'Sade Okoro', databaseName: 'd0' },
      openUntil: lock.openUntil,
      ...parts.practising,
    }
    return readyChecks(await readReady(session, parts.keys, parts.sync))
  }
  return { ...parts, parts, lock, look, plan, outing }
}
type Ready = Awaited<ReturnType<typeof readyTablet>>

/** Thirty-two bytes that no two of these passphrases share. Costs nothing. */
const hashOf = (words: string): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(words.length)

/** Puts another version of a record in the place of the one that is held. */
const change = async (db: DoorstepDatabase, kept: Kept): Promise<void> => await hold(db, [kept])

const notGreen = (checks: readonly ReadyCheck[]): string[] =>
  checks.filter(({ light }) => light !== 'green').map(({ key, light }) => `${key}: ${light}`)

describe('ready to visit', () => {
  test('a tablet on which everything is in order is green, every check of it made', async () => {
    const tablet = await readyTablet()
    const checks = await tablet.look()
    expect(notGreen(checks)).toEqual([])
    expect(overall(checks)).toBe('green')
    expect(checks.map(({ key }) => key)).toEqual([
      'app',
      'pupils',
      'fresh',
      'kept',
      'room',
      'clock',
      'lock',
      'unsent',
      'battery',
      'plans',
      'told',
    ])
  })

  test('while somebody practises, it is their own passphrase that opens the tablet', async () => {
    const tablet = await readyTablet()
    const account = { personId: okoro, name: 'Sade Okoro', databaseName: 'd0' }
    tablet.parts.practising = { account: { ...account, databaseName: 'd0-practice' }, practice: { work: { account } } }
    expect(notGreen(await tablet.look())).toEqual([])
    tablet.parts.practising = { account: { ...account, databaseName: 'd0-practice' } }
    expect(notGreen(await tablet.look())).toEqual(['lock: red'])
  })

  test('an outing that has ended is none: nobody is asked to say that they are safe from it', async () => {
    const tablet = await readyTablet()
    await change(tablet.db, received(anOuting({ ended: { by: okoro, at: at(-5) } })))
    const told = (await tablet.look()).find(({ key }) => key === 'told')
    expect(told).toMatchObject({ light: 'red', says: 'You have not said when you are back: nobody will be told.' })
  })

  test('how soon it locks is what the lock itself says, to the person who chose another time', async () => {
    const tablet = await readyTablet()
    tablet.lock.setIdleMinutes(12)
    const lock = (await tablet.look()).find(({ key }) => key === 'lock')
    expect(lock?.says).toBe('It locks when nobody touches it for 12 minutes.')
  })

  const broken: [string, (tablet: Ready) => unknown, string[]][] = [
    ['no service worker is there', () => (browser.appFiles = null), ['app: red']],
    ['a part of the app is missing', () => (browser.appFiles = { files: 80, missing: 1 }), ['app: red']],
    ['the service worker answers something else', () => (browser.appFiles = { ok: true }), ['app: red']],
    ['the pupil’s own record is not here', ({ db }) => db.records.delete([ayesha, ayesha]), ['pupils: red']],
    [
      'the pupil’s file is still on its way',
      ({ db }) => db.cursors.put({ fileId: ayesha, version: 0, load: { after: null, rows: [] } }),
      ['pupils: red'],
    ],
    [
      'the last exchange was last week',
      ({ parts }) => (parts.sync.lastExchangeAt = '2026-11-16T09:00:00.000Z'),
      ['fresh: red'],
    ],
    ['there was no exchange', ({ parts }) => (parts.sync.lastExchangeAt = null), ['fresh: red']],
    ['the browser promises nothing', () => (browser.persisted = false), ['kept: amber']],
    ['the tablet is full', () => (browser.usage = 990), ['room: red']],
    ['the clock is an hour off', ({ parts }) => (parts.sync.clockDifference = 3_600_000), ['clock: red']],
    [
      'the slot of the passphrase is gone',
      ({ slots }) => slots.change('d0', (held) => ({ ...held, passphrase: null })),
      ['lock: red'],
    ],
    ['somebody else’s slot is all there is', ({ slots }) => slots.forget('d0'), ['lock: red']],
    [
      'the passphrase was guessed too often',
      ({ slots }) => slots.countAttempt('d0', (before) => ({ ...before, count: MOST_WRONG })),
      ['lock: red'],
    ],
    ['the slots cannot be opened', ({ slots }) => slots.close(), ['lock: red']],
    ['the lock should have come', ({ parts }) => (parts.minutes = 6), ['lock: red']],
    ['the tablet is locking', ({ lock }) => lock.lock('asked'), ['lock: red']],
    ['an act waits', ({ db }) => db.outbox.add(anAct), ['unsent: amber']],
    [
      'an act was refused and nobody has dealt with it',
      ({ db }) =>
        db.rejected.add({
          uid: idOf(960),
          mutation: anAct,
          code: 'not-permitted',
          detail: null,
          receivedAt: at(-4),
          reference: '7F3A',
          handledAt: null,
        }),
      ['unsent: amber'],
    ],
    ['the frame counts an act', ({ parts }) => (parts.sync.onlyHere = 1), ['unsent: amber']],
    ['a photo waits', ({ db }) => db.attachments.add(aPhoto), ['unsent: amber']],
    ['the battery is nearly flat', () => (browser.battery = { level: 0.1, charging: false }), ['battery: red']],
    [
      'the plan is only here',
      ({ db, plan }) => change(db, { ...plan, waiting: 1, receivedAt: null, reference: null }),
      ['plans: amber'],
    ],
    [
      'nothing is planned',
      ({ db, plan }) => change(db, received(aPlan({ ...plan.record, on: '2026-11-24' }))),
      ['pupils: amber', 'plans: amber'],
    ],
    [
      'nobody is told',
      ({ db, outing }) => db.records.delete([outingsFileOf(hollins, okoro), outing.record.id]),
      ['told: red'],
    ],
    [
      'the outing has ended',
      ({ db }) => change(db, received(anOuting({ ended: { by: okoro, at: at(-5) } }))),
      ['told: red'],
    ],
    [
      'who is told is only here',
      ({ db, outing }) => change(db, { ...outing, waiting: 1, receivedAt: null, reference: null }),
      ['told: red'],
    ],
    ['a change of it is only here', ({ db, outing }) => change(db, { ...outing, waiting: 1 }), ['told: amber']],
    ['the time given has passed', ({ db }) => change(db, received(anOuting({ backBy: at(-1) }))), ['told: red']],
  ]
  test.each(broken)('when %s, that alone shows, and the whole is not green', async (_what, breakIt, shows) => {
    const tablet = await readyTablet()
    await breakIt(tablet)
    const checks = await tablet.look()
    expect(notGreen(checks)).toEqual(shows)
    expect(overall(checks)).not.toBe('green')
  })
})

const anAct: Queued = {
  id: 1,
  uid: idOf(960),
  name: 'make-promise@1',
  args: {},
  files: [ayesha],
  recordedAt: at(-5),
  prev: '',
  chain: '',
  personId: okoro,
}

const aPhoto = {
  id: idOf(950),
  fileId: ayesha,
  recordId: idOf(951),
  mediaType: 'image/jpeg' as const,
  size: 3,
  sha256: 'a'.repeat(64),
  bytes: 'AAAA',
  sentAt: null,
  of: { organisationId: ayesha, about: 'photo' as const, caption: '', isSaved: true },
}
