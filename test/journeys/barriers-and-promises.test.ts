import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { project } from '#test/support/client-build.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { inAMonth } from '#test/support/in-a-month.ts'
import { Tablet } from '#test/support/tablet.ts'

/**
 * What keeps a child away, in whose words; what was offered and what became of it; and what we promised, which comes first at
 * the next contact. All with no signal.
 */
let demo: DemoOffice
let tablet: Tablet
let file: string
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
  await tablet.openPupil((await tablet.caseload())[0] ?? '')
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

  test('nothing went wrong unseen', async () => {
    expect(tablet.trouble.seen).toEqual([])
    await tablet.putAway()
  })
})
