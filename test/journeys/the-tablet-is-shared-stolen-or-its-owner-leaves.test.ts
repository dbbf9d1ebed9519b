import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { machineClock } from '#domain/time/instant.ts'
import { project } from '#test/support/client-build.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { filesIn, findInProfile } from '#test/support/find-in-profile.ts'
import { Tablet, type SignInWith } from '#test/support/tablet.ts'

/**
 * A tablet that a pastoral worker and an officer share is left by one of them for good, taken away and given back, its
 * passphrase is forgotten, and in the end its owner leaves. Nobody reads it who may not, and nothing unsent is lost. Each
 * test goes on from the one before. What an administrator does about accounts and devices is told here, from their own tablet.
 */
let demo: DemoOffice
let tablet: Tablet
let office: Tablet
let newcomer: Tablet
let lorraine: SignInWith & { name: string }
let nadia: SignInWith & { name: string }

const passphrase = 'seven grey gulls on the pier'
const another = 'eight brown geese on the weir'
const chosen = 'four dry herons by the weir'
const offline = 'Mum said the bus pass never came, told with no signal.'
const stolen = 'Written on the way home, before the bag was taken.'
const lastDay = 'Told on the last afternoon, with no signal.'
const pictures = join(project, 'test/output/screenshots')

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  demo = await openDemoOffice()
  lorraine = await demo.signInOf('Pastoral worker')
  nadia = await demo.signInOf('Education welfare officer')
  tablet = await Tablet.open(demo.office.origin)
  office = await Tablet.open(demo.office.origin)
}, 240_000)

afterAll(async () => {
  await tablet?.profile.close()
  await office?.profile.close()
  await newcomer?.putAway()
  await demo?.close()
})

const picture = async (of: Tablet, name: string): Promise<void> => {
  for (const size of [
    { width: 1024, height: 768 },
    { width: 390, height: 844 },
  ]) {
    await of.page.setViewportSize(size)
    await of.page.screenshot({ path: join(pictures, `${name}-${size.width}x${size.height}-light.png`) })
  }
  await of.page.setViewportSize({ width: 1024, height: 768 })
}

const setUpWithInitials = async (initials: string): Promise<void> => {
  await tablet.page.getByLabel('Your initials (optional)').fill(initials)
  await tablet.setUp(passphrase)
}

/** Fills in the sign-in that is on the screen. */
const signInHere = async (email: string, password: string): Promise<void> => {
  const { page } = tablet
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Writes down a call about the first child, as far as *Save*. */
const logCall = async (words: string): Promise<void> => {
  const { page } = tablet
  await page.getByRole('link', { name: 'Log contact' }).click()
  await page.getByRole('radiogroup', { name: 'Who was it with?' }).locator('label').first().click()
  await page.getByRole('radiogroup', { name: 'How did it end?' }).getByText('Spoke', { exact: true }).click()
  await page.getByLabel('What was said').fill(words)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Contact saved on this tablet.').waitFor()
}

/** At the office: the one tablet of hers that is in use is taken away. */
const takeAway = async (): Promise<void> => {
  const { page } = office
  await office.goWithin('/admin/devices')
  const hers = page.getByRole('listitem').filter({ hasText: lorraine.name })
  await hers.getByRole('button', { name: 'Take away' }).click()
  await page.getByRole('button', { name: 'Take it away' }).click()
  await hers.getByText(/Taken away/).waitFor()
}

/** The id of the child whose file stands open. */
const openFile = (): string => new URL(tablet.page.url()).pathname.split('/').at(-1) ?? ''

const isReceived = (words: string): Promise<void> =>
  tablet
    .entry(words)
    .getByText(/ref [0-9A-Z]{4}/)
    .waitFor({ timeout: 60_000 })

let childOfLorraine: string
/** Opened by her once only, on the last afternoon. */
let onlyOnLastDay: string
/** Hers, as the office knows her. */
let idOfLorraine: string
/** The children's files, and while there was no signal when the second of them was opened. */
let files: { first: string; second: string; from: string; until: string }
let childrenOfNadia: string[]

describe('a tablet that two people share', () => {
  test('keeps the work of each sealed from the other, and sends nobody’s under another’s name', async () => {
    const { page } = tablet
    await tablet.signIn(lorraine)
    await setUpWithInitials('LF')
    await tablet.untilItCouldGoOffline()
    ;[childOfLorraine = '', onlyOnLastDay = ''] = await tablet.caseload()
    await tablet.openPupil(childOfLorraine)
    await demo.office.stop()
    await logCall(offline)
    await tablet.lock()

    await demo.office.start()
    await page.getByRole('link', { name: 'Set this tablet up for someone else' }).click()
    await signInHere(nadia.email, nadia.password)
    await page.getByLabel('Your initials (optional)').waitFor()
    expect(await page.getByRole('checkbox', { name: 'Other people use this tablet too' }).isChecked()).toBe(true)
    await setUpWithInitials('NB')
    await expect.poll(async () => (await tablet.caseload()).length).toBeGreaterThan(5)
    childrenOfNadia = await tablet.caseload()
    await tablet.goWithin('/sync')
    await page.getByText('The office answers').waitFor()
    expect(await page.getByText(offline).count()).toBe(0)
    await tablet.lock()
  })

  test('shows of each two or three letters, and that something of a colleague’s was not sent; nothing else', async () => {
    const { page } = tablet
    await page.getByRole('button', { name: 'That is not me' }).click()
    const people = page.getByRole('listitem')
    await people.first().waitFor()
    expect((await people.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim()).toSorted()).toEqual([
      'LF LF Has work to send',
      'NB NB',
    ])
    const text = await page.locator('body').innerText()
    for (const name of [...lorraine.name.split(' '), ...nadia.name.split(' '), childOfLorraine])
      expect(text).not.toContain(name)
    await picture(tablet, 'shared-chooser')
  })

  test('[B3] left for good by one of them holds nothing of hers, and all of the other’s', async () => {
    const { page } = tablet
    await page.getByRole('button', { name: /NB/ }).click()
    await tablet.unlock(passphrase)
    await tablet.goWithin('/device')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await picture(tablet, 'sign-out')
    await page.getByRole('button', { name: 'Take me off this tablet' }).click()
    await page.waitForURL(/\/unlock\?why=left/)
    await page.getByLabel('Passphrase', { exact: true }).waitFor()
    const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))
    expect(left.filter((name) => name !== 'doorstep-slots')).toHaveLength(1)
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('doorstep:device:'))),
    ).toHaveLength(1)

    await tablet.close()
    const secrets = Object.fromEntries(
      [...childrenOfNadia, nadia.name, lorraine.name, offline].map((text) => [text, text]),
    )
    expect(filesIn(tablet.profile.folder).length).toBeGreaterThan(20)
    expect(findInProfile(tablet.profile.folder, secrets)).toEqual({})
    // Hers opens nothing that is left, and the search is not blind: the colleague's slots are there.
    expect(Object.keys(findInProfile(tablet.profile.folder, { slots: 'passphrase' }))).toEqual(['slots'])
    await tablet.startAgain()
    await tablet.page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  })
})

describe('accounts and devices: a passphrase that was forgotten, with the password', () => {
  test('the administrator makes a link, and sees of no child anything', async () => {
    const { page } = office
    await office.signIn(await demo.signInOf('Administrator'))
    await page.getByLabel('Passphrase for this tablet', { exact: true }).fill(passphrase)
    await page.getByRole('button', { name: 'Set up this tablet' }).click()
    await page.getByRole('button', { name: 'Start working' }).click()
    await page.getByRole('heading', { name: 'Tablets' }).waitFor()
    await page.getByText(lorraine.name).first().waitFor()
    await picture(office, 'tablets')
    await page.getByRole('link', { name: 'Staff', exact: true }).first().click()
    await page.getByRole('link', { name: new RegExp(lorraine.name) }).waitFor()
    await page.getByText('Can sign in').first().waitFor()
    await picture(office, 'colleagues')
    await page.getByRole('link', { name: new RegExp(lorraine.name) }).click()
    await page.getByRole('button', { name: 'Make a new link' }).click()
    await page.getByLabel('One-time link').waitFor()
    await picture(office, 'colleague')
    const text = await page.locator('body').innerText()
    expect(text).not.toContain(childOfLorraine)
  })

  test('she chooses a new password by it and a new passphrase, and what she wrote is still there, and goes under her name', async () => {
    const { page } = tablet
    const link = await office.page.getByLabel('One-time link').inputValue()
    await tablet.goTo(new URL(link).pathname + new URL(link).hash)
    await page.getByLabel('New password', { exact: true }).fill(chosen)
    await page.getByRole('button', { name: 'Set this password' }).click()
    await page.getByLabel('E-mail address').waitFor()
    await tablet.goTo('/unlock')
    await page.getByRole('link', { name: 'I forgot my passphrase' }).click()
    await signInHere(lorraine.email, chosen)
    await page.getByLabel('New passphrase', { exact: true }).fill(another)
    await page.getByRole('button', { name: 'Set it and unlock' }).click()
    await tablet.caseload()
    await tablet.openPupil(childOfLorraine)
    await isReceived(offline)
    expect(await tablet.entry(offline).count()).toBe(1)
  })
})

describe('accounts and devices: a tablet that was stolen', () => {
  test('forgets the children’s records when the office has taken it away; what was not sent stays on it', async () => {
    const { page } = tablet
    await demo.office.stop()
    await logCall(stolen)
    await tablet.lock()
    await demo.office.start()
    await takeAway()
    await tablet.unlock(another)
    await page.getByText('This tablet was taken away').first().waitFor({ timeout: 60_000 })
    await tablet.goWithin('/caseload')
    // The one file about which something waits is still hers to finish; every other has gone.
    await expect.poll(() => tablet.caseload(), { timeout: 20_000 }).toEqual([childOfLorraine])
    await tablet.goWithin('/sync')
    await picture(tablet, 'taken-away')
  })

  test('found again and given back, it sends what waited and has its files again', async () => {
    const { page } = office
    await page.getByRole('button', { name: 'Give back' }).click()
    await page.getByText('Given back.').waitFor()
    await tablet.goTo('/sign-in')
    await signInHere(lorraine.email, chosen)
    await tablet.unlock(another)
    await expect.poll(async () => (await tablet.caseload()).length, { timeout: 60_000 }).toBeGreaterThan(1)
    await tablet.openPupil(childOfLorraine)
    await isReceived(stolen)
  })
})

describe('accounts and devices: an owner who leaves', () => {
  test('writes something down on the last afternoon, with no signal', async () => {
    const from = machineClock()
    await tablet.page.context().setOffline(true)
    await tablet.openPupil(onlyOnLastDay)
    const second = openFile()
    await tablet.openPupil(childOfLorraine)
    files = { first: openFile(), second, from, until: '' }
    await logCall(lastDay)
    await tablet.entry(lastDay).waitFor()
    expect(await tablet.entry(lastDay).innerText()).toContain('Only on this tablet')
  })

  test('is noted by the administrator, who hears how many cases are left', async () => {
    const { page } = office
    await page.getByRole('link', { name: 'Staff', exact: true }).first().click()
    await page.getByRole('link', { name: new RegExp(lorraine.name) }).click()
    idOfLorraine = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await page.getByRole('button', { name: 'They have left' }).click()
    await picture(office, 'leaver')
    await page.getByRole('dialog').getByRole('button', { name: 'They have left' }).click()
    await page.getByText(/^Left on/).waitFor()
    expect(await page.locator('body').innerText()).toContain('what they wrote about a child up to that day is taken')
    await picture(office, 'has-left')
  })

  test('[SPEC P12] sends what she wrote before she left, with its receipt; her tablet then holds nothing more', async () => {
    await tablet.goWithin('/sync')
    files.until = machineClock()
    await tablet.page.context().setOffline(false)
    await expect
      .poll(
        async () => {
          await tablet.page.getByRole('button', { name: 'Send now' }).click()
          return await tablet.page.getByText('Your work here has ended').count()
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toBeGreaterThan(0)
    const { page } = tablet
    await page.getByText('Nothing. Everything you saved has reached the office.').waitFor()
    await page
      .getByText(/ref [0-9A-Z]{4}/)
      .first()
      .waitFor()
    await picture(tablet, 'your-work-here-has-ended')
    await tablet.goWithin('/caseload')
    await expect.poll(() => page.locator('a[href^="/caseload/"] strong').count()).toBe(0)
  })

  test('[H3] the attendance lead finds that she opened the child’s file, also while there was no signal', async () => {
    const lines = await accessLogOf(await demo.signInOf('Attendance lead'))
    // The officer who shared the tablet opened nobody’s file.
    expect(new Set(lines.map(({ personId }) => personId))).toEqual(new Set([idOfLorraine]))
    expect(lines.filter(({ file }) => file === files.first)).not.toEqual([])
    // Opened with no signal, and told with the next.
    const [offlineOnly, ...others] = lines.filter(({ file }) => file === files.second)
    expect(others).toEqual([])
    expect(offlineOnly?.openedAt).toSatisfy((at: string) => files.from <= at && at <= files.until)
    expect(offlineOnly?.receivedAt).toSatisfy((at: string) => at >= files.until)
  })

  test('her place is taken: whoever is invited chooses a password by the link, sets up a tablet and has the school’s files', async () => {
    await office.goWithin('/colleagues/invite')
    await office.page.getByLabel('Name').fill('Ines Vale')
    await office.page.getByLabel('Work e-mail address').fill('i.vale@kestrel-hill.example')
    await office.page.getByLabel('What do they do here?').selectOption({ label: 'Pastoral worker' })
    await office.page.getByRole('button', { name: 'Invite', exact: true }).click()
    const link = new URL(await office.page.getByLabel('One-time link').inputValue())
    await picture(office, 'invited')
    newcomer = await Tablet.open(demo.office.origin)
    await newcomer.goTo(link.pathname + link.hash)
    await newcomer.page.getByLabel('New password', { exact: true }).fill(chosen)
    await picture(newcomer, 'invitation')
    await newcomer.page.getByRole('button', { name: 'Set this password' }).click()
    // The link is spent: nothing of it is left in the address, which is kept and synchronised by browsers.
    await newcomer.page.getByLabel('E-mail address').waitFor()
    expect(new URL(newcomer.page.url()).hash).toBe('')
    await newcomer.signIn({ email: 'i.vale@kestrel-hill.example', password: chosen })
    await newcomer.setUp(passphrase)
    await newcomer.caseload()
    await expect.poll(async () => newcomer.hasPupil(childOfLorraine), { timeout: 60_000 }).toBe(true)
    await newcomer.goTo(link.pathname + link.hash)
    await newcomer.page.getByLabel('New password', { exact: true }).fill(another)
    await newcomer.page.getByRole('button', { name: 'Set this password' }).click()
    await newcomer.page
      .getByText(/^This link was used already/)
      .first()
      .waitFor()
    await picture(newcomer, 'invitation-spent')
  })

  test('nothing went wrong unseen', async () => {
    expect(office.trouble.seen).toEqual([])
    expect(tablet.trouble.seen).toEqual([])
    expect(newcomer.trouble.seen).toEqual([])
    await tablet.putAway()
    await office.putAway()
  })
})

const Session = z.object({ actor: z.object({ memberships: z.array(z.object({ organisationId: z.uuid() })) }) })
const Line = z.object({ file: z.uuid(), personId: z.uuid(), openedAt: z.string(), receivedAt: z.string() })
const Log = z.object({ lines: z.array(Line) })

/** The log as the lead's own tablet asks for it. */
const accessLogOf = async ({ email, password }: SignInWith) => {
  const headers = { 'x-doorstep': '1', origin: demo.office.origin, 'content-type': 'application/json' }
  const signedIn = await fetch(`${demo.office.origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${demo.office.origin}${path}`, { headers: { ...headers, cookie } })).json()
  const { actor } = Session.parse(await get('/api/session'))
  const { lines } = Log.parse(await get(`/api/access-log?organisation=${actor.memberships[0]?.organisationId}`))
  return lines
}
