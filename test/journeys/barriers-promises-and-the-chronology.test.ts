import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { project } from '#test/support/client-build.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { inAMonth } from '#test/support/in-a-month.ts'
import { readPdf } from '#test/support/read-pdf.ts'
import { Tablet } from '#test/support/tablet.ts'

/**
 * What keeps a child away, in whose words; what was offered and what became of it; and what we promised, which comes first at
 * the next contact. Then the chronology of it: looked over, handed out, and the file notes what left it. All with no signal.
 */
let demo: DemoOffice
let tablet: Tablet
let file: string
let pupil: string
const pictures = join(project, 'test/output/screenshots')
const words = 'The stairs by the hall are where they wait for me.'
const offer = 'A lunch pass to the library'
const promise = 'Ring on Thursday about the lunch pass'

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  demo = await openDemoOffice()
  tablet = await Tablet.open(demo.office.origin)
  await tablet.signIn(await demo.signInOf('Education welfare officer'))
  await tablet.setUp('seven grey gulls on the pier')
  await tablet.untilItCouldGoOffline()
  pupil = (await tablet.caseload())[0] ?? ''
  await tablet.openPupil(pupil)
  file = new URL(tablet.page.url()).pathname
  await demo.office.stop()
}, 240_000)

afterAll(async () => {
  await tablet?.profile.close()
  await demo?.close()
})

const save = async (said: string) => {
  await tablet.page.getByRole('button', { name: 'Save', exact: true }).click()
  await tablet.page.getByText(said).first().waitFor()
}
const picture = async (name: string) => {
  await tablet.page.emulateMedia({ reducedMotion: 'reduce' })
  await tablet.page.waitForTimeout(150)
  await tablet.page.screenshot({ path: join(pictures, `journey-barriers-${name}-1024x768-light.png`) })
}

const openChronology = async () => {
  await tablet.page.getByRole('button', { name: 'More' }).click()
  await tablet.page.getByRole('menuitem', { name: 'Chronology' }).click()
  await tablet.page.getByRole('article', { name: 'Chronology' }).waitFor()
}

describe('barriers and promises', () => {
  test('a barrier is kept in the child’s own words', async () => {
    await tablet.goWithin(`${file}/barriers/new`)
    await tablet.page.getByLabel('What is it about?').selectOption({ label: 'Friends and bullying' })
    // The child's own name stands first.
    await tablet.page.getByRole('radiogroup', { name: 'Who raised it?' }).locator('label').first().click()
    await tablet.page.getByLabel('In their words').fill(words)
    await save('Barrier saved on this tablet.')
    await expect.poll(async () => tablet.page.getByText(words).count()).toBeGreaterThan(0)
    await picture('heard')
  })

  test('support is offered for it, accepted, and looked at for what it did', async () => {
    await tablet.goWithin(`${file}/support/new`)
    await tablet.page.getByLabel('What is offered?').fill(offer)
    await save('Offer saved on this tablet.')
    const line = tablet.page.getByRole('link', { name: new RegExp(offer) })
    for (const step of ['They said yes', 'It was given']) {
      await tablet.goWithin(file)
      await line.first().click()
      await tablet.choose('What became of it?', step)
      await save('saved on this tablet.')
    }
    await tablet.goWithin(file)
    await picture('offered')
    expect(await tablet.page.getByText('It was given').count()).toBeGreaterThan(0)
  })

  test('what we promised comes first at the next contact, and is settled in one tap', async () => {
    await tablet.goWithin(`${file}/promises/new`)
    await tablet.page.getByLabel('What will we do?').fill(promise)
    await tablet.page.getByLabel('Promised to').fill('Mum')
    await tablet.page.getByLabel('By', { exact: true }).fill(inAMonth())
    await save('Promise saved on this tablet.')
    await tablet.goWithin(`${file}/log-call`)
    expect(await tablet.page.getByText('Said last time').locator('..').innerText()).toContain(promise)
    await picture('said-last-time')
    await tablet.goWithin(file)
    await tablet.page.getByRole('button', { name: `Kept: ${promise}`, exact: true }).click()
    await tablet.entry(`Kept: ${promise}`).waitFor()
    expect(await tablet.page.getByRole('button', { name: `Kept: ${promise}`, exact: true }).count()).toBe(0)
  })
})

describe('a chronology on paper', () => {
  test('it is looked over on the screen, then handed out as a tagged PDF made on the tablet', async () => {
    await openChronology()
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
    await openChronology()
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
