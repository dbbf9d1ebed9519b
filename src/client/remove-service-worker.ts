/**
 * Shipped as /sw.js (build with `SERVICE_WORKER=remove`) when a released worker turns out to be broken: browsers fetch
 * /sw.js past the worker on every navigation, so this one replaces it, forgets the kept copy of the app and removes
 * itself. The next load comes from the office. Stored records and what waits to be sent are not touched, and no tab is
 * reloaded: someone may be writing in it.
 */
type LifecycleEvent = Event & { waitUntil(work: Promise<unknown>): void }

/** The part of `ServiceWorkerGlobalScope` used here: TypeScript's own declaration of it cannot stand beside the page's. */
declare const self: {
  readonly registration: { unregister(): Promise<boolean> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: LifecycleEvent) => void): void
}

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))

self.addEventListener('activate', (event) => event.waitUntil(remove()))

const remove = async (): Promise<void> => {
  for (const name of await caches.keys()) await caches.delete(name)
  await self.registration.unregister()
}

// Nothing to give: this only makes the file a module, with a `self` of its own.
export {}
