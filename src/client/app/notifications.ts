import { z } from 'zod'
import { browserStorage } from '../store/device-storage.ts'
import { isApple } from './install-advice.ts'
import { officeFor, type Answer } from './office.ts'

/**
 * Whether this browser can tell of an alarm while Doorstep is closed. `home-screen-first`: iPads and iPhones notify only for
 * an app on the home screen (WebKit, from iOS 16.4). `denied`: the person, or whoever manages the tablet, has forbidden it.
 */
export type NotificationsHere = 'can' | 'cannot' | 'home-screen-first' | 'denied'

export const notificationsHere = (): NotificationsHere => {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis) || !('Notification' in globalThis))
    return isApple() && !browserStorage().isInstalled() ? 'home-screen-first' : 'cannot'
  return Notification.permission === 'denied' ? 'denied' : 'can'
}

/** Whether the person still allows it here: what a browser once gave can be taken back in its settings at any time. */
export const isAllowed = (): boolean => notificationsHere() === 'can' && Notification.permission === 'granted'

/**
 * The address that this office, with its key, can reach this browser by just now; null where it holds none, one for another key, or
 * may not use it any more.
 */
export const addressHeld = async (key: string | null): Promise<string | null> => {
  if (!isAllowed() || key === null) return null
  const registration = await navigator.serviceWorker.getRegistration().catch(() => undefined)
  const held = (await registration?.pushManager.getSubscription().catch(() => null)) ?? null
  return held !== null && keyOf(held) === key ? held.endpoint : null
}

/**
 * What came of asking: the office has the address that this browser is reached by; forbidden by the person; the browser or its push
 * service would not; or the office did not take it.
 */
export type SwitchedOn =
  | { kind: 'on'; address: string }
  | { kind: 'denied' }
  /** Asked, and neither allowed nor forbidden it. */
  | { kind: 'not-allowed' }
  | { kind: 'no-service' }
  | Exclude<Answer<unknown>, { kind: 'ok' }>

/** For which tablet, and with which key of the office. `isAnew`: what the browser holds was given up by its push service. */
type Asking = { deviceId: string; key: string; isAnew: boolean }

/** Asks the person (only ever on their press), then goes on as `tellAddress`. */
export const switchOn = async (asking: Asking): Promise<SwitchedOn> => {
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return { kind: permission === 'denied' ? 'denied' : 'not-allowed' }
  return tellAddress(asking)
}

/**
 * Asks the browser's push service, then tells the office; asks no person, and is for where they allowed it. Nothing but a random
 * address and two keys leaves the tablet.
 */
export const tellAddress = async ({ deviceId, key, isAnew }: Asking): Promise<SwitchedOn> => {
  const given = await subscribe(key, isAnew).catch(() => null)
  if (given === null) return { kind: 'no-service' }
  const answer = await officeFor({ deviceId }).post(`/api/devices/${deviceId}/notifications`, given, z.unknown())
  return answer.kind === 'ok' ? { kind: 'on', address: given.address } : answer
}

/** Takes it back at the office. What the browser gave stays: on a shared tablet it is a colleague's too. */
export const switchOff = (deviceId: string): Promise<Answer<unknown>> =>
  officeFor({ deviceId }).post(`/api/devices/${deviceId}/notifications/off`, {}, z.unknown())

/** The address and the keys with which a message to this browser is sealed, from its push service. */
const Given = z.object({ endpoint: z.string(), keys: z.object({ p256dh: z.string(), auth: z.string() }) })

const subscribe = async (key: string, isAnew: boolean): Promise<{ address: string; p256dh: string; auth: string }> => {
  const registration = await navigator.serviceWorker.getRegistration()
  if (registration === undefined) throw new Error('This page has no service worker.')
  const { pushManager } = registration
  const held = await pushManager.getSubscription()
  // One that was given up, or was made for another pair of keys, is of no use to this office any more.
  if (held !== null && (isAnew || keyOf(held) !== key)) await held.unsubscribe()
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  const { endpoint, keys } = Given.parse(made.toJSON())
  return { address: endpoint, ...keys }
}

const keyOf = ({ options }: PushSubscription): string | null =>
  options.applicationServerKey === null
    ? null
    : btoa(String.fromCodePoint(...new Uint8Array(options.applicationServerKey)))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replace(/=+$/, '')
