import type { Page } from 'playwright-core'

/** A place where the focus stood: its accessible name, whether it is in the part looked at, can be seen whole enough, and is marked. */
export type Stop = { name: string; inPart: boolean; again: boolean; inSight: boolean; shown: boolean }

/** What is looked at: the main part of the page, or the dialog that lies over it and keeps the focus. */
export type Part = 'main' | '[role$="dialog"]'

/** Where the focus is now (WCAG 2.4.7, 2.4.11). */
export const stopOf = (page: Page, part: Part = 'main'): Promise<Stop> =>
  page.evaluate((within) => {
    const element = document.activeElement ?? document.body
    const space = /\s+/g
    const textOf = (each: Element | null): string => each?.textContent?.replaceAll(space, ' ').trim() ?? ''
    const labelled = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => textOf(document.getElementById(id)))
    const labels = [...document.querySelectorAll('label')].filter((label) => label.control === element).map(textOf)
    const name = [element.getAttribute('aria-label') ?? '', labelled.join(' '), labels.join(' '), textOf(element)].find(
      (each) => each.trim() !== '',
    )
    // A choice's own input is hidden under its label, which is what people see.
    const hidden = element instanceof HTMLInputElement && /^(radio|checkbox)$/.test(element.type)
    const seen = hidden ? (element.closest('label') ?? element) : element
    const box = seen.getBoundingClientRect()
    const inSight = [8, box.height / 2, box.height - 8].some((down) => {
      const there = document.elementFromPoint(box.left + box.width / 2, box.top + down)
      return there !== null && (seen.contains(there) || there.contains(seen))
    })
    // The mark may be drawn around the field's frame or on the box inside its label.
    const around = [seen, seen.parentElement, seen.parentElement?.parentElement, ...seen.querySelectorAll('*')]
    const shown = around.some((each) => {
      if (!each) return false
      const { outlineStyle, outlineWidth } = getComputedStyle(each)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
    })
    const passed: unknown = Reflect.get(globalThis, 'passed')
    // The parts of a date are stops of their own within one field.
    const again = passed instanceof Set && passed.has(element) && [...passed].at(-1) !== element
    if (passed instanceof Set) passed.add(element)
    return { name: name?.trim() ?? '', inPart: element.closest(within) !== null, again, inSight, shown }
  }, part)

/** A list of hundreds is walked so far and no further. */
const MOST_STOPS = 80

/**
 * What somebody with the keyboard alone cannot do on the page that is open: controls of its main part that Tab does not come to,
 * and stops of the focus, on the way down and on the way back, that are out of sight or not marked.
 */
export const focusFaults = async (page: Page): Promise<string[]> => {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const main = document.querySelector('main')
    if (main === null) return
    // Where the next Tab begins.
    const before = main.getAttribute('tabindex')
    main.tabIndex = -1
    main.focus()
    main.blur()
    if (before === null) main.removeAttribute('tabindex')
    else main.setAttribute('tabindex', before)
  })
  const found = await thereAndBack(page, 'main')
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    scrollTo(0, 0)
  })
  return found
}

/** The same of the dialog that is open; and that the focus does not leave it. It stays where the dialog leads it last. */
export const focusFaultsOfDialog = async (page: Page): Promise<string[]> => {
  const found = await thereAndBack(page, '[role$="dialog"]')
  const { inPart, name } = await stopOf(page, '[role$="dialog"]')
  return inPart ? found : [...found, `the focus has left the dialog for "${name}"`]
}

const thereAndBack = async (page: Page, part: Part): Promise<string[]> => {
  const down = await walk(page, part, 'Tab')
  const found = [...down.found, ...(down.isWhole ? await neverReached(page, part) : [])]
  const back = await walk(page, part, 'Shift+Tab')
  return [...found, ...back.found.map((fault) => `going back, ${fault}`)]
}

/** Presses the key until the focus leaves the part, or comes to where it was: what is wrong at the stops, and whether it came to the end. */
const walk = async (
  page: Page,
  part: Part,
  key: 'Tab' | 'Shift+Tab',
): Promise<{ found: string[]; isWhole: boolean }> => {
  await page.evaluate(() => Object.assign(globalThis, { passed: new Set<Element>() }))
  const found: string[] = []
  for (let presses = 0; presses < MOST_STOPS; presses++) {
    await page.keyboard.press(key)
    const now = await stopOf(page, part)
    if (!now.inPart || now.again) return { found, isWhole: true }
    if (!now.inSight) found.push(`"${now.name.slice(0, 60)}" has the focus out of sight`)
    if (!now.shown) found.push(`"${now.name.slice(0, 60)}" does not show that it has the focus`)
  }
  return { found, isWhole: false }
}

const neverReached = (page: Page, part: Part): Promise<string[]> =>
  page.evaluate((within) => {
    const passed: unknown = Reflect.get(globalThis, 'passed')
    const wanted = document.querySelectorAll<HTMLElement>(
      `${within} :is(a[href], button, input, select, textarea, summary, [tabindex="0"])`,
    )
    return [...wanted].flatMap((each) => {
      if (!(passed instanceof Set) || passed.has(each)) return []
      if (each.tabIndex < 0 || each.matches(':disabled') || each.closest('[inert], [aria-hidden="true"]') !== null)
        return []
      if (!each.checkVisibility({ visibilityProperty: true })) return []
      // A long list draws its rows as it scrolls: pressed faster than that, Tab goes on behind those that are drawn.
      if (each.closest('li[aria-setsize]') !== null) return []
      // One of a group has the focus; arrow keys move within it.
      if (each instanceof HTMLInputElement && each.type === 'radio') return []
      return [
        `Tab does not come to ${each.tagName.toLowerCase()} "${each.getAttribute('aria-label') ?? each.textContent?.trim().slice(0, 60) ?? ''}"`,
      ]
    })
  }, part)
