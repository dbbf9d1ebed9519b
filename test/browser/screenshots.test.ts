import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { project } from '#test/support/client-build.ts'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { addressOf, findScreens, othersWork } from '#test/support/screens.ts'
import { Tablet } from '#test/support/tablet.ts'

/** Pictures of the screens for people to look at: a tablet held flat and upright, a laptop, a phone; light and dark. */
const folder = join(project, 'test/output/screenshots')
const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
]
const screens = {
  today: '/today',
  monday: '/monday',
  caseload: '/caseload',
  case: '/caseload/:pupilId',
  'log-call': '/caseload/:pupilId/log-call',
  write: '/caseload/:pupilId/write',
  finish: '/caseload/:pupilId/notes/:noteId/finish',
  'child-voice': '/caseload/:pupilId/child-voice/new',
  'log-home-visit': '/caseload/:pupilId/log-home-visit',
  barrier: '/caseload/:pupilId/barriers/new',
  promise: '/caseload/:pupilId/promises/new',
  'case-status': '/caseload/:pupilId/case',
  visits: '/visits',
  ready: '/visits/ready',
  'before-leaving': '/outings/new',
  outing: '/outings/:outingId',
  'plan-visit': '/caseload/:pupilId/plan-visit',
  tell: '/caseload/:pupilId/tell',
  told: '/restricted/:threadId',
  'told-list': '/restricted',
  sync: '/sync',
  device: '/device',
}

let demo: DemoOffice
let tablet: Tablet
const passphrase = 'seven grey gulls on the pier'

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  demo = await openDemoOffice()
  tablet = await Tablet.open(demo.office.origin)
}, 240_000)

afterAll(async () => {
  await tablet?.profile.close()
  tablet?.profile.remove()
  await demo?.close()
})

/** Takes the page as it is, in every size and scheme. Answers the sizes at which something sticks out at the side. */
const picture = async (name: string): Promise<string[]> => {
  const tooWide: string[] = []
  for (const size of sizes) {
    await tablet.page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await tablet.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // Colours that are still on their way from the other scheme are nobody's.
      await tablet.page.evaluate(() =>
        Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
      )
      await tablet.page.screenshot({ path: join(folder, `${name}-${size.width}x${size.height}-${colorScheme}.png`) })
    }
    const isTooWide = await tablet.page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    if (isTooWide) tooWide.push(`${name} at ${size.width}`)
  }
  await tablet.page.setViewportSize({ width: 1024, height: 768 })
  return tooWide
}

test('before the lock: signing in, setting up, unlocking', async () => {
  await tablet.goTo('/sign-in')
  await tablet.page.getByText('Try it as someone invented').waitFor()
  expect(await picture('sign-in')).toEqual([])
  await tablet.signIn(await demo.signInOf('Education welfare officer'))
  await tablet.page.getByLabel('Passphrase for this tablet', { exact: true }).waitFor()
  expect(await picture('set-up')).toEqual([])
  await tablet.setUp(passphrase)
  await tablet.caseload()
  await tablet.lock()
  expect(await picture('unlock')).toEqual([])
  await tablet.unlock(passphrase)
})

test('behind the lock: every screen of the job', async () => {
  await tablet.caseload()
  const found = await findScreens(
    tablet,
    Object.values(screens).filter((pattern) => !othersWork.includes(pattern)),
  )
  for (const [name, pattern] of Object.entries(screens)) {
    await tablet.goWithin(addressOf(pattern, found))
    expect(await picture(name)).toEqual([])
  }
})
