import axe from 'axe-core'
import type { Page } from 'playwright-core'

const guidelines = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What can differ between a light and a dark scheme. */
const colours = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds wrong on the page as it is now (WCAG 2.2 AA): `rule: element`. The script enters over the debugging
 * protocol, so that the page's content security policy stays as it is. React Aria's place for announcements is left out:
 * it names a button for some seconds after the button has gone, and nobody can reach it.
 */
export const axeFindings = async (page: Page, only: 'everything' | 'colours' = 'everything'): Promise<string[]> => {
  await untilStill(page)
  // Once for each document: it is half a megabyte to send and to compile, and moving within the app keeps the document.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const found: unknown = await page.evaluate(
    async (runOnly) => {
      const run: unknown = Reflect.get(Reflect.get(globalThis, 'axe'), 'run')
      if (typeof run !== 'function') throw new Error('axe did not arrive')
      const { violations } = await run({ exclude: ['[data-live-announcer]'] }, { runOnly, resultTypes: ['violations'] })
      return violations.flatMap((violation: { id: string; nodes: { target: string[]; failureSummary: string }[] }) =>
        violation.nodes.map(
          (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary.replaceAll(/\s+/g, ' ')}`,
        ),
      )
    },
    only === 'everything' ? { type: 'tag', values: guidelines } : { type: 'rule', values: colours },
  )
  return Array.isArray(found) ? found.map(String) : []
}

/** Waits until colours and places have stopped changing: half-way through a transition nothing has its own contrast. */
const untilStill = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    await new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(settle)))
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map((animation) => animation.finished))
  })
}
