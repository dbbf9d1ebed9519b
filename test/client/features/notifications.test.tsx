import './one-realm.ts'
import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SessionProvider } from '#client/app/session.tsx'
import { OutingBars } from '#client/features/outings/outing-bars.tsx'
import { NotificationsCard } from '#client/features/device/notifications-card.tsx'
import { meta, readMeta, writeMeta } from '#client/store/meta.ts'
import { syncState } from '#client/sync/state.ts'
import { addMinutes } from '#domain/time/instant.ts'
import type { OfficeMeans } from '#sync/protocol.ts'
import { officeStandIn, refusal } from '../access/office-stand-in.ts'
import { openInMemory } from '../store/support.ts'
import { aColleague, okoro } from './invented-family.ts'
import { thisMorning } from './on-a-tablet.tsx'

/** 65 and 16 bytes, as a browser gives them. */
const given = {
  endpoint: 'https://push.example/for/this-browser',
  keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'AAAAAAAAAAAAAAAAAAAAAA' },
}
const officeKey = `B${'A'.repeat(86)}`
const path = `/api/devices/${okoro}/notifications`

type Browser = {
  permission: NotificationPermission
  asksTo: NotificationPermission
  holds: boolean
  hasService: boolean
  /** How many addresses its push service has given it. */
  given: number
}
let browser: Browser
/** What the service worker says to the page. */
let worker: EventTarget
const addressNow = () => (browser.given === 1 ? given.endpoint : `${given.endpoint}/${browser.given}`)

beforeEach(() => {
  syncState.setState({ lastExchangeAt: null })
  browser = { permission: 'default', asksTo: 'granted', holds: false, hasService: true, given: 1 }
  const ownKey = Uint8Array.from(atob(officeKey.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
    each.codePointAt(0)!,
  )
  const held = () => ({
    endpoint: addressNow(),
    options: { applicationServerKey: ownKey.buffer },
    toJSON: () => ({ ...given, endpoint: addressNow() }),
    unsubscribe: async () => {
      browser.holds = false
      browser.given += 1
    },
  })
  vi.stubGlobal('PushManager', {})
  vi.stubGlobal('Notification', {
    get permission() {
      return browser.permission
    },
    requestPermission: async () => {
      browser.permission = browser.asksTo
      return browser.permission
    },
  })
  worker = new EventTarget()
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: Object.assign(worker, {
      getRegistration: async () => ({
        pushManager: {
          getSubscription: async () => (browser.holds ? held() : null),
          subscribe: async () => {
            if (!browser.hasService) throw new DOMException('No service', 'AbortError')
            browser.holds = true
            return held()
          },
        },
      }),
    }),
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'serviceWorker')
})

/** The part of *This tablet* that is about notifications, on a tablet that heard this of its office. Switched on before: under `told`. */
const onThisTablet = async (means: Partial<OfficeMeans> = {}, told: string | null = null) => {
  const db = await openInMemory()
  await writeMeta(db, meta.wantsNotifications, told !== null)
  if (told !== null) await writeMeta(db, meta.toldAddress, told)
  await writeMeta(db, meta.officeMeans, { mail: 'not-set-up', notificationKey: officeKey, isNotified: false, ...means })
  const as = aColleague()
  render(
    <SessionProvider
      session={{
        db,
        actor: { personId: as.id, memberships: [as] },
        account: { personId: as.id, name: as.name, databaseName: 'd0' },
        deviceId: okoro,
        clock: thisMorning,
        lock: () => {},
        grace: () => () => {},
        openUntil: () => Number.POSITIVE_INFINITY,
        setIdleMinutes: () => {},
        sync: { sendNow: () => {}, stop: () => Promise.resolve() },
      }}
    >
      <OutingBars />
      <NotificationsCard />
    </SessionProvider>,
  )
  await screen.findByText(/A notification says no name and no place/)
  return {
    db,
    press: async (name: string) => userEvent.setup().click(await screen.findByRole('button', { name })),
    isNotified: async () => (await readMeta(db, meta.officeMeans))?.isNotified,
    /** What became of the last exchange with the office. */
    hears: async (more: Partial<OfficeMeans>) => {
      const before = await readMeta(db, meta.officeMeans)
      if (before !== null) await writeMeta(db, meta.officeMeans, { ...before, ...more })
      syncState.setState({ lastExchangeAt: addMinutes(thisMorning(), 1) })
    },
  }
}

const ask = 'Notify me of an alarm'
const bar = 'With Doorstep closed, this tablet no longer tells you of an alarm.'

describe('being told of an alarm while Doorstep is closed', () => {
  test('is asked for with a press, and is on once the office has what the browser gave', async () => {
    const office = officeStandIn()
    office.answers(`POST ${path}`, { body: { notified: true } })
    const tablet = await onThisTablet()
    expect(browser.permission).toBe('default')
    await tablet.press(ask)
    expect(await screen.findByText('Notifications are on')).toBeVisible()
    expect(office.asked).toMatchObject([{ path, body: { address: given.endpoint, ...given.keys } }])
    expect(await tablet.isNotified()).toBe(true)
  })

  test('is taken back with a press', async () => {
    Object.assign(browser, { permission: 'granted', holds: true })
    const office = officeStandIn()
    office.answers(`POST ${path}/off`, { body: { notified: false } })
    const tablet = await onThisTablet({ isNotified: true })
    await tablet.press('Switch notifications off')
    expect(await screen.findByRole('button', { name: ask })).toBeVisible()
    await waitFor(async () => expect(await tablet.isNotified()).toBe(false))
  })

  test('with no signal nothing is called on that the office does not know, nor off', async () => {
    officeStandIn()
    const tablet = await onThisTablet()
    await tablet.press(ask)
    expect(await screen.findByRole('alert')).toHaveTextContent('You need signal to switch notifications on')
    expect(screen.queryByText('Notifications are on')).not.toBeInTheDocument()
    expect(await tablet.isNotified()).toBe(false)
  })

  test('a tablet that cannot note the answer says so, claims nothing, and can be pressed again', async () => {
    officeStandIn().answers(`POST ${path}`, { body: { notified: true } })
    const tablet = await onThisTablet()
    tablet.db.readOnly = true
    await tablet.press(ask)
    expect(await screen.findByRole('alert')).toHaveTextContent('This tablet could not note it.')
    expect(screen.queryByText('Notifications are on')).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: ask })).not.toHaveAttribute('data-pending')
  })

  test('the office refuses: its reason is said, and nothing is on', async () => {
    officeStandIn().answers(`POST ${path}`, refusal(404, 'not-found'))
    const tablet = await onThisTablet()
    await tablet.press(ask)
    expect(await screen.findByRole('alert')).toHaveTextContent('The office said not-found.')
    expect(screen.queryByText('Notifications are on')).not.toBeInTheDocument()
  })

  test.each<[string, Partial<Browser>, RegExp]>([
    ['the person forbids it', { asksTo: 'denied' }, /forbidden for Doorstep on this tablet/],
    ['the person looks away', { asksTo: 'default' }, /You did not allow notifications/],
    ['the browser has no service to reach it by', { hasService: false }, /could not reach its notification service/],
  ])('%s: that is said, and nothing is on', async (_what, how, words) => {
    officeStandIn()
    Object.assign(browser, how)
    const tablet = await onThisTablet()
    await tablet.press(ask)
    expect((await screen.findAllByText(words))[0]).toBeVisible()
    expect(screen.queryByText('Notifications are on')).not.toBeInTheDocument()
  })

  test('forbidden before: no button that could do nothing, and where to allow it', async () => {
    browser.permission = 'denied'
    await onThisTablet()
    expect(screen.getByText(/Allow them in the browser’s settings/)).toBeVisible()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })

  test('an office without keys says so', async () => {
    await onThisTablet({ notificationKey: null })
    expect(screen.getByText('This office sends no notifications.')).toBeVisible()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })

  test('an iPad’s browser tab cannot: first the home screen', async () => {
    Reflect.deleteProperty(globalThis, 'PushManager')
    vi.stubGlobal('matchMedia', () => ({ matches: false }))
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X)')
    await onThisTablet()
    expect(screen.getByText(/Add to Home Screen/)).toBeVisible()
    vi.restoreAllMocks()
  })

  test('a browser that dropped it: it is not called on, and the way back is there', async () => {
    Object.assign(browser, { permission: 'granted', holds: false })
    await onThisTablet({ isNotified: true })
    expect(screen.getByRole('alert')).toHaveTextContent('have been dropped')
    expect(screen.queryByText('Notifications are on')).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: ask })).toBeVisible()
  })

  test('the push service gave it up, so the office dropped it: said on every screen, until it is on again or not wanted', async () => {
    Object.assign(browser, { permission: 'granted', holds: true })
    const office = officeStandIn()
    office.answers(`POST ${path}/off`, { body: { notified: false } })
    const tablet = await onThisTablet({ isNotified: false }, given.endpoint)
    expect(await screen.findByText(bar)).toBeVisible()
    expect(await screen.findByRole('alert')).toHaveTextContent('have been dropped')
    await tablet.press('Switch notifications off')
    await waitFor(() => expect(screen.queryByText(bar)).not.toBeInTheDocument())
    expect(screen.queryByText(/have been dropped/)).not.toBeInTheDocument()
  })
})

describe('a tablet that was to be notified looks after it by itself', () => {
  const on = { permission: 'granted', holds: true } as const

  test('the browser has another address than the office was told: it is told the new one, without a press', async () => {
    Object.assign(browser, on, { given: 2 })
    const office = officeStandIn()
    office.answers(`POST ${path}`, { body: { notified: true } })
    const tablet = await onThisTablet({ isNotified: true }, given.endpoint)
    await waitFor(async () => expect(await readMeta(tablet.db, meta.toldAddress)).toBe(`${given.endpoint}/2`))
    expect(office.asked).toMatchObject([{ path, body: { address: `${given.endpoint}/2` } }])
    expect(await screen.findByText('Notifications are on')).toBeVisible()
    expect(screen.queryByText(bar)).not.toBeInTheDocument()
  })

  test('nothing changed: the office is not asked again', async () => {
    Object.assign(browser, on)
    const office = officeStandIn()
    const tablet = await onThisTablet({ isNotified: true }, given.endpoint)
    expect(await screen.findByText('Notifications are on')).toBeVisible()
    await tablet.hears({})
    expect(office.asked).toEqual([])
  })

  test('the browser says while Doorstep is open that its address changed', async () => {
    Object.assign(browser, on)
    const office = officeStandIn()
    office.answers(`POST ${path}`, { body: { notified: true } })
    const tablet = await onThisTablet({ isNotified: true }, given.endpoint)
    expect(await screen.findByText('Notifications are on')).toBeVisible()
    Object.assign(browser, { holds: false, given: 2 })
    worker.dispatchEvent(new MessageEvent('message', { data: { type: 'ADDRESS' } }))
    await waitFor(async () => expect(await readMeta(tablet.db, meta.toldAddress)).toBe(`${given.endpoint}/2`))
    expect(office.asked).toHaveLength(1)
  })

  test('its push service gave it up, which the office says: the browser asks for another, never for the same again', async () => {
    Object.assign(browser, on)
    const office = officeStandIn()
    office.answers(`POST ${path}`, { body: { notified: true } })
    const tablet = await onThisTablet({ isNotified: false }, given.endpoint)
    await waitFor(async () => expect(await tablet.isNotified()).toBe(true))
    expect(office.asked).toMatchObject([{ path, body: { address: `${given.endpoint}/2` } }])
    expect(await screen.findByText('Notifications are on')).toBeVisible()
    // An office that drops it again at once is not asked again in the same quarter of an hour, and it is said.
    await tablet.hears({ isNotified: false })
    expect(await screen.findByText(bar)).toBeVisible()
    expect(office.asked).toHaveLength(1)
  })

  test('with no signal it is said, and told after the next exchange', async () => {
    Object.assign(browser, on)
    const office = officeStandIn()
    const tablet = await onThisTablet({ isNotified: false }, given.endpoint)
    expect(await screen.findByText(bar)).toBeVisible()
    office.answers(`POST ${path}`, { body: { notified: true } })
    await tablet.hears({})
    await waitFor(() => expect(screen.queryByText(bar)).not.toBeInTheDocument())
    expect(await tablet.isNotified()).toBe(true)
  })

  test('the person allows it no more: nobody reads that it is notified, it is said where, and nobody is asked', async () => {
    const office = officeStandIn()
    office.answers(`POST ${path}/off`, { body: { notified: false } })
    const tablet = await onThisTablet({ isNotified: true }, given.endpoint)
    expect(await screen.findByText(/Its browser does not allow notifications any more/)).toBeVisible()
    await waitFor(async () => expect(await tablet.isNotified()).toBe(false))
    expect(office.asked.map((asked) => asked.path)).toEqual([`${path}/off`])
    expect(browser.permission).toBe('default')
  })
})
