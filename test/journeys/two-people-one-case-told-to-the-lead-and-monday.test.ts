import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { project } from '#test/support/client-build.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { findInProfile } from '#test/support/find-in-profile.ts'
import { readPdf } from '#test/support/read-pdf.ts'
import { picturesOf } from '#test/support/phone.ts'
import { Tablet } from '#test/support/tablet.ts'
import { asItStands } from '#test/support/ways-of-looking.ts'

/**
 * Three people who share a pupil, each with a tablet of their own, and one office: two of them change the same thing with no signal;
 * one tells the safeguarding lead something; and the head of year has ten minutes on Monday. Each story begins anew from the file
 * or from Today; within it the tests are the steps, in order.
 */
let demo: DemoOffice
let officer: Tablet
let lead: Tablet
let headOfYear: Tablet
const pupil = 'Dominik Wójcik'

/** Finds the pupil's file from the caseload and opens it. */
const openFile = async (tablet: Tablet): Promise<void> => {
  await tablet.page.getByRole('searchbox', { name: 'Search names and notes' }).fill(pupil)
  await tablet.openPupil(pupil)
}

const signedIn = async (role: string, passphrase: string): Promise<Tablet> => {
  const tablet = await Tablet.open(demo.office.origin)
  await tablet.signIn(await demo.signInOf(role))
  await tablet.setUp(passphrase)
  await tablet.caseload()
  await openFile(tablet)
  return tablet
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  demo = await openDemoOffice()
  officer = await signedIn('Education welfare officer', 'seven grey gulls on the pier')
  lead = await signedIn('Designated safeguarding lead', 'nine brown hens in the lane')
  headOfYear = await signedIn('Head of year', 'a red kettle whistles at noon')
}, 300_000)

afterAll(async () => {
  for (const tablet of [officer, lead, headOfYear]) await tablet?.profile.close()
  await demo?.close()
})

const names = { officer: 'Nadia Brennan', headOfYear: 'Ruth Kaplan' }
const reasons = {
  officer: 'Mum starts at five on Mondays, and he will not get up for his sister.',
  headOfYear: 'He says Monday is double PE and he has no kit that fits.',
}

const both = (): [Tablet, keyof typeof reasons][] => [
  [officer, 'officer'],
  [headOfYear, 'headOfYear'],
]

const pictures = join(project, 'test/output/screenshots')
const sizes = [
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

/** A tablet and a phone. */
const pictureOf = async ({ page }: Tablet, name: string): Promise<void> => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.waitForTimeout(150)
    await page.screenshot({ path: join(pictures, `journey-${name}-${size.width}x${size.height}-light.png`) })
  }
  await page.setViewportSize({ width: 1024, height: 768 })
}

/** Changes why the family says the child is away, through the form. */
const changeReasons = async (tablet: Tablet, text: string): Promise<void> => {
  const { page } = tablet
  await tablet.goWithin(`${new URL(page.url()).pathname}/case/reasons`)
  await page
    .getByLabel(/family/i)
    .first()
    .fill(text)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('article', { name: pupil }).waitFor()
}

const twoPeople = picturesOf('two-people', [
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
])
const toldToTheLead = picturesOf('told-to-the-lead', [
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
])

describe('two people, one case, both offline', () => {
  test('with the office gone both change the same thing, and each tablet says that it is only here', async () => {
    await demo.office.stop()
    for (const [tablet, who] of both()) await changeReasons(tablet, reasons[who])
    for (const [tablet, who] of both()) {
      await tablet.page.getByText(reasons[who]).first().waitFor()
      await tablet.goWithin('/sync')
      const waiting = tablet.page.locator('section', { hasText: 'Only on this tablet' }).first()
      await waiting.getByText(/^1 entry, since \d\d:\d\d$/).waitFor()
      await waiting.getByText('Reasons on a case').waitFor()
      expect(await tablet.page.getByText(/^Received \d\d:\d\d, ref/).count()).toBe(0)
    }
    await twoPeople(officer, 'only-here')
  })

  test('the office comes back: nobody presses anything, and each tablet says what the office has, by its receipt', async () => {
    await demo.office.start()
    for (const [tablet] of both()) {
      await tablet.page.getByText('Everything you saved has reached the office.').waitFor({ timeout: 90_000 })
      await tablet.page
        .getByText(/^Received \d\d:\d\d, ref [0-9A-Z]{4}$/)
        .first()
        .waitFor()
      const report = tablet.page.getByRole('list', { name: 'Exchanges, newest first' })
      await report
        .getByText(/^Went: Reasons on a case/)
        .first()
        .waitFor()
      expect(await report.getByText('No signal, or the office could not be reached').count()).toBeGreaterThan(0)
    }
    expect(await asItStands(officer.page)).toEqual([])
    await twoPeople(officer, 'the-office-has-it')
  })

  test('both are told that two people changed it, on the sync page and on the case, with each version under its author', async () => {
    for (const [tablet] of both()) {
      const about = tablet.page
        .getByRole('listitem')
        .filter({ hasText: `Two people changed the same thing about ${pupil}` })
      await about.getByRole('link', { name: 'Read both and choose' }).click({ timeout: 90_000 })
      await tablet.page.getByRole('heading', { name: /^Two versions of/ }).waitFor()
    }
    for (const [tablet, who, other] of [
      [officer, 'officer', 'headOfYear'],
      [headOfYear, 'headOfYear', 'officer'],
    ] as const) {
      const version = (title: string) =>
        // The innermost: the page around it holds both.
        tablet.page.locator('section', { has: tablet.page.getByRole('heading', { name: title }) }).last()
      await version('You wrote').getByText(reasons[who]).waitFor()
      await version(`${names[other]} wrote`).getByText(reasons[other]).waitFor()
      expect(await version('You wrote').getByText(reasons[other]).count()).toBe(0)
    }
    expect(await asItStands(headOfYear.page)).toEqual([])
    await twoPeople(headOfYear, 'both-versions')
  })

  test('the head of year keeps both: the case holds both texts with names and times, on both tablets', async () => {
    await headOfYear.page.getByRole('button', { name: 'Keep both, one under the other' }).click()
    await headOfYear.page.getByRole('article', { name: pupil }).waitFor()
    await officer.page.getByText(/^Both were kept by R\. Kaplan/).waitFor({ timeout: 90_000 })
    await officer.page.getByRole('link', { name: pupil }).first().click()
    for (const [tablet] of both()) {
      const card = tablet.page.locator('section', { hasText: 'Absence case' }).first()
      for (const said of [reasons.officer, reasons.headOfYear, `${names.officer}, `, `${names.headOfYear}, `])
        await card.getByText(said).first().waitFor({ timeout: 90_000 })
      expect(await tablet.page.getByText(`Two people changed why`).count()).toBe(0)
    }
    await twoPeople(headOfYear, 'both-kept')
  })

  test('who settled it and what the other was stays in the pupil’s history', async () => {
    await officer.entry('Two versions, settled').first().getByRole('link', { name: 'See both' }).click()
    await officer.page.getByText(reasons.officer).first().waitFor()
    await officer.page.getByText(reasons.headOfYear).first().waitFor()
    await officer.page.getByText(/^Both were kept by R\. Kaplan/).waitFor()
    const about = officer.page.getByRole('region', { name: 'Pupil' })
    expect(await about.getByRole('button', { name: /^Keep/ }).count()).toBe(0)
    await twoPeople(officer, 'settled')
  })
})

const told = 'He would not take his coat off. There is a burn on his wrist.'

describe('something told to the safeguarding lead', () => {
  beforeAll(async () => {
    for (const [tablet] of both()) {
      await tablet.goWithin('/caseload')
      await openFile(tablet)
    }
  })

  test('with no signal it is one tap and the words, and the screen says that it is only here', async () => {
    await officer.context.setOffline(true)
    await officer.page.getByRole('link', { name: 'Tell the safeguarding lead' }).first().click()
    await officer.page.getByText('Goes to Graham Osei alone.').waitFor()
    await officer.page.getByLabel(/What are you worried about/).fill(told)
    await officer.page.getByRole('button', { name: 'Tell them' }).click()
    await officer.page.getByText('Only on this tablet').first().waitFor()
    expect(await officer.page.getByText(/Read by/).count()).toBe(0)
    await toldToTheLead(officer, 'only-here')
  })

  test('with signal the office has it, and it waits to be read', async () => {
    await officer.context.setOffline(false)
    await officer.page.getByText(/^Received \d\d:\d\d, ref [0-9A-Z]{4}$/).waitFor({ timeout: 90_000 })
    await officer.page.getByText(/^Not read yet, wanted by/).waitFor()
    expect(await officer.page.getByText('Only on this tablet').count()).toBe(0)
  })

  test('the lead finds it, reads it and says so; the officer sees who read it and when', async () => {
    await lead.page.getByRole('link', { name: 'Restricted', exact: true }).click()
    await lead.page.getByRole('link', { name: new RegExp(pupil) }).click({ timeout: 90_000 })
    await lead.page.getByText(told).waitFor()
    await toldToTheLead(lead, 'to-be-read')
    await lead.page.getByRole('button', { name: 'I have read this' }).click()
    await officer.page.getByText(/^Read by Graham Osei \d\d:\d\d$/).waitFor({ timeout: 90_000 })
    expect(await officer.page.getByText(/^Not read yet/).count()).toBe(0)
    await toldToTheLead(officer, 'read')
  })

  test('the head of year sees that there is something and whom to ask; not a word of it is on their tablet', async () => {
    await headOfYear.page
      .getByText('Something is written for the safeguarding lead. Ask Graham Osei.')
      .waitFor({ timeout: 90_000 })
    expect(await headOfYear.page.content()).not.toContain('burn on his wrist')
    await toldToTheLead(headOfYear, 'whom-to-ask')
    await headOfYear.goWithin('/restricted')
    await headOfYear.page.getByText('Nothing here').waitFor()
    const databases = await headOfYear.page.evaluate(async () => (await indexedDB.databases()).length)
    expect(databases).toBeGreaterThan(0)
    expect(findInProfile(headOfYear.profile.folder, { told: 'burn on his wrist' })).toEqual({})
  })

  test('let in by the lead, the head of year reads it; taken out, it is gone from their tablet', async () => {
    await lead.page.getByLabel('Let someone in').selectOption({ label: 'Ruth Kaplan, head of year' })
    await lead.page.getByRole('button', { name: 'Let them read it' }).click()
    await headOfYear.page.getByRole('link', { name: new RegExp(pupil) }).click({ timeout: 90_000 })
    await headOfYear.page.getByText(told).waitFor()
    await lead.page.getByRole('button', { name: 'Take Ruth Kaplan out' }).click()
    await headOfYear.page.getByRole('heading', { name: 'This is not on this tablet' }).waitFor({ timeout: 90_000 })
    expect(await headOfYear.page.getByText(told).count()).toBe(0)
  })
})

/** The officer plans it, the head of year comes along and is the one who writes it down. */
describe('one visit for two', () => {
  test('planned by one, it stands on the other’s tablet, who logs it at the door with no signal', async () => {
    await officer.goWithin('/caseload')
    await openFile(officer)
    await officer.goWithin(`${new URL(officer.page.url()).pathname}/plan-visit`)
    await officer.page.getByLabel(/^Who comes along\?/).selectOption({ label: 'Ruth Kaplan, head of year' })
    await officer.page.getByRole('button', { name: 'Plan the visit' }).click()
    await officer.page.getByRole('heading', { name: 'Move it' }).waitFor()
    await headOfYear.goWithin('/visits')
    await headOfYear.page.getByRole('link', { name: /N\. Brennan asked you to come along/ }).click({ timeout: 60_000 })
    await headOfYear.context.setOffline(true)
    await headOfYear.page.getByRole('link', { name: 'At the door' }).click()
    await headOfYear.page.getByRole('form', { name: 'Log a home visit' }).waitFor()
    await headOfYear.choose('Who came to the door?', 'No answer')
    await headOfYear.page.getByRole('button', { name: 'Save visit' }).click()
    await headOfYear.page.getByText('Visit saved on this tablet.').waitFor()
    expect(await headOfYear.page.getByText('Only on this tablet').count()).toBeGreaterThan(0)
    await headOfYear.context.setOffline(false)
  })

  test('its planner is asked whether it was this one, and one tap ends the plan on both tablets', async () => {
    await officer.goWithin('/visits')
    const asked = officer.page.getByRole('listitem').filter({ hasText: 'R. Kaplan logged a visit there on' })
    // An older plan to the same door is asked about too, until the visit was said to be one of them.
    const planned = asked.filter({ hasText: 'with R. Kaplan' })
    await planned.waitFor({ timeout: 60_000 })
    expect(await asked.count()).toBe(2)
    await pictureOf(officer, 'asked-about-a-visit')
    expect.soft(await asItStands(officer.page)).toEqual([])
    await planned.getByRole('link').click()
    const made = officer.page.getByRole('button', { name: 'It was this visit' })
    await made.waitFor()
    await pictureOf(officer, 'it-was-this-visit')
    expect.soft(await asItStands(officer.page)).toEqual([])
    await made.click()
    await officer.page.getByText('Visit made, saved on this tablet.').waitFor()
    await officer.page.getByText(/^Made on /).waitFor()
    await officer.page.getByRole('link', { name: 'My visits' }).click()
    await officer.page.getByRole('heading', { name: 'Late' }).waitFor()
    expect(await asked.count()).toBe(0)
    await headOfYear.goWithin('/visits')
    const ended = headOfYear.page.getByRole('listitem').filter({ hasText: 'N. Brennan asked you to come along' })
    await ended.filter({ hasText: 'Made' }).waitFor({ timeout: 60_000 })
  })
})

const everyPageOf = (pages: number): string[] => Array.from({ length: pages }, (_, at) => `page ${at + 1} of ${pages}`)

/** Today first, then the sheet; decides in the list, and takes it along on paper. */
describe('a head of year, Monday', () => {
  beforeAll(async () => {
    await headOfYear.untilItCouldGoOffline()
    await demo.office.stop()
  })

  test('Today says what to do now, at most seven things, each with why and with its act', async () => {
    await headOfYear.page.getByRole('link', { name: 'Today', exact: true }).click()
    await headOfYear.page.getByRole('heading', { name: /^Today, / }).waitFor()
    await pictureOf(headOfYear, 'monday-today')
    const lines = await headOfYear.page.getByRole('main').getByRole('listitem').count()
    expect(lines).toBeLessThanOrEqual(7)
  })

  test('the sheet has everyone once, by part, with why they are there; a review date is set without leaving it', async () => {
    await headOfYear.page.getByRole('link', { name: 'Monday’s sheet' }).click()
    const decide = headOfYear.page.getByRole('button', { name: /^Decide about / })
    await decide.first().waitFor()
    await pictureOf(headOfYear, 'monday-sheet')
    const named = await decide.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')))
    expect(new Set(named).size).toBe(named.length)
    // The register speaks too, with its sessions, and with the office stopped.
    const bySessions = headOfYear.page.getByText(/Missed (\d+|none) of \d+ sessions in the two school weeks from/)
    expect(await bySessions.count()).toBeGreaterThan(0)
    await decide.first().click()
    await headOfYear.page.getByRole('button', { name: 'In 2 weeks' }).click()
    await headOfYear.page.getByText('Review date saved on this tablet.').waitFor()
    await pictureOf(headOfYear, 'monday-decided')
    expect(new URL(headOfYear.page.url()).pathname).toBe('/monday')
  })

  test('it goes along on paper: as a tagged PDF made with no signal', async () => {
    const downloading = headOfYear.page.waitForEvent('download')
    await headOfYear.page.getByRole('button', { name: 'Hand out as PDF' }).click()
    const pdf = await readPdf(readFileSync(await (await downloading).path()))
    expect(pdf).toMatchObject({ title: 'Monday', language: 'en-GB', isMarked: true })
    expect(pdf.tags.filter(([tag]) => tag === 'TH').map(([, words]) => words)).toContain('Who has it')
    // Some browsers, those of iPads among them, print no page numbers: what is handed out has them everywhere.
    expect(pdf.asides.filter((words) => words.startsWith('page '))).toEqual(everyPageOf(pdf.pages))
  })

  test('it is printed: on A4, the sheet alone and nothing of the screen around it, each page with its number', async () => {
    const printed = await readPdf(await headOfYear.page.pdf({ preferCSSPageSize: true, tagged: true }))
    expect(printed.isMarked).toBe(true)
    const words = [printed.text, ...printed.asides].join('\n')
    expect(words).toContain('Who has it')
    expect(words).not.toMatch(/Hand out as PDF|Lock now|Decide about/)
    expect(words.match(/page \d+ of \d+/g)).toEqual(everyPageOf(printed.pages))
  })
})

/** The case is closed by one while the other, out of signal, moves it a step on. */
describe('something that the office refuses', () => {
  const why = 'Mum asked for the school nurse as well. She wants everyone at one table.'
  const refused = picturesOf('refused', sizes.toReversed())

  beforeAll(() => demo.office.start())

  test('out of signal the officer moves the case on; meanwhile the head of year closes it', async () => {
    for (const [tablet] of both()) {
      await tablet.goWithin('/caseload')
      await openFile(tablet)
    }
    const file = new URL(officer.page.url()).pathname
    await officer.context.setOffline(true)
    await officer.goWithin(`${file}/case/stage`)
    await officer.choose('To which step?', 'Facilitate support')
    await officer.page.getByLabel('Why', { exact: true }).fill(why)
    await officer.page.getByRole('button', { name: 'Move', exact: true }).click()
    await officer.page.getByText('Stage saved on this tablet.').waitFor()
    expect(await officer.page.getByText('1 entry is only on this tablet').count()).toBe(1)

    await headOfYear.goWithin(`${file}/case/close`)
    await headOfYear.choose('Why is it closed?', 'Attendance improved')
    await headOfYear.page.getByRole('button', { name: 'Close the case' }).click()
    await headOfYear.page.getByText('Case closed on this tablet. It can be reopened.').waitFor()
    await headOfYear.goWithin('/sync')
    await headOfYear.page.getByText('Everything you saved has reached the office.').waitFor({ timeout: 90_000 })
  })

  test('with signal she is told at once that it was refused and why, and every word of hers is there', async () => {
    await officer.context.setOffline(false)
    await officer.goWithin('/sync')
    const entry = officer.page.getByRole('listitem').filter({ hasText: why }).last()
    await entry.waitFor({ timeout: 90_000 })
    await entry.getByText(`About ${pupil}`).waitFor()
    await entry.getByText('This case was closed on another device.').waitFor()
    await entry.getByText(/refused .*, ref [0-9A-Z]{4}/).waitFor()
    expect(await asItStands(officer.page)).toEqual([])
    await refused(officer, 'needs-you')
  })

  test('she reopens the case, sends the same words again, and the office takes them', async () => {
    const { page } = officer
    await page.getByRole('link', { name: 'Reopen the case first' }).click()
    await page.getByLabel('Why', { exact: true }).fill('The meeting has still to come.')
    await page.getByRole('button', { name: 'Reopen', exact: false }).click()
    await page.getByText('Case reopened on this tablet.').waitFor()
    await officer.goWithin('/sync')
    const again = page.getByRole('button', { name: 'Send it again as it is' })
    await again.click()
    await again.waitFor({ state: 'detached' })
    await page.getByText('Everything you saved has reached the office.').waitFor({ timeout: 90_000 })
    expect(await again.count()).toBe(0)
    await headOfYear.goWithin('/caseload')
    await openFile(headOfYear)
    await headOfYear.page.getByText(why).first().waitFor({ timeout: 90_000 })
    await refused(headOfYear, 'taken-the-second-time')
  })
})

describe('over all of it', () => {
  test('nothing went wrong unseen on any of the tablets', async () => {
    expect([officer, lead, headOfYear].flatMap((tablet) => tablet.trouble.seen)).toEqual([])
    for (const tablet of [officer, lead, headOfYear]) await tablet.putAway()
  })
})
