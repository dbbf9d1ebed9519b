import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { openPhone, picturesOf } from '#test/support/phone.ts'
import type { Tablet } from '#test/support/tablet.ts'

/**
 * Nobody came to the door, on a phone, with no signal: a card left, what was seen from the street, and what is due by the rule,
 * each one press away in a form that is filled in. The short note is finished from Today. Each test goes on from the one before.
 */
let demo: DemoOffice
let phone: Tablet
let other: string
const boy = 'Jamie Braithwaite'
const picture = picturesOf('nobody-came', [
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
])

beforeAll(async () => {
  demo = await openDemoOffice()
  phone = await openPhone(demo, 'Education welfare officer')
  while (!(await phone.hasPupil(boy))) await phone.page.waitForTimeout(500)
  await demo.office.stop()
}, 240_000)

afterAll(async () => {
  await phone?.profile.close()
  await demo?.close()
})

const openFile = async (name: string) => {
  await phone.goWithin('/caseload')
  await phone.page.getByRole('searchbox', { name: 'Search names and notes' }).fill(name)
  await phone.openPupil(name)
}

describe('nobody came to the door', () => {
  test('the file says how often, for how long nobody has seen the child, and what is due', async () => {
    await openFile(boy)
    const card = phone.page.locator('section', {
      has: phone.page.getByRole('heading', { name: 'Nobody came to the door' }),
    })
    await card
      .getByText(/^3 visits in a row with no answer: .* Nobody has noted seeing Jamie since the case opened/)
      .waitFor()
    // His officer told the lead on the day of the last visit.
    expect(await card.getByText('The safeguarding lead has been told.').count()).toBe(1)
    await picture(phone, 'file')
  })

  test('at the door: a card left, what was seen from the street, and by the same rule what this visit makes due', async () => {
    await phone.page.getByRole('link', { name: 'Log visit' }).tap()
    await phone.page.getByRole('form', { name: 'Log a home visit' }).waitFor()
    await phone.page.getByRole('button', { name: 'Arrived' }).tap()
    await phone.choose('Who came to the door?', 'No answer')
    await phone.page.getByText('I left a card').tap()
    await phone.page.getByLabel('What I saw from the street').fill('Two days’ post in the door. A light upstairs.')
    await picture(phone, 'at-the-door')
    const due = phone.page.getByText('What is due now')
    await due.scrollIntoViewIfNeeded()
    await phone.page.getByText(/^4 visits in a row with no answer: /).waitFor()
    expect(await phone.page.getByText('Tell the safeguarding lead today.').count()).toBe(1)
    await picture(phone, 'what-is-due')
  })

  test('one press saves the visit and opens the words for the safeguarding lead, filled in', async () => {
    await phone.page.getByRole('button', { name: 'Save, then tell the safeguarding lead' }).tap()
    const words = phone.page.getByLabel('What are you worried about?')
    await expect
      .poll(async () => words.inputValue())
      .toMatch(
        /^4 visits in a row with no answer: .*\nSeen from the street: Two days’ post in the door\. A light upstairs\.\nA card was left\.$/,
      )
    await picture(phone, 'tell-the-lead')
    await phone.page.getByRole('button', { name: 'Tell them' }).tap()
    await phone.page.getByText(/^Saved on this tablet\. It goes to the safeguarding lead/).waitFor()
  })

  test('the next try is planned at another time of day, with the warning read first', async () => {
    await openFile(boy)
    await phone.page.getByText('The safeguarding lead has been told.').waitFor()
    await phone.page.getByRole('link', { name: 'Plan the next visit' }).tap()
    await phone.page.getByText(/Another time of day may find someone in/).waitFor()
    expect(await phone.page.getByLabel('Why the visit').locator('option:checked').innerText()).toBe(
      'Safe and well check',
    )
    await picture(phone, 'plan')
    await phone.page.getByRole('button', { name: 'Plan the visit' }).tap()
    // The dog: a warning asks for two people.
    await phone.page.getByLabel('Why you go alone').fill('The community officer comes to the gate.')
    await phone.page.getByRole('button', { name: 'Plan the visit' }).tap()
    await phone.page.getByRole('heading', { name: 'Move it' }).waitFor()
  })

  test('twenty seconds at another door: the note stands on Today until it is finished', async () => {
    await phone.goWithin('/caseload')
    await phone.page.getByRole('searchbox', { name: 'Search names and notes' }).fill('')
    // The list is still the one of the last search for a moment.
    await expect.poll(async () => (await phone.caseload()).length).toBeGreaterThan(1)
    other = (await phone.caseload()).find((name) => name !== boy) ?? ''
    await openFile(other)
    await phone.page.getByRole('link', { name: 'Log visit' }).tap()
    await phone.page.getByRole('radiogroup', { name: 'Who came to the door?' }).locator('label').first().tap()
    await phone.page.getByRole('button', { name: 'Save visit' }).tap()
    await phone.page.getByText('Visit saved on this tablet.').waitFor()
    await phone.goWithin('/today')
    const more = phone.page.getByRole('button', { name: /^Show \d+ more$/ })
    await phone.page.getByRole('heading', { name: 'Do these first' }).waitFor()
    if (await more.isVisible()) await more.tap()
    await phone.page.getByRole('link', { name: `Finish: Finish your note about ${other}` }).scrollIntoViewIfNeeded()
    await picture(phone, 'today')
    await phone.page.getByRole('link', { name: `Finish: Finish your note about ${other}` }).tap()
    await phone.page.getByLabel('What I saw').fill('Uniform on the chair, bag packed.')
    await picture(phone, 'finish')
    await phone.page.getByRole('button', { name: 'Save', exact: true }).tap()
    await phone.page.getByText('Note finished, saved on this tablet.').waitFor()
    await phone
      .entry('Uniform on the chair, bag packed.')
      .getByText(/^Added /)
      .waitFor()
    await phone.goWithin('/today')
    await phone.page.getByRole('heading', { name: 'Do these first' }).waitFor()
    if (await more.isVisible()) await more.tap()
    expect(await phone.page.getByRole('heading', { name: `Finish your note about ${other}` }).count()).toBe(0)
  })

  test('with signal the office takes all of it, the visit that also reminds its author among it', async () => {
    await demo.office.start()
    await phone.goWithin('/sync')
    await phone.page.getByRole('button', { name: 'Send now' }).tap()
    await openFile(boy)
    await phone
      .entry('Two days’ post in the door.')
      .getByText(/^Received .*, ref /)
      .waitFor({ timeout: 60_000 })
    await openFile(other)
    // The note and what was added to it, each with a receipt of its own.
    const finished = phone.entry('Uniform on the chair, bag packed.')
    await expect.poll(async () => finished.getByText(/^Received .*, ref /).count(), { timeout: 60_000 }).toBe(2)
  })

  test('nothing went wrong unseen', async () => {
    expect(phone.trouble.seen).toEqual([])
    await phone.putAway()
  })
})
