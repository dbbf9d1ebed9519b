import './one-realm.ts'
import '@testing-library/jest-dom/vitest'
import { sha256 } from '@noble/hashes/sha2.js'
import { cleanup, render, type RenderResult } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router'
import { afterEach, beforeEach, vi } from 'vitest'
import { Outside } from '#client/app/outside.tsx'
import { RescueScreen } from '#client/app/rescue-screen.tsx'
import { routes } from '#client/app/routes.tsx'
import { createTablet, type Tablet } from '#client/app/tablet.ts'
import { TabletProvider } from '#client/app/use-tablet.tsx'
import { openDatabase, type DoorstepDatabase } from '#client/store/database.ts'
import { SlotStore } from '#client/store/key-slots.ts'
import { createKeys } from '#client/store/keys.ts'
import type { LockSurroundings } from '#client/store/lock.ts'
import type { Storehouse } from '#client/store/storehouse.ts'
import type { Stretch } from '#client/store/stretch-passphrase.ts'
import { memorySmallStore, memoryStorehouse, steppingClock } from '../store/support.ts'

/** Without the cost that makes guessing slow: that is measured elsewhere, and nothing here depends on it. */
const cheapStretch: Stretch = async (words, salt) => ({
  ok: true,
  key: sha256(Uint8Array.from([...salt, ...new TextEncoder().encode(words)])),
})

export const passphrase = 'four brown geese home'
export const recoverySecret = new Uint8Array(32).fill(9)
export const recoverySecretBase64 = btoa(String.fromCharCode(...recoverySecret))

/** What the lock listens to, without other tabs and without hiding the page from the test. */
const quiet: Omit<LockSurroundings, 'wallClock'> = { document, window, channel: null, cover: () => {} }

const person = '3c0f6d1e-6f0a-4d0a-9a5b-1f2a3b4c5d6e'
const school = '5d2b7c1a-0e4f-4c3b-8a9d-0a1b2c3d4e5f'

/** Sade Okoro, attendance lead of Hollins, as the office knows her. */
export const okoroAtOffice = {
  account: { personId: person, name: 'Sade Okoro', databaseName: 'd-okoro-hashed' },
  actor: {
    personId: person,
    memberships: [
      {
        kind: 'staff-member' as const,
        id: person,
        organisationId: school,
        name: 'Sade Okoro',
        role: 'attendance-lead' as const,
        yearGroups: null,
        leftOn: null,
      },
    ],
  },
  demo: false,
  mfa: { totp: true, passkey: false },
  signedInAt: '2026-11-22T09:00:00.000Z',
}

export const deviceId = '0b1c2d3e-4f50-4617-a8b9-c0d1e2f30415'

/** One browser: its storage stays when the app is started again. */
export type Browser = { storehouse: Storehouse; smallStore: ReturnType<typeof memorySmallStore> }
export const aBrowser = (): Browser => ({ storehouse: memoryStorehouse(), smallStore: memorySmallStore() })

export type AtTheDoor = RenderResult & {
  person: UserEvent
  tablet: Tablet
  path: () => string
  /** Every reason for which the document was left, and whether the database was closed by then. */
  left: { why: string; closed: boolean }[]
  syncs: { actor: unknown; stopped: boolean }[]
  kept: (DoorstepDatabase | null)[]
}

/**
 * Starts the whole app at an address, over real sealed storage; only the network, the clock and sync stand in. `more` are pages of the
 * test's own, among the app's.
 */
export const atTheDoor = async (
  path: string,
  browser: Browser = aBrowser(),
  more: RouteObject[] = [],
): Promise<AtTheDoor> => {
  const left: AtTheDoor['left'] = []
  const syncs: AtTheDoor['syncs'] = []
  const kept: AtTheDoor['kept'] = []
  const clock = steppingClock()
  let opened: DoorstepDatabase | null = null
  const tablet = createTablet({
    keys: createKeys({ slots: new SlotStore(browser.storehouse), stretch: cheapStretch, clock: clock.now }),
    startSync: ({ actor, db }) => {
      opened = db
      const one = { actor, stopped: false }
      syncs.push(one)
      return {
        sendNow: () => {},
        stop: async () => {
          one.stopped = true
        },
      }
    },
    clock: clock.now,
    keepTyping: async (db) => {
      kept.push(db)
    },
    leave: (why) => left.push({ why, closed: opened?.isOpen() === false }),
    surroundings: () => ({ ...quiet, wallClock: () => Date.parse(clock.now()) }),
    open: (options) => openDatabase({ ...options, ...browser }),
    kept: browser,
  })
  const own = { path: '/', Component: Outside, ErrorBoundary: RescueScreen, children: more }
  const router = createMemoryRouter(more.length === 0 ? routes : [own, ...routes], { initialEntries: [path] })
  const drawn = render(
    <TabletProvider tablet={tablet}>
      <RouterProvider router={router} />
    </TabletProvider>,
  )
  await tablet.start()
  return {
    ...drawn,
    person: userEvent.setup(),
    tablet,
    path: () => `${router.state.location.pathname}${router.state.location.search}`,
    left,
    syncs,
    kept,
  }
}

/** Sets the tablet up for Sade Okoro, or for somebody else, as the set-up screen does, without drawing it. */
export const setUpFor = async (
  browser: Browser,
  {
    finish = true,
    databaseName = okoroAtOffice.account.databaseName,
    initials = '',
    device = deviceId,
  }: { finish?: boolean; databaseName?: string; initials?: string; device?: string } = {},
): Promise<void> => {
  const keys = createKeys({ slots: new SlotStore(browser.storehouse), stretch: cheapStretch })
  const key = await keys.setUp({ databaseName, initials, passphrase, recoverySecret })
  localStorage.setItem(`doorstep:device:${databaseName}`, device)
  if (key === null || !finish) return
  const tablet = createTablet({
    keys,
    startSync: () => ({ sendNow: () => {}, stop: async () => {} }),
    clock: steppingClock().now,
    keepTyping: async () => {},
    leave: () => {},
    surroundings: () => ({ ...quiet, wallClock: () => 0 }),
    open: (options) => openDatabase({ ...options, ...browser }),
    kept: browser,
  })
  await tablet.open(databaseName, key, {
    account: { ...okoroAtOffice.account, databaseName },
    actor: okoroAtOffice.actor,
    deviceId: device,
    deviceName: 'Blue tablet',
  })
  const now = tablet.state.getState()
  if (now.kind !== 'open') throw new Error(`Did not open: ${now.kind}`)
  now.session.db.close()
}

beforeEach(() => {
  localStorage.clear()
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
  Element.prototype.scrollIntoView = () => {}
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
