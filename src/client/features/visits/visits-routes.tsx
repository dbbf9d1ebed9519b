import type { RouteObject } from 'react-router'

/** The visits of a day, each screen fetched when it is first opened. */
export const visitsRoutes: RouteObject[] = [
  { path: 'visits', lazy: async () => ({ Component: (await import('./visits-page.tsx')).VisitsPage }) },
  { path: 'visits/ready', lazy: async () => ({ Component: (await import('./ready-page.tsx')).ReadyPage }) },
  { path: 'visits/:visitId', lazy: async () => ({ Component: (await import('./visit-page.tsx')).VisitPage }) },
  {
    path: 'caseload/:pupilId/plan-visit',
    lazy: async () => ({ Component: (await import('./plan-visit-page.tsx')).PlanVisitPage }),
  },
]
