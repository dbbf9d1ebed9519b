import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { heardOn, namingFaults, type Heard } from './accessibility-tree.ts'
import { axeFindings } from './axe.ts'
import { brokenWords } from './broken-words.ts'
import { project } from './client-build.ts'
import { smallTargets } from './target-sizes.ts'

/** Pictures of the screens for people to look at are left here. */
export const pictures = join(project, 'test/output/screenshots')

const tabletHeld = { width: 1024, height: 768 }
const phone = { width: 390, height: 844 }
const narrowest = { width: 320, height: 640 }
/** Held upright, and a laptop. */
const otherSizes = [
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
]
/** A browser's own sizes of letters, in pixels, and those of somebody who asked it for text twice as large. */
const ordinary = { standard: 16, fixed: 13 }
const twice = { standard: 32, fixed: 26 }

const dress = (page: Page, colorScheme: 'light' | 'dark', forcedColors: 'none' | 'active' = 'none'): Promise<void> =>
  page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' })

/** What a machine finds wrong in light and in dark, and what a screen reader would stumble over: `way: finding`. */
export const inBothSchemes = async (page: Page): Promise<string[]> => (await seenAndHeard(page)).found

const seenAndHeard = async (page: Page): Promise<{ found: string[]; heard: Heard[] }> => {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await dress(page, colorScheme)
    for (const finding of await axeFindings(page, colorScheme === 'light' ? 'everything' : 'colours'))
      found.push(`${colorScheme}: ${finding}`)
  }
  const heard = await heardOn(page)
  return { found: [...found, ...namingFaults(heard).map((fault) => `listening: ${fault}`)], heard }
}

/** A state of a screen, a menu or a dialog: both schemes, and whether a finger finds everything on a tablet and on a phone. */
export const asItStands = async (page: Page): Promise<string[]> => {
  const found = await inBothSchemes(page)
  for (const size of [tabletHeld, phone]) {
    await page.setViewportSize(size)
    found.push(...(await smallTargets(page)).map((finding) => `${size.width} px: ${finding}`))
  }
  await page.setViewportSize(tabletHeld)
  return found
}

/**
 * Every way of looking at the screen that is open: what is wrong, and what a screen reader is told there. The name keeps
 * pictures of it: all sizes and both schemes, or the two sizes most used.
 */
export const inEveryWay = async (
  page: Page,
  picture: { name: string; isWhole: boolean },
): Promise<{ found: string[]; heard: Heard[] }> => {
  const keep = async (): Promise<void> => {
    const size = page.viewportSize()
    for (const colorScheme of picture.isWhole ? (['dark', 'light'] as const) : (['light'] as const)) {
      await dress(page, colorScheme)
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
      const name = `${picture.name}-${size?.width}x${size?.height}-${colorScheme}.jpg`
      // Half the time of a PNG, and hundreds are taken.
      await page.screenshot({ path: join(pictures, name), quality: 90 })
    }
  }
  mkdirSync(pictures, { recursive: true })
  const { found, heard } = await seenAndHeard(page)
  found.push(...(await smallTargets(page)).map((finding) => `tablet: ${finding}`))
  await keep()
  await page.evaluate(() => (document.documentElement.dataset['scheme'] = 'outdoor'))
  found.push(...(await axeFindings(page, 'colours')).map((finding) => `outdoor: ${finding}`))
  await page.evaluate(() => delete document.documentElement.dataset['scheme'])
  await dress(page, 'light', 'active')
  found.push(...(await axeFindings(page, 'colours')).map((finding) => `forced colours: ${finding}`))
  await dress(page, 'light')
  found.push(...(await withLargeText(page)).map((finding) => `200 % text: ${finding}`))
  await page.setViewportSize(narrowest)
  found.push(...(await axeFindings(page)).map((finding) => `320 px: ${finding}`))
  found.push(...(await sidewaysScrolling(page)).map((finding) => `320 px: ${finding}`))
  found.push(...(await smallTargets(page)).map((finding) => `320 px: ${finding}`))
  await page.setViewportSize(phone)
  found.push(...(await smallTargets(page)).map((finding) => `phone: ${finding}`))
  await keep()
  found.push(...(await withLargeText(page)).map((finding) => `phone, 200 % text: ${finding}`))
  for (const size of otherSizes) {
    await page.setViewportSize(size)
    found.push(...(await sidewaysScrolling(page)).map((finding) => `${size.width} px: ${finding}`))
    found.push(...(await smallTargets(page)).map((finding) => `${size.width} px: ${finding}`))
    if (picture.isWhole) await keep()
  }
  await page.setViewportSize(tabletHeld)
  return { found, heard }
}

/**
 * What is broken or lost at the side with text twice as large (WCAG 1.4.4), asked for where people ask: in the browser's settings,
 * which the app's own breakpoints follow too.
 */
const withLargeText = async (page: Page): Promise<string[]> => {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Page.setFontSizes', { fontSizes: twice })
  await drawnAnew(page)
  const found = [
    ...(await sidewaysScrolling(page)),
    ...(await brokenWords(page)).map((word) => `"${word}" is broken`),
    ...(await smallTargets(page)),
  ]
  await browser.send('Page.setFontSizes', { fontSizes: ordinary })
  await drawnAnew(page)
  await browser.detach()
  return found
}

const drawnAnew = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise((done) => void requestAnimationFrame(() => void requestAnimationFrame(() => done(undefined)))),
  )

/** Whether the page can be pushed sideways: what is wider than the glass cannot be read with one hand (WCAG 1.4.10). */
const sidewaysScrolling = async (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`${scrollWidth} px on ${clientWidth}`] : []
  })
