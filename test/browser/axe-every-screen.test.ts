import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings } from '#test/support/axe.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import {
  addressOf,
  findScreens,
  isBeforeTheLock,
  othersWork,
  routePatterns,
  saysNotHere,
} from '#test/support/screens.ts'
import { Tablet } from '#test/support/tablet.ts'
import { smallTargets } from '#test/support/target-sizes.ts'

/**
 * WCAG 2.2 AA as far as a machine can tell, on every screen, in its states: light, dark, outdoors, with forced colours, on
 * 320 px, with text twice as large; and whether every target is large enough for a cold finger. Each screen is opened where a link really leads to it, never at an address made up.
 */
let demo: DemoOffice
let tablet: Tablet
let screens: Map<string, string>
let pupil: string
const passphrase = 'seven grey gulls on the pier'

beforeAll(async () => {
  demo = await openDemoOffice()
  tablet = await Tablet.open(demo.office.origin)
}, 240_000)

afterAll(async () => {
  await tablet?.profile.close()
  tablet?.profile.remove()
  await demo?.close()
})

const behindTheLock = routePatterns().filter((pattern) => !isBeforeTheLock(pattern))
const theirs = behindTheLock.filter((pattern) => !othersWork.includes(pattern))

const inBothSchemes = async (): Promise<string[]> => {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await tablet.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const finding of await axeFindings(tablet.page, colorScheme === 'light' ? 'everything' : 'colours'))
      found.push(`${colorScheme}: ${finding}`)
  }
  return found
}

describe('before the lock', () => {
  test('signing in: as it opens, with nothing written, with a wrong password', async () => {
    const found: string[] = []
    await tablet.goTo('/sign-in')
    await tablet.page.getByText('Try it as someone invented').waitFor()
    found.push(...(await inBothSchemes()))
    await tablet.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await tablet.page.getByText('There is a problem').waitFor()
    found.push(...(await inBothSchemes()))
    await tablet.signIn({ email: 'nobody@nowhere.example', password: 'not the password' })
    await tablet.page.getByText('There is a problem').waitFor()
    found.push(...(await inBothSchemes()))
    expect(found).toEqual([])
  })

  test('setting up: as it opens, with a weak passphrase, and when it is done', async () => {
    const found: string[] = []
    await tablet.signIn(await demo.signInOf('Education welfare officer'))
    await tablet.page.getByLabel('Passphrase for this tablet', { exact: true }).waitFor()
    found.push(...(await inBothSchemes()))
    await tablet.page.getByLabel('Passphrase for this tablet', { exact: true }).fill('1234')
    await tablet.page.getByRole('button', { name: 'Set up this tablet' }).click()
    await tablet.page.getByText('There is a problem').waitFor()
    found.push(...(await inBothSchemes()))
    await tablet.page.getByLabel('Passphrase for this tablet', { exact: true }).fill(passphrase)
    await tablet.page.getByRole('button', { name: 'Set up this tablet' }).click()
    await tablet.page.getByRole('button', { name: 'Start working' }).waitFor()
    found.push(...(await inBothSchemes()))
    await tablet.page.getByRole('button', { name: 'Start working' }).click()
    await tablet.caseload()
    screens = await findScreens(tablet, theirs)
    pupil = screens.get('/caseload/:pupilId') ?? ''
    expect(found).toEqual([])
  })

  test('unlocking: as it opens, and with a wrong passphrase', async () => {
    const found: string[] = []
    await tablet.lock()
    found.push(...(await inBothSchemes()))
    await tablet.page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase')
    await tablet.page.getByRole('button', { name: 'Unlock', exact: true }).click()
    await tablet.page.getByText('There is a problem').waitFor()
    found.push(...(await inBothSchemes()))
    await expect
      .poll(async () => tablet.page.getByRole('button', { name: 'Unlock', exact: true }).isEnabled(), {
        timeout: 30_000,
      })
      .toBe(true)
    await tablet.unlock(passphrase)
    expect(found).toEqual([])
  })
})

/** Every way of looking at a screen that is open: `way: finding`. */
const inEveryWay = async (): Promise<string[]> => {
  const { page } = tablet
  const found = await inBothSchemes()
  found.push(...(await smallTargets(page)).map((finding) => `tablet: ${finding}`))
  await page.evaluate(() => (document.documentElement.dataset['scheme'] = 'outdoor'))
  found.push(...(await axeFindings(page, 'colours')).map((finding) => `outdoor: ${finding}`))
  await page.evaluate(() => delete document.documentElement.dataset['scheme'])
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active', reducedMotion: 'reduce' })
  found.push(...(await axeFindings(page, 'colours')).map((finding) => `forced colours: ${finding}`))
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
  await page.evaluate(() => (document.documentElement.style.fontSize = '212.5%'))
  found.push(...(await sidewaysScrolling(page)).map((finding) => `200 % text: ${finding}`))
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
  await page.setViewportSize({ width: 320, height: 640 })
  found.push(...(await axeFindings(page)).map((finding) => `320 px: ${finding}`))
  found.push(...(await sidewaysScrolling(page)).map((finding) => `320 px: ${finding}`))
  await page.setViewportSize({ width: 390, height: 844 })
  found.push(...(await smallTargets(page)).map((finding) => `phone: ${finding}`))
  await page.setViewportSize({ width: 1024, height: 768 })
  return found
}

/** Whether the page can be pushed sideways: what is wider than the glass cannot be read with one hand (WCAG 1.4.10). */
const sidewaysScrolling = async (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`${scrollWidth} px on ${clientWidth}`] : []
  })

describe('behind the lock, with signal', () => {
  test.each(othersWork)('%s, which is not theirs, says so', async (pattern) => {
    await tablet.goWithin(addressOf(pattern, screens))
    expect(await inBothSchemes()).toEqual([])
  })

  test('links lead this officer to every screen of their own work', () => {
    expect(theirs.filter((pattern) => !screens.has(pattern))).toEqual([])
  })

  test.each(theirs)('%s', async (pattern) => {
    await tablet.goWithin(screens.get(pattern) ?? '')
    expect(await saysNotHere(tablet)).toBe(false)
    expect(await inEveryWay()).toEqual([])
  })

  test('a search that finds nobody', async () => {
    await tablet.goWithin('/caseload')
    await tablet.page.getByRole('searchbox', { name: 'Search names and notes' }).fill('zzzz')
    await tablet.page.getByText('Nobody found').waitFor()
    expect(await inBothSchemes()).toEqual([])
    await tablet.page.getByRole('searchbox', { name: 'Search names and notes' }).fill('')
  })

  test('forms sent with nothing in them', async () => {
    for (const [place, save] of [
      ['log-home-visit', 'Save visit'],
      ['log-call', /^Save/],
    ] as const) {
      await tablet.goWithin(`${pupil}/${place}`)
      await tablet.page.getByRole('button', { name: save }).click()
      await tablet.page.getByText('There is a problem').waitFor()
      expect(await inBothSchemes()).toEqual([])
    }
  })
})

describe('behind the lock, with no signal and something unsent', () => {
  test('the case with an entry that is only on this tablet, the list, and what waits', async () => {
    await demo.office.stop()
    await tablet.goWithin(pupil)
    await tablet.logHomeVisit({
      door: { name: 'Their neighbour', relationship: 'Neighbour' },
      seen: 'No',
      childWords: '',
      saw: 'Nobody in.',
      familyWords: '',
      thinks: '',
      outcome: 'Visit again',
      nextStep: '',
      barrier: { about: 'Getting to school', words: 'No bus.' },
      promise: { words: 'Ask about the bus', to: 'Neighbour', by: '2027-01-08' },
    })
    expect(await inBothSchemes()).toEqual([])
    for (const place of ['/caseload', '/sync', '/device']) {
      await tablet.goWithin(place)
      expect(await inBothSchemes()).toEqual([])
    }
  })
})
