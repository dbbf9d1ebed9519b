import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { stopOf } from '#test/support/focus-stops.ts'
import { Tablet } from '#test/support/tablet.ts'

/**
 * The job with the keyboard alone: nothing is clicked, touched or found by script. Every stop of the focus on the way is
 * looked at: it must be in sight and show that it has the focus (WCAG 2.4.7, 2.4.11).
 */
let demo: DemoOffice
let tablet: Tablet
const passphrase = 'seven grey gulls on the pier'
const words = 'The bus goes past without stopping.'
const unseen: string[] = []

beforeAll(async () => {
  demo = await openDemoOffice()
  tablet = await Tablet.open(demo.office.origin)
}, 240_000)

afterAll(async () => {
  await tablet?.profile.close()
  tablet?.profile.remove()
  await demo?.close()
})

/** Presses Tab until the focus is on what has this name, looking at every stop on the way. */
const tabTo = async (name: string | RegExp, most = 80): Promise<void> => {
  const passed: string[] = []
  for (let presses = 0; presses < most; presses++) {
    await tablet.page.keyboard.press('Tab')
    await tablet.page.waitForTimeout(20)
    const now = await stopOf(tablet.page)
    passed.push(now.name.slice(0, 40))
    if (now.name !== '' && (!now.inSight || !now.shown))
      unseen.push(
        `${new URL(tablet.page.url()).pathname}: ${now.name.slice(0, 60)} (in sight: ${now.inSight}, marked: ${now.shown})`,
      )
    if (typeof name === 'string' ? now.name === name : name.test(now.name)) return
  }
  throw new Error(`Tab does not come to ${String(name)}; it passed ${passed.join(' | ')}`)
}

const type = async (text: string): Promise<void> => tablet.page.keyboard.type(text)
const press = async (key: string): Promise<void> => tablet.page.keyboard.press(key)

describe('the job by keyboard alone', () => {
  test('signing in and setting a passphrase', async () => {
    const officer = await demo.signInOf('Education welfare officer')
    await tablet.goTo('/sign-in')
    await tablet.page.getByLabel('E-mail address').waitFor()
    await tabTo('E-mail address')
    await type(officer.email)
    await tabTo('Password')
    await type(officer.password)
    await press('Enter')
    await tablet.page.getByLabel('Passphrase for this tablet', { exact: true }).waitFor()
    await tabTo(/^Passphrase for this tablet/)
    await type(passphrase)
    await press('Enter')
    await tablet.page.getByRole('button', { name: 'Start working' }).waitFor()
    await tabTo('Start working')
    await press('Enter')
    expect((await tablet.caseload()).length).toBeGreaterThan(0)
  })

  test('finding a pupil and opening the visit form', async () => {
    const [pupil = ''] = await tablet.caseload()
    await tabTo('Search names and notes')
    await type(pupil)
    await tablet.page.getByText('1 found').waitFor()
    await tabTo(new RegExp(`^${pupil}`))
    await press('Enter')
    await tablet.page.getByRole('article', { name: pupil }).waitFor()
    await tabTo('Log visit')
    await press('Enter')
    await tablet.page.getByRole('form', { name: 'Log a home visit' }).waitFor()
    expect(new URL(tablet.page.url()).pathname).toMatch(/\/log-home-visit$/)
  })

  test('logging the visit, with no signal', async () => {
    // Without the app on the tablet the lock, which replaces the page, would lead to the browser's own error.
    await tablet.untilItCouldGoOffline()
    await demo.office.stop()
    const { page } = tablet
    // A question with large buttons is one stop; arrow keys move within it and choose.
    await tabToGroup('Who came to the door?')
    await arrowTo('Someone else')
    await tabTo('Their name')
    await type('Their grandmother')
    await tabToGroup(/^Did you see /)
    await arrowTo('Yes, with an adult')
    await tabTo('What I saw')
    await type(words)
    await tabToGroup('How did it end?')
    await arrowTo('Return agreed')
    await tabTo('Save visit')
    await press('Enter')
    await page.getByText('Visit saved on this tablet.').waitFor()
    await tablet.entry(words).getByText('Only on this tablet').waitFor()
    expect(await tablet.entry(words).count()).toBe(1)
  })

  test('locking and unlocking', async () => {
    await tabTo('Lock now')
    await press('Enter')
    await tablet.page.getByLabel('Passphrase', { exact: true }).waitFor()
    // The field has the focus already, once it is drawn.
    await expect.poll(async () => (await stopOf(tablet.page)).name).toMatch(/^Passphrase/)
    await type(passphrase)
    await press('Enter')
    await tablet.entry(words).waitFor()
    expect((await stopOf(tablet.page)).name).not.toBeNull()
  })

  test('[K2] at every stop on the way the focus was in sight and marked', () => {
    expect(unseen).toEqual([])
  })
})

const groupOfFocus = async (): Promise<string> =>
  tablet.page.evaluate(() => {
    const group = document.activeElement?.closest('[role=radiogroup]')
    const ids = (group?.getAttribute('aria-labelledby') ?? '').split(' ')
    return ids
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')
      .trim()
  })

const tabToGroup = async (question: string | RegExp): Promise<void> => {
  for (let presses = 0; presses < 80; presses++) {
    await tabTo(/./)
    const group = await groupOfFocus()
    if (typeof question === 'string' ? group.startsWith(question) : question.test(group)) return
  }
  throw new Error(`Tab does not come to ${String(question)}`)
}

const arrowTo = async (choice: string): Promise<void> => {
  for (let presses = 0; presses < 12; presses++) {
    await press('ArrowDown')
    // The choice is drawn a moment after the key.
    await tablet.page.waitForTimeout(100)
    const chosen = await tablet.page.evaluate(() => {
      const input = document.activeElement
      return input instanceof HTMLInputElement && input.checked
        ? (input.closest('label')?.textContent ?? '').trim()
        : ''
    })
    if (chosen === choice) return
  }
  throw new Error(`Arrow keys do not come to ${choice}`)
}
