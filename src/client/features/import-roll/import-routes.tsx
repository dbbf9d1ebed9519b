import type { RouteObject } from 'react-router'

/** The administrator's page for a school's roll. */
export const importRoutes: RouteObject[] = [
  {
    path: 'admin/import',
    lazy: async () => ({ Component: (await import('./import-roll-page.tsx')).ImportRollPage }),
  },
]
