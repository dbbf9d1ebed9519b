import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyChain, type ChainHead } from '#server/store/verify-chain.ts'
import { addOrganisations, versionEntry, type OrganisationRows } from '#test/support/organisation-rows.ts'
import { connectedAs, createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'

const made: TestDatabase = await createTestDatabase({ poolSize: 20 })
afterAll(() => made.close())

let school: OrganisationRows
beforeEach(async () => {
  school = (await addOrganisations(made, ['Fernhill']))[0]!
})

const scope = () => ({ person: school.person, organisations: [school.organisation] })

const writeNote = (words: string): Promise<unknown> =>
  made.database.write(scope(), (tx) =>
    tx.query('select keep_versions($1, $2::jsonb)', [
      school.organisation,
      JSON.stringify([versionEntry({ file: school.pupil, record: randomUUID(), person: school.person, words })]),
    ]),
  )

const verify = (anchor: ChainHead | null = null) =>
  made.database.read(scope(), (tx) => verifyChain(tx, school.organisation, anchor))

const headNow = async (): Promise<ChainHead> => {
  const verified = await verify()
  if (!verified.ok) throw new Error('The chain should be whole here.')
  return verified.head
}

/** What somebody with the highest rights could do to the stored rows. */
const tamper = (sql: string, values: unknown[] = [school.organisation]): Promise<unknown> =>
  connectedAs(made.superuserUrl, (client) => client.query(sql, values))

test('fifty people who write at once make one chain without a fork', async () => {
  await Promise.all(Array.from({ length: 50 }, (_, index) => writeNote(`Rang at ${index}`)))
  expect(await verify()).toMatchObject({ ok: true, head: { number: 51 } })
})

test('the chain is proved from what is stored: times to the millisecond, words in any script, a body of any shape', async () => {
  await writeNote('Mówi, że wróci w poniedziałek. 👧🏽 «ok» "quoted" \\u0041 \n\t 0.10 1e3')
  const entry = {
    ...versionEntry({ file: school.pupil, record: randomUUID(), person: school.person, words: '' }),
    at: '2026-03-29T01:30:00.007+01:00',
    body: { b: 1.0, a: [0.1, 1e21, -0], kind: 'x', nested: { z: null, y: [] } },
  }
  await made.database.write(scope(), (tx) =>
    tx.query('select keep_versions($1, $2::jsonb)', [school.organisation, JSON.stringify([entry, entry])]),
  )
  expect(await verify()).toMatchObject({ ok: true, head: { number: 4 } })
})

test('a chain that was never begun is whole', async () => {
  const nowhere = randomUUID()
  expect(
    await made.database.read({ person: null, organisations: [nowhere] }, (tx) => verifyChain(tx, nowhere)),
  ).toEqual({ ok: true, head: { number: 0, hash: '' } })
})

describe('somebody with the highest rights is found out when they', () => {
  beforeEach(async () => {
    for (const words of ['Rang; no answer.', 'Mum says she is ill.', 'Visited: child seen.', 'Back in school.'])
      await writeNote(words)
  })

  test('change what a note says', async () => {
    await tamper(
      `update record_version set body = jsonb_set(body, '{facts}', '"Never rang."') where organisation_id = $1 and number = 3`,
    )
    expect(await verify()).toEqual({ ok: false, number: 3, why: 'altered' })
  })

  test.each([
    ['who wrote it', 'person_id = gen_random_uuid()'],
    ['when it came', "received_at = received_at + interval '1 millisecond'"],
    ['which act it was', "mutation_name = 'log-home-visit@1'"],
    ['whose file it is in', 'file_id = gen_random_uuid()'],
    ['which record it is', 'record_id = gen_random_uuid()'],
  ])('change %s', async (_what, change) => {
    await tamper(`update record_version set ${change} where organisation_id = $1 and number = 2`)
    expect(await verify()).toEqual({ ok: false, number: 2, why: 'altered' })
  })

  test('remove one', async () => {
    await tamper('delete from record_version where organisation_id = $1 and number = 3')
    expect(await verify()).toEqual({ ok: false, number: 3, why: 'missing' })
  })

  test('remove the first', async () => {
    await tamper('delete from record_version where organisation_id = $1 and number = 1')
    expect(await verify()).toEqual({ ok: false, number: 1, why: 'missing' })
  })

  test('remove one and close the gap', async () => {
    await tamper('delete from record_version where organisation_id = $1 and number = 3')
    await tamper('update record_version set number = number - 1 where organisation_id = $1 and number > 3')
    expect(await verify()).toEqual({ ok: false, number: 3, why: 'altered' })
  })

  test('change the order of two', async () => {
    await tamper('update record_version set number = -number where organisation_id = $1 and number in (2, 3)')
    await tamper(
      'update record_version set number = case number when -2 then 3 else 2 end where organisation_id = $1 and number < 0',
    )
    expect(await verify()).toEqual({ ok: false, number: 2, why: 'altered' })
  })

  test('cut off the end', async () => {
    await tamper('delete from record_version where organisation_id = $1 and number >= 4')
    expect(await verify()).toEqual({ ok: false, number: 4, why: 'truncated' })
  })

  test('cut off the end and set the head back, given the head that was written down elsewhere', async () => {
    const anchor = await headNow()
    await tamper('delete from record_version where organisation_id = $1 and number >= 4')
    await tamper(
      `update version_head h set number = l.number, hash = l.hash
       from (select number, hash from record_version where organisation_id = $1 order by number desc limit 1) l where h.organisation_id = $1`,
    )
    expect(await verify()).toMatchObject({ ok: true })
    expect(await verify(anchor)).toEqual({ ok: false, number: 4, why: 'truncated' })
  })

  test('write the whole chain anew, given the head that was written down elsewhere', async () => {
    const anchor = await headNow()
    await tamper('delete from record_version where organisation_id = $1')
    await tamper("update version_head set number = 0, hash = '\\x' where organisation_id = $1")
    for (let index = 0; index < 6; index += 1) await writeNote('All was well.')
    expect(await verify()).toMatchObject({ ok: true, head: { number: 6 } })
    expect(await verify(anchor)).toEqual({ ok: false, number: anchor.number, why: 'rewritten' })
  })

  test('and nobody is suspected when work simply went on after the head was written down', async () => {
    const anchor = await headNow()
    await writeNote('Called again.')
    expect(await verify(anchor)).toMatchObject({ ok: true, head: { number: 6 } })
  })
})
