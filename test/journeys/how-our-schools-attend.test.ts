import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { passphrase, picturesOf } from '#test/support/phone.ts'
import { readPdf } from '#test/support/read-pdf.ts'
import { Tablet } from '#test/support/tablet.ts'

/**
 * The service manager of a council asks, on a tablet, how the pupils of all schools attend: by school, by group, by half-day; hands the figures
 * out with no child's name; and is told so when there is no signal. The council's administrator, who has no place at any school, stops
 * offering a school the council's messages, and is asked first. Each test goes on from the one before.
 */
let demo: DemoOffice
let manager: Tablet
let administrator: Tablet
const council = 'Larkmere Attendance Service'
const picture = picturesOf('how-our-schools-attend', [
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
])

beforeAll(async () => {
  demo = await openDemoOffice()
  manager = await Tablet.open(demo.office.origin)
  await manager.signIn(await demo.signInOf('Service manager'))
  await manager.setUp(passphrase)
  administrator = await Tablet.open(demo.office.origin)
  await administrator.signIn(await demo.signInOf('Administrator', council))
  await administrator.page.getByLabel('Passphrase for this tablet', { exact: true }).fill(passphrase)
  await administrator.page.getByRole('button', { name: 'Set up this tablet' }).click()
  await administrator.page.getByRole('button', { name: 'Start working' }).click()
  // Whoever administers has no caseload.
  await administrator.page.getByRole('button', { name: 'Lock now' }).first().waitFor()
}, 240_000)

afterAll(async () => {
  await manager?.profile.close()
  await administrator?.profile.close()
  await demo?.close()
})

/** The part of the manager's screen under a heading. */
const cardOf = (title: string) =>
  manager.page.locator('section', { has: manager.page.getByRole('heading', { name: title, exact: true }) }).last()

const top = () => manager.page.getByRole('heading', { name: 'Insights' }).first().scrollIntoViewIfNeeded()

describe('how our schools attend', () => {
  test('the service manager sees all their schools together, each school, and who is at risk', async () => {
    const { page } = manager
    // Upright, the bar below has no room for it.
    await page.setViewportSize({ width: 768, height: 1024 })
    await page.getByRole('link', { name: 'This tablet' }).click()
    await page.getByRole('link', { name: 'How our schools attend' }).click()
    await page
      .getByText(/^[\d,]+ pupils missed [\d.]+% of [\d,]+ sessions in \d{4}\/\d\d: [\d,]+ authorised, [\d,]+ not\.$/)
      .waitFor()
    const schools = page.getByRole('region', { name: 'By school' })
    await schools.getByRole('rowheader', { name: 'Millpond Primary School' }).waitFor()
    expect(await schools.getByRole('rowheader').allInnerTexts()).toEqual([
      'Kestrel Hill School',
      'Millpond Primary School',
    ])
    await top()
    await picture(manager, 'by-school')
    const bands = cardOf('How much each pupil missed')
    await bands.scrollIntoViewIfNeeded()
    expect(await bands.innerText()).toMatch(/[\d,]+ of [\d,]+ pupils \([\d.]+%\) are at risk/)
    await picture(manager, 'bands')
  })

  test('which half-days are missed most, what the absences are marked as, spells, and the first week', async () => {
    const halves = cardOf('Days of the week')
    await halves.scrollIntoViewIfNeeded()
    expect(await halves.getByRole('rowheader').allInnerTexts()).toHaveLength(10)
    expect(await halves.innerText()).toMatch(/Most was missed on \w+day (?:morning|afternoon)s, /)
    await picture(manager, 'half-days')
    await cardOf('Codes of what was missed').scrollIntoViewIfNeeded()
    await picture(manager, 'codes')
    const spells = cardOf('Spells of absence')
    await spells.scrollIntoViewIfNeeded()
    expect(await spells.innerText()).toMatch(/[\d,]+ spells of absence, of [\d.]+ school days each on average\./)
    expect(await spells.innerText()).toMatch(
      /In the first week, of Mon \d+ (?:Aug|Sep), [\d.]+% of [\d,]+ sessions were missed/,
    )
    await picture(manager, 'spells')
  })

  test('by phase each stands beside what was published of it; by what pupils have in common it is said who missed most, and least', async () => {
    const { page } = manager
    await top()
    await page.getByLabel('Compare by').selectOption('Phase')
    await page.getByText(/^Nationally primary schools missed [^]* Nationally secondary schools missed /).waitFor()
    await picture(manager, 'by-phase')
    for (const by of ['Free school meals', 'Special educational needs', 'Being looked after']) {
      await page.getByLabel('Compare by').selectOption(by)
      await page.getByRole('region', { name: `By ${by.toLowerCase()}` }).waitFor()
      expect(await cardOf(`By ${by.toLowerCase()}`).innerText()).toMatch(
        / missed most, [\d.]+% of [\d,]+ sessions; .* least, [\d.]+% of [\d,]+ sessions\./,
      )
      await picture(manager, `by-${by.toLowerCase().replaceAll(' ', '-')}`)
    }
  })

  test('the figures leave on A4 and for a spreadsheet, and name no child', async () => {
    const { page } = manager
    await page.getByRole('button', { name: 'Hand these figures out' }).click()
    await page.getByRole('button', { name: 'Hand out as PDF' }).waitFor()
    await picture(manager, 'hand-out')
    const leaving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Hand out as PDF' }).click()
    const pdf = await readPdf(readFileSync(await (await leaving).path()))
    expect(pdf).toMatchObject({ language: 'en-GB', isMarked: true })
    const words = pdf.tags.map(([, said]) => said).join('\n')
    for (const title of ['Days of the week', 'How much each pupil missed', 'Spells of absence'])
      expect(words).toContain(title)
    const asFile = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Make a file for a spreadsheet' }).click()
    const lines = readFileSync(await (await asFile).path(), 'utf8')
    expect(lines).toMatch(/^Half-day,Monday morning,,\d+,\d+,/m)
    expect(lines).toMatch(/^Band,At risk,\d+,/m)
  })

  test('with no signal the manager is told that the office adds it up', async () => {
    const { page } = manager
    await manager.untilItCouldGoOffline()
    await page.context().setOffline(true)
    await manager.goWithin('/caseload')
    await manager.goWithin('/insights/schools')
    await page.getByText(/The office cannot be reached/).waitFor()
    expect(await page.getByRole('region', { name: 'By school' }).count()).toBe(0)
    await picture(manager, 'no-signal')
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('region', { name: 'By school' }).waitFor()
  })

  test('the council’s administrator stops offering a school its messages, and is asked first', async () => {
    const { page } = administrator
    await administrator.goWithin('/messages')
    await page.getByRole('heading', { name: 'Schools that are offered these too' }).waitFor()
    await page.getByRole('heading', { name: council }).scrollIntoViewIfNeeded()
    await picture(administrator, 'messages')
    const stop = page.getByRole('button', { name: 'Stop offering them at Millpond Primary School' })
    await stop.scrollIntoViewIfNeeded()
    await picture(administrator, 'schools-served')
    await stop.click()
    const asked = page.getByRole('dialog', { name: 'Stop at Millpond Primary School?' })
    await asked.waitFor()
    await picture(administrator, 'stop-at-a-school')
    await asked.getByRole('button', { name: 'Go on offering them' }).click()
    await asked.waitFor({ state: 'detached' })
    expect(await stop.isVisible()).toBe(true)
    await stop.click()
    await asked.getByRole('button', { name: 'Stop offering them' }).click()
    await page.getByText(/they are put away at Millpond Primary School/).waitFor()
    await stop.waitFor({ state: 'detached' })
    await picture(administrator, 'stopped')
  })

  test('nothing went wrong unseen', () => {
    expect(administrator.trouble.seen).toEqual([])
    expect(manager.trouble.seen.filter((words) => !/ERR_INTERNET_DISCONNECTED/.test(words))).toEqual([])
  })
})
