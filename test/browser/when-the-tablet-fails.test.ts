import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { axeFindings } from '#test/support/axe.ts'
import { project } from '#test/support/client-build.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import {
  damageRecords,
  databaseNameIn,
  deleteRaw,
  putUnderVersion,
  tabBeside,
  takeDatabasesAway,
} from '#test/support/raw-database.ts'
import { Tablet } from '#test/support/tablet.ts'
import { raiseWriterEpoch } from '#test/support/writer-epoch.ts'

/**
 * What an officer sees when the tablet itself fails, each failure brought about in the browser or on its disk: no room, storage
 * cleared under an open form, another tab with an old version, a newer one, rows damaged, a database that cannot be opened.
 */
let demo: DemoOffice
let tablet: Tablet
/** Where the pupil's file is: nearer the end of the list once a visit is logged. */
let file: string
let database: string
const passphrase = 'seven grey gulls on the pier'
const pictures = join(project, 'test/output/screenshots')

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  demo = await openDemoOffice()
  tablet = await Tablet.open(demo.office.origin)
  await tablet.signIn(await demo.signInOf('Education welfare officer'))
  await tablet.setUp(passphrase)
  await tablet.untilItCouldGoOffline()
  await tablet.openPupil((await tablet.caseload())[0] ?? '')
  file = new URL(tablet.page.url()).pathname
  database = await databaseNameIn(tablet.page)
}, 240_000)

beforeEach(() => tablet.page.setDefaultTimeout(8000))

afterAll(async () => {
  await tablet?.profile.close()
  tablet?.profile.remove()
  await demo?.close()
})

/** Looks at the screen as axe does, in both schemes, and takes its picture on a tablet and a phone. */
const look = async (name: string): Promise<string[]> => {
  const { page } = tablet
  const found: string[] = []
  for (const size of [
    { width: 390, height: 844 },
    { width: 1024, height: 768 },
  ]) {
    await page.setViewportSize(size)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      if (size.width > 1000)
        found.push(...(await axeFindings(page, colorScheme === 'light' ? 'everything' : 'colours')))
      await page.screenshot({ path: join(pictures, `fails-${name}-${size.width}x${size.height}-${colorScheme}.png`) })
    }
  }
  return found
}

/** The room the browser gives to this office's app, in bytes; its own measure again without any. */
const setRoom = async (quotaSize?: number): Promise<void> => {
  const browser = await tablet.context.newCDPSession(tablet.page)
  const { origin } = demo.office
  await browser.send('Storage.overrideQuotaForOrigin', quotaSize === undefined ? { origin } : { origin, quotaSize })
}

/** As a browser does that is short of room, whatever is open. */
const evict = async (storageTypes: string): Promise<void> => {
  const browser = await tablet.context.newCDPSession(tablet.page)
  await browser.send('Storage.clearDataForOrigin', { origin: demo.office.origin, storageTypes })
}

const heading = (name: string) => tablet.page.getByRole('heading', { name, level: 1 })

const openVisit = async (): Promise<void> => {
  await tablet.goWithin(file)
  await tablet.page.getByRole('link', { name: 'Log visit' }).click()
  await tablet.page.getByRole('form', { name: 'Log a home visit' }).waitFor()
}

const beginVisit = async (saw: string): Promise<void> => {
  await openVisit()
  await tablet.page.getByRole('radiogroup', { name: 'Who came to the door?' }).locator('label').first().click()
  await tablet.choose(/^Did you see /, 'Yes, with an adult')
  await tablet.page.getByLabel('What I saw').fill(saw)
}

test('[C1] a tablet without room still opens; what cannot be saved stays on the form and says so until there is room', async () => {
  const saw = 'Curtains drawn at noon, the radio on.'
  await tablet.close()
  await tablet.startAgain()
  const { page } = tablet
  await setRoom(1000)
  await tablet.unlock(passphrase)
  await tablet.caseload()
  await beginVisit(saw)
  await page.getByText(/The draft could not be kept. This tablet has no room left/).waitFor()
  await page.getByRole('button', { name: 'Save visit' }).click()
  const notSaved = page.getByRole('alert').filter({ hasText: 'Not saved' })
  await notSaved.getByText(/This tablet has no room left, so this is not saved yet/).waitFor()
  await expect.poll(async () => notSaved.evaluate((box) => box.getBoundingClientRect().top > 0)).toBe(true)
  expect(await page.getByLabel('What I saw').inputValue()).toBe(saw)
  expect(await page.getByText('Visit saved on this tablet.').count()).toBe(0)
  expect(await look('no-room')).toEqual([])

  await page.getByRole('button', { name: 'Finish later' }).click()
  const warning = page.getByRole('alertdialog', { name: 'Your words are not kept' })
  await warning.waitFor()
  expect(await warning.getByLabel('What you were writing').inputValue()).toContain(saw)
  expect(await look('leaving-unkept')).toEqual([])
  await warning.getByRole('button', { name: 'Stay here' }).click()
  expect(await page.getByLabel('What I saw').inputValue()).toBe(saw)

  await setRoom()
  await page.getByRole('button', { name: 'Save visit' }).click()
  await page.getByText('Visit saved on this tablet.').waitFor()
  await tablet.entry(saw).waitFor()
  expect(await tablet.entry(saw).count()).toBe(1)
})

test('[C6] an old version in another tab holds the database: the words say so, and it goes on by itself when that closes', async () => {
  await tablet.goWithin('/caseload')
  await tablet.lock()
  const old = await tabBeside(tablet, demo.office.origin)
  await putUnderVersion(old, database, 10, { without: ['digests'], hold: true })
  await tablet.page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await tablet.page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await heading('Close Doorstep in the other tab').waitFor()
  expect(await look('blocked')).toEqual([])
  await old.close()
  await tablet.caseload()
})

test('a newer version has used the tablet: this one writes nothing into what it left, and says what to do', async () => {
  await tablet.lock()
  const newer = await tabBeside(tablet, demo.office.origin)
  await putUnderVersion(newer, database, 30, { without: ['search'] })
  await tablet.page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await tablet.page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await heading('A newer Doorstep was used here').waitFor()
  expect(await look('newer-app')).toEqual([])
  await putUnderVersion(newer, database, 10, { without: ['digests'] })
  await newer.close()
  await tablet.page.getByRole('button', { name: 'Load again' }).click()
  await tablet.unlock(passphrase)
  await tablet.caseload()
  await tablet.goWithin(file)
  await tablet.entry('Curtains drawn at noon, the radio on.').waitFor()
})

test('a database that the browser cannot open is not called a private window; given back, it has everything', async () => {
  await tablet.close()
  const { putBack } = takeDatabasesAway(tablet.profile.folder)
  await tablet.startAgain()
  await heading('This tablet’s records cannot be opened').waitFor()
  expect(await look('unreadable')).toEqual([])
  await tablet.close()
  putBack()
  await tablet.startAgain()
  await tablet.unlock(passphrase)
  await tablet.caseload()
  await tablet.goWithin(file)
  await tablet.entry('Curtains drawn at noon, the radio on.').waitFor()
})

test('[C1] rows that were damaged on disk: the screen that needs them fails, and the draft’s words are handed over', async () => {
  const saw = 'A pram in the hall, nobody spoke of it.'
  await beginVisit(saw)
  await tablet.page.getByText(/Draft kept on this tablet/).waitFor()
  await tablet.page.getByRole('button', { name: 'Finish later' }).click()
  await tablet.page.getByRole('link', { name: 'Log visit' }).waitFor()
  const beside = await tabBeside(tablet, demo.office.origin)
  await damageRecords(beside, database, 'absence-case')
  await beside.close()
  await tablet.page.getByRole('link', { name: 'Log visit' }).click()
  await heading('Something went wrong here').waitFor()
  await tablet.page.getByText('Part of what is stored on this tablet is damaged').first().waitFor()
  expect(await tablet.page.getByLabel('Drafts kept on this tablet').inputValue()).toContain(saw)
  expect(await look('rescue')).toEqual([])
  const copied = tablet.page.getByText('Copied')
  await tablet.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.office.origin })
  await tablet.page.getByRole('button', { name: 'Copy the drafts' }).click()
  await copied.waitFor()
  expect(await tablet.page.evaluate(() => navigator.clipboard.readText())).toContain(saw)
})

test('[C4] the database is gone while the tablet is locked: said before anything else, and the office is told', async () => {
  await tablet.page.getByRole('button', { name: 'Load again' }).click()
  await tablet.page.getByLabel('Passphrase', { exact: true }).waitFor()
  const beside = await tabBeside(tablet, demo.office.origin)
  await deleteRaw(beside, database)
  await beside.close()
  await tablet.page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await tablet.page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await heading('This browser threw work away').waitFor()
  await tablet.page.getByText('One entry is missing here.').waitFor()
  expect(await look('lost')).toEqual([])
  expect(told()).toEqual([])
  await tablet.page.getByRole('button', { name: 'I have read this. Go on' }).click()
  await tablet.caseload()
  await expect.poll(told, { timeout: 20_000 }).toEqual(['eviction'])
  await tablet.goWithin(file)
  await tablet.entry('Curtains drawn at noon, the radio on.').waitFor()
})

test('[C4] storage cleared under an open form: nothing claims to be kept, and the words go along', async () => {
  const saw = 'A neighbour says they moved on Sunday.'
  await openVisit()
  await tablet.page.getByLabel('What I saw').fill(saw)
  await tablet.page.getByText(/Draft kept on this tablet/).waitFor()
  await evict('indexeddb')
  await heading('This tablet’s storage was cleared').waitFor()
  expect(await tablet.page.getByLabel('What you were writing').inputValue()).toContain(saw)
  expect(await tablet.page.getByText(/Draft kept|Saved/).count()).toBe(0)
  expect(await look('cleared')).toEqual([])
})

test('[C4] everything the browser kept is gone with the keys: never a silent fresh start, and the office is told again', async () => {
  await evict('indexeddb,cache_storage,service_workers')
  await tablet.goTo('/')
  await tablet.page.getByText('This browser threw away what was kept here').waitFor()
  expect(await look('emptied')).toEqual([])
  await tablet.page.getByLabel('Passphrase for this tablet', { exact: true }).fill(passphrase)
  await tablet.page.getByRole('button', { name: 'Set up this tablet' }).click()
  await tablet.page.getByRole('button', { name: 'Start working' }).click()
  await heading('This browser threw work away').waitFor()
  await tablet.page.getByRole('button', { name: 'I have read this. Go on' }).click()
  await tablet.caseload()
  await expect.poll(told, { timeout: 20_000 }).toEqual(['eviction', 'eviction'])
})

test('[C8] a release that was taken back may read what the later one left and not write it, and says so everywhere', async () => {
  const saw = 'A second pair of shoes by the door.'
  await tablet.untilItCouldGoOffline()
  await beginVisit(saw)
  await tablet.page.getByText(/Draft kept on this tablet/).waitFor()
  await tablet.page.getByRole('button', { name: 'Finish later' }).click()
  const { takeBack } = await raiseWriterEpoch(tablet.page)
  const startAgain = async (): Promise<void> => {
    await tablet.close()
    await tablet.startAgain()
    await tablet.unlock(passphrase)
    await tablet.caseload()
  }
  await startAgain()
  await takeBack(tablet.page)
  await startAgain()
  await tablet.page.getByText('A newer Doorstep was used on this tablet. Here you can read, not write.').waitFor()
  await tablet.goWithin(file)
  await tablet.entry('Curtains drawn at noon, the radio on.').waitFor()
  await openVisit()
  expect(await tablet.page.getByLabel('What I saw').inputValue()).toBe(saw)
  await tablet.page.getByLabel('What I saw').fill(`${saw} A bicycle.`)
  await tablet.page.getByText(/The draft could not be kept. A newer Doorstep has been used on this tablet/).waitFor()
  await tablet.page.getByRole('button', { name: 'Save visit' }).click()
  await tablet.page
    .getByRole('alert')
    .filter({ hasText: 'Not saved' })
    .getByText(/to write, update Doorstep/)
    .waitFor()
  expect(await tablet.page.getByText('Visit saved on this tablet.').count()).toBe(0)
  expect(await look('read-only')).toEqual([])
  await tablet.goWithin('/sync')
  await tablet.page.getByText('This one is older: it can show what is here', { exact: false }).waitFor()
})

test('nothing else went wrong unseen', () => {
  // A screen that fails says why in the console, and never with a word that was written.
  expect(tablet.trouble.seen.filter((what) => !what.includes('Tampered: A sealed row does not open'))).toEqual([])
})

/** What the office has noted of tablets in trouble, by its codes. */
const told = (): string[] =>
  demo.office.said
    .split('\n')
    .filter((line) => line.includes('tablet-incident'))
    .map((line) => /"code":"([a-z-]+)"/.exec(line)?.[1] ?? line)
