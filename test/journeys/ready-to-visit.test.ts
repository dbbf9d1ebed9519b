import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { Tablet } from '#test/support/tablet.ts'

/** Before leaving: a visit is planned, everything is really looked at, and what is broken does not look whole. */
let demo: DemoOffice
let officer: Tablet

beforeAll(async () => {
  demo = await openDemoOffice()
}, 200_000)
afterAll(async () => {
  await officer?.profile.close()
  await demo?.close()
})

const lightOf = (label: string) =>
  officer.page.locator('li[data-light]', { hasText: label }).getAttribute('data-light', { timeout: 20_000 })
/** The light of a check, once it has turned this colour or twenty seconds have passed. */
const lightAfter = async (label: string, light: string): Promise<string | null> => {
  const turned = officer.page.locator(`li[data-light="${light}"]`, { hasText: label })
  await turned.waitFor({ timeout: 20_000 }).catch(() => {})
  return lightOf(label)
}

type WayIn = { passphrase: unknown } | { count: number }

/**
 * Runs on the page: writes into what opens the tablet, as a fault or somebody's guesses would, and answers what stood there.
 * There is one person on this tablet.
 */
const changeWayIn = async (to: WayIn): Promise<WayIn> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('doorstep-slots')
    opening.addEventListener('error', () => reject(opening.error))
    opening.addEventListener('success', () => {
      const writing = opening.result.transaction(['slots', 'attempts'], 'readwrite')
      const slots = writing.objectStore('slots')
      const asking = slots.getAll()
      let before: WayIn = { count: 0 }
      asking.addEventListener('success', () => {
        const [held] = asking.result
        if ('passphrase' in to) {
          before = { passphrase: held.passphrase }
          slots.put({ ...held, ...to })
        } else writing.objectStore('attempts').put({ databaseName: held.databaseName, notBefore: null, ...to })
      })
      writing.addEventListener('abort', () => reject(writing.error))
      writing.addEventListener('complete', () => {
        opening.result.close()
        resolve(before)
      })
    })
  })

const lookAgain = () => officer.page.getByRole('button', { name: 'Look again' }).click()

describe('before leaving', () => {
  test('an officer plans a visit from a case, and the office says that it has the plan', async () => {
    officer = await Tablet.open(demo.office.origin)
    await officer.signIn(await demo.signInOf('Education welfare officer'))
    await officer.setUp('nine brown hens in the lane')
    const [pupil = ''] = await officer.caseload()
    await officer.untilItCouldGoOffline()
    await officer.openPupil(pupil)
    const id = new URL(officer.page.url()).pathname.split('/')[2]
    await officer.goWithin(`/caseload/${id}/plan-visit`)
    await officer.page.getByRole('button', { name: 'Plan the visit' }).click()
    const alone = officer.page.getByLabel('Why you go alone')
    const planned = officer.page.getByRole('heading', { name: 'Move it' })
    await planned.or(alone).first().waitFor()
    // Where a warning asks for two people, going alone takes a reason.
    if (await alone.isVisible()) {
      await alone.fill('Nobody is free.')
      await officer.page.getByRole('button', { name: 'Plan the visit' }).click()
    }
    await planned.waitFor()
    const receipt = officer.page.getByText(/^Received .* ref /).first()
    await receipt.waitFor({ timeout: 20_000 })
    expect(await receipt.textContent()).toMatch(/ref \w+/)
  }, 120_000)

  test('everything that the tablet itself can have in order is green', async () => {
    await officer.goWithin('/visits/ready')
    for (const label of [
      'The app is on this tablet',
      'Today’s pupils are here',
      'Fresh from the office',
      'The clock is right',
      'It locks, and your passphrase opens it',
      'Nothing is unsent',
      'The office has your plan',
    ])
      expect([label, await lightOf(label)]).toEqual([label, 'green'])
  }, 60_000)

  test('one part of the app taken out of Cache Storage is noticed, and one tap brings it back', async () => {
    await officer.page.evaluate(async () => {
      const [name = ''] = (await caches.keys()).filter((each) => each.startsWith('app-'))
      const cache = await caches.open(name)
      const chunk = (await cache.keys()).find(({ url }) => url.includes('/assets/') && url.endsWith('.js'))
      if (chunk !== undefined) await cache.delete(chunk)
    })
    await lookAgain()
    expect(await lightAfter('The app is on this tablet', 'red')).toBe('red')
    await officer.page.getByRole('button', { name: /^Fetch it/ }).click()
    expect(await lightAfter('The app is on this tablet', 'green')).toBe('green')
  }, 60_000)

  test('a way in that is gone, or used up by guesses, is noticed: what is looked at is what unlocking would read', async () => {
    const check = 'It locks, and your passphrase opens it'
    for (const [breakIt, says] of [
      [{ passphrase: null }, 'No passphrase is set.'],
      [{ count: 10 }, 'Too many wrong passphrases'],
    ] as const) {
      const before = await officer.page.evaluate(changeWayIn, breakIt)
      await lookAgain()
      await officer.page.locator('li[data-light="red"]', { hasText: check }).getByText(says).waitFor()
      await officer.page.evaluate(changeWayIn, before)
      await lookAgain()
      expect(await lightAfter(check, 'green')).toBe('green')
    }
  }, 60_000)

  test('with no signal what was moved is only on this tablet: neither the plan nor the queue is green', async () => {
    await officer.context.setOffline(true)
    await officer.goWithin('/visits')
    await officer.page.locator('a[href^="/visits/"]:not([href$="/ready"])').last().click()
    await officer.page.getByLabel('Time').fill('15:30')
    await officer.page.getByRole('button', { name: 'Move the visit' }).click()
    await officer.page.getByText('Only on this tablet').first().waitFor()
    await officer.goWithin('/visits/ready')
    expect(await lightAfter('Nothing is unsent', 'amber')).toBe('amber')
    expect(await lightAfter('The office has your plan', 'amber')).toBe('amber')
    await officer.context.setOffline(false)
    // The tablet may notice the signal before anybody presses.
    const exchange = officer.page.getByRole('button', { name: /^Exchange now: Nothing is unsent/ })
    await exchange.click({ timeout: 3000 }).catch(() => {})
    expect(await lightAfter('The office has your plan', 'green')).toBe('green')
  }, 90_000)
})
