import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { project } from '#test/support/client-build.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { inAMonth } from '#test/support/in-a-month.ts'
import { passphrase, picturesOf } from '#test/support/phone.ts'
import { readPdf } from '#test/support/read-pdf.ts'
import { Tablet } from '#test/support/tablet.ts'

/**
 * An officer's round on one tablet, for three children. Each story begins anew from a file; within it the tests are the steps.
 *
 * Before leaving: a visit is planned, everything is really looked at, and what is broken does not look whole.
 *
 * Nobody came to the door, with no signal: a card left, what was seen from the street, and what is due by the rule, each one press
 * away in a form that is filled in. The short note is finished from Today.
 *
 * What keeps a child away, in whose words; what was offered and what became of it; and what we promised, which comes first at
 * the next contact. Then the chronology of it: looked over, handed out, and the file notes what left it. All with no signal.
 */
let demo: DemoOffice
let officer: Tablet
/** To whose door nobody comes. */
const boy = 'Jamie Braithwaite'
/** Of whom the other two stories tell. */
let pupil: string
let other: string

beforeAll(async () => {
  demo = await openDemoOffice()
  officer = await Tablet.open(demo.office.origin, { hasTouch: true })
  await officer.signIn(await demo.signInOf('Education welfare officer'))
  await officer.setUp(passphrase)
  await officer.untilItCouldGoOffline()
  while (!(await officer.hasPupil(boy))) await officer.page.waitForTimeout(500)
  // The list is still the one of the last search for a moment.
  while ((await officer.caseload()).length < 3) await officer.page.waitForTimeout(100)
  ;[pupil = '', other = ''] = (await officer.caseload()).filter((name) => name !== boy)
}, 240_000)

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

/** Plans a visit today, at no time of its own, from the file that is open. */
const planVisitToday = async (): Promise<void> => {
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
}

const beforeLeaving = picturesOf('before-leaving', [
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
])

describe('before leaving', () => {
  test('an officer plans a visit from a case, and the office says that it has the plan', async () => {
    await officer.openPupil(pupil)
    await planVisitToday()
    const receipt = officer.page.getByText(/^Received .* ref /).first()
    await receipt.waitFor({ timeout: 20_000 })
    expect(await receipt.textContent()).toMatch(/ref \w+/)
    await beforeLeaving(officer, 'planned')
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
    await beforeLeaving(officer, 'ready')
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
    await beforeLeaving(officer, 'a-part-is-missing')
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
    // The last that is hers to move: what a colleague asked her along to is theirs.
    const hers = officer.page.locator('a[href^="/visits/"]:not([href$="/ready"])').filter({ hasNotText: 'come along' })
    await hers.last().click()
    await officer.page.getByLabel('Time').fill('15:30')
    await officer.page.getByRole('button', { name: 'Move the visit' }).click()
    await officer.page.getByText('Only on this tablet').first().waitFor()
    await officer.goWithin('/visits/ready')
    expect(await lightAfter('Nothing is unsent', 'amber')).toBe('amber')
    expect(await lightAfter('The office has your plan', 'amber')).toBe('amber')
    await beforeLeaving(officer, 'not-sent')
    await officer.context.setOffline(false)
    // The tablet may notice the signal before anybody presses.
    const exchange = officer.page.getByRole('button', { name: /^Exchange now: Nothing is unsent/ })
    await exchange.click({ timeout: 3000 }).catch(() => {})
    expect(await lightAfter('The office has your plan', 'green')).toBe('green')
  }, 90_000)

  test('visits without a time stand in the officer’s own order, by keyboard too, and keep it when the tablet starts again', async () => {
    for (const name of [other, pupil]) {
      await openFile(name)
      await planVisitToday()
    }
    const { page } = officer
    await officer.goWithin('/visits')
    const later = page.getByRole('button', { name: /^Later: / })
    const order = () => later.evaluateAll((buttons) => buttons.map((button) => button.ariaLabel ?? ''))
    await expect.poll(async () => (await order()).length).toBeGreaterThan(1)
    const before = await order()
    const [first = '', second = '', ...rest] = before
    await later.first().focus()
    await page.keyboard.press('Enter')
    await expect.poll(order).toEqual([second, first, ...rest])
    await page.getByText(`now 2 of ${before.length}, saved on this tablet.`).waitFor()
    await beforeLeaving(officer, 'own-order')
    // Whoever moves with the keyboard stays with the visit, at the other way where this one has come to its end.
    const name = first.replace(/^Later: /, '')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await expect.poll(focused).toBe(`${rest.length === 0 ? 'Earlier' : 'Later'}: ${name}`)
    await officer.page.reload()
    await officer.unlock(passphrase)
    await officer.goWithin('/visits')
    await expect.poll(order).toEqual([second, first, ...rest])
  }, 120_000)
})

const picture = picturesOf('nobody-came', [
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
])

const openFile = async (name: string) => {
  await officer.goWithin('/caseload')
  await officer.page.getByRole('searchbox', { name: 'Search names and notes' }).fill(name)
  await officer.openPupil(name)
}

describe('nobody came to the door, on a phone', () => {
  beforeAll(async () => {
    await officer.page.setViewportSize({ width: 390, height: 844 })
    await demo.office.stop()
  })

  test('the file says how often, for how long nobody has seen the child, and what is due', async () => {
    await openFile(boy)
    const card = officer.page.locator('section', {
      has: officer.page.getByRole('heading', { name: 'Nobody came to the door' }),
    })
    await card
      .getByText(/^3 visits in a row with no answer: .* Nobody has noted seeing Jamie since the case opened/)
      .waitFor()
    // His officer told the lead on the day of the last visit.
    expect(await card.getByText('The safeguarding lead has been told.').count()).toBe(1)
    await picture(officer, 'file')
  })

  test('at the door: a card left, what was seen from the street, and by the same rule what this visit makes due', async () => {
    await officer.page.getByRole('link', { name: 'Log visit' }).tap()
    await officer.page.getByRole('form', { name: 'Log a home visit' }).waitFor()
    await officer.page.getByRole('button', { name: 'Arrived' }).tap()
    await officer.choose('Who came to the door?', 'No answer')
    await officer.page.getByText('I left a card').tap()
    await officer.page.getByLabel('What I saw from the street').fill('Two days’ post in the door. A light upstairs.')
    await picture(officer, 'at-the-door')
    const due = officer.page.getByText('What is due now')
    await due.scrollIntoViewIfNeeded()
    await officer.page.getByText(/^4 visits in a row with no answer: /).waitFor()
    expect(await officer.page.getByText('Tell the safeguarding lead today.').count()).toBe(1)
    await picture(officer, 'what-is-due')
  })

  test('one press saves the visit and opens the words for the safeguarding lead, filled in', async () => {
    await officer.page.getByRole('button', { name: 'Save, then tell the safeguarding lead' }).tap()
    const words = officer.page.getByLabel('What are you worried about?')
    await expect
      .poll(async () => words.inputValue())
      .toMatch(
        /^4 visits in a row with no answer: .*\nSeen from the street: Two days’ post in the door\. A light upstairs\.\nA card was left\.$/,
      )
    await picture(officer, 'tell-the-lead')
    await officer.page.getByRole('button', { name: 'Tell them' }).tap()
    await officer.page.getByText(/^Saved on this tablet\. The safeguarding lead gets it/).waitFor()
  })

  test('the next try is planned at another time of day, with the warning read first', async () => {
    await openFile(boy)
    await officer.page.getByText('The safeguarding lead has been told.').waitFor()
    await officer.page.getByRole('link', { name: 'Plan the next visit' }).tap()
    await officer.page.getByText(/Another time of day may find someone in/).waitFor()
    expect(await officer.page.getByLabel('Why the visit').locator('option:checked').innerText()).toBe(
      'Safe and well check',
    )
    await picture(officer, 'plan')
    await officer.page.getByRole('button', { name: 'Plan the visit' }).tap()
    // The dog: a warning asks for two people.
    await officer.page.getByLabel('Why you go alone').fill('The community officer comes to the gate.')
    await officer.page.getByRole('button', { name: 'Plan the visit' }).tap()
    await officer.page.getByRole('heading', { name: 'Move it' }).waitFor()
  })

  test('twenty seconds at another door: the note stands on Today until it is finished', async () => {
    await openFile(other)
    await officer.page.getByRole('link', { name: 'Log visit' }).tap()
    await officer.page.getByRole('radiogroup', { name: 'Who came to the door?' }).locator('label').first().tap()
    await officer.page.getByRole('button', { name: 'Save visit' }).tap()
    await officer.page.getByText('Visit saved on this tablet.').waitFor()
    await officer.goWithin('/today')
    const more = officer.page.getByRole('button', { name: /^Show \d+ more$/ })
    await officer.page.getByRole('heading', { name: 'Do these first' }).waitFor()
    if (await more.isVisible()) await more.tap()
    await officer.page.getByRole('link', { name: `Finish: Finish your note about ${other}` }).scrollIntoViewIfNeeded()
    await picture(officer, 'today')
    await officer.page.getByRole('link', { name: `Finish: Finish your note about ${other}` }).tap()
    await officer.page.getByLabel('What I saw').fill('Uniform on the chair, bag packed.')
    await picture(officer, 'finish')
    await officer.page.getByRole('button', { name: 'Save', exact: true }).tap()
    await officer.page.getByText('Note finished, saved on this tablet.').waitFor()
    await officer
      .entry('Uniform on the chair, bag packed.')
      .getByText(/^Added /)
      .waitFor()
    await officer.goWithin('/today')
    await officer.page.getByRole('heading', { name: 'Do these first' }).waitFor()
    if (await more.isVisible()) await more.tap()
    expect(await officer.page.getByRole('heading', { name: `Finish your note about ${other}` }).count()).toBe(0)
  })

  test('with signal the office takes all of it, the visit that also reminds its author among it', async () => {
    await demo.office.start()
    await officer.goWithin('/sync')
    await officer.page.getByRole('button', { name: 'Send now' }).tap()
    await openFile(boy)
    await officer
      .entry('Two days’ post in the door.')
      .getByText(/^Received .*, ref /)
      .waitFor({ timeout: 60_000 })
    await openFile(other)
    // The note and what was added to it, each with a receipt of its own.
    const finished = officer.entry('Uniform on the chair, bag packed.')
    await expect.poll(async () => finished.getByText(/^Received .*, ref /).count(), { timeout: 60_000 }).toBe(2)
  })
})

let file: string
const pictures = join(project, 'test/output/screenshots')
const childsWords = 'The stairs by the hall are where they wait for me.'
const offer = 'A lunch pass to the library'
const promise = 'Ring on Thursday about the lunch pass'

const save = async (said: string) => {
  await officer.page.getByRole('button', { name: 'Save', exact: true }).click()
  await officer.page.getByText(said).first().waitFor()
}
const pictureOfBarriers = async (name: string) => {
  await officer.page.emulateMedia({ reducedMotion: 'reduce' })
  await officer.page.waitForTimeout(150)
  await officer.page.screenshot({ path: join(pictures, `journey-barriers-${name}-1024x768-light.png`) })
}

const openChronology = async () => {
  await officer.page.getByRole('button', { name: 'More' }).click()
  await officer.page.getByRole('menuitem', { name: 'Chronology' }).click()
  await officer.page.getByRole('article', { name: 'Chronology' }).waitFor()
}

describe('barriers and promises', () => {
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    await officer.page.setViewportSize({ width: 1024, height: 768 })
    await openFile(pupil)
    file = new URL(officer.page.url()).pathname
    await demo.office.stop()
  })

  test('a barrier is kept in the child’s own words', async () => {
    await officer.goWithin(`${file}/barriers/new`)
    await officer.page.getByLabel('What is it about?').selectOption({ label: 'Friends and bullying' })
    // The child's own name stands first.
    await officer.page.getByRole('radiogroup', { name: 'Who raised it?' }).locator('label').first().click()
    await officer.page.getByLabel('In their words').fill(childsWords)
    await save('Barrier saved on this tablet.')
    await expect.poll(async () => officer.page.getByText(childsWords).count()).toBeGreaterThan(0)
    await pictureOfBarriers('heard')
  })

  test('support is offered for it, accepted, and looked at for what it did', async () => {
    await officer.goWithin(`${file}/support/new`)
    await officer.page.getByLabel('What is offered?').fill(offer)
    await save('Offer saved on this tablet.')
    const line = officer.page.getByRole('link', { name: new RegExp(offer) })
    for (const step of ['They said yes', 'It was given']) {
      await officer.goWithin(file)
      await line.first().click()
      await officer.choose('What became of it?', step)
      await save('saved on this tablet.')
    }
    await officer.goWithin(file)
    await pictureOfBarriers('offered')
    expect(await officer.page.getByText('It was given').count()).toBeGreaterThan(0)
  })

  test('what we promised comes first at the next contact, and is settled in one tap', async () => {
    await officer.goWithin(`${file}/promises/new`)
    await officer.page.getByLabel('What will we do?').fill(promise)
    await officer.page.getByLabel('Promised to').fill('Mum')
    await officer.page.getByLabel('By', { exact: true }).fill(inAMonth())
    await save('Promise saved on this tablet.')
    await officer.goWithin(`${file}/log-call`)
    expect(await officer.page.getByText('Said last time').locator('..').innerText()).toContain(promise)
    await pictureOfBarriers('said-last-time')
    await officer.goWithin(file)
    await officer.page.getByRole('button', { name: `Kept: ${promise}`, exact: true }).click()
    await officer.entry(`Kept: ${promise}`).waitFor()
    expect(await officer.page.getByRole('button', { name: `Kept: ${promise}`, exact: true }).count()).toBe(0)
  })
})

describe('a chronology on paper', () => {
  test('it is looked over on the screen, then handed out as a tagged PDF made on the tablet', async () => {
    await openChronology()
    await officer.page.getByLabel('Who is given it?').fill('Ms Ali, children’s social care')
    await officer.page.getByLabel('Why?').fill('Strategy meeting')
    await officer.page.screenshot({ path: join(pictures, 'journey-chronology-look-it-over-1024x768-light.png') })
    const downloading = officer.page.waitForEvent('download')
    await officer.page.getByRole('button', { name: 'Hand out as PDF' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/^chronology-[0-9a-f]{8}\.pdf$/)
    const pdf = await readPdf(readFileSync(await download.path()))
    expect(pdf).toMatchObject({ title: 'Chronology', language: 'en-GB', isMarked: true })
    expect(pdf.tags[0]).toEqual(['H1', 'Chronology'])
    expect(pdf.text).toContain(pupil)
    expect(pdf.text).toContain('For Ms Ali, children’s social care')
    expect(pdf.outline).toEqual(['Chronology', 'How to read this', 'What is withheld', 'What happened'])
  })

  test('the file notes to whom it was given, and says later whether it still says the same', async () => {
    await officer.entry('Chronology given to Ms Ali').getByText('Only on this tablet').waitFor()
    await openChronology()
    const before = officer.page.getByText('Given before').locator('..')
    expect(await before.innerText()).toContain('The file still says the same.')
    await officer.page.screenshot({ path: join(pictures, 'journey-chronology-given-before-1024x768-light.png') })
  })

  test('printing it shows the paper alone', async () => {
    await officer.page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await officer.page.emulateMedia({ media: 'print' })
    expect(await officer.page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
    expect(await officer.page.getByRole('heading', { name: 'Chronology', level: 1 }).isVisible()).toBe(true)
    await officer.page.screenshot({ path: join(pictures, 'journey-chronology-printed-1024x768-light.png') })
    await officer.page.emulateMedia({ media: null })
    await officer.page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await officer.page.getByRole('button', { name: 'I gave it, note it' }).waitFor()
  })
})

describe('over all of it', () => {
  test('nothing went wrong unseen', async () => {
    expect(officer.trouble.seen).toEqual([])
    await officer.putAway()
  })
})
