import type { Actor } from '#domain/permissions/actor.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { connectedAs } from '#test/support/postgres.ts'
import { foundSmallSchool } from '#test/support/small-school.ts'
import { inventFiles } from './invented-files.ts'

/** How somebody of the invented school signs in. */
export type Colleague = { email: string; password: string; actor: Actor }

/** A real office over a real database, whose one school has 2,000 pupils with 20,000 records. */
export type InventedOffice = {
  office: TestOffice
  /** Sees every pupil of the school. */
  lead: Colleague
  /** Sees nobody yet: no case is theirs. */
  newcomer: Colleague
}

const password = 'nine dry otters by the mill'

/** Starts it, serving the built pages in `folder`. `office.stop()` ends it. */
export const startInventedOffice = async (folder: string): Promise<InventedOffice> => {
  const office = await startOffice({ pages: folder, config: { demo: true } })
  const school = await foundSmallSchool(office.made.database, {
    code: 'weir',
    name: 'Weir Bank School',
    roles: ['attendance-lead', 'education-welfare-officer'],
    pupils: 0,
  })
  const [lead, newcomer] = school.staff
  if (lead === undefined || newcomer === undefined) throw new Error('Nobody works there.')
  await moveIn(office.made.superuserUrl, school.id, lead.personId)
  const colleague = async (actor: Actor, email: string): Promise<Colleague> => {
    const made = await office.office.accounts.createAccount({
      name: actor.memberships[0]?.name ?? '',
      email,
      password,
      personId: actor.personId,
    })
    if (!made.ok) throw new Error(made.why)
    return { email, password, actor }
  }
  return {
    office,
    lead: await colleague(lead, 'lead@weir.example'),
    newcomer: await colleague(newcomer, 'newcomer@weir.example'),
  }
}

/** Straight into the tables: what is measured is how records leave the office, not how these came. */
const moveIn = async (superuserUrl: string, organisationId: string, ownerId: string): Promise<void> => {
  const files = inventFiles({ organisationId, ownerId })
  const ids = files.map((file) => file.pupilId)
  await connectedAs(superuserUrl, async (client) => {
    await client.query(
      "insert into file (organisation_id, id, kind, version) select $1, unnest($2::uuid[]), 'pupil', 1",
      [organisationId, ids],
    )
    await client.query(
      'insert into file_grant (organisation_id, person_id, file_id) select $1, $2, unnest($3::uuid[])',
      [organisationId, ownerId, ids],
    )
    const lines = files.flatMap((file) => file.records.map((body) => ({ file: file.pupilId, body })))
    for (let at = 0; at < lines.length; at += 5_000) {
      await client.query(
        `insert into record (organisation_id, file_id, id, kind, version, body, received_at, reference)
         select $1, file, (body->>'id')::uuid, body->>'kind', 1, body, '2026-09-14T14:06:00Z', '7F3A'
         from jsonb_to_recordset($2::jsonb) as line(file uuid, body jsonb)`,
        [organisationId, JSON.stringify(lines.slice(at, at + 5_000))],
      )
    }
    await client.query('analyze')
  })
}
