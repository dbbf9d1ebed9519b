/**
 * The service worker: keeps the app itself (the page, every chunk, fonts, workers, icons) so that it opens with no
 * signal, tells of an alarm while Doorstep is closed, and nothing else. It never touches `/api`, never holds a pupil, never
 * answers in the office's place.
 *
 * A new version installs beside the old one and waits. It takes over when a person asks for it
 * (service-worker-registration.ts sends `SKIP_WAITING`) or when the last tab is closed. A tab that is still open then
 * goes on running the old version, so each version keeps its files in a cache of its own until no such tab is left.
 */
import { PrecacheController, type PrecacheEntry } from 'workbox-precaching'

type PushEvent = ExtendableEvent & { readonly data: { json(): unknown } | null }
type NotificationEvent = ExtendableEvent & { readonly notification: { close(): void } }
type Tab = { focus(): Promise<unknown>; postMessage(message: unknown): void; readonly visibilityState: string }
type LifecycleEvent = ExtendableEvent & { readonly data?: unknown; readonly ports?: readonly MessagePort[] }
type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void }
type FetchEvent = ExtendableEvent & { readonly request: Request; respondWith(answer: Promise<Response>): void }

/** The part of `ServiceWorkerGlobalScope` used here: TypeScript's own declaration of it cannot stand beside the page's. */
declare const self: {
  readonly appFiles: PrecacheEntry[]
  readonly location: Location
  readonly registration: {
    readonly installing: unknown
    readonly waiting: unknown
    showNotification(title: string, options: Record<string, unknown>): Promise<void>
  }
  readonly clients: {
    claim(): Promise<void>
    matchAll(what: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Tab[]>
    openWindow(path: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate' | 'message', listener: (event: LifecycleEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void
  addEventListener(type: 'notificationclick', listener: (event: NotificationEvent) => void): void
  addEventListener(type: 'pushsubscriptionchange', listener: (event: ExtendableEvent) => void): void
}

const PAGE = '/index.html'
const CACHE_PREFIX = 'app-'

const files = self.appFiles
// The page names every chunk by its content, so its revision stands for the whole version.
const version = files.find((file) => `/${file.url}` === PAGE)?.revision ?? 'none'
const cacheName = CACHE_PREFIX + version
const shell = new PrecacheController({ cacheName })
shell.addToCacheList(files)

self.addEventListener('install', (event) => {
  // Fails as a whole when one file cannot be had: the version that works stays.
  event.waitUntil(shell.install(event))
})

self.addEventListener('activate', (event) => {
  // A first visit is served by us from now on, so that it can go offline without a second visit.
  event.waitUntil(self.clients.claim().then(forgetEarlierVersions))
})

self.addEventListener('message', (event) => {
  if (isMessage(event.data, 'SKIP_WAITING')) event.waitUntil(self.skipWaiting())
  if (isMessage(event.data, 'OPENED')) event.waitUntil(forgetEarlierVersions())
  if (isMessage(event.data, 'LOOK')) event.waitUntil(sayWhatIsMissing(event))
  if (isMessage(event.data, 'MEND')) event.waitUntil(fetchMissing().finally(() => sayWhatIsMissing(event)))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/api/')) return
  if (request.mode === 'navigate' && isScreen(url.pathname)) event.respondWith(kept(event, PAGE))
  else if (shell.getCacheKeyForURL(url.pathname) !== undefined) event.respondWith(kept(event, url.pathname))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(ofAnEarlierVersion(request))
})

self.addEventListener('push', (event) => {
  event.waitUntil(tellOfAlarm())
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openAtTheAlarm())
})

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(sayThatAddressChanged())
})

/**
 * The browser gave up the address that it was reached by. Only a tablet that is unlocked can tell the office another: an open tab is
 * told, and where there is none, its owner is asked to open it, since no alarm would reach them meanwhile.
 */
const sayThatAddressChanged = async (): Promise<void> => {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const tab of tabs) tab.postMessage({ type: 'ADDRESS' })
  if (tabs.length > 0) return
  // Refused where the person allows notifications no more: the app says so when it is opened.
  await self.registration
    .showNotification('Open Doorstep once', {
      body: 'Until then this tablet cannot tell you of an alarm.',
      tag: 'address',
      icon: '/icon-192.png',
      lang: 'en-GB',
    })
    .catch(() => {})
}

/**
 * A locked screen shows this to anybody, so it says nobody's name and no place, whatever came; browsers also want something
 * shown for everything that comes. A second one takes the place of the first, and sounds again.
 */
const tellOfAlarm = (): Promise<void> =>
  self.registration.showNotification('Somebody has not come back', {
    body: 'Open Doorstep now. It says who, and how to ring them.',
    tag: 'alarm',
    renotify: true,
    requireInteraction: true,
    icon: '/icon-192.png',
    lang: 'en-GB',
  })

/** A tab that is open is brought forward and told, never loaded again: something typed may stand in it. */
const openAtTheAlarm = async (): Promise<void> => {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const tab = tabs.find(({ visibilityState }) => visibilityState === 'visible') ?? tabs[0]
  if (tab === undefined) {
    await self.clients.openWindow('/today')
    return
  }
  tab.postMessage({ type: 'ALARM' })
  // A browser that no longer counts the press may refuse; the tab knows all the same.
  await tab.focus().catch(() => {})
}

/** Every address without a file's ending is a screen of the app; the app itself says when there is no such screen. */
const isScreen = (path: string): boolean => !/\.[a-z0-9]+$/i.test(path)

const kept = async (event: FetchEvent, path: string): Promise<Response> => {
  const cacheKey = shell.getCacheKeyForURL(path)
  return shell.strategy.handle({ event, request: new Request(path), params: { cacheKey } })
}

/** A chunk asked for by a tab that was opened before the last update. */
const ofAnEarlierVersion = async (request: Request): Promise<Response> =>
  (await caches.match(request.url)) ?? (await fetch(request))

/**
 * Drops the files of other versions once at most one tab is open (it is running this version: it has just been opened)
 * and no newer version is on its way. The names are read first, so that a version that begins to install meanwhile is
 * not among them.
 */
const forgetEarlierVersions = async (): Promise<void> => {
  const names = await caches.keys()
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (tabs.length > 1 || self.registration.installing || self.registration.waiting) return
  const others = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== cacheName)
  await Promise.all(others.map(async (name) => caches.delete(name)))
}

/** Keys of this version's files that Cache Storage does not hold, looked up one by one. */
const missingFiles = async (): Promise<string[]> => {
  const cache = await caches.open(cacheName)
  const keys = [...shell.getURLsToCacheKeys().values()]
  const found = await Promise.all(keys.map(async (key) => ((await cache.match(key)) === undefined ? [key] : [])))
  return found.flat()
}

const fetchMissing = async (): Promise<void> => {
  const cache = await caches.open(cacheName)
  await Promise.all((await missingFiles()).map(async (key) => cache.add(new Request(key, { cache: 'reload' }))))
}

/** Answers a page that asks whether the app is whole on this device. */
const sayWhatIsMissing = async ({ ports }: LifecycleEvent): Promise<void> => {
  ports?.[0]?.postMessage({ files: shell.getURLsToCacheKeys().size, missing: (await missingFiles()).length })
}

const isMessage = (data: unknown, type: string): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === type
