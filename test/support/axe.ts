import axe from 'axe-core'
import type { Page } from 'playwright-core'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe finds wrong on the page as it is now (WCAG 2.2 AA): `rule: element`. The script enters over the debugging
 * protocol, so that the page's content security policy stays as it is.
 */
export const axeFindings = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source)
  const found: unknown = await page.evaluate(async (tags) => {
    const run: unknown = Reflect.get(Reflect.get(globalThis, 'axe'), 'run')
    if (typeof run !== 'function') throw new Error('axe did not arrive')
    const { violations } = await run(document, { runOnly: { type: 'tag', values: tags } })
    return violations.flatMap((violation: { id: string; nodes: { target: string[]; failureSummary: string }[] }) =>
      violation.nodes.map(
        (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary.replaceAll(/\s+/g, ' ')}`,
      ),
    )
  }, rules)
  return Array.isArray(found) ? found.map(String) : []
}
