import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMinutes, machineClock, timeOf } from '#domain/time/instant.ts'
import { project } from '#test/support/client-build.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { changeAddress, notify, pressNotification } from '#test/support/notification.ts'
import { asItStands } from '#test/support/ways-of-looking.ts'
import { Tablet } from '#test/support/tablet.ts'

/** An officer alone on visits: what was lodged, what the office does when the time passes, and how it ends. */
const pictures = join(project, 'test/output/screenshots')
const told = 'Somebody is told if you do not come back'
let demo: DemoOffice
let officer: Tablet
let manager: Tablet
let backAt: string

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  demo = await openDemoOffice()
  ;[officer, manager] = await Promise.all([
    Tablet.open(demo.office.origin, { viewport: { width: 390, height: 844 } }),
    Tablet.open(demo.office.origin),
  ])
}, 200_000)
afterAll(async () => {
  await officer?.putAway()
  await manager?.putAway()
  await demo?.close()
})

const light = (colour: string) => officer.page.locator(`li[data-light="${colour}"]`, { hasText: told })
const picture = (tablet: Tablet, name: string) =>
  tablet.page.screenshot({ path: join(pictures, `journey-not-back-${name}-light.png`) })

/** A full minute that is far enough ahead to be lodged before it passes. */
const nextMinute = (): string => {
  const now = machineClock()
  return timeOf(addMinutes(now, Number(now.slice(17, 19)) > 35 ? 2 : 1))
}

describe('someone has not come back', () => {
  test('before leaving she is not ready until the office has where she goes and who is told', async () => {
    await officer.signIn(await demo.signInOf('Education welfare officer'))
    await officer.setUp('nine brown hens in the lane')
    await officer.caseload()
    await officer.goWithin('/visits/ready')
    await light('red').waitFor()
    await officer.page.getByRole('button', { name: `Say when you are back: ${told}` }).click()
    await officer.page.getByRole('form', { name: 'Before you leave' }).waitFor()
    // The day’s addresses are there already, and no child’s name.
    expect(await officer.page.getByLabel('Where you go').inputValue()).toMatch(/^10:00 /m)
    await officer.page.getByLabel('Who is told').selectOption({ label: 'Marcus Pell, service manager' })
    await officer.page.getByLabel('Their telephone number').fill('07700 900462')
    await officer.page.getByLabel('Your telephone number').fill('07700 900461')
    backAt = nextMinute()
    await officer.page.getByLabel('Back by').fill(backAt)
    await picture(officer, 'before-leaving-390x844')
    await officer.page.getByRole('button', { name: 'Lodge it' }).click()
    await officer.page.getByText(/^Lodged with the office at \d\d:\d\d$/).waitFor({ timeout: 20_000 })
    await picture(officer, 'lodged-390x844')
    await officer.goWithin('/visits/ready')
    await light('green').waitFor()
    expect(await light('green').textContent()).toContain(`back by ${backAt}`)
  }, 120_000)

  test('her tablet loses its signal, the time passes, and the manager’s tablet shows it by itself', async () => {
    await officer.context.setOffline(true)
    await manager.signIn(await demo.signInOf('Service manager'))
    await manager.setUp('five red kites over the hill')
    await manager.page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
    const alarm = manager.page.getByRole('alert').filter({ hasText: 'N. Brennan has not come back' })
    await alarm.waitFor({ timeout: 130_000 })
    expect(await alarm.textContent()).toContain(`Expected by ${backAt}`)
    expect(await manager.page.evaluate(() => 'isSamePage' in globalThis)).toBe(true)
    await picture(manager, 'alarm-on-the-caseload-1024x768')
    expect.soft(await asItStands(manager.page)).toEqual([])
    await manager.goWithin('/today')
    const first = manager.page.getByRole('heading', { level: 3 }).first()
    await manager.page.getByRole('heading', { level: 3, name: 'N. Brennan has not come back' }).waitFor()
    expect(await first.textContent()).toBe('N. Brennan has not come back')
    await picture(manager, 'alarm-today-1024x768')
  }, 180_000)

  test('a notification names nobody; pressed, it brings him to the alarm, but not away from what he is writing', async () => {
    await manager.goWithin('/caseload')
    expect(await notify(manager, { what: 'alarm' })).toEqual([
      { title: 'Somebody has not come back', body: 'Open Doorstep now. It says who, and how to ring them.' },
    ])
    await pressNotification(manager)
    await manager.page.waitForURL('**/today')
    await manager.goWithin('/outings/new')
    await manager.page.getByLabel('Where you go').fill('Hill Top, to look for her')
    await notify(manager, { what: 'alarm' })
    await pressNotification(manager)
    await manager.page.getByText(/^Draft kept on this tablet/).waitFor()
    expect(await manager.page.getByLabel('Where you go').inputValue()).toBe('Hill Top, to look for her')
    expect(await manager.page.evaluate(() => 'isSamePage' in globalThis)).toBe(true)
    await manager.page.getByRole('button', { name: 'Throw this draft away' }).click()
    // The form goes there by itself once the draft is gone, and would take him from any other place.
    await manager.page.waitForURL('**/visits')
    await manager.goWithin('/today')
    // The browser changes the address that it is reached by: the open tab is told, and his lock screen where there is none.
    expect(await changeAddress(manager)).toEqual({
      toTab: { type: 'ADDRESS' },
      shown: [{ title: 'Open Doorstep once', body: 'Until then this tablet cannot tell you of an alarm.' }],
    })
  }, 60_000)

  test('he says that he has it, and sees where she went and how to ring her', async () => {
    await manager.page.getByRole('alert').getByRole('button', { name: 'I have it' }).click()
    await manager.page.getByRole('alert').getByText('You are looking for N. Brennan').waitFor()
    await manager.page.getByRole('alert').getByRole('link', { name: 'Where they went' }).click()
    const ring = manager.page.getByRole('link', { name: 'Ring N. Brennan, 07700 900461' })
    await ring.waitFor()
    expect(await ring.getAttribute('href')).toBe('tel:07700900461')
    await picture(manager, 'taken-1024x768')
  }, 60_000)

  test('she is safe and has no signal: her tablet says that the office does not know, and whom to ring', async () => {
    await officer.page.getByRole('link', { name: 'Arrived, left, safe' }).click()
    await officer.page.getByRole('button', { name: 'I’m safe' }).click()
    await officer.page.getByText('The office does not know yet that you are safe').first().waitFor()
    const ring = officer.page.getByRole('link', { name: 'Ring M. Pell, 07700 900462' })
    await ring.waitFor()
    expect(await ring.getAttribute('href')).toBe('tel:07700900462')
    await picture(officer, 'safe-not-sent-390x844')
  }, 60_000)

  test('with signal again the office hears it, he sees that she is safe, and where families live is gone', async () => {
    await officer.context.setOffline(false)
    await officer.page.getByText('The office knows that you are safe').waitFor({ timeout: 60_000 })
    await manager.page.getByText('N. Brennan is safe').waitFor({ timeout: 30_000 })
    await manager.page.getByText('Taken away: they are safe').waitFor({ timeout: 30_000 })
    expect(await manager.page.getByRole('alert').count()).toBe(0)
    await picture(manager, 'safe-1024x768')
  }, 120_000)

  test('to the next door she asks him along: his tablet has the child, the address and why, and opens it with no signal', async () => {
    await officer.goWithin('/caseload')
    const row = officer.page.locator('a[href^="/caseload/"]').first()
    await row.waitFor()
    const file = (await row.getAttribute('href')) ?? ''
    await officer.goWithin(`${file}/plan-visit`)
    await officer.page.getByLabel(/^Who comes along\?/).selectOption({ label: 'Marcus Pell, service manager' })
    await officer.page.getByText(/^The visit shows on Marcus Pell’s tablet once the office has it/).waitFor()
    await picture(officer, 'plan-with-a-colleague-390x844')
    await officer.page.getByRole('button', { name: 'Plan the visit' }).click()
    await officer.page.getByRole('heading', { name: 'Move it' }).waitFor()
    const whom = (await officer.page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    await manager.goWithin('/visits')
    const asked = manager.page.getByRole('link', { name: /N\. Brennan asked you to come along/ })
    await asked.waitFor({ timeout: 60_000 })
    await picture(manager, 'visits-of-whoever-comes-along-1024x768')
    await manager.context.setOffline(true)
    await asked.click()
    await manager.page.getByRole('heading', { level: 1, name: whom }).waitFor()
    await manager.page.getByText(/You come along with N\. Brennan\./).waitFor()
    await manager.page.getByRole('link', { name: 'Map' }).waitFor()
    await picture(manager, 'visit-of-whoever-comes-along-1024x768')
    expect.soft(await asItStands(manager.page)).toEqual([])
    await manager.goWithin('/today')
    // A manager has more than seven things to do: it stands among the promises of the day.
    await manager.page.getByRole('button', { name: /^Show \d+ more$/ }).click()
    await manager.page.getByRole('heading', { level: 3, name: /^Come along: / }).waitFor()
    await manager.context.setOffline(false)
  }, 180_000)

  test('before they leave she names somebody at base; he is out with her, and says for both that they are safe', async () => {
    await officer.goWithin('/outings/new')
    const along = officer.page.getByLabel('Who comes along?')
    await along.waitFor()
    expect(await along.locator('option:checked').textContent()).toBe('Marcus Pell, service manager')
    // Whoever was told last time comes along now, and is not offered by itself.
    const watcher = officer.page.getByLabel('Who is told')
    expect(await watcher.inputValue()).toBe('')
    await officer.page.getByLabel('Where you go').fill('14 Alder Court')
    await watcher.selectOption({ index: (await watcher.locator('option').count()) - 1 })
    await officer.page.getByLabel('Their telephone number').fill('07700 900463')
    await officer.page.getByLabel('Your telephone number').fill('07700 900461')
    await officer.page.getByLabel('Back by').fill(timeOf(addMinutes(machineClock(), 90)))
    await officer.page.getByRole('button', { name: 'Lodge it' }).click()
    await officer.page.getByText(/^Lodged with the office at \d\d:\d\d$/).waitFor({ timeout: 20_000 })
    await manager.page
      .getByText(/^You are out with N\. Brennan\. Back by/)
      .first()
      .waitFor({ timeout: 60_000 })
    await manager.page.getByRole('link', { name: 'Open', exact: true }).first().click()
    await manager.page.getByRole('heading', { level: 1, name: 'Out on visits with N. Brennan' }).waitFor()
    await picture(manager, 'out-with-a-colleague-1024x768')
    expect.soft(await asItStands(manager.page)).toEqual([])
    const outing = new URL(officer.page.url()).pathname
    // One tap in the note that she writes at the door: whoever looks out for her sees it with the outing.
    await officer.goWithin('/visits')
    await officer.page.locator('a[href^="/visits/"]:not([href$="/ready"])').first().click()
    await officer.page.getByRole('link', { name: 'At the door' }).click()
    await officer.page.getByRole('form', { name: 'Log a home visit' }).waitFor()
    await officer.page.getByRole('button', { name: 'Arrived' }).click()
    await officer.page.getByText(/^Arrived \d\d:\d\d/).waitFor()
    await manager.page.getByText(/: Arrived, N\. Brennan$/).waitFor({ timeout: 60_000 })
    await manager.page.getByLabel('How you know').fill('We are both in the car.')
    await manager.page.getByRole('button', { name: 'They are safe' }).click()
    await officer.goWithin(outing)
    await officer.page.getByText('The office knows that you are safe').waitFor({ timeout: 60_000 })
  }, 120_000)
})
