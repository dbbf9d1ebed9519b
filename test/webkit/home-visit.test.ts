import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { MiniBrowser, whyNoMiniBrowser } from '#test/support/mini-browser.ts'

/** The job on the engine that iPads run. That build keeps no promise of storage and has no passkeys: the app does without. */
const missing = whyNoMiniBrowser()
if (missing !== null) process.stdout.write(`WebKit: left out, because ${missing}.\n`)

const passphrase = 'seven grey gulls on the pier'
const words = 'The bus goes past without stopping.'

describe.skipIf(missing !== null)('a home visit with no signal, in WebKit', () => {
  let demo: DemoOffice
  let tablet: MiniBrowser
  let pupil = ''

  beforeAll(async () => {
    demo = await openDemoOffice()
    tablet = await MiniBrowser.open()
  })

  afterAll(async () => {
    await tablet?.close()
    await demo?.close()
  })

  test('an officer signs in, sets a passphrase, and finds their caseload', async () => {
    const officer = await demo.signInOf('Education welfare officer')
    await tablet.goTo(`${demo.office.origin}/sign-in`)
    await tablet.type('E-mail address', officer.email)
    await tablet.type('Password', officer.password)
    await tablet.press('Sign in')
    await tablet.type('Passphrase for this tablet', passphrase)
    await tablet.press('Set up this tablet')
    await tablet.press('Start working')
    await tablet.see('My caseload')
    pupil = await tablet.firstOf('a[href^="/caseload/"] strong')
    await tablet.run(
      'await navigator.serviceWorker.ready; while (navigator.serviceWorker.controller === null) await new Promise((later) => setTimeout(later, 50))',
    )
    expect(pupil).toMatch(/\S+ \S+/)
  })

  test('with the office stopped the app loads again, unlocks, and takes a visit', async () => {
    await demo.office.stop()
    await tablet.reload()
    await tablet.type('Passphrase', passphrase)
    await tablet.press('Unlock')
    await tablet.press(pupil)
    await tablet.press('Log visit')
    await tablet.press('Someone else')
    await tablet.type('Their name', 'Their grandmother')
    await tablet.press('Yes, with an adult')
    await tablet.type('What I saw', words)
    await tablet.press('Return agreed')
    await tablet.press('Save visit')
    await tablet.seeAt(words, 'Only on this tablet')
    expect(await tablet.path()).toMatch(/^\/caseload\/[0-9a-f-]{36}$/)
  })

  test('after another load it is still there', async () => {
    await tablet.reload()
    await tablet.type('Passphrase', passphrase)
    await tablet.press('Unlock')
    await tablet.seeAt(words, 'Only on this tablet')
    // Said as soon as the first exchange has found no office.
    await tablet.see('No signal')
    expect(await tablet.words()).toContain('No signal')
  })

  test('the office comes back, and the visit gets its receipt', async () => {
    await demo.office.start()
    await tablet.seeAt(words, ', ref ', 90_000)
    expect(await tablet.words()).not.toContain('No signal')
  })
})
