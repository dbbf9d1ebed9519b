import type { RouteObject } from 'react-router'

/** Being out on visits: before leaving, while out, and for whoever looks out for a colleague. */
export const outingsRoutes: RouteObject[] = [
  { path: 'outings/new', lazy: async () => ({ Component: (await import('./lodge-page.tsx')).LodgePage }) },
  { path: 'outings/:outingId', lazy: async () => ({ Component: (await import('./outing-page.tsx')).OutingPage }) },
]
