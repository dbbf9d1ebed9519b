import type { Page } from 'playwright-core'

/**
 * What on the page gives a finger less than 44 by 44 px (WCAG 2.5.5, the size we keep for cold hands on a doorstep):
 * `element "name": width x height`. What counts is where a press lands: the control's own box, its label's, or a
 * pseudo-element's around it. A link within a sentence is left out, as the guideline does; so is what is not on the glass.
 * The page is left as far down as it was.
 */
export const smallTargets = async (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const pressable = 'a[href], button, input, select, textarea, summary, [role="button"], [role="menuitem"]'

    const letters = /\p{L}/u

    const isWithinASentence = (link: Element): boolean => {
      let here: Element | null = link
      while (here !== null && getComputedStyle(here).display === 'inline') {
        const beside = [...(here.parentNode?.childNodes ?? [])]
        if (beside.some((node) => node.nodeType === Node.TEXT_NODE && letters.test(node.textContent ?? ''))) return true
        here = here.parentElement
      }
      return false
    }

    /** How far a finger can stray from the middle, one way, and still press this, to an eighth of a pixel. */
    const reach = (isPressedAt: (x: number, y: number) => boolean, x: number, y: number, dx: number, dy: number) => {
      let far = 0
      for (const step of [1, 1 / 8])
        while (far < least && isPressedAt(x + (far + step) * dx, y + (far + step) * dy)) far += step
      return far
    }

    const pressArea = (control: Element): { width: number; height: number } | null => {
      const label = control instanceof HTMLInputElement ? control.closest('label') : null
      const box = (label ?? control).getBoundingClientRect()
      if (box.width >= least && box.height >= least) return null
      ;(label ?? control).scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const { left, top, width, height } = (label ?? control).getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return null
      const isPressedAt = (atX: number, atY: number): boolean => {
        const pressed = document.elementFromPoint(atX, atY)
        return pressed !== null && (control.contains(pressed) || label?.contains(pressed) === true)
      }
      const across = reach(isPressedAt, x, y, -1, 0) + reach(isPressedAt, x, y, 1, 0)
      const down = reach(isPressedAt, x, y, 0, -1) + reach(isPressedAt, x, y, 0, 1)
      // The last steps end within an eighth of a pixel of either edge.
      return { width: Math.max(width, across + 0.25), height: Math.max(height, down + 0.25) }
    }

    const stood = new Map([...document.querySelectorAll('*')].map((each) => [each, each.scrollTop]))

    const found: string[] = []
    for (const control of document.querySelectorAll(pressable)) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue
      if (control.closest('[aria-hidden="true"], [inert]') !== null || isWithinASentence(control)) continue
      // The way out of a menu or dialog that React Aria puts at both its ends for screen readers alone.
      if (getComputedStyle(control.parentElement ?? control).clipPath === 'inset(50%)') continue
      const area = pressArea(control)
      if (area === null || (area.width >= least && area.height >= least)) continue
      const name = control.getAttribute('aria-label') ?? control.textContent ?? ''
      const size = `${area.width.toFixed(1)} x ${area.height.toFixed(1)}`
      found.push(`${control.localName}.${control.className} "${name.trim().slice(0, 60)}": ${size} px`)
    }
    for (const [each, top] of stood) each.scrollTop = top
    return found
  }, LEAST)

const LEAST = 44
