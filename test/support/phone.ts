import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './client-build.ts'
import type { DemoOffice } from './demo-office.ts'
import { Tablet } from './tablet.ts'

/** What everybody in the journeys unlocks with. */
export const passphrase = 'seven grey gulls on the pier'

const glass = { width: 390, height: 844 }

/** The phone of somebody with this role in the invented place: set up, and able to do without signal. */
export const openPhone = async (demo: DemoOffice, role: string): Promise<Tablet> => {
  const phone = await Tablet.open(demo.office.origin, { viewport: glass, hasTouch: true })
  await phone.signIn(await demo.signInOf(role))
  await phone.setUp(passphrase)
  await phone.untilItCouldGoOffline()
  return phone
}

/** Takes pictures of a journey's steps, on the phone as it is unless `sizes` are named; it is left in the last of them. */
export const picturesOf = (journey: string, sizes: readonly { width: number; height: number }[] = [glass]) => {
  const folder = join(project, 'test/output/screenshots')
  return async ({ page }: Tablet, name: string): Promise<void> => {
    mkdirSync(folder, { recursive: true })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const size of sizes) {
      await page.setViewportSize(size)
      await page.waitForTimeout(200)
      await page.screenshot({
        path: join(folder, `journey-${journey}-${name}-${size.width}x${size.height}-light.png`),
      })
    }
  }
}
