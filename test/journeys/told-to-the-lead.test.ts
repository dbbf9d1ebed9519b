import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { findInProfile } from '#test/support/find-in-profile.ts'
import { Tablet } from '#test/support/tablet.ts'

/**
 * An officer with no signal tells the safeguarding lead something; the lead reads it and says so; a colleague who has the
 * same pupil sees only that there is something. Three real tablets and a real office; the tests are the steps, in order.
 */
let demo: DemoOffice
let officer: Tablet
let lead: Tablet
let headOfYear: Tablet
const pupil = 'Dominik Wójcik'
const told = 'He would not take his coat off. There is a burn on his wrist.'

const signedIn = async (role: string, passphrase: string): Promise<Tablet> => {
  const tablet = await Tablet.open(demo.office.origin)
  await tablet.signIn(await demo.signInOf(role))
  await tablet.setUp(passphrase)
  await tablet.page.getByRole('searchbox', { name: 'Search names and notes' }).fill(pupil)
  await tablet.openPupil(pupil)
  return tablet
}

beforeAll(async () => {
  demo = await openDemoOffice()
  officer = await signedIn('Education welfare officer', 'seven grey gulls on the pier')
  lead = await signedIn('Designated safeguarding lead', 'nine brown hens in the lane')
  headOfYear = await signedIn('Head of year', 'a red kettle whistles at noon')
}, 300_000)

afterAll(async () => {
  for (const tablet of [officer, lead, headOfYear]) await tablet?.profile.close()
  await demo?.close()
})

describe('something told to the safeguarding lead', () => {
  test('with no signal it is one tap and the words, and the screen says that it is only here', async () => {
    await officer.context.setOffline(true)
    await officer.page.getByRole('link', { name: 'Tell the safeguarding lead' }).first().click()
    await officer.page.getByText('Goes to Graham Osei alone.').waitFor()
    await officer.page.getByLabel(/What are you worried about/).fill(told)
    await officer.page.getByRole('button', { name: 'Tell them' }).click()
    await officer.page.getByText('Only on this tablet').first().waitFor()
    expect(await officer.page.getByText(/Read by/).count()).toBe(0)
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
    await lead.page.getByRole('button', { name: 'I have read this' }).click()
    await officer.page.getByText(/^Read by Graham Osei \d\d:\d\d$/).waitFor({ timeout: 90_000 })
    expect(await officer.page.getByText(/^Not read yet/).count()).toBe(0)
  })

  test('the head of year sees that there is something and whom to ask; not a word of it is on their tablet', async () => {
    await headOfYear.page
      .getByText('Something is written for the safeguarding lead. Ask Graham Osei.')
      .waitFor({ timeout: 90_000 })
    expect(await headOfYear.page.content()).not.toContain('burn on his wrist')
    await headOfYear.goWithin('/restricted')
    await headOfYear.page.getByText('Nothing here').waitFor()
    const names = await headOfYear.page.evaluate(async () => (await indexedDB.databases()).length)
    expect(names).toBeGreaterThan(0)
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

  test('nothing went wrong unseen on any of the tablets', async () => {
    expect([officer, lead, headOfYear].flatMap((tablet) => tablet.trouble.seen)).toEqual([])
    for (const tablet of [officer, lead, headOfYear]) await tablet.putAway()
  })
})
