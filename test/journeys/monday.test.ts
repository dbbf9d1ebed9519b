import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { project } from '#test/support/client-build.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { readPdf } from '#test/support/read-pdf.ts'
import { Tablet } from '#test/support/tablet.ts'

/** A head of year has ten minutes on Monday: Today first, then the sheet; decides in the list, and takes it along on paper. */
let demo: DemoOffice
let tablet: Tablet
const pictures = join(project, 'test/output/screenshots')
const sizes = [
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  demo = await openDemoOffice()
  tablet = await Tablet.open(demo.office.origin)
  await tablet.signIn(await demo.signInOf('Head of year'))
  await tablet.setUp('a red kettle whistles at noon')
  await tablet.untilItCouldGoOffline()
  await tablet.caseload()
  await demo.office.stop()
}, 240_000)

afterAll(async () => {
  await tablet?.profile.close()
  await demo?.close()
})

const everyPageOf = (pages: number): string[] => Array.from({ length: pages }, (_, at) => `page ${at + 1} of ${pages}`)

const picture = async (name: string) => {
  await tablet.page.emulateMedia({ reducedMotion: 'reduce' })
  for (const size of sizes) {
    await tablet.page.setViewportSize(size)
    await tablet.page.waitForTimeout(150)
    const file = `journey-monday-${name}-${size.width}x${size.height}-light.png`
    await tablet.page.screenshot({ path: join(pictures, file) })
  }
  await tablet.page.setViewportSize({ width: 1024, height: 768 })
}

describe('a head of year, Monday', () => {
  test('Today says what to do now, at most seven things, each with why and with its act', async () => {
    await tablet.page.getByRole('link', { name: 'Today', exact: true }).click()
    await tablet.page.getByRole('heading', { name: /^Today, / }).waitFor()
    await picture('today')
    const lines = await tablet.page.getByRole('main').getByRole('listitem').count()
    expect(lines).toBeLessThanOrEqual(7)
  })

  test('the sheet has everyone once, by part, with why they are there; a review date is set without leaving it', async () => {
    await tablet.page.getByRole('link', { name: 'Monday’s sheet' }).click()
    const decide = tablet.page.getByRole('button', { name: /^Decide about / })
    await decide.first().waitFor()
    await picture('sheet')
    const named = await decide.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')))
    expect(new Set(named).size).toBe(named.length)
    await decide.first().click()
    await tablet.page.getByRole('button', { name: 'In 2 weeks' }).click()
    await tablet.page.getByText('Review date saved on this tablet.').waitFor()
    await picture('decided')
    expect(new URL(tablet.page.url()).pathname).toBe('/monday')
  })

  test('it goes along on paper: as a tagged PDF made with no signal', async () => {
    const downloading = tablet.page.waitForEvent('download')
    await tablet.page.getByRole('button', { name: 'Hand out as PDF' }).click()
    const pdf = await readPdf(readFileSync(await (await downloading).path()))
    expect(pdf).toMatchObject({ title: 'Monday', language: 'en-GB', isMarked: true })
    expect(pdf.tags.filter(([tag]) => tag === 'TH').map(([, words]) => words)).toContain('Who has it')
    // Some browsers, those of iPads among them, print no page numbers: what is handed out has them everywhere.
    expect(pdf.asides.filter((words) => words.startsWith('page '))).toEqual(everyPageOf(pdf.pages))
  })

  test('it is printed: on A4, the sheet alone and nothing of the screen around it, each page with its number', async () => {
    const printed = await readPdf(await tablet.page.pdf({ preferCSSPageSize: true, tagged: true }))
    expect(printed.isMarked).toBe(true)
    const words = [printed.text, ...printed.asides].join('\n')
    expect(words).toContain('Who has it')
    expect(words).not.toMatch(/Hand out as PDF|Lock now|Decide about/)
    expect(words.match(/page \d+ of \d+/g)).toEqual(everyPageOf(printed.pages))
  })

  test('nothing went wrong unseen', async () => {
    expect(tablet.trouble.seen).toEqual([])
    await tablet.putAway()
  })
})
