import type { RouteObject } from 'react-router'

/** How the pupils of several schools attend; for a service manager. */
export const figuresRoutes: RouteObject[] = [
  {
    path: 'insights/schools',
    lazy: async () => ({ Component: (await import('./figures-of-schools-page.tsx')).FiguresOfSchoolsPage }),
  },
]
