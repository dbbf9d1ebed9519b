import type { Page } from 'playwright-core'

/**
 * Words of at most so many letters in what is pressed, in headings and in paragraphs that the page breaks over two lines, as it
 * does where a place is too narrow for its word: `"Caseload" in a`. Longer ones may break on a phone with text twice as large.
 */
export const brokenWords = async (page: Page): Promise<string[]> =>
  page.evaluate((most) => {
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement
      if (holder === null || !holder.checkVisibility({ visibilityProperty: true })) continue
      const held = holder.closest('a, button, label, h1, h2, h3, p, li, dt')
      if (held === null || holder.closest('dd, option, [aria-hidden="true"]') !== null) continue
      for (const word of (node.textContent ?? '').matchAll(/\p{L}+/gu)) {
        if (word[0].length > most) continue
        range.setStart(node, word.index)
        range.setEnd(node, word.index + word[0].length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
        if (lines.size > 1) found.add(`"${word[0]}" in ${held.localName}`)
      }
    }
    return [...found]
  }, MOST_LETTERS)

const MOST_LETTERS = 12
