import './one-realm.ts'
import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { RouterProvider as LinksProvider } from 'react-aria-components'
import { createMemoryRouter, Outlet, RouterProvider, useNavigate } from 'react-router'
import { PlaceProvider } from '#client/app/go-on.tsx'
import { HideProvider } from '#client/app/hide.tsx'
import { SessionProvider, type Session } from '#client/app/session.tsx'
import type { Kept } from '#client/casework/kept-record.ts'
import { accessLogRoutes } from '#client/features/access-log/access-log-routes.tsx'
import { AdminDevicesPage } from '#client/features/admin-devices/admin-devices-page.tsx'
import { caseworkRoutes, doorstepRoutes } from '#client/features/casework-routes.tsx'
import { figuresRoutes } from '#client/features/figures-of-schools/figures-routes.tsx'
import { colleagueRoutes } from '#client/features/colleagues/colleague-routes.tsx'
import { insightsRoutes } from '#client/features/insights/insights-routes.tsx'
import { returnsRoutes } from '#client/features/returns/returns-routes.tsx'
import { schoolDaysRoutes } from '#client/features/school-days/school-days-routes.tsx'
import { templateRoutes } from '#client/features/message-templates/template-routes.tsx'
import { morningRoutes } from '#client/features/morning/morning-routes.tsx'
import { outingsRoutes } from '#client/features/outings/outings-routes.tsx'
import { visitsRoutes } from '#client/features/visits/visits-routes.tsx'
import { restrictedRoutes } from '#client/features/restricted/restricted-routes.tsx'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { keepToCome } from '#client/store/to-come.ts'
import { ToastProvider } from '#client/ui/toast.tsx'
import { outingsFileOf, ownFileOf } from '#domain/records/own-file.ts'
import { fileOf } from '#domain/records/record.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import type { Clock } from '#domain/time/instant.ts'
import { afterEach } from 'vitest'
import { openInMemory } from '../store/support.ts'
import { aColleague, aSchool, okoro, received } from './invented-family.ts'

afterEach(cleanup)
// jsdom draws nothing, so it has nowhere to scroll to.
Element.prototype.scrollIntoView = () => {}

/** Monday 23 November 2026, 10:21 in England. */
export const thisMorning: Clock = () => '2026-11-23T10:21:00.000Z'

/** Puts records on a tablet as a finished pull would, each file whole. */
export const hold = async (db: DoorstepDatabase, kept: readonly Kept[]): Promise<void> => {
  const files = new Set(kept.map(({ record }) => fileOf(record)))
  await db.cursors.bulkPut([...files].map((fileId) => ({ fileId, version: 1, load: null })))
  await keepToCome(db, 0)
  await db.records.bulkPut(
    kept.map(({ record, waiting, receivedAt, reference }) => ({
      fileId: fileOf(record),
      id: record.id,
      kind: record.kind,
      version: 1,
      waiting,
      receivedAt,
      reference,
      body: record,
    })),
  )
}

export type OnATablet = {
  db: DoorstepDatabase
  session: Session
  person: UserEvent
  path: () => string
  /** Puts words into a field at once, as dictation does. */
  say: (field: HTMLElement, words: string) => Promise<void>
  /** The page goes as with a lock or a killed tab, once what was typed is on disk; the same tablet is to be drawn again. */
  takenAway: () => Promise<void>
}

/**
 * Draws the casework screens as they stand behind the lock, over a real sealed database in memory. `as` is whose tablet it
 * is: the attendance lead of Hollins unless said; `also` are their other places.
 */
export const onATablet = async (
  path: string,
  kept: readonly Kept[],
  {
    as = aColleague(),
    clock = thisMorning,
    also = [],
    db: given,
  }: { as?: StaffMember; clock?: Clock; also?: StaffMember[]; db?: DoorstepDatabase } = {},
): Promise<OnATablet> => {
  const db = given ?? (await openInMemory())
  await db.cursors.bulkPut(
    [ownFileOf(as.organisationId, as.id), outingsFileOf(as.organisationId, as.id)].map((fileId) => ({
      fileId,
      version: 1,
      load: null,
    })),
  )
  await hold(db, [received(aSchool()), received(aColleague()), ...kept])
  const session: Session = {
    db,
    actor: { personId: as.id, memberships: [as, ...also] },
    account: { personId: as.id, name: as.name, databaseName: 'd0' },
    deviceId: okoro,
    clock,
    lock: () => {},
    grace: () => () => {},
    openUntil: () => Number.POSITIVE_INFINITY,
    setIdleMinutes: () => {},
    sync: { sendNow: () => {}, stop: () => Promise.resolve() },
  }
  const router = createMemoryRouter(
    [
      {
        Component: Links,
        children: [
          ...caseworkRoutes,
          ...morningRoutes,
          ...restrictedRoutes,
          ...visitsRoutes,
          ...outingsRoutes,
          ...colleagueRoutes,
          ...accessLogRoutes,
          ...figuresRoutes,
          ...templateRoutes,
          ...insightsRoutes,
          ...returnsRoutes,
          ...schoolDaysRoutes,
          ...doorstepRoutes,
          { path: 'admin/devices', Component: AdminDevicesPage },
        ],
      },
    ],
    {
      initialEntries: [path],
    },
  )
  render(
    <SessionProvider session={session}>
      <HideProvider>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </HideProvider>
    </SessionProvider>,
  )
  const person = userEvent.setup()
  return {
    db,
    session,
    person,
    path: () => router.state.location.pathname,
    say: async (field, words) => {
      await person.click(field)
      await person.paste(words)
    },
    takenAway: async () => {
      await screen.findByText(/Draft kept on this tablet/)
      cleanup()
    },
  }
}

/** Links as the app has them: without loading the page again. */
const Links = () => {
  const navigate = useNavigate()
  return (
    <LinksProvider navigate={(path) => void navigate(path)}>
      <PlaceProvider>
        <Outlet />
      </PlaceProvider>
    </LinksProvider>
  )
}
