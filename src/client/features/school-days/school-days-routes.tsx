import type { RouteObject } from 'react-router'

/** On which days each school is open, each screen fetched when it is first opened. */
export const schoolDaysRoutes: RouteObject[] = [
  { path: 'school-days', lazy: async () => ({ Component: (await import('./school-days-page.tsx')).SchoolDaysPage }) },
  {
    path: 'school-days/:organisationId/new',
    lazy: async () => ({ Component: (await import('./close-school-page.tsx')).CloseSchoolPage }),
  },
]
