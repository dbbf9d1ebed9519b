import type { RouteObject } from 'react-router'
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

/** What the parts of addresses are in one pupil's file: `{ pupilId, barrierId, … }`, from the links on the case page. */
export const addressParts = async (tablet: Tablet, pupil: string): Promise<Record<string, string>> => {
  await tablet.openPupil(pupil)
  const hrefs = await tablet.page
    .locator('a[href^="/caseload/"], a[href^="/restricted/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const parts: Record<string, string> = { pupilId: new URL(tablet.page.url()).pathname.split('/')[2] ?? '' }
  for (const [part, pattern] of Object.entries(places)) {
    const found = hrefs.flatMap((href) => pattern.exec(href)?.slice(1) ?? [])
    parts[part] = found.find((id) => id !== 'new') ?? UNKNOWN
  }
  return parts
}

/** Where there is no such record, the screen that says so is opened instead. */
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

const places = {
  barrierId: /\/barriers\/([^/]+)$/,
  promiseId: /\/promises\/([^/]+)$/,
  flagId: /\/risk-flags\/([^/]+)$/,
  parentId: /\/parents\/([^/]+)\/safe-contact$/,
  noteId: /\/notes\/([^/]+)\/amend$/,
  clashId: /\/clashes\/([^/]+)$/,
  threadId: /^\/restricted\/([^/]+)$/,
}

/** The address of a pattern, each part filled in. */
export const addressOf = (pattern: string, parts: Record<string, string>): string =>
  pattern.replaceAll(/:(\w+)/g, (_whole, part: string) => parts[part] ?? UNKNOWN)

/** Before the lock: these show the same to everyone. */
export const isBeforeTheLock = (pattern: string): boolean => ['/', '/sign-in', '/set-up', '/unlock'].includes(pattern)
