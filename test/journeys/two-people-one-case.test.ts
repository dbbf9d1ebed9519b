import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { Tablet } from '#test/support/tablet.ts'

/**
 * Two people change the same thing about one pupil, both with no signal; the office comes back, and nobody presses anything.
 * A real office is stopped and started, and both tablets are real browsers. The tests below are the steps, in order.
 */
let demo: DemoOffice
let officer: Tablet
let headOfYear: Tablet
const pupil = 'Dominik Wójcik'
const names = { officer: 'Nadia Brennan', headOfYear: 'Ruth Kaplan' }
const words = {
  officer: 'Mum starts at five on Mondays, and he will not get up for his sister.',
  headOfYear: 'He says Monday is double PE and he has no kit that fits.',
}

beforeAll(async () => {
  demo = await openDemoOffice()
  officer = await Tablet.open(demo.office.origin)
  headOfYear = await Tablet.open(demo.office.origin)
  await Promise.all(
    (
      [
        [officer, 'Education welfare officer', 'seven grey gulls on the pier'],
        [headOfYear, 'Head of year', 'a red kettle whistles at noon'],
      ] as const
    ).map(async ([tablet, role, passphrase]) => {
      await tablet.signIn(await demo.signInOf(role))
      await tablet.setUp(passphrase)
      await tablet.page.getByRole('searchbox', { name: 'Search names and notes' }).fill(pupil)
      await tablet.openPupil(pupil)
    }),
  )
}, 240_000)

afterAll(async () => {
  await officer?.profile.close()
  await headOfYear?.profile.close()
  await demo?.close()
})

const both = (): [Tablet, keyof typeof words][] => [
  [officer, 'officer'],
  [headOfYear, 'headOfYear'],
]

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

describe('two people, one case, both offline', () => {
  test('with the office gone both change the same thing, and each tablet says that it is only here', async () => {
    await demo.office.stop()
    for (const [tablet, who] of both()) await changeReasons(tablet, words[who])
    for (const [tablet, who] of both()) {
      await tablet.page.getByText(words[who]).first().waitFor()
      await tablet.goWithin('/sync')
      const waiting = tablet.page.locator('section', { hasText: 'Only on this tablet' }).first()
      await waiting.getByText(/^1 entry, since \d\d:\d\d$/).waitFor()
      await waiting.getByText('Reasons on a case').waitFor()
      expect(await tablet.page.getByText(/^Received \d\d:\d\d, ref/).count()).toBe(0)
    }
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
      await version('You wrote').getByText(words[who]).waitFor()
      await version(`${names[other]} wrote`).getByText(words[other]).waitFor()
      expect(await version('You wrote').getByText(words[other]).count()).toBe(0)
    }
  })

  test('the head of year keeps both: the case holds both texts with names and times, on both tablets', async () => {
    await headOfYear.page.getByRole('button', { name: 'Keep both, one under the other' }).click()
    await headOfYear.page.getByRole('article', { name: pupil }).waitFor()
    await officer.page.getByText(/^Both were kept by R\. Kaplan/).waitFor({ timeout: 90_000 })
    await officer.page.getByRole('link', { name: pupil }).first().click()
    for (const [tablet] of both()) {
      const card = tablet.page.locator('section', { hasText: 'Absence case' }).first()
      for (const said of [words.officer, words.headOfYear, `${names.officer}, `, `${names.headOfYear}, `])
        await card.getByText(said).first().waitFor({ timeout: 90_000 })
      expect(await tablet.page.getByText(`Two people changed why`).count()).toBe(0)
    }
  })

  test('who settled it and what the other was stays in the pupil’s history', async () => {
    await officer.entry('Two versions, settled').first().getByRole('link', { name: 'See both' }).click()
    await officer.page.getByText(words.officer).first().waitFor()
    await officer.page.getByText(words.headOfYear).first().waitFor()
    await officer.page.getByText(/^Both were kept by R\. Kaplan/).waitFor()
    const about = officer.page.getByRole('region', { name: 'Pupil' })
    expect(await about.getByRole('button', { name: /^Keep/ }).count()).toBe(0)
  })

  test('nothing went wrong unseen on either tablet', async () => {
    expect(both().flatMap(([tablet]) => tablet.trouble.seen)).toEqual([])
    for (const [tablet] of both()) await tablet.putAway()
  })
})
