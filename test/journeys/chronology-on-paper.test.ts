import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { project } from '#test/support/client-build.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { readPdf } from '#test/support/read-pdf.ts'
import { Tablet } from '#test/support/tablet.ts'

/** An officer makes a child's chronology with no signal, looks it over, hands it out, and the file notes what left it. */
let demo: DemoOffice
let tablet: Tablet
let pupil: string
const passphrase = 'seven grey gulls on the pier'
const pictures = join(project, 'test/output/screenshots')

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  demo = await openDemoOffice()
  tablet = await Tablet.open(demo.office.origin)
  await tablet.signIn(await demo.signInOf('Education welfare officer'))
  await tablet.setUp(passphrase)
  await tablet.untilItCouldGoOffline()
  pupil = (await tablet.caseload())[0] ?? ''
  await tablet.openPupil(pupil)
  await demo.office.stop()
}, 240_000)

afterAll(async () => {
  await tablet?.profile.close()
  await demo?.close()
})

const open = async () => {
  await tablet.page.getByRole('button', { name: 'More' }).click()
  await tablet.page.getByRole('menuitem', { name: 'Chronology' }).click()
  await tablet.page.getByRole('article', { name: 'Chronology' }).waitFor()
}

describe('a chronology on paper', () => {
  test('it is looked over on the screen, then handed out as a tagged PDF made on the tablet', async () => {
    await open()
    await tablet.page.getByLabel('Who is given it?').fill('Ms Ali, children’s social care')
    await tablet.page.getByLabel('Why?').fill('Strategy meeting')
    await tablet.page.screenshot({ path: join(pictures, 'journey-chronology-look-it-over-1024x768-light.png') })
    const downloading = tablet.page.waitForEvent('download')
    await tablet.page.getByRole('button', { name: 'Hand out as PDF' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/^chronology-[0-9a-f]{8}\.pdf$/)
    const pdf = await readPdf(readFileSync(await download.path()))
    expect(pdf).toMatchObject({ title: 'Chronology', language: 'en-GB', isMarked: true })
    expect(pdf.tags[0]).toEqual(['H1', 'Chronology'])
    expect(pdf.text).toContain(pupil)
    expect(pdf.text).toContain('For Ms Ali, children’s social care')
    expect(pdf.outline).toEqual(['Chronology', 'How to read this', 'What is withheld', 'What happened'])
  })

  test('the file notes to whom it was given, and says later whether it still says the same', async () => {
    await tablet.entry('Chronology given to Ms Ali').getByText('Only on this tablet').waitFor()
    await open()
    const before = tablet.page.getByText('Given before').locator('..')
    expect(await before.innerText()).toContain('The file still says the same.')
    await tablet.page.screenshot({ path: join(pictures, 'journey-chronology-given-before-1024x768-light.png') })
  })

  test('printing it shows the paper alone', async () => {
    await tablet.page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await tablet.page.emulateMedia({ media: 'print' })
    expect(await tablet.page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
    expect(await tablet.page.getByRole('heading', { name: 'Chronology', level: 1 }).isVisible()).toBe(true)
    await tablet.page.screenshot({ path: join(pictures, 'journey-chronology-printed-1024x768-light.png') })
    await tablet.page.emulateMedia({ media: null })
    await tablet.page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await tablet.page.getByRole('button', { name: 'I gave it, note it' }).waitFor()
  })

  test('nothing went wrong unseen', async () => {
    expect(tablet.trouble.seen).toEqual([])
    await tablet.putAway()
  })
})
