import type { DemoSignIn, DemoSignIns } from '#server/office.ts'
import { nameOf, roleOf, whoIsWhere, type PostName } from './people/staff.ts'

/** Who can sign in, in the order in which to show them: first the two between whom the main job happens. */
const shown: readonly PostName[] = [
  'officer',
  'headOfYear9',
  'pastoral',
  'attendanceLead',
  'safeguardingLead',
  'manager',
  'administrator',
  'secondOfficer',
  'serviceAdministrator',
]

/** One for everybody, printed at the terminal and shown at sign-in: there is nothing here to protect. */
const PASSWORD = 'three wet umbrellas'

/**
 * The ways into the invented place. Makes the accounts that are not there yet, so that a start which was killed between the
 * records and the accounts is made whole by the next. Nobody, where the place was never made.
 */
export const demoSignIns: DemoSignIns = async ({ accounts, config, database }) => {
  const { places, staff } = whoIsWhere()
  const isOurs = await database.read({ person: null, organisations: [places.service.id] }, async (tx) => {
    const { rows } = await tx.query<{ id: string }>('select id from organisation where id = $1', [places.service.id])
    return rows.length === 1
  })
  if (!config.demo || !isOurs) return []
  const signIns: DemoSignIn[] = []
  for (const post of shown) {
    const actor = staff[post]
    const name = nameOf(actor)
    const email = `${name.toLowerCase().replace(' ', '.')}@example.org`
    if ((await accounts.findByEmail(email)) === null) {
      const made = await accounts.createAccount({ name, email, password: PASSWORD, personId: actor.personId })
      if (!made.ok) throw new Error(`The sign-in of the ${roleOf(actor)} could not be made: ${made.why}`)
    }
    const place = Object.values(places).find(({ id }) => id === actor.memberships[0]?.organisationId)
    signIns.push({ name, role: roleOf(actor), organisation: place?.name ?? '', email, password: PASSWORD })
  }
  return signIns
}
