import type { RouteObject } from 'react-router'

/** Who is missing without a reason this morning, what is proposed for the register, and a school's cut-offs. */
export const morningRoutes: RouteObject[] = [
  {
    path: 'morning',
    lazy: async () => ({ Component: (await import('./morning-page.tsx')).MorningPage }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./choose-child.tsx')).ChooseChild }) },
      {
        path: ':pupilId',
        lazy: async () => ({ Component: (await import('./missing-child-page.tsx')).MissingChildPage }),
      },
    ],
  },
  {
    path: 'morning/for-the-register',
    lazy: async () => ({ Component: (await import('./for-the-register-page.tsx')).ForTheRegisterPage }),
  },
  {
    path: 'morning/cut-offs/:organisationId',
    lazy: async () => ({ Component: (await import('./cut-offs-page.tsx')).CutOffsPage }),
  },
]
