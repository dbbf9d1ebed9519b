import type { RouteObject } from 'react-router'

/** Who opened which file; for whoever answers for the children. */
export const accessLogRoutes: RouteObject[] = [
  {
    path: 'access-log',
    lazy: async () => ({ Component: (await import('./access-log-page.tsx')).AccessLogPage }),
  },
]
