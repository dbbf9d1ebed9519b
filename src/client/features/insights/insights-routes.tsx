import type { RouteObject } from 'react-router'

/** How groups of pupils attend, who is behind a figure, and the report for governors; fetched when first opened. */
export const insightsRoutes: RouteObject[] = [
  { path: 'insights', lazy: async () => ({ Component: (await import('./insights-page.tsx')).InsightsPage }) },
  {
    path: 'insights/pupils',
    lazy: async () => ({ Component: (await import('./these-pupils-page.tsx')).ThesePupilsPage }),
  },
  {
    path: 'insights/hand-out',
    lazy: async () => ({ Component: (await import('./hand-out-page.tsx')).HandOutPage }),
  },
  {
    path: 'insights/governors',
    lazy: async () => ({ Component: (await import('./hand-out-page.tsx')).GovernorsPage }),
  },
]
