import type { RouteObject } from 'react-router'

/** The messages that an organisation has ready for its families, each screen fetched when it is first opened. */
export const templateRoutes: RouteObject[] = [
  { path: 'messages', lazy: async () => ({ Component: (await import('./templates-page.tsx')).TemplatesPage }) },
  {
    path: 'messages/:organisationId/:templateId',
    lazy: async () => ({ Component: (await import('./template-page.tsx')).TemplatePage }),
  },
]
