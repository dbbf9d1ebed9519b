import type { RouteObject } from 'react-router'

/** What schools have to tell their council, fetched when it is first opened. */
export const returnsRoutes: RouteObject[] = [
  { path: 'returns', lazy: async () => ({ Component: (await import('./returns-page.tsx')).ReturnsPage }) },
  {
    path: 'school-numbers/:organisationId',
    lazy: async () => ({ Component: (await import('./school-numbers-page.tsx')).SchoolNumbersPage }),
  },
  {
    path: 'returns/:pupilId/:direction',
    lazy: async () => ({ Component: (await import('./school-move-page.tsx')).SchoolMovePage }),
  },
]
