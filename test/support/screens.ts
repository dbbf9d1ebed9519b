import type { Page } from 'playwright-core'
import { matchRoutes, type RouteObject } from 'react-router'
import { routes } from '#client/app/routes.tsx'
import type { Tablet } from './tablet.ts'

/** Every address pattern of the app, from its own list of routes: `/caseload/:pupilId/log-call`. */
export const routePatterns = (): string[] => patternsOf(routes, '')

const patternsOf = (list: RouteObject[], above: string): string[] =>
  list.flatMap((route) => {
    const here = route.path === undefined ? above : `${above}/${route.path}`.replaceAll(/\/+/g, '/')
    const below = patternsOf(route.children ?? [], here)
    const isScreen =
      route.path !== undefined && route.path !== '*' && !(route.children ?? []).some(({ index }) => index === true)
    return [...(isScreen || route.index === true ? [here] : []), ...below]
  })

/**
 * Where each screen is really found, by its pattern: the links are followed as a person presses them, menus opened, from the
 * files to open first and the places in the frame through as many pupils' files as it takes. Whatever lies above a wanted
 * screen is looked at before anything else, and pupils' files last where none of them is wanted. A screen that no link leads this
 * person to has no entry.
 */
export const findScreens = async (
  tablet: Tablet,
  wanted: readonly string[],
  first: readonly string[] = [],
): Promise<Map<string, string>> => {
  const found = new Map<string, string>()
  const files: string[] = []
  const ahead = [...first, ...STARTS]
  const later: string[] = []
  const isInFiles = wanted.some((pattern) => pattern.startsWith('/caseload/:'))
  const seen = new Set<string>()
  const isDone = (): boolean => wanted.every((pattern) => found.has(pattern))
  while (!isDone()) {
    const next = ahead.shift() ?? later.shift() ?? files.find((file) => !seen.has(file))
    if (next === undefined || seen.size > MOST_PAGES) break
    if (seen.has(next)) continue
    seen.add(next)
    for (const path of await linksOn(tablet, next)) {
      const pattern = patternOf(path)
      if (pattern === '/caseload/:pupilId' && !files.includes(path)) files.push(path)
      if (pattern === null || found.has(pattern)) continue
      found.set(pattern, path)
      if (wanted.some((below) => !found.has(below) && below.startsWith(`${pattern}/`))) ahead.unshift(path)
      else if (isInFiles || !path.startsWith('/caseload/')) ahead.push(path)
      else later.push(path)
    }
  }
  return found
}

/**
 * Families of the invented place whose stories are told by hand: between them they lead to every screen of an officer's work.
 * Looked at before whoever happens to be first today.
 */
const toldByHand = [
  'Jamie Braithwaite',
  'Bron Pryce',
  'Selam Haile',
  'Isla Marchant',
  'Micah Grant-Prescod',
  'Arlo Finch',
  'Yusuf Siddiqui',
  'Соломія Hrytsenko',
]

/** The files of these families, by address: what each child is called. The tablet shows an officer's caseload. */
export const filesToldByHand = async (tablet: Tablet): Promise<Map<string, string>> => {
  const { page } = tablet
  await tablet.goWithin('/caseload')
  const search = page.getByRole('searchbox', { name: 'Search names and notes' })
  const files = new Map<string, string>()
  for (const name of toldByHand) {
    await search.fill(name)
    const row = page.locator('a[href^="/caseload/"]').filter({ hasText: name }).first()
    await row.waitFor()
    files.set(`/caseload/${(await row.getAttribute('href'))?.split('/')[2] ?? ''}`, name)
  }
  await search.fill('')
  return files
}

/** Screens of work that is not an education welfare officer's, or that only a moment brings. */
export const othersWork = [
  '/caseload/:pupilId/case/reopen',
  '/restricted',
  '/restricted/plan/:organisationId',
  '/admin/import',
  '/colleagues',
  '/colleagues/invite',
  '/colleagues/:organisationId/:personId',
  '/access-log',
  '/insights/schools',
  '/messages',
  '/messages/:organisationId/:templateId',
  '/school-days/:organisationId/new',
  '/insights',
  '/insights/pupils',
  '/insights/hand-out',
  '/insights/governors',
  '/morning',
  '/morning/:pupilId',
  '/morning/for-the-register',
  '/morning/cut-offs/:organisationId',
  '/admin/devices',
  '/returns/:pupilId/:direction',
  '/school-numbers/:organisationId',
]

const STARTS = ['/today', '/caseload', '/sync']
const MOST_PAGES = 90

/** A file's name for a screen, from its pattern: `caseload-pupilId-log-call`. */
export const nameOf = (pattern: string): string => pattern.slice(1).replaceAll('/:', '-').replaceAll('/', '-')

const patternOf = (path: string): string | null =>
  matchRoutes(
    routePatterns().map((pattern) => ({ path: pattern })),
    path,
  )?.at(-1)?.route.path ?? null

/** Waits until no grey lines stand where rows will be. */
export const untilRead = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('main [class*="_skeleton_"]') === null)
}

/** Every address that the page leads to, those in its menus too. */
const linksOn = async (tablet: Tablet, path: string): Promise<string[]> => {
  const { page } = tablet
  await tablet.goWithin(path)
  await untilRead(page)
  const links = page.locator('a[href^="/"]')
  const hrefs = async (): Promise<string[]> =>
    links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  const found = await hrefs()
  if (path === '/caseload') {
    // Pupils without an open case are found by looking for them.
    const search = page.getByRole('searchbox', { name: 'Search names and notes' })
    await search.fill('a')
    await page.waitForTimeout(400)
    found.push(...(await hrefs()))
    await search.fill('')
  }
  const menu = page.getByRole('button', { name: 'More', exact: true })
  if (await menu.isVisible()) {
    await menu.click()
    await page.getByRole('menu').waitFor()
    found.push(...(await hrefs()))
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
  }
  return found.map((href) => new URL(href, 'http://tablet').pathname)
}

/** Where a screen is found; for one that no link led to, its address with this pupil and no such record. */
export const addressOf = (pattern: string, screens: ReadonlyMap<string, string>): string => {
  const pupil = screens.get('/caseload/:pupilId')?.split('/')[2] ?? UNKNOWN
  return screens.get(pattern) ?? pattern.replace(':pupilId', pupil).replaceAll(/:\w+/g, UNKNOWN)
}

const UNKNOWN = '00000000-0000-4000-8000-000000000000'

/** What a screen says when its address names nothing that is here, or nothing that is this person's. */
export const saysNotHere = async (tablet: Tablet): Promise<boolean> => {
  const headings = await tablet.page.locator('h1').allInnerTexts()
  return headings.some((heading) => NOT_HERE.some((words) => heading.includes(words)))
}

const NOT_HERE = [
  'This is not in the file',
  'This file is not on this tablet',
  'This is not on this tablet',
  'This visit is not on this tablet',
  'This is not yours to set',
  'Nobody to show',
  'Nothing is at this address',
]

/** Before the lock: these show the same to everyone. */
export const isBeforeTheLock = (pattern: string): boolean => ['/', '/sign-in', '/set-up', '/unlock'].includes(pattern)
