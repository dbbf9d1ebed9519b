import { routesOf, type KnownRoute } from '#server/app.ts'
import type { SignedIn } from '#server/accounts/accounts.ts'
import type { Office } from '#server/office.ts'
import type { OrganisationRows } from './organisation-rows.ts'
import type { TestOffice } from './office.ts'

/** Every route that a browser can ask for, HEAD aside (Fastify answers it as GET). */
export const everyRoute = (running: TestOffice): KnownRoute[] =>
  routesOf(running.app).filter(({ method }) => method !== 'HEAD')

/** An address of a route, each `:part` and the wildcard filled in. */
export const addressOf = ({ url }: KnownRoute, part: string): string => url.replaceAll(/:\w+|\*/g, () => part)

/** Lets every request be one of this person, an administrator of their organisation, without signing in. */
export const signedInAs =
  ({ organisation, person }: OrganisationRows) =>
  (office: Office): Office => {
    const signedIn: SignedIn = {
      accountId: person,
      actor: {
        personId: person,
        memberships: [
          {
            kind: 'staff-member',
            id: person,
            organisationId: organisation,
            name: 'Pat Example',
            role: 'administrator',
            yearGroups: null,
            leftOn: null,
          },
        ],
      },
      sessionId: 'session',
      signedInAt: new Date().toISOString(),
      name: 'Pat Example',
      deviceId: null,
    }
    return {
      ...office,
      accounts: Object.assign(Object.create(office.accounts), { whoIs: () => Promise.resolve({ ok: true, signedIn }) }),
    }
  }
