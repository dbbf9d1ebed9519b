import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { connectedAs, type TestDatabase } from './postgres.ts'

/** An organisation with one member of staff and one pupil's file, as bare rows: for tests of the store itself. */
export type OrganisationRows = { organisation: string; person: string; pupil: string }

/** Puts a few organisations in as the superuser, past row-level security. `words` go into each pupil's record. */
export const addOrganisations = (made: TestDatabase, words: readonly string[]): Promise<OrganisationRows[]> =>
  connectedAs(made.superuserUrl, async (client) => {
    const added: OrganisationRows[] = []
    for (const word of words) added.push(await addOne(client, word))
    return added
  })

const addOne = async (client: Client, word: string): Promise<OrganisationRows> => {
  const [organisation, person, pupil, device, line] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ]
  const run = (sql: string, values: unknown[]): Promise<unknown> => client.query(sql, values)
  await run('insert into organisation (id, code) values ($1, $2)', [organisation, `school-${organisation.slice(0, 8)}`])
  await run('insert into person (id) values ($1)', [person])
  await run("insert into membership (organisation_id, person_id, role) values ($1, $2, 'attendance-lead')", [
    organisation,
    person,
  ])
  await run("insert into file (organisation_id, id, kind, version) values ($1, $2, 'pupil', 1)", [organisation, pupil])
  await run(
    `insert into record (organisation_id, file_id, id, kind, version, body, received_at, reference)
     values ($1, $2, $2, 'pupil', 1, $3, now(), '7F3A')`,
    [
      organisation,
      pupil,
      JSON.stringify({
        kind: 'pupil',
        id: pupil,
        organisationId: organisation,
        forename: word,
        surname: word,
        bornOn: '2014-03-02',
        sex: 'unknown',
      }),
    ],
  )
  await run('insert into file_grant (organisation_id, person_id, file_id) values ($1, $2, $3)', [
    organisation,
    person,
    pupil,
  ])
  await run('insert into device (id, person_id, name, added_at, last_seen_at) values ($1, $2, $3, now(), now())', [
    device,
    person,
    `${word}'s tablet`,
  ])
  await run("insert into sync_client (id, person_id, device_id, chain, last_seen_at) values ($1, $2, $3, '', now())", [
    line,
    person,
    device,
  ])
  await run('select keep_versions($1, $2::jsonb)', [
    organisation,
    JSON.stringify([versionEntry({ file: pupil, record: pupil, person, words: word })]),
  ])
  return { organisation, person, pupil }
}

/** One entry for keep_versions. */
export const versionEntry = ({
  file,
  record,
  person,
  words,
}: {
  file: string
  record: string
  person: string
  words: string
}): object => ({
  file,
  record,
  version: 1,
  person,
  uid: randomUUID(),
  name: 'log-contact@1',
  at: '2026-11-22T09:31:07.120Z',
  body: { kind: 'contact-note', facts: words },
})
