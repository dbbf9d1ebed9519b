import { Workbox } from 'workbox-window'
import { createStore, useStore } from 'zustand'
import { scriptAddress } from './trusted-types.ts'

/**
 * What this tab should tell the person about the app's own version:
 * - `current`: nothing to say;
 * - `ready`: a newer version is on the tablet and waits to be asked for;
 * - `taken-over`: another tab asked for it; this tab goes on with the old one until its person opens it again;
 * - `part-missing`: a part of the app could not be opened (the office is out of reach, or no longer has this version).
 */
export type AppVersion = 'current' | 'ready' | 'taken-over' | 'part-missing'

/** What the composition root lends: only it knows where what is being typed is kept. */
export type Typing = {
  /** True while something typed in this tab is not yet a saved record. */
  hasUnsaved: () => boolean
  /** Keeps everything typed as a draft; settles when it is on disk. */
  keep: () => Promise<void>
}

const HOUR = 60 * 60 * 1000
/** Between two tries to bring the app onto the tablet for the first time. */
const AGAIN = 20_000
/** At most one reload for a missing part in this time, so that a part that stays missing cannot make the tab spin. */
const RELOAD_PAUSE = 10_000
const RELOADED_AT = 'doorstep-reloaded-for-part'

const version = createStore<{ says: AppVersion }>(() => ({ says: 'current' }))
let worker: Workbox | null = null
let typing: Typing = { hasUnsaved: () => false, keep: async () => {} }

export const useAppVersion = (): AppVersion => useStore(version, (state) => state.says)

/** Registers /sw.js and watches for newer versions. Never reloads a tab by itself while something typed is unsaved. */
export const registerServiceWorker = (ofThisTab: Typing): void => {
  typing = ofThisTab
  window.addEventListener('vite:preloadError', partMissing)
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return

  void start()
}

const start = async (): Promise<void> => {
  await register()
  tryUntilKept()
  navigator.serviceWorker.controller?.postMessage({ type: 'OPENED' })
  // An app on the home screen may never navigate, and browsers look for a newer worker only when one does.
  let lookedAt = Date.now()
  const look = (): void => {
    if (document.visibilityState !== 'visible' || Date.now() - lookedAt < HOUR) return
    lookedAt = Date.now()
    void worker?.update().catch(() => {})
  }
  document.addEventListener('visibilitychange', look)
  window.setInterval(look, HOUR)
}

const register = async (): Promise<void> => {
  const registered = new Workbox(scriptAddress('/sw.js'))
  worker = registered
  registered.addEventListener('waiting', () => version.setState({ says: 'ready' }))
  // Fires in every tab when one of them asks for the new version. The one that asked reloads itself (applyUpdate).
  registered.addEventListener('controlling', (event) => {
    if (event.isUpdate === true && !asked) version.setState({ says: 'taken-over' })
  })
  // Registering fails where storage is switched off or the office cannot be reached on a first visit: the app still runs.
  await registered.register({ immediate: true }).catch(() => undefined)
}

/**
 * A first install fails as a whole when the signal goes half-way, and the browser then forgets the worker and tries no more until a page is
 * loaded. Whoever signed in at the edge of the signal would go on with an app that is not on the tablet: it is tried again
 * when the signal is back, and every while, until a worker stands.
 */
const tryUntilKept = (): void => {
  const again = async (): Promise<void> => {
    const found = await navigator.serviceWorker.getRegistration().catch(() => undefined)
    if (found?.active) {
      window.clearInterval(timer)
      window.removeEventListener('online', onSignal)
    } else if (found === undefined && navigator.onLine) await register()
  }
  const onSignal = (): void => void again()
  const timer = window.setInterval(onSignal, AGAIN)
  window.addEventListener('online', onSignal)
}

/**
 * Calls back when a notification of an alarm was pressed and this tab brought forward; `hasUnsaved` says that something
 * typed in it is not yet a saved record. Answers how to stop listening.
 */
export const whenAlarmIsOpened = (opened: (hasUnsaved: boolean) => void): (() => void) =>
  whenWorkerSays('ALARM', () => opened(typing.hasUnsaved()))

/** Calls back when this browser has changed the address that notifications reach it by. Answers how to stop listening. */
export const whenNotificationsChange = (changed: () => void): (() => void) => whenWorkerSays('ADDRESS', changed)

const whenWorkerSays = (what: 'ALARM' | 'ADDRESS', heard: () => void): (() => void) => {
  if (!('serviceWorker' in navigator)) return () => {}
  const hear = ({ data }: MessageEvent<unknown>): void => {
    if (typeof data === 'object' && data !== null && 'type' in data && data.type === what) heard()
  }
  navigator.serviceWorker.addEventListener('message', hear)
  return () => navigator.serviceWorker.removeEventListener('message', hear)
}

let asked = false

/**
 * The person asked for the new version: what is typed is kept first, then the new worker takes over and this tab, and
 * only this tab, is loaded again.
 */
export const applyUpdate = async (): Promise<void> => {
  asked = true
  await typing.keep()
  if (version.getState().says !== 'ready' || worker === null) return location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  worker.messageSkipWaiting()
}

/** A chunk could not be fetched. A clean tab that is online loads itself again, once; any other says so and waits. */
const partMissing = (): void => {
  const reloadedAt = Number(sessionStorage.getItem(RELOADED_AT) ?? 0)
  const mayReload = navigator.onLine && !typing.hasUnsaved() && Date.now() - reloadedAt > RELOAD_PAUSE
  if (!mayReload) return version.setState({ says: 'part-missing' })
  sessionStorage.setItem(RELOADED_AT, String(Date.now()))
  location.reload()
}
