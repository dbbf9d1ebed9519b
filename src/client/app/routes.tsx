import type { RouteObject } from 'react-router'
import { accessLogRoutes } from '../features/access-log/access-log-routes.tsx'
import { figuresRoutes } from '../features/figures-of-schools/figures-routes.tsx'
import { caseworkRoutes, doorstepRoutes } from '../features/casework-routes.tsx'
import { colleagueRoutes } from '../features/colleagues/colleague-routes.tsx'
import { importRoutes } from '../features/import-roll/import-routes.tsx'
import { insightsRoutes } from '../features/insights/insights-routes.tsx'
import { returnsRoutes } from '../features/returns/returns-routes.tsx'
import { schoolDaysRoutes } from '../features/school-days/school-days-routes.tsx'
import { templateRoutes } from '../features/message-templates/template-routes.tsx'
import { morningRoutes } from '../features/morning/morning-routes.tsx'
import { outingsRoutes } from '../features/outings/outings-routes.tsx'
import { practiceRoutes } from '../features/practice/practice-routes.tsx'
import { visitsRoutes } from '../features/visits/visits-routes.tsx'
import { restrictedRoutes } from '../features/restricted/restricted-routes.tsx'
import { SignInPage } from '../features/sign-in/sign-in-page.tsx'
import { Home } from './home.tsx'
import { Outside } from './outside.tsx'
import { OneMoment } from './one-moment.tsx'
import { RescueScreen } from './rescue-screen.tsx'

/**
 * Every place of the app. Signing in comes with the app's first file; each other screen is fetched when it is first opened
 * and is on the tablet already (the service worker keeps them all). No address holds a name; ids are random.
 */
export const routes: RouteObject[] = [
  {
    path: '/',
    Component: Outside,
    ErrorBoundary: RescueScreen,
    HydrateFallback: OneMoment,
    children: [
      { index: true, Component: Home },
      { path: 'sign-in', Component: SignInPage },
      {
        path: 'set-up',
        lazy: async () => ({ Component: (await import('../features/set-up-device/set-up-page.tsx')).SetUpPage }),
      },
      {
        path: 'unlock',
        lazy: async () => ({ Component: (await import('../features/unlock/unlock-page.tsx')).UnlockPage }),
      },
      {
        lazy: async () => ({ Component: (await import('./lockable.tsx')).Lockable }),
        children: [
          {
            lazy: async () => ({ Component: (await import('./frame.tsx')).AppFrame }),
            children: [
              ...caseworkRoutes,
              ...morningRoutes,
              ...restrictedRoutes,
              ...visitsRoutes,
              ...outingsRoutes,
              ...importRoutes,
              ...colleagueRoutes,
              ...accessLogRoutes,
              ...figuresRoutes,
              ...templateRoutes,
              ...insightsRoutes,
              ...returnsRoutes,
              ...schoolDaysRoutes,
              ...practiceRoutes,
              {
                path: 'sync',
                lazy: async () => ({ Component: (await import('../features/sync/sync-page.tsx')).SyncPage }),
              },
              {
                path: 'device',
                lazy: async () => ({ Component: (await import('../features/device/device-page.tsx')).DevicePage }),
              },
              {
                path: 'admin/devices',
                lazy: async () => ({
                  Component: (await import('../features/admin-devices/admin-devices-page.tsx')).AdminDevicesPage,
                }),
              },
              { path: '*', lazy: async () => ({ Component: (await import('./not-found.tsx')).NotFound }) },
            ],
          },
          ...doorstepRoutes,
        ],
      },
    ],
  },
]
