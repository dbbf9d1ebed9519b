import { createStore, type StoreApi } from 'zustand'
import { z } from 'zod'
import type { Actor } from '#domain/permissions/actor.ts'
import { StaffMember } from '#domain/records/staff-member.ts'
import { Id } from '#domain/records/words.ts'
import type { Clock } from '#domain/time/instant.ts'
import { classifyOpening } from '../store/fault.ts'
import { browserSmallStore, mirroredMade, type SmallStore } from '../store/loss.ts'
import type { DoorstepDatabase, Opened, OpeningOptions } from '../store/database.ts'
import { SEALINGS_AT_A_TIME, type Keys } from '../store/keys.ts'
import {
  browserSurroundings,
  createLock,
  IDLE_MINUTES,
  lockOpenTabs,
  type Lock,
  type LockReason,
  type LockSurroundings,
} from '../store/lock.ts'
import { meta, metaKey, readMeta, writeMeta, type Incident } from '../store/meta.ts'
import { after } from '../store/after.ts'
import { countOpenings } from '../store/openings.ts'
import { createCipher, type Cipher, type NumberedKey, type NumberedKeys } from '../store/seal.ts'
import { browserStorehouse, deleteDatabase, type Storehouse } from '../store/storehouse.ts'
import { hasUnsentWork, noteWork } from '../store/waiting-elsewhere.ts'
import { askAccount, sameActor } from './account-at-office.ts'
import { forgetDeviceId, keepDeviceId, keptDeviceId, lastOpened, noteLastOpened } from './device-id.ts'
import { officeFor } from './office.ts'
import { lockWarning } from './lock-warning-state.ts'
import type { Account, Session } from './session.tsx'
import type { RunningSync, StartSync, Unlocked } from './start-sync.ts'

/** Someone who can unlock this tablet, and whether work of theirs waits here that the office has not got. */
export type Person = Awaited<ReturnType<Keys['people']>>[number] & { hasUnsent: boolean }

/** What there is to show. `open` is the only one behind which anything personal is. */
export type TabletState =
  | { kind: 'starting' }
  /** This browser keeps nothing: a private window, or storage switched off. */
  | { kind: 'no-storage' }
  /**
   * Set up for these people, none of whom has unlocked it. Empty: not set up. `isEmptied`: it was set up for somebody, and the
   * browser threw that away with everything else.
   */
  | { kind: 'locked'; people: Person[]; isEmptied: boolean }
  | { kind: 'open'; session: Session }
  /** An older tab holds the database; this goes on by itself when that closes. */
  | { kind: 'blocked' }
  | { kind: 'newer-app' }
  | { kind: 'unreadable' }
  /** Setting up was cut short, or all was lost: the office must say once more whose this is. */
  | { kind: 'unfinished' }
  /** Work that was here is not here any more. `goOn` opens what is left, once the person has read that. */
  | { kind: 'lost'; incident: Incident; goOn: () => void }
  /** A newer app, or someone clearing storage, took the database away from this open tab. */
  | { kind: 'replaced'; isCleared: boolean }

/** What the tablet remembers, sealed, about whose it is. */
export const tabletMeta = {
  account: metaKey('account', z.object({ personId: Id, name: z.string() })),
  actor: metaKey('actor', z.object({ personId: Id, memberships: z.array(StaffMember) })),
  device: metaKey('device', z.uuid()),
  deviceName: metaKey('deviceName', z.string()),
} as const

/** What the first opening writes, at set-up. */
type FirstOpening = { account: Account; actor: Actor; deviceId: string; deviceName: string; isShared?: boolean }

export type TabletParts = {
  keys: Keys
  startSync: StartSync
  clock: Clock
  /** Keeps everything typed as a draft, and where the person was. */
  keepTyping: (db: DoorstepDatabase | null) => Promise<void>
  /** What the lock listens to; the browser's own unless a test's. */
  surroundings?: (databaseName: string) => LockSurroundings
  /** Leaves the document for the unlock screen: nothing of the session stays in memory. */
  leave: (why: LockReason) => void
  /** Opens a database; another way only in tests. */
  open?: (options: OpeningOptions) => Promise<Opened>
  /** Where databases and the small store are; the browser's own unless a test's. */
  kept?: { storehouse: Storehouse | null; smallStore: SmallStore | null }
}

export type Tablet = {
  state: StoreApi<TabletState>
  keys: Keys
  clock: Clock
  /** Looks who is set up here. */
  start: () => Promise<void>
  /** Opens a person's database with the data key, which is used up: its bytes are gone afterwards. */
  open: (databaseName: string, key: NumberedKey, first?: FirstOpening) => Promise<TabletState['kind']>
  /** The office has been asked to sign in again, and it was the same person: what they may do is kept anew. */
  refresh: () => Promise<void>
  /**
   * Signs the person out for good: everything of theirs goes from this tablet, its key first, and the office is told.
   * While anything waits here that nobody else has, it only locks, and the unlock screen says why. Ends with leaving the
   * document either way.
   */
  takeOff: () => Promise<void>
  /** Keeps whether several people use this device, for the person who has it open; it locks accordingly from now on. */
  setShared: (shared: boolean) => Promise<void>
}

/** What opens and seals the database, and through it the casework's records: nobody needs it before the tablet is set up. */
const databaseCode = () => import('../store/database.ts')

const openDatabase = async (options: OpeningOptions): Promise<Opened> => (await databaseCode()).openDatabase(options)

/** One tablet: who is set up, who has unlocked it, and what stands in the way. */
export const createTablet = ({
  keys,
  startSync,
  clock,
  keepTyping,
  leave,
  surroundings = browserSurroundings,
  open = openDatabase,
  kept = { storehouse: browserStorehouse(), smallStore: browserSmallStore() },
}: TabletParts): Tablet => {
  const state = createStore<TabletState>(() => ({ kind: 'starting' }))

  /** What sync needs of the tablet that is open; whose it is may be told anew by the office. */
  let unlocked: Omit<Unlocked, 'actor'> | null = null
  /** The lock of the session that is open. */
  let lockOfOpen: Lock | null = null

  /** Only where people share the tablet does anybody see it of somebody else. */
  const withUnsent = async (person: Omit<Person, 'hasUnsent'>): Promise<Person> => ({
    ...person,
    hasUnsent: kept.storehouse !== null && (await hasUnsentWork(kept.storehouse, person.databaseName)),
  })

  const start = async (): Promise<void> => {
    try {
      const people = await keys.people()
      const isEmptied = wasEmptied(kept.smallStore, people)
      state.setState({ kind: 'locked', people: await Promise.all(people.map(withUnsent)), isEmptied }, true)
      // Read while the passphrase is typed. On a tablet that nobody has set up, signing in comes first and waits for less.
      if (people.length > 0) void databaseCode().catch(() => {})
    } catch (fault) {
      state.setState({ kind: classifyOpening(fault) }, true)
    }
  }

  /** Nothing could be opened with this key, for a reason that was not foreseen: it goes, and the screen says so. */
  const giveUp = (cipher: Cipher): 'unreadable' => {
    cipher.drop()
    state.setState({ kind: 'unreadable' }, true)
    return 'unreadable'
  }

  const settle = async (
    databaseName: string,
    cipher: Cipher,
    opened: Opened,
    first: FirstOpening | undefined,
    again: () => Promise<Opened>,
  ): Promise<TabletState['kind']> => {
    if (opened.ok) {
      const session = await begin(databaseName, cipher, opened.db, first).catch((fault: unknown) => {
        opened.db.close()
        throw fault
      })
      state.setState(session === null ? { kind: 'unfinished' } : { kind: 'open', session }, true)
      return state.getState().kind
    }
    switch (opened.problem) {
      case 'blocked':
        state.setState({ kind: 'blocked' }, true)
        return await settle(databaseName, cipher, await opened.later, first, again)
      case 'lost': {
        const goOn = (): void =>
          void again()
            .then((next) => settle(databaseName, cipher, next, first, again))
            .catch(() => giveUp(cipher))
        state.setState({ kind: 'lost', incident: opened.incident, goOn }, true)
        return 'lost'
      }
      case 'newer-app':
      case 'unreadable':
      case 'no-storage':
        cipher.drop()
        state.setState({ kind: opened.problem }, true)
        return opened.problem
    }
  }

  const runningSync = (): RunningSync | null => {
    const current = state.getState()
    return current.kind === 'open' ? current.session.sync : null
  }

  const begin = async (
    databaseName: string,
    cipher: Cipher,
    db: DoorstepDatabase,
    first: FirstOpening | undefined,
  ): Promise<Session | null> => {
    const whose = await settleWhose(databaseName, db, first)
    if (whose === null) {
      db.close()
      cipher.drop()
      return null
    }
    const { account, actor, deviceId } = whose
    keepDeviceId(databaseName, deviceId)
    noteLastOpened(databaseName)
    await keys.establish(databaseName)

    const lock = createLock({
      idleMinutes: (await readMeta(db, meta.idleMinutes)) ?? IDLE_MINUTES.usual,
      shared: (await readMeta(db, meta.shared)) ?? false,
      surroundings: surroundings(databaseName),
      // The gate closes first, so that nothing of an answer on its way is written with keys that are going.
      keepTyping: async () => {
        await Promise.allSettled([runningSync()?.stop(), keepTyping(db)])
        // For the chooser; what is being typed comes first.
        await noteWork(db)
      },
      dropKeys: () => {
        cipher.drop()
        db.close()
      },
      leave,
      onWarning: (left) => lockWarning.setState({ left }),
    })
    guards.set(cipher, lock.guard)
    const lending = {
      keys: () => {
        // Counted ahead for the worker too, which seals with the same key.
        void keys.countSealings(databaseName).catch(() => {})
        return cipher.lend()
      },
      openUntil: lock.openUntil,
    }
    unlocked = { db, deviceId, clock, lending }
    lockOfOpen = lock
    const session: Session = {
      db,
      actor,
      account: { ...account, databaseName },
      deviceId,
      clock,
      lock: (why) => void lock.lock(why),
      openUntil: lock.openUntil,
      grace: lock.grace,
      setIdleMinutes: lock.setIdleMinutes,
      sync: startSync({ ...unlocked, actor }),
    }
    // Only a courtesy: when it locks or the store fails meanwhile, the next opening asks again.
    refreshOf(session).catch(() => {})
    return session
  }

  /** Takes what the office says this person may do; offline, the last that it said stands. */
  const refreshOf = async (session: Session): Promise<void> => {
    const answer = await askAccount(officeFor({ deviceId: session.deviceId }))
    if (answer.kind !== 'ok' || answer.body.account.personId !== session.account.personId) return
    const { actor, account } = answer.body
    const current = state.getState()
    if (current.kind !== 'open' || current.session.db !== session.db || unlocked === null) return
    if (sameActor(actor, current.session.actor) && account.name === current.session.account.name) return
    await writeMeta(session.db, tabletMeta.actor, actor)
    await writeMeta(session.db, tabletMeta.account, { personId: account.personId, name: account.name })
    await current.session.sync.stop()
    const sync = startSync({ ...unlocked, actor })
    state.setState(
      {
        kind: 'open',
        session: { ...current.session, actor, account: { ...current.session.account, name: account.name }, sync },
      },
      true,
    )
  }

  return {
    state,
    keys,
    clock,
    start,
    open: async (databaseName, key, first) => {
      let dataKeys: NumberedKeys
      try {
        const had = await keys.dataKeys(databaseName, key)
        dataKeys = had.keys
        // They hold only the older keys, and could not read what is written with the new one.
        if (had.isChanged) await lockOpenTabs(databaseName)
      } catch {
        key.bytes.fill(0)
        state.setState({ kind: 'unreadable' }, true)
        return 'unreadable'
      }
      const cipher: Cipher = createCipher(dataKeys, {
        guard: () => guards.get(cipher)?.(),
        // Only a count: that it could not be kept must never keep a row from being sealed.
        sealings: { every: SEALINGS_AT_A_TIME, passed: () => void keys.countSealings(databaseName).catch(() => {}) },
      })
      for (const { bytes } of dataKeys) bytes.fill(0)
      key.bytes.fill(0)
      const known = await keys.isEstablished(databaseName)
      // Signing out may have been cut off before the sealed rows went. Nothing opens them any more, this new key least.
      if (first !== undefined && !known && kept.storehouse !== null) await deleteDatabase(kept.storehouse, databaseName)
      const around: OpeningOptions = {
        databaseName,
        cipher,
        clock,
        known,
        onBlocked: () => state.setState({ kind: 'blocked' }, true),
        beforeClosing: () => keepTyping(null),
        onReplaced: (by) => {
          void runningSync()?.stop()
          cipher.drop()
          state.setState({ kind: 'replaced', isCleared: by === 'lost' }, true)
        },
      }
      try {
        const opened = await open(around)
        return await settle(databaseName, cipher, opened, first, () => open({ ...around, afterLoss: true }))
      } catch {
        return giveUp(cipher)
      }
    },
    refresh: async () => {
      const current = state.getState()
      if (current.kind !== 'open') return
      await refreshOf(current.session)
      const now = state.getState()
      if (now.kind === 'open') now.session.sync.sendNow()
    },
    takeOff: async () => {
      const current = state.getState()
      if (current.kind !== 'open' || lockOfOpen === null || kept.storehouse === null) return
      const { db, account, deviceId, sync } = current.session
      const { signOutForGood } = await import('../store/sign-out.ts')
      await untilOpeningsAreTold(db, sync)
      // What is being typed anywhere becomes a draft first, and counts; nothing is written or fetched after the gate closed.
      await Promise.allSettled([lockOfOpen.lockOthers(), keepTyping(db), sync.stop()])
      const isGone = await signOutForGood(db, keys, { ...kept, storehouse: kept.storehouse })
      if (isGone) {
        forgetDeviceId(account.databaseName)
        // Only a courtesy: with no signal the office goes on counting a tablet that holds nothing.
        await officeFor({ deviceId, patience: 4_000 }).post(`/api/devices/${deviceId}/leave`, {}, z.unknown())
      }
      await lockOfOpen.lock(isGone ? 'left' : 'unsent')
    },
    setShared: async (shared) => {
      const current = state.getState()
      if (current.kind !== 'open') return
      await writeMeta(current.session.db, meta.shared, shared)
      lockOfOpen?.setShared(shared)
    },
  }
}

/**
 * Whose database this is: written at its first opening, read at every other. A database that does not know (set-up was cut
 * short, or the browser emptied it) asks the office, and takes its word only for the same database.
 */
const settleWhose = async (
  databaseName: string,
  db: DoorstepDatabase,
  first: FirstOpening | undefined,
): Promise<FirstOpening | null> => {
  const account = await readMeta(db, tabletMeta.account)
  const actor = await readMeta(db, tabletMeta.actor)
  const deviceId = (await readMeta(db, tabletMeta.device)) ?? keptDeviceId(databaseName)
  const deviceName = (await readMeta(db, tabletMeta.deviceName)) ?? ''
  if (account !== null && actor !== null && deviceId !== null) {
    return { account: { ...account, databaseName }, actor, deviceId, deviceName }
  }
  const found = first ?? (await askWhose(databaseName, deviceId))
  if (found === null) return null
  await db.transaction('rw', [db.meta], async () => {
    await writeMeta(db, tabletMeta.account, { personId: found.account.personId, name: found.account.name })
    await writeMeta(db, tabletMeta.actor, found.actor)
    await writeMeta(db, tabletMeta.device, found.deviceId)
    await writeMeta(db, tabletMeta.deviceName, found.deviceName)
    await writeMeta(db, meta.shared, found.isShared ?? false)
  })
  return found
}

const askWhose = async (databaseName: string, deviceId: string | null): Promise<FirstOpening | null> => {
  if (deviceId === null) return null
  const answer = await askAccount(officeFor({ deviceId }))
  if (answer.kind !== 'ok' || answer.body.account.databaseName !== databaseName) return null
  return { account: answer.body.account, actor: answer.body.actor, deviceId, deviceName: '' }
}

/** Gives the office a moment to hear which files were opened here last; nothing else is waited for. */
const untilOpeningsAreTold = async (db: DoorstepDatabase, sync: RunningSync): Promise<void> => {
  for (let tries = 0; tries < 20 && (await countOpenings(db)) > 0; tries += 1) {
    if (tries === 0) sync.sendNow()
    await after(200).over
  }
}

/** Whether the account that was opened here last is gone though nobody took it off: its marks outlived its key. */
const wasEmptied = (smallStore: SmallStore | null, people: readonly { databaseName: string }[]): boolean => {
  const name = lastOpened()
  if (name === null || smallStore === null || people.some((person) => person.databaseName === name)) return false
  return mirroredMade(smallStore, name) !== null
}

/** What each open cipher asks before it opens a row: whether the time is up. */
const guards = new WeakMap<Cipher, () => void>()
