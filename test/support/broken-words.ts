import type { Page } from 'playwright-core'

/**
 * Words of the page that the line ends in the middle of: large text that found no room. A word may be parted at a hyphen or
 * slash; numbers, addresses and what is hidden do not count.
 */
export const brokenWords = async (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement
      if (holder === null || !holder.checkVisibility({ visibilityProperty: true })) continue
      for (const match of (node.textContent ?? '').matchAll(/\p{L}{2,}/gu)) {
        const range = document.createRange()
        range.setStart(node, match.index)
        range.setEnd(node, match.index + match[0].length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
        if (lines.size > 1) found.add(match[0])
      }
    }
    return [...found]
  })
