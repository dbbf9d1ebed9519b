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

/** Whether this browser still holds what it gave the office to reach it by; the office hears of its loss only at the next alarm. */
export const isReachable = async (): Promise<boolean> => {
  if (notificationsHere() !== 'can' || Notification.permission !== 'granted') return false
  const registration = await navigator.serviceWorker.getRegistration().catch(() => undefined)
  return (await registration?.pushManager.getSubscription().catch(() => null)) != null
}

/** What came of asking: notified; forbidden by the person; the browser or its push service would not; or the office did not take it. */
export type SwitchedOn =
  | { kind: 'on' }
  | { kind: 'denied' }
  /** Asked, and neither allowed nor forbidden it. */
  | { kind: 'not-allowed' }
  | { kind: 'no-service' }
  | Exclude<Answer<unknown>, { kind: 'ok' }>

/**
 * Asks the person (only ever on their press), then the browser's push service, then the office. `key` is the office's own.
 * Nothing but a random address and two keys leaves the tablet.
 */
export const switchOn = async (deviceId: string, key: string): Promise<SwitchedOn> => {
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return { kind: permission === 'denied' ? 'denied' : 'not-allowed' }
  const given = await subscribe(key).catch(() => null)
  if (given === null) return { kind: 'no-service' }
  const answer = await officeFor({ deviceId }).post(`/api/devices/${deviceId}/notifications`, given, z.unknown())
  return answer.kind === 'ok' ? { kind: 'on' } : answer
}

/** Takes it back at the office. What the browser gave stays: on a shared tablet it is a colleague's too. */
export const switchOff = (deviceId: string): Promise<Answer<unknown>> =>
  officeFor({ deviceId }).post(`/api/devices/${deviceId}/notifications/off`, {}, z.unknown())

/** The address and the keys with which a message to this browser is sealed, from its push service. */
const Given = z.object({ endpoint: z.string(), keys: z.object({ p256dh: z.string(), auth: z.string() }) })

const subscribe = async (key: string): Promise<{ address: string; p256dh: string; auth: string }> => {
  const registration = await navigator.serviceWorker.getRegistration()
  if (registration === undefined) throw new Error('This page has no service worker.')
  const { pushManager } = registration
  const held = await pushManager.getSubscription()
  // One that was made for another pair of keys is of no use to this office any more.
  if (held !== null && keyOf(held) !== key) await held.unsubscribe()
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
