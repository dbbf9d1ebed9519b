import type { RouteObject } from 'react-router'

/** The casework screens, each fetched when it is first opened; every one of them is on the tablet already. */
export const caseworkRoutes: RouteObject[] = [
  {
    path: 'caseload',
    lazy: async () => ({ Component: (await import('./caseload/caseload-page.tsx')).CaseloadPage }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./caseload/choose-pupil.tsx')).ChoosePupil }) },
      { path: ':pupilId', lazy: async () => ({ Component: (await import('./absence-case/case-page.tsx')).CasePage }) },
    ],
  },
]

/** Screens that fill the glass: no list of other families beside them where a family can see it. */
export const doorstepRoutes: RouteObject[] = []
