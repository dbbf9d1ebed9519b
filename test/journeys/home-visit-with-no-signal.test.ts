import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { inAMonth } from '#test/support/in-a-month.ts'
import { picturesOf } from '#test/support/phone.ts'
import { Tablet, type VisitSaid } from '#test/support/tablet.ts'

/**
 * The job that Doorstep is for: a home visit with no signal reaches the head of year's tablet. A real office is stopped
 * and started; a real browser is killed outright. The tests below are its steps, in order; each goes on from the one before.
 */
let demo: DemoOffice
let officer: Tablet
let headOfYear: Tablet
let pupil: string
let loadsOfHeadOfYear = 0

const passphrases = { officer: 'seven grey gulls on the pier', headOfYear: 'a red kettle whistles at noon' }

const visit: VisitSaid = {
  door: { name: 'Grandmother of the children', relationship: 'Grandmother' },
  seen: 'Yes, with an adult',
  childWords: 'The bus goes past without stopping.',
  saw: 'School bag packed by the door, uniform on.',
  familyWords: 'She wants to go, she cannot get there.',
  thinks: 'Transport, not refusal.',
  outcome: 'Return agreed',
  nextStep: 'Ring the bus company on Monday.',
  barrier: { about: 'Getting to school', words: 'The 8:05 is full when it gets to us.' },
  promise: { words: 'Ask for a taxi until half term', to: 'Grandmother', by: inAMonth() },
}
const theirWords = [visit.childWords, visit.saw, visit.familyWords, visit.thinks, visit.nextStep]

beforeAll(async () => {
  demo = await openDemoOffice()
}, 200_000)

afterAll(async () => {
  await officer?.profile.close()
  await headOfYear?.profile.close()
  await demo?.close()
})

/** The officer's own size last: what stands where is compared from one step to the next. */
const picture = picturesOf('home-visit', [
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
])

describe('a home visit with no signal', () => {
  test('an education welfare officer signs in, sets a passphrase, and finds the pupils of their caseload', async () => {
    officer = await Tablet.open(demo.office.origin)
    await officer.signIn(await demo.signInOf('Education welfare officer'))
    await officer.setUp(passphrases.officer)
    expect((await officer.caseload()).length).toBeGreaterThan(5)
    await picture(officer, 'caseload')
    await officer.untilItCouldGoOffline()
  })

  test('the head of year has one of them too, open on their own tablet', async () => {
    headOfYear = await Tablet.open(demo.office.origin)
    await headOfYear.signIn(await demo.signInOf('Head of year'))
    await headOfYear.setUp(passphrases.headOfYear)
    await headOfYear.caseload()
    const shared: string[] = []
    for (const name of await officer.caseload())
      if (shared.length === 0 && (await headOfYear.hasPupil(name))) shared.push(name)
    expect(shared).toHaveLength(1)
    pupil = shared[0] ?? ''
    await headOfYear.openPupil(pupil)
    headOfYear.page.on('load', () => (loadsOfHeadOfYear += 1))
    await officer.untilSignInIsOnDisk()
  })

  test('the office goes; the officer loads the app again, unlocks, opens the pupil and logs the visit', async () => {
    await demo.office.stop()
    await officer.page.reload()
    await officer.unlock(passphrases.officer)
    await officer.openPupil(pupil)
    await officer.logHomeVisit(visit)
    await officer.entry(visit.childWords).getByText('Only on this tablet').waitFor()
    expect(await officer.entry(visit.childWords).count()).toBe(1)
    await picture(officer, 'only-here')
  })

  test('the browser is killed outright and started again, still with no signal: everything is there', async () => {
    await officer.killOutright()
    await officer.startAgain()
    await officer.unlock(passphrases.officer)
    await officer.openPupil(pupil)
    const entry = officer.entry(visit.childWords)
    await entry.getByText('Only on this tablet').waitFor()
    for (const words of theirWords) await entry.getByText(words).waitFor()
    await officer.entry(visit.barrier.words).getByText('Only on this tablet').waitFor()
    await officer.entry(visit.promise.words).getByText('Only on this tablet').waitFor()
    await officer.page.getByText('entry is only on this tablet').waitFor()
    // Nobody else has it.
    expect(await headOfYear.entry(visit.childWords).count()).toBe(0)
    await picture(officer, 'after-the-browser-was-killed')
  })

  test('the office comes back: the visit goes by itself and gets its receipt', async () => {
    const logVisit = officer.page.getByRole('link', { name: 'Log visit' })
    const place = await logVisit.boundingBox()
    expect(place).not.toBeNull()
    await demo.office.start()
    const entry = officer.entry(visit.childWords)
    await entry.getByText(/Received .*\d\d:\d\d, ref [0-9A-Z]{4}/).waitFor({ timeout: 90_000 })
    expect(await entry.getByText('Only on this tablet').count()).toBe(0)
    // Signal came back, and nothing moved from under a finger.
    await officer.page.getByText('No signal').waitFor({ state: 'detached' })
    expect(await logVisit.boundingBox()).toEqual(place)
    await picture(officer, 'received')
  })

  test('it appears on the head of year’s tablet without a reload, with the same receipt', async () => {
    const entry = headOfYear.entry(visit.childWords)
    await entry.waitFor({ timeout: 90_000 })
    for (const words of theirWords) expect(await entry.getByText(words).count()).toBe(1)
    const receipt = /ref [0-9A-Z]{4}/
    const [theirs] = receipt.exec(await entry.innerText()) ?? []
    const [ours] = receipt.exec(await officer.entry(visit.childWords).innerText()) ?? []
    expect(ours).toMatch(receipt)
    expect(theirs).toBe(ours)
    await headOfYear.entry(visit.barrier.words).waitFor()
    await headOfYear.entry(visit.promise.words).waitFor()
    expect(loadsOfHeadOfYear).toBe(0)
    await picture(headOfYear, 'on-the-other-tablet')
  })

  test('nothing went wrong unseen on either tablet, and neither asked anyone but the office', async () => {
    expect({ officer: officer.trouble.seen, headOfYear: headOfYear.trouble.seen }).toEqual({
      officer: [],
      headOfYear: [],
    })
    await officer.putAway()
    await headOfYear.putAway()
  })
})
