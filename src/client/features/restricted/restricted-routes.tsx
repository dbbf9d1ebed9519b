import type { RouteObject } from 'react-router'

/** What is told to the safeguarding lead, each screen fetched when it is first opened. */
export const restrictedRoutes: RouteObject[] = [
  {
    path: 'restricted',
    lazy: async () => ({ Component: (await import('./threads-page.tsx')).ThreadsPage }),
  },
  {
    path: 'restricted/plan/:organisationId',
    lazy: async () => ({ Component: (await import('./plan-page.tsx')).PlanPage }),
  },
  {
    path: 'restricted/:threadId',
    lazy: async () => ({ Component: (await import('./thread-page.tsx')).ThreadPage }),
  },
]
