import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { heardOn, namingFaults, type Heard } from './accessibility-tree.ts'
import { axeFindings } from './axe.ts'
import { brokenWords } from './broken-words.ts'
import { project } from './client-build.ts'
import { focusFaults } from './focus-stops.ts'
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

/** What is seen in dark and then in light, each time with a moment for a picture, and what is heard. It leaves the page light. */
const seenAndHeard = async (
  page: Page,
  picture: (colorScheme: 'dark' | 'light') => Promise<void> = async () => {},
): Promise<{ found: string[]; heard: Heard[] }> => {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await dress(page, colorScheme)
    for (const finding of await axeFindings(page, colorScheme === 'light' ? 'everything' : 'colours'))
      found.push(`${colorScheme}: ${finding}`)
    await picture(colorScheme)
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
 * pictures of it: all sizes and both schemes, or the two sizes most used. Each change of scheme, size or letters draws the
 * whole page anew, which is most of what a look costs: the ways follow one another so that there are few.
 */
export const inEveryWay = async (
  page: Page,
  picture: { name: string; isWhole: boolean },
): Promise<{ found: string[]; heard: Heard[] }> => {
  const browser = await page.context().newCDPSession(page)
  const keep = async (colorScheme: 'dark' | 'light'): Promise<void> => {
    if (colorScheme === 'dark' && !picture.isWhole) return
    const size = page.viewportSize()
    await page.evaluate(() =>
      Promise.allSettled([document.fonts.ready, ...document.getAnimations().map((animation) => animation.finished)]),
    )
    // Hundreds are taken: a JPEG takes half the time of a PNG, and the browser's own picture less than Playwright's, which hides the caret
    // and brings it back.
    const { data } = await browser.send('Page.captureScreenshot', { format: 'jpeg', quality: 90 })
    const name = `${picture.name}-${size?.width}x${size?.height}-${colorScheme}.jpg`
    writeFileSync(join(pictures, name), data, 'base64')
  }
  const keepInBoth = async (): Promise<void> => {
    if (picture.isWhole) {
      await dress(page, 'dark')
      await keep('dark')
      await dress(page, 'light')
    }
    await keep('light')
  }
  mkdirSync(pictures, { recursive: true })
  const { found, heard } = await seenAndHeard(page, keep)
  found.push(...(await smallTargets(page)).map((finding) => `tablet: ${finding}`))
  found.push(...(await focusFaults(page)).map((finding) => `keyboard: ${finding}`))
  await page.evaluate(() => (document.documentElement.dataset['scheme'] = 'outdoor'))
  found.push(...(await axeFindings(page, 'colours')).map((finding) => `outdoor: ${finding}`))
  await page.evaluate(() => delete document.documentElement.dataset['scheme'])
  await dress(page, 'light', 'active')
  found.push(...(await axeFindings(page, 'colours')).map((finding) => `forced colours: ${finding}`))
  await dress(page, 'light')
  found.push(...(await withLargeText(page, browser)))
  found.push(...(await smallTargets(page)).map((finding) => `phone: ${finding}`))
  await keepInBoth()
  await page.setViewportSize(narrowest)
  found.push(...(await axeFindings(page)).map((finding) => `320 px: ${finding}`))
  found.push(...(await sidewaysScrolling(page)).map((finding) => `320 px: ${finding}`))
  found.push(...(await smallTargets(page)).map((finding) => `320 px: ${finding}`))
  for (const size of otherSizes) {
    await page.setViewportSize(size)
    found.push(...(await sidewaysScrolling(page)).map((finding) => `${size.width} px: ${finding}`))
    found.push(...(await smallTargets(page)).map((finding) => `${size.width} px: ${finding}`))
    if (picture.isWhole) await keepInBoth()
  }
  await page.setViewportSize(tabletHeld)
  await browser.detach()
  return { found, heard }
}

/**
 * What is broken or lost at the side with text twice as large (WCAG 1.4.4), asked for where people ask: in the browser's settings,
 * which the app's own breakpoints follow too. First on a tablet and then on a phone, which is what the page is left as.
 */
const withLargeText = async (page: Page, browser: CDPSession): Promise<string[]> => {
  const found: string[] = []
  await browser.send('Page.setFontSizes', { fontSizes: twice })
  for (const [size, held] of [
    [tabletHeld, '200 % text'],
    [phone, 'phone, 200 % text'],
  ] as const) {
    await page.setViewportSize(size)
    await drawnAnew(page)
    const here = [
      ...(await sidewaysScrolling(page)),
      ...(await brokenWords(page)).map((word) => `"${word}" is broken`),
      ...(await smallTargets(page)),
    ]
    found.push(...here.map((finding) => `${held}: ${finding}`))
  }
  await browser.send('Page.setFontSizes', { fontSizes: ordinary })
  await drawnAnew(page)
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
