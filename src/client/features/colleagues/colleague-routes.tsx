import type { RouteObject } from 'react-router'

/** Who works here, and inviting; for whoever looks after colleagues or answers for the children. */
export const colleagueRoutes: RouteObject[] = [
  {
    path: 'colleagues',
    lazy: async () => ({ Component: (await import('./colleagues-page.tsx')).ColleaguesPage }),
  },
  {
    path: 'colleagues/invite',
    lazy: async () => ({ Component: (await import('./invite-page.tsx')).InvitePage }),
  },
  {
    path: 'colleagues/:organisationId/:personId',
    lazy: async () => ({ Component: (await import('./colleague-page.tsx')).ColleaguePage }),
  },
]
