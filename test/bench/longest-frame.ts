import type { Locator, Page } from 'playwright-core'

/** A list under somebody's hands, and what they ask it with. */
type UnderHand = { list: Locator; filter: Locator; search: Locator; letters: string }

/** How far a finger throws the list at each push, in pixels; how often each way; the milliseconds between two pushes. */
const THROW = 900
const THROWS = 40
const BETWEEN = 60

/**
 * The longest time in which no frame was drawn, in milliseconds, while somebody throws their caseload down and up again, asks
 * for those not seen, then for everyone, types a name letter by letter and takes it away. The page shows the caseload.
 */
export const longestFrameOfCaseload = async (page: Page): Promise<number> =>
  longestFrame(page, {
    list: page.locator('ul:has(> li[data-index])'),
    filter: page.getByRole('group', { name: 'Show only' }).getByRole('button', { name: /^Not seen/ }),
    search: page.getByRole('searchbox', { name: 'Search names and notes' }),
    letters: 'okaf',
  })

/** The same hands on a list of `count` plain rows in a page with no app: what this browser on this machine can draw. */
export const longestFrameOfPlainList = async (page: Page, count: number): Promise<number> => {
  await page.goto('about:blank')
  await page.evaluate(drawPlainList, count)
  return longestFrame(page, {
    list: page.locator('ul'),
    filter: page.getByRole('button'),
    search: page.locator('input'),
    letters: 'robi',
  })
}

const longestFrame = async (page: Page, { list, filter, search, letters }: UnderHand): Promise<number> => {
  const box = await list.boundingBox()
  if (box === null) throw new Error('There is no list to scroll.')
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height, 500) / 2)
  await page.evaluate(countFrames)
  for (const way of [THROW, -THROW]) {
    for (let thrown = 0; thrown < THROWS; thrown += 1) {
      await page.mouse.wheel(0, way)
      await page.waitForTimeout(BETWEEN)
    }
  }
  for (let pressed = 0; pressed < 2; pressed += 1) {
    await filter.click()
    await page.waitForTimeout(400)
  }
  await search.pressSequentially(letters, { delay: 120 })
  await page.waitForTimeout(600)
  await search.fill('')
  await page.waitForTimeout(400)
  return page.evaluate(() => Number(Reflect.get(Reflect.get(globalThis, 'frames'), 'longest')))
}

/** In the page: notes the longest time between two frames from here on. */
const countFrames = (): void => {
  const frames = { longest: 0, last: 0 }
  Reflect.set(globalThis, 'frames', frames)
  const next = (at: number): void => {
    if (frames.last > 0) frames.longest = Math.max(frames.longest, at - frames.last)
    frames.last = at
    requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
}

/** In the page: rows of three lines, a button that hides every other one, a field that hides those without its letters. */
const drawPlainList = (count: number): void => {
  const list = document.createElement('ul')
  list.style.cssText = 'height: 560px; width: 340px; margin: 0; padding: 0; overflow-y: scroll'
  for (let at = 0; at < count; at += 1) {
    const row = document.createElement('li')
    row.style.cssText = 'height: 92px; border-top: 1px solid'
    for (const words of [`Robin Marsh ${at}`, 'Nobody has noted seeing them.', 'Review due'])
      row.append(Object.assign(document.createElement('div'), { textContent: words }))
    list.append(row)
  }
  const rows = [...list.children]
  const half = Object.assign(document.createElement('button'), { textContent: 'Half' })
  half.addEventListener('click', () => {
    for (const [at, row] of rows.entries()) if (at % 2 === 1) row.toggleAttribute('hidden')
  })
  const search = document.createElement('input')
  search.addEventListener('input', () => {
    for (const row of rows) row.toggleAttribute('hidden', !row.textContent.toLowerCase().includes(search.value))
  })
  document.body.append(half, search, list)
}
