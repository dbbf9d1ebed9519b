import type { CDPSession, Page } from 'playwright-core'
import { z } from 'zod'
import { dist, setup as buildClient } from '#test/support/client-build.ts'
import { firstVisit } from '#test/support/first-visit.ts'
import { Tablet } from '#test/support/tablet.ts'
import { alternate } from './alternate.ts'
import { startInventedOffice, type Colleague } from './invented-office.ts'
import { PUPILS } from './invented-files.ts'
import { longestFrameOfCaseload, longestFrameOfPlainList } from './longest-frame.ts'
import type { Runs } from './measured.ts'

const passphrase = 'seven grey herons at the weir'
const SLOWED = 4
/** A first sync of everything on a slowed tablet takes a while; milliseconds. */
const PATIENCE = 600_000

const slow = async (page: Page, rate = SLOWED): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  return session
}

/**
 * Each answer of the office takes this long, as over a mobile network: the worker that syncs is not slowed with the page, and
 * over loopback it would be done before the first letter. Milliseconds.
 */
const FAR_AWAY = 300

const setUpFor = async (origin: string, { email, password }: Colleague, isFar = false): Promise<Tablet> => {
  const tablet = await Tablet.open(origin)
  if (isFar) {
    await tablet.page.context().route('**/api/sync/pull', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, FAR_AWAY))
      await route.continue()
    })
  }
  await tablet.page.context().addInitScript(noteStart)
  await tablet.signIn({ email, password })
  await tablet.setUp(passphrase)
  return tablet
}

/** Waits until every file has arrived. */
const untilWhole = (page: Page): Promise<unknown> =>
  page.waitForFunction((count) => document.querySelector('h1')?.textContent === `My caseload ${count}`, PUPILS, {
    timeout: PATIENCE,
    polling: 500,
  })

/**
 * Notes in the page when the key is in hand (the worker that stretches a passphrase has answered) and when the caseload is
 * first drawn: a pupil's row, or the words that say there is none.
 */
const noteStart = (): void => {
  const noted = { keyAt: 0, drawnAt: 0 }
  Reflect.set(globalThis, 'noted', noted)
  const look = (): void => {
    const isDrawn =
      document.querySelector('a[href^="/caseload/"] strong') !== null ||
      [...document.querySelectorAll('h2, h3, p')].some((each) => each.textContent === 'No open cases')
    if (isDrawn) requestAnimationFrame(() => setTimeout(() => (noted.drawnAt = performance.now())))
    else requestAnimationFrame(look)
  }
  globalThis.Worker = class extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options)
      if (!String(address).includes('/key-worker-')) return
      this.addEventListener('message', () => {
        noted.keyAt = performance.now()
        requestAnimationFrame(look)
      })
    }
  }
}

const Noted = z.object({ noted: z.object({ keyAt: z.number().positive(), drawnAt: z.number().positive() }) })

/** Opens the app anew, with no office, on a slowed machine: milliseconds from the key in hand to the caseload drawn. */
const coldStart = async (tablet: Tablet): Promise<number> => {
  await tablet.startAgain('/')
  const { page } = tablet
  await page.context().addInitScript(noteStart)
  await page.goto(page.url())
  await slow(page)
  await tablet.unlock(passphrase)
  await page.waitForFunction(() => Reflect.get(Reflect.get(globalThis, 'noted'), 'drawnAt') > 0, null, {
    timeout: PATIENCE,
  })
  const { noted } = Noted.parse(await page.evaluate(() => ({ noted: Reflect.get(globalThis, 'noted') })))
  await tablet.close()
  return noted.drawnAt - noted.keyAt
}

/** What an officer types while it syncs: about as fast as people do on glass. */
const typed = 'He would come in for art and the workshop, and nothing else.'
const BETWEEN_KEYS = 90

/**
 * Types a note on a slowed machine. Answers the longest task of the page's main thread meanwhile, in milliseconds of that
 * thread's own time, so that other programs of a busy machine are not counted.
 */
const longestTaskWhileTyping = async (page: Page, count: number): Promise<number> => {
  await page.locator('a[href^="/caseload/"]').first().click({ timeout: PATIENCE })
  await page.getByRole('link', { name: 'Log contact' }).first().click({ timeout: PATIENCE })
  const words = page.getByLabel('What was said')
  await words.waitFor({ timeout: PATIENCE })
  await page.waitForTimeout(2_000)
  const session = await page.context().newCDPSession(page)
  const events: unknown[] = []
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...value))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'] },
  })
  await words.click()
  await words.pressSequentially(typed.slice(0, count), { delay: BETWEEN_KEYS })
  const whole = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await whole
  return longestOf(events)
}

const TraceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.looseObject({ name: z.string().optional() }).optional(),
})

/** Among all renderers' main threads: the page we type in is the only one at work. Microseconds become milliseconds. */
const longestOf = (events: readonly unknown[]): number => {
  const read = events.flatMap((event) => TraceEvent.safeParse(event).data ?? [])
  const mains = new Set(
    read
      .filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
      .map((event) => `${event.pid}/${event.tid}`),
  )
  const tasks = read.filter((event) => event.name.endsWith('RunTask') && mains.has(`${event.pid}/${event.tid}`))
  if (tasks.length === 0) throw new Error('The trace holds no task.')
  return Math.max(...tasks.map((task) => task.tdur ?? task.dur ?? 0)) / 1000
}

/** Rows measured in the app itself, as people use it. */
export const tabletRows = ['coldStart', 'typingDuringSync', 'longestFrame', 'appShell'] as const
type TabletRow = (typeof tabletRows)[number]

/** Measures them against a real office that serves the built app; it is closed for the cold starts. */
export const measureOnTablet = async (
  rows: readonly TabletRow[],
  times: number,
  heard: (row: TabletRow, runs: Runs) => void,
): Promise<void> => {
  buildClient()
  const { office, lead, newcomer } = await startInventedOffice(dist)
  const tablets: Tablet[] = []
  try {
    if (rows.includes('appShell')) {
      const kilobytes = await firstVisit(office.origin)
      heard('appShell', { value: [kilobytes], floor: [250] })
    }
    if (rows.every((row) => row === 'appShell')) return
    const full = await setUpFor(office.origin, lead)
    tablets.push(full)
    await untilWhole(full.page)
    if (rows.includes('typingDuringSync')) {
      const runs: Runs = { value: [], floor: [] }
      for (let turn = 0; turn < times; turn += 1) {
        runs.value.push(await typeDuringSync(office.origin, lead))
        await full.page.goto(office.origin)
        await full.unlock(passphrase)
        await full.page.locator('a[href^="/caseload/"]').first().waitFor()
        const session = await slow(full.page)
        runs.floor.push(await longestTaskWhileTyping(full.page, typed.length))
        await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
      }
      heard('typingDuringSync', runs)
    }
    if (rows.includes('longestFrame')) {
      const runs: Runs = { value: [], floor: [] }
      for (let turn = 0; turn < times; turn += 1) {
        await full.page.goto(office.origin)
        await full.unlock(passphrase)
        await full.page.locator('a[href^="/caseload/"]').first().waitFor()
        runs.value.push(await longestFrameOfCaseload(full.page))
        runs.floor.push(await longestFrameOfPlainList(full.page, PUPILS))
      }
      heard('longestFrame', runs)
      // The plain list stood in the app's place: the rows after this one need the app.
      await full.goTo('/unlock')
    }
    if (rows.includes('coldStart')) {
      const empty = await setUpFor(office.origin, newcomer)
      tablets.push(empty)
      await full.untilItCouldGoOffline()
      await empty.untilItCouldGoOffline()
      await full.close()
      await empty.close()
      await office.app.close()
      heard(
        'coldStart',
        await alternate(
          times,
          () => coldStart(full),
          () => coldStart(empty),
        ),
      )
    }
  } finally {
    for (const tablet of tablets) {
      await tablet.close()
      tablet.profile.remove()
    }
    await office.stop()
  }
}

/** A new tablet in the middle of its first sync. Fails when the sync was over before the last key. */
const typeDuringSync = async (origin: string, lead: Colleague): Promise<number> => {
  const tablet = await setUpFor(origin, lead, true)
  try {
    await tablet.page.locator('a[href^="/caseload/"]').first().waitFor({ timeout: PATIENCE })
    await slow(tablet.page)
    const longest = await longestTaskWhileTyping(tablet.page, typed.length)
    if (!(await isStillLoading(tablet.page))) throw new Error('The sync was over before the note was written.')
    return longest
  } finally {
    await tablet.close()
    tablet.profile.remove()
  }
}

const isStillLoading = (page: Page): Promise<boolean> =>
  page.evaluate(() => /files? (is|are) still to come/.test(document.body.textContent ?? ''))
