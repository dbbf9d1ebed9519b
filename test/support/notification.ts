import type { Worker } from 'playwright-core'
import type { Tablet } from './tablet.ts'

/** What stands on the tablet's lock screen: a title and some words. */
export type Shown = { title: string; body: string }

type Holder = Pick<Tablet, 'context' | 'page'>

const workerOf = ({ context }: Holder): Worker => {
  const [worker] = context.serviceWorkers()
  if (worker === undefined) throw new Error('The service worker is not running.')
  return worker
}

/** Of the worker's own scope, in which the functions that are handed to it run. */
declare const registration: { showNotification: (title: string, options: { body: string }) => Promise<void> }
declare const shown: Shown[]
declare const clients: { matchAll: () => Promise<unknown[]> }

/**
 * Hands the tablet's service worker a message, as its push service would, and answers what it shows for it. A browser without
 * a screen forbids every notification, so the lock screen alone is stood in for.
 */
export const notify = async (tablet: Holder, message: unknown): Promise<Shown[]> => {
  const { context, page } = tablet
  const worker = workerOf(tablet)
  await worker.evaluate(() => {
    Object.assign(globalThis, { shown: [] })
    registration.showNotification = async (title, { body }) => {
      shown.push({ title, body })
    }
  })
  const session = await context.newCDPSession(page)
  const registered = new Promise<string>((settle) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first !== undefined) settle(first.registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registered,
    data: JSON.stringify(message),
  })
  await session.detach()
  for (let tries = 0; tries < 50; tries += 1) {
    const found = await worker.evaluate(() => shown)
    if (found.length > 0) return found
    await page.waitForTimeout(100)
  }
  return []
}

/**
 * The browser gives up the address that it was reached by, and tells its worker so: what the worker then says to the open tab, and what
 * it shows while none is open.
 */
export const changeAddress = async (tablet: Holder): Promise<{ toTab: unknown; shown: Shown[] }> => {
  const { page } = tablet
  const worker = workerOf(tablet)
  const toTab = page.evaluate(
    async () =>
      new Promise<unknown>((settle) => {
        navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<unknown>) => settle(data), {
          once: true,
        })
      }),
  )
  const tell = (isOpen: boolean): Promise<Shown[]> =>
    worker.evaluate(async (hasTabs) => {
      const work: Promise<unknown>[] = []
      Object.assign(globalThis, { shown: [] })
      const matchAll = clients.matchAll.bind(clients)
      if (!hasTabs) clients.matchAll = async () => []
      registration.showNotification = async (title, { body }) => {
        shown.push({ title, body })
      }
      dispatchEvent(
        Object.assign(new Event('pushsubscriptionchange'), { waitUntil: (each: Promise<unknown>) => work.push(each) }),
      )
      await Promise.all(work)
      clients.matchAll = matchAll
      return shown
    }, isOpen)
  const whileOpen = await tell(true)
  return { toTab: await toTab, shown: [...whileOpen, ...(await tell(false))] }
}

/** Presses what is shown: the worker is told what the browser would tell it. */
export const pressNotification = (tablet: Holder): Promise<void> =>
  workerOf(tablet).evaluate(async () => {
    const work: Promise<unknown>[] = []
    const pressed = Object.assign(new Event('notificationclick'), {
      notification: { close: () => {} },
      waitUntil: (promise: Promise<unknown>) => work.push(promise),
    })
    dispatchEvent(pressed)
    await Promise.all(work)
  })
