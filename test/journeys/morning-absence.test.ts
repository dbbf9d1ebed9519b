import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isOpenOn, momentOf, termUpTo } from '#demo/term.ts'
import { dayOf } from '#domain/time/instant.ts'
import { clockAt } from '#test/support/clock-that-is-off.ts'
import { inventedPlace, openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { passphrase, picturesOf } from '#test/support/phone.ts'
import { readPdf } from '#test/support/read-pdf.ts'
import { Tablet } from '#test/support/tablet.ts'
import { inEveryWay } from '#test/support/ways-of-looking.ts'

/**
 * A pastoral worker at a quarter to ten, with no signal: who is missing without a reason and whom to ring first, one tap for how each call
 * ended, the cut-off in sight, the hand-off to the safeguarding lead, and what is proposed for the register. Each test goes on from the one before.
 */
let demo: DemoOffice
let tablet: Tablet
const sizes = [
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
]
const picture = picturesOf('morning-absence', sizes)

/** A quarter to ten on the last day of which the invented place has marks: the day it was made, or the last school day before. */
const aQuarterToTen = async (): Promise<Date> => {
  const { data } = await inventedPlace()
  const madeOn = dayOf(new Date(statSync(dirname(data)).mtimeMs).toISOString())
  const term = termUpTo(madeOn)
  const days = [madeOn, ...Array.from({ length: 10 }, (_, count) => term.ago(count + 1))]
  return new Date(momentOf(days.find((day) => isOpenOn(day, term)) ?? madeOn, '09:45'))
}

beforeAll(async () => {
  demo = await openDemoOffice()
  tablet = await Tablet.open(demo.office.origin, { hasTouch: true })
  await tablet.signIn(await demo.signInOf('Pastoral worker'))
  await tablet.setUp(passphrase)
  await tablet.untilItCouldGoOffline()
  await tablet.caseload()
  await demo.office.stop()
  await clockAt(tablet, await aQuarterToTen())
}, 240_000)

afterAll(async () => {
  await tablet?.profile.close()
  await demo?.close()
})

const list = () => tablet.page.getByRole('region', { name: 'Morning absence' })
/** The list as it is once it was worked out. */
const listRead = () => list().locator('[aria-label^="Ring"] a[href^="/morning/"]').first().waitFor()
const child = () => tablet.page.getByRole('region', { name: 'Child' })
/** The rows of children who are missing and of whom no reason is known, as they stand. */
const open = async (): Promise<string[]> =>
  list()
    .locator('[aria-label^="Ring"] a[href^="/morning/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))

describe('a pastoral worker, with no signal, at a quarter to ten', () => {
  test('sees who is missing without a reason, whom to ring first and why, and what is late by the school’s cut-off', async () => {
    const { page } = tablet
    await page.getByRole('link', { name: 'Morning', exact: true }).click()
    await page.getByRole('heading', { name: /^Morning absence/ }).waitFor()
    await list().getByText('Late').first().waitFor()
    await picture(tablet, 'list')
    const rows = await open()
    expect(rows.length).toBeGreaterThanOrEqual(3)
    expect(new Set(rows).size).toBe(rows.length)
    expect(
      await list()
        .getByText(/^This morning: marks of \d+ children/)
        .innerText(),
    ).toMatch(/taken in/)
  })

  test('one tap keeps a call that nobody answered; the next number is meant, and both tries stand in their order', async () => {
    const { page } = tablet
    await list()
      .locator(`a[href="${(await open())[0] ?? ''}"]`)
      .first()
      .click()
    await child().getByRole('radiogroup', { name: 'Whom?' }).waitFor()
    await picture(tablet, 'child')
    await child().getByRole('button', { name: 'No answer' }).tap()
    await page.getByText('No answer: kept on this tablet.').waitFor()
    await child().getByRole('heading', { name: 'Tried today' }).waitFor()
    expect(await child().getByRole('listitem').filter({ hasText: 'no answer' }).count()).toBe(1)
    await picture(tablet, 'tried-once')
  })

  test('a reason given folds the row, with who said it, and is in the child’s file as a contact', async () => {
    const { page } = tablet
    const before = await open()
    await child().getByRole('button', { name: 'Ill', exact: true }).tap()
    await page.getByText('Ill: kept on this tablet.').waitFor()
    await expect.poll(async () => (await open()).length, { timeout: 20_000 }).toBe(before.length - 1)
    await list().getByText('Reason given').tap()
    await list()
      .getByText(/^Ill, said .+, 09:45$/)
      .waitFor()
    await picture(tablet, 'reason-given')
    await child().getByRole('link', { name: 'Open the file' }).click()
    await tablet.entry('says of').first().waitFor()
    await tablet.goWithin('/morning')
  })

  test('a family that thought the child was at school: the lead is told at once, with what was tried already written', async () => {
    const { page } = tablet
    await listRead()
    const [next = ''] = await open()
    await list().locator(`a[href="${next}"]`).first().click()
    await child().getByRole('button', { name: 'Thought they were at school' }).tap()
    await page.getByText('Thought they were at school: kept on this tablet.').waitFor()
    await child().getByRole('link', { name: 'Tell the lead' }).click()
    const words = page.getByLabel('What are you worried about?')
    await expect.poll(async () => words.inputValue(), { timeout: 20_000 }).toMatch(/thought they were at school/)
    expect(await words.inputValue()).toMatch(/is missing without a reason on .*(marked N|no mark)/)
    await picture(tablet, 'tell-the-lead')
    await page.getByRole('button', { name: 'Tell them' }).click()
    await page.getByText('Saved on this tablet. The safeguarding lead gets it once the office has it.').waitFor()
    await tablet.goWithin(next)
    await child().getByText('The safeguarding lead was told. Agree with them who goes there').waitFor()
    await picture(tablet, 'with-the-lead')
  })

  test('what families said is proposed for the register, looked at in every way, and goes along as a tagged PDF', async () => {
    const { page } = tablet
    await tablet.goWithin('/morning')
    await list().getByRole('link', { name: 'Proposed for the register' }).click()
    await page.getByText('N stands: nobody knows where the child is').waitFor()
    expect.soft((await inEveryWay(page, { name: 'morning-proposed', isWhole: false })).found).toEqual([])
    await picture(tablet, 'proposed')
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Hand out as PDF' }).click()
    const pdf = await readPdf(readFileSync(await (await downloading).path()))
    expect(pdf).toMatchObject({ title: 'Proposed for the register', language: 'en-GB', isMarked: true })
    expect(pdf.tags.filter(([tag]) => tag === 'TH').map(([, words]) => words)).toContain('Proposed code')
  })

  test('nothing of it was lost, and nothing went wrong unseen', async () => {
    const { page } = tablet
    await clockAt(tablet, new Date())
    await demo.office.start()
    await tablet.goWithin('/sync')
    await page.getByRole('button', { name: 'Send now' }).click()
    await page.getByText('Nothing. Everything you saved has reached the office.').waitFor({ timeout: 30_000 })
    expect(tablet.trouble.seen).toEqual([])
    await tablet.putAway()
  })
})
