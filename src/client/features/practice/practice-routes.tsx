import type { RouteObject } from 'react-router'

/** Where practising begins; the screens that are practised on are the ordinary ones. */
export const practiceRoutes: RouteObject[] = [
  { path: 'practise', lazy: async () => ({ Component: (await import('./practise-page.tsx')).PractisePage }) },
]
