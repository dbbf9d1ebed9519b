import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everyHeard, heardOn, readableTree, type Heard } from '#test/support/accessibility-tree.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { firstVisit } from '#test/support/first-visit.ts'
import { focusFaultsOfDialog } from '#test/support/focus-stops.ts'
import { inAMonth } from '#test/support/in-a-month.ts'
import { maskedFor } from '#test/support/masked-words.ts'
import {
  addressOf,
  filesToldByHand,
  findScreens,
  isBeforeTheLock,
  nameOf,
  othersWork,
  routePatterns,
  saysNotHere,
  untilRead,
} from '#test/support/screens.ts'
import { Tablet } from '#test/support/tablet.ts'
import { asItStands, inBothSchemes, inEveryWay, pictures } from '#test/support/ways-of-looking.ts'

/**
 * One walk over every screen, each where a link really leads to it. In its states and for those whose work it is: WCAG 2.2 AA
 * as far as a machine can tell (light, dark, outdoors, forced colours, 320 px, text twice as large), targets for cold fingers,
 * what a screen reader is told (kept in `trees`, for people to read), and pictures. Then the office is stopped, and every
 * screen opens cold by its address: what a tablet has never shown must open too, since every chunk was kept at the first visit.
 */
let demo: DemoOffice
let tablet: Tablet
/** Where the officer's screens are found, and where those of whoever has the tablet in hand are. */
let screens: Map<string, string>
let inHand: Map<string, string>
let children: Map<string, string>
let pupil: string
let firstVisitKilobytes: number
const passphrase = 'seven grey gulls on the pier'

beforeAll(async () => {
  rmSync(pictures, { recursive: true, force: true })
  demo = await openDemoOffice()
  firstVisitKilobytes = await firstVisit(demo.office.origin)
  tablet = await Tablet.open(demo.office.origin)
}, 240_000)

afterAll(async () => {
  await tablet?.profile.close()
  tablet?.profile.remove()
  await demo?.close()
})

const behindTheLock = routePatterns().filter((pattern) => !isBeforeTheLock(pattern))
const theirs = behindTheLock.filter((pattern) => !othersWork.includes(pattern))

/** Screens that are all of the day's records: only their heading and the kinds of things on them are kept. */
const allOfTheDay = [
  '/today',
  '/caseload',
  '/caseload/:pupilId/register',
  '/visits',
  '/visits/:visitId',
  '/visits/ready',
  '/monday',
  '/hand-over',
  '/sync',
  '/access-log',
  '/insights/schools',
  '/returns',
  '/insights',
  '/insights/pupils',
  '/insights/hand-out',
  '/insights/governors',
  '/morning',
  '/morning/:pupilId',
  '/morning/for-the-register',
]
/** Screens that are pictured in all four sizes and both schemes; the others in the two sizes most used. */
const lookedAtMost = [
  '/today',
  '/monday',
  '/insights',
  '/morning',
  '/morning/:pupilId',
  '/caseload',
  '/caseload/:pupilId',
  '/caseload/:pupilId/log-call',
  '/caseload/:pupilId/write',
  '/caseload/:pupilId/notes/:noteId/finish',
  '/caseload/:pupilId/child-voice/new',
  '/caseload/:pupilId/log-home-visit',
  '/caseload/:pupilId/barriers/new',
  '/caseload/:pupilId/promises/new',
  '/caseload/:pupilId/case',
  '/visits',
  '/visits/ready',
  '/caseload/:pupilId/plan-visit',
  '/caseload/:pupilId/tell',
  '/restricted/:threadId',
  '/restricted',
  '/sync',
  '/device',
]

const trees = join(import.meta.dirname, 'trees')
const kept = new Set<string>()

/** Holds what is heard on a screen against what is kept in `trees`. The frame is kept once for each role. */
const soundsAsKept = async (
  heard: readonly Heard[],
  {
    name,
    pattern,
    withFrame,
    child = null,
  }: { name: string; pattern: string; withFrame: boolean; child?: string | null },
): Promise<void> => {
  kept.add(`${name}.txt`)
  const part = withFrame ? heard : partOf(heard, pattern)
  const tree = readableTree(part, maskedFor(child), allOfTheDay.includes(pattern) ? 'whole page' : 'words')
  await expect
    .soft(
      tree,
      `A screen reader is told something else on ${pattern}. If it is better, keep it: vitest run --project browser test/browser/every-screen.test.ts -u`,
    )
    .toMatchFileSnapshot(join(trees, `${name}.txt`))
}

/** A pupil's screen without the list beside it; another screen without the frame. */
const partOf = (heard: readonly Heard[], pattern: string): Heard[] => {
  const parts = everyHeard(heard)
  const beside = parts.filter(({ role, name }) => role === 'region' && name === 'Pupil')
  return pattern.startsWith('/caseload/:') && beside.length > 0 ? beside : parts.filter(({ role }) => role === 'main')
}

/** Opens a screen behind the lock and looks at it in every way; answers what is wrong. */
const lookEverywhere = async (pattern: string, name = nameOf(pattern), withFrame = false): Promise<string[]> => {
  const address = inHand.get(pattern) ?? ''
  await tablet.goWithin(address)
  await untilRead(tablet.page)
  // A list that has rested reads the registers of its rows.
  if (pattern === '/caseload') await tablet.page.locator('main svg[role="img"]').first().waitFor()
  expect(await saysNotHere(tablet)).toBe(false)
  const child = children.get(address.split('/').slice(0, 3).join('/')) ?? null
  const title =
    pattern === '/restricted/:threadId' ||
    pattern === '/visits/:visitId' ||
    pattern.startsWith('/colleagues/:') ||
    pattern === '/morning/:pupilId'
      ? await tablet.page.locator('h1').first().innerText()
      : null
  const { found, heard } = await inEveryWay(tablet.page, { name, isWhole: lookedAtMost.includes(pattern) })
  await soundsAsKept(heard, { name, pattern, withFrame, child: child ?? title })
  return found
}

/** Looks at the screen that is open, which shows the same to everyone, in every way. */
const beforeTheLock = async (name: 'sign-in' | 'set-up' | 'unlock'): Promise<void> => {
  const { found, heard } = await inEveryWay(tablet.page, { name, isWhole: true })
  expect.soft(found).toEqual([])
  await soundsAsKept(heard, { name, pattern: `/${name}`, withFrame: true })
}

const signInAsAnother = async (role: string): Promise<void> => {
  const { email, password } = await demo.signInOf(role)
  const { page } = tablet
  await tablet.goTo('/sign-in?for=another')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByLabel('Passphrase for this tablet', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Set up this tablet' }).click()
  await page.getByRole('button', { name: 'Start working' }).click()
  await page.getByRole('button', { name: 'Lock now' }).first().waitFor()
  // What is theirs has come before links are looked for: a list that is still empty leads nowhere.
  await tablet.goWithin('/sync')
  await page.getByText('Last exchanged with the office').waitFor()
}

describe('before the lock', () => {
  test('signing in: as it opens, with nothing written, with a wrong password', async () => {
    const { page } = tablet
    await tablet.goTo('/sign-in')
    await page.getByText('Try it as someone invented').waitFor()
    await beforeTheLock('sign-in')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('There is a problem').waitFor()
    expect.soft(await inBothSchemes(page)).toEqual([])
    await tablet.signIn({ email: 'nobody@nowhere.example', password: 'not the password' })
    await page.getByText('There is a problem').waitFor()
    expect.soft(await inBothSchemes(page)).toEqual([])
  })

  test('setting up: as it opens, with a weak passphrase, and when it is done', async () => {
    const { page } = tablet
    await tablet.signIn(await demo.signInOf('Education welfare officer'))
    await page.getByLabel('Passphrase for this tablet', { exact: true }).waitFor()
    await beforeTheLock('set-up')
    await page.getByLabel('Passphrase for this tablet', { exact: true }).fill('1234')
    await page.getByRole('button', { name: 'Set up this tablet' }).click()
    await page.getByText('There is a problem').waitFor()
    expect.soft(await inBothSchemes(page)).toEqual([])
    await page.getByLabel('Your initials (optional)').fill('NB')
    await page.getByLabel('Passphrase for this tablet', { exact: true }).fill(passphrase)
    await page.getByRole('button', { name: 'Set up this tablet' }).click()
    await page.getByRole('button', { name: 'Start working' }).waitFor()
    expect.soft(await asItStands(page)).toEqual([])
    await page.getByRole('button', { name: 'Start working' }).click()
    await tablet.untilItCouldGoOffline()
    await tablet.caseload()
    children = await filesToldByHand(tablet)
    screens = await findScreens(tablet, theirs, [...children.keys()])
    inHand = screens
    pupil = screens.get('/caseload/:pupilId') ?? ''
  })

  test('unlocking: as it opens, with a wrong passphrase, and a forgotten one', async () => {
    const { page } = tablet
    await tablet.lock()
    await beforeTheLock('unlock')
    await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase')
    await page.getByRole('button', { name: 'Unlock', exact: true }).click()
    await page.getByText('There is a problem').waitFor()
    expect.soft(await inBothSchemes(page)).toEqual([])
    await tablet.goTo('/unlock?recover')
    await page.getByRole('heading', { name: 'Choose a new passphrase' }).waitFor()
    expect.soft(await asItStands(page)).toEqual([])
    await soundsAsKept(await heardOn(page), { name: 'recover', pattern: '/unlock', withFrame: true })
    await tablet.goTo('/unlock')
    await expect
      .poll(async () => page.getByRole('button', { name: 'Unlock', exact: true }).isEnabled(), { timeout: 30_000 })
      .toBe(true)
    await tablet.unlock(passphrase)
  })
})

describe('an officer, with signal', () => {
  test.each(othersWork)('%s, which is not theirs, says so', async (pattern) => {
    await tablet.goWithin(addressOf(pattern, screens))
    expect.soft(await inBothSchemes(tablet.page)).toEqual([])
  })

  test('links lead this officer to every screen of their own work', () => {
    expect(theirs.filter((pattern) => !screens.has(pattern))).toEqual([])
  })

  test.each(theirs)('%s', async (pattern) => {
    expect(await lookEverywhere(pattern, nameOf(pattern), pattern === '/today')).toEqual([])
  })

  test.each([
    ['/caseload/:pupilId', 'More', 'menu'],
    ['/caseload/:pupilId/log-call', 'Signature', 'dialog'],
    ['/device', 'Sign out', 'dialog'],
    ['/device', 'Change: passphrase', 'dialog'],
    ['/device', 'Add: passkey', 'dialog'],
  ] as const)('%s, with what %s opens', async (pattern, button, what) => {
    const { page } = tablet
    await tablet.goWithin(screens.get(pattern) ?? '')
    await page.getByRole('main').getByRole('button', { name: button, exact: true }).first().click()
    await page.getByRole(what).waitFor()
    expect.soft(await asItStands(page)).toEqual([])
    expect.soft(what === 'dialog' ? await focusFaultsOfDialog(page) : []).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole(what).waitFor({ state: 'detached' })
  })

  test('hidden from a family: the cover, and the way back to the form behind it', async () => {
    const { page } = tablet
    await tablet.goWithin(`${pupil}/log-home-visit`)
    await page.getByRole('button', { name: 'Hide' }).click()
    const show = page.getByRole('button', { name: 'Show again' })
    await show.waitFor()
    expect.soft(await asItStands(page)).toEqual([])
    await show.click()
    await show.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Hide' }).waitFor()
  })

  test('a draft thrown away, with its Undo', async () => {
    const { page } = tablet
    await tablet.goWithin(`${pupil}/agencies/new`)
    await page.getByLabel('What do they do for the family?').fill('Food parcels, Thursdays.')
    await page.getByRole('button', { name: 'Throw this draft away' }).click()
    const undo = page.getByRole('button', { name: 'Undo' })
    // While the focus is on it it stays for as long as it is looked at.
    await undo.focus()
    expect.soft(await asItStands(page)).toEqual([])
    expect(await undo.isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Close this message' }).click()
    await undo.waitFor({ state: 'detached' })
  })

  test('a minute before it locks', async () => {
    const { page } = tablet
    await tablet.goWithin('/device')
    const idle = page.getByLabel('Lock when nobody has touched it for')
    const usual = await idle.inputValue()
    await idle.selectOption('2 minutes')
    await expect.poll(() => idle.inputValue()).toBe('2')
    // The tablet slept for longer than a minute and wakes: less than the two that would lock it for a clock gone back.
    await page.evaluate(() => {
      const now = Date.now
      Object.assign(globalThis, { wake: () => (Date.now = now) })
      Date.now = () => now() + 65_000
      dispatchEvent(new Event('focus'))
    })
    const warning = page.getByRole('alertdialog', { name: 'Doorstep locks in less than a minute' })
    await warning.waitFor()
    expect.soft(await asItStands(page)).toEqual([])
    await warning.getByRole('button', { name: 'Keep it open' }).click()
    await warning.waitFor({ state: 'detached' })
    // Not before: by the clock as it was nothing is to be warned of, and the next look at it takes the warning away.
    await page.evaluate(() => Reflect.get(globalThis, 'wake')())
    await idle.selectOption(usual)
    await expect.poll(() => idle.inputValue()).toBe(usual)
  })

  test('a search that finds nobody', async () => {
    await tablet.goWithin('/caseload')
    const search = tablet.page.getByRole('searchbox', { name: 'Search names and notes' })
    await search.fill('zzzz')
    await tablet.page.getByText('Nobody found').waitFor()
    expect.soft(await inBothSchemes(tablet.page)).toEqual([])
    await search.fill('')
  })

  test('forms sent with nothing in them', async () => {
    for (const [place, save] of [
      ['log-home-visit', 'Save visit'],
      ['log-call', /^Save/],
    ] as const) {
      await tablet.goWithin(`${pupil}/${place}`)
      await tablet.page.getByRole('button', { name: save }).click()
      await tablet.page.getByText('There is a problem').waitFor()
      expect.soft(await inBothSchemes(tablet.page)).toEqual([])
    }
  })
})

/** What they are asked before something is taken from somebody, and the button that leads to it. */
const questions: Record<string, [pattern: string, button: RegExp][]> = {
  Administrator: [
    ['/admin/devices', /^Take away: /],
    ['/colleagues/:organisationId/:personId', /^They have left$/],
  ],
}

/** Whose work the other screens are; the first of each is kept with the frame that is theirs. */
const others = {
  'Designated safeguarding lead': ['/restricted', '/restricted/:threadId', '/restricted/plan/:organisationId'],
  'Attendance lead': [
    '/messages',
    '/messages/:organisationId/:templateId',
    '/school-days/:organisationId/new',
    '/school-numbers/:organisationId',
    '/morning/cut-offs/:organisationId',
    '/access-log',
    '/today',
    '/insights',
    '/insights/pupils',
    '/insights/hand-out',
    '/insights/governors',
  ],
  'Head of year': ['/monday', '/today', '/morning', '/morning/:pupilId', '/morning/for-the-register'],
  'Service manager': ['/insights/schools'],
  Administrator: [
    '/admin/devices',
    '/admin/import',
    '/colleagues',
    '/colleagues/invite',
    '/colleagues/:organisationId/:personId',
    '/sync',
    '/device',
  ],
}

describe.each(Object.entries(others))('%s, on the same tablet', (role, work) => {
  test('signs in, and links lead to their own work', async () => {
    await tablet.goWithin('/sync')
    await tablet.lock()
    await signInAsAnother(role)
    inHand = await findScreens(tablet, work)
    expect(work.filter((pattern) => !inHand.has(pattern))).toEqual([])
  })

  test.each(work)('%s', async (pattern) => {
    const name = `${role.toLowerCase().replaceAll(' ', '-')}-${nameOf(pattern)}`
    expect(await lookEverywhere(pattern, name, pattern === work[0])).toEqual([])
  })

  test.each(questions[role] ?? [])('%s, with what “%s” asks', async (pattern, button) => {
    const { page } = tablet
    await tablet.goWithin(inHand.get(pattern) ?? '')
    await page.getByRole('main').getByRole('button', { name: button }).first().click()
    await page.getByRole('dialog').waitFor()
    expect.soft(await asItStands(page)).toEqual([])
    expect.soft(await focusFaultsOfDialog(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})

describe('with no signal', () => {
  test('whoever shares the tablet is chosen by their initials', async () => {
    const { page } = tablet
    await tablet.goWithin('/sync')
    await tablet.lock()
    await demo.office.stop()
    await page.getByRole('button', { name: 'That is not me' }).click()
    await page.getByRole('heading', { name: 'Who is it?' }).waitFor()
    expect.soft(await asItStands(page)).toEqual([])
    await soundsAsKept(await heardOn(page), { name: 'choose-person', pattern: '/unlock', withFrame: true })
    await page.getByRole('button', { name: 'NB' }).click()
    await tablet.unlock(passphrase)
  })

  test('a passkey becomes a second way in', async () => {
    await tablet.addPasskey(passphrase)
    expect(await tablet.page.getByRole('button', { name: 'Remove: passkey' }).isVisible()).toBe(true)
  })

  test.each(routePatterns())('[C15] %s opens with the office stopped', async (pattern) => {
    const { page } = tablet
    const failed: string[] = []
    const note = (request: Request): void => {
      const { pathname } = new URL(request.url())
      const why = request.failure()?.errorText ?? ''
      // What is cut off by leaving its page is no failure; a part that is not kept is refused or fails.
      if (!pathname.startsWith('/api/') && why !== 'net::ERR_ABORTED') failed.push(`${pathname}: ${why}`)
    }
    const address = addressOf(pattern, screens)
    page.on('requestfailed', note)
    await tablet.goTo(address)
    if (!isBeforeTheLock(pattern)) {
      // The passphrase is stretched for most of a second, which is proved once where a person enters it.
      await tablet.unlockWithPasskey()
      await page.waitForURL((url) => url.pathname === address)
    }
    await page.locator('h1, h2').first().waitFor()
    expect(theirs.includes(pattern) && (await saysNotHere(tablet))).toBe(false)
    expect(await page.getByText('A part of Doorstep could not be opened').count()).toBe(0)
    expect(await page.title()).toMatch(/^([A-Z][a-z ]+ · )?Doorstep$/)
    page.off('requestfailed', note)
    expect(failed).toEqual([])
  })

  test('the case with an entry that is only on this tablet, the list, and what waits', async () => {
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
      promise: { words: 'Ask about the bus', to: 'Neighbour', by: inAMonth() },
    })
    expect.soft(await inBothSchemes(tablet.page)).toEqual([])
    for (const place of ['/caseload', '/sync', '/device']) {
      await tablet.goWithin(place)
      expect.soft(await inBothSchemes(tablet.page)).toEqual([])
    }
  })

  test('signing out while some work is only on this tablet', async () => {
    const { page } = tablet
    await tablet.goWithin('/device')
    await page.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByRole('dialog', { name: 'Some work is only on this tablet' }).waitFor()
    expect.soft(await asItStands(page)).toEqual([])
    expect.soft(await focusFaultsOfDialog(page)).toEqual([])
    await page.getByRole('button', { name: 'Stay signed in' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})

describe('over the whole walk', () => {
  test('signing in waits for at most 250 kB, with every header, icon and font', () => {
    // Less than this would be no app: the measure itself would be wrong.
    expect(firstVisitKilobytes).toBeGreaterThan(100)
    expect(firstVisitKilobytes).toBeLessThanOrEqual(250)
  })

  test('the app has as many screens as its list of routes says, and each address holds ids only', () => {
    expect(routePatterns().length).toBeGreaterThan(20)
    for (const pattern of routePatterns()) expect(pattern).toMatch(/^(\/[a-z-]+|\/:[a-zA-Z]+|\/)+$/)
  })

  test('every tree that is kept is of a screen that was heard', () => {
    expect(readdirSync(trees).filter((name) => !kept.has(name))).toEqual([])
  })

  test('nothing went wrong unseen', () => {
    expect(tablet.trouble.seen).toEqual([])
  })
})
