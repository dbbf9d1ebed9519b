import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type Pool } from 'pg'
import { z } from 'zod'
import type { Actor } from '#domain/permissions/actor.ts'
import { machineClock } from '#domain/time/instant.ts'
import { connectDatabase } from '#server/store/database.ts'
import { startEmbeddedPostgres } from '#server/store/embedded-postgres.ts'
import { openPool } from '#server/store/open-pool.ts'
import { migrate, readMigrations } from '#server/store/migrate.ts'
import { applyPush } from '#server/sync/apply-push.ts'
import { linkAfter, ROOT } from '#sync/chain.ts'
import type { Push, WireMutation } from '#sync/protocol.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { alternate, timed } from './alternate.ts'
import type { Runs } from './measured.ts'

/** Schools whose tablets push at the same time: one school's commits follow one another, since its versions are one chain. */
const SCHOOLS = 4
const TABLETS = 8
/** Mutations of each in one run. */
const EACH = 50
const PUPILS = 40

/**
 * Mutations a second that `applyPush` accepts from several tablets at once, over a PostgreSQL of its own whose commits wait
 * for the disk. The floor inserts the very rows that those mutations left, as the tables' owner whom no policy binds, over
 * as many connections, one transaction for each mutation.
 */
export const measureOffice = async (times: number): Promise<Runs> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-office-'))
  const postgres = await startEmbeddedPostgres({ dataDir: folder })
  try {
    const owner = new Client({ connectionString: postgres.ownerUrl })
    await owner.connect()
    await migrate(owner, await readMigrations())
    await owner.end()
    const database = connectDatabase({ connectionString: postgres.appUrl }, TABLETS)
    const bare = openPool({ connectionString: postgres.superuserUrl }, TABLETS)
    try {
      await bare.query(floorTables)
      const lines: ReturnType<typeof newTablet>[] = []
      for (let number = 1; number <= SCHOOLS; number += 1) {
        const school = await foundSmallSchool(database, {
          code: `weir-${number}`,
          name: `Weir Bank School ${number}`,
          roles: Array.from({ length: TABLETS / SCHOOLS }, () => 'attendance-lead' as const),
          pupils: PUPILS,
        })
        lines.push(...school.staff.map((by) => newTablet(by, school)))
      }
      await bare.query('analyze')
      let last: string[] = []
      const around = { database, clock: machineClock, poke: () => {} }
      const perSecond = (milliseconds: number): number => (TABLETS * EACH * 1000) / milliseconds
      return await alternate(
        times,
        async () => {
          const pushes = lines.map((line) => line.next(EACH))
          last = pushes.flatMap(({ push }) => push.mutations.map((mutation) => mutation.uid))
          const took = await timed(() =>
            Promise.all(
              pushes.map(async ({ by, push }) => {
                const answer = await applyPush(around, by, push)
                if (answer === 'other-person' || 'problem' in answer) throw new Error('A push was not taken.')
              }),
            ),
          )
          const { rows } = await bare.query(
            "select count(*)::int as accepted from mutation_log where uid = any($1::uuid[]) and status = 'applied'",
            [last],
          )
          if (z.array(z.object({ accepted: z.int() })).parse(rows)[0]?.accepted !== last.length)
            throw new Error('Not every mutation was accepted.')
          return perSecond(took)
        },
        async () => {
          const left = await leftBy(bare, last)
          await bare.query('truncate floor_record, floor_version, floor_log, floor_line')
          return perSecond(await timed(() => insertBare(bare, left)))
        },
      )
    } finally {
      await Promise.all([database.close(), bare.end()])
    }
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One tablet's line: answers its next push. */
const newTablet = (by: Actor, school: SmallSchool) => {
  const [client, device] = [randomUUID(), randomUUID()]
  let made = 0
  let chain = ROOT
  const note = (): WireMutation => {
    const pupil = school.pupils[(made * 7 + Number.parseInt(client.slice(0, 6), 16)) % school.pupils.length]
    if (pupil === undefined) throw new Error('There are no pupils.')
    made += 1
    const act = {
      uid: randomUUID(),
      name: 'log-contact@1',
      args: noteAbout(pupil, school.id),
      recordedAt: '2026-09-29T14:05:00.000Z',
    }
    const prev = chain
    chain = linkAfter(prev, act)
    return { ...act, id: made, files: [pupil.id], prev, chain }
  }
  return {
    next: (count: number): { by: Actor; push: Push } => ({
      by,
      push: { protocol: 1, client, device, app: 'bench', mutations: Array.from({ length: count }, note) },
    }),
  }
}

const noteAbout = (pupil: SmallSchool['pupils'][number], organisationId: string) => ({
  actId: randomUUID(),
  happenedOn: '2026-09-29',
  happenedAt: '14:05',
  means: 'phone-out',
  result: 'spoke',
  durationMinutes: 6,
  startedBy: 'school',
  participants: [],
  numberUsed: null,
  interpreter: 'none',
  facts: 'Spoke with Mum. The bus is full by the time it reaches their stop, so he walks and then he is late.',
  opinion: '',
  familyView: 'Mum asked whether someone could meet her at the gate for the first week.',
  schoolView: '',
  positive: false,
  warningGiven: 'none',
  confidentialSource: false,
  safeguarding: { concern: 'none', reference: '' },
  children: [
    { pupilId: pupil.id, organisationId, caseId: pupil.caseId, noteId: randomUUID(), childWords: 'Not today.' },
  ],
})

/** Tables with the same columns, keys and indexes, and no policies. */
const floorTables = `
  create table floor_record (like record including all);
  create table floor_version (like record_version including all);
  create table floor_log (like mutation_log including all);
  create table floor_line (like sync_line including all);`

const Left = z.object({
  records: z.array(z.unknown()),
  versions: z.array(z.unknown()),
  log: z.unknown(),
  line: z.unknown(),
})
type Left = z.infer<typeof Left>

/** The rows that each mutation left, by mutation. A record that several wrote counts once for each, under an id of its own. */
const leftBy = async (bare: Pool, uids: readonly string[]): Promise<Left[]> => {
  const { rows } = await bare.query(
    `select to_jsonb(log) as log, to_jsonb(line) as line, versions.of as versions, versions.records
     from mutation_log log
     join sync_line line on line.uid = log.uid
     join lateral (
       select jsonb_agg(to_jsonb(v)) as of,
         jsonb_agg(jsonb_build_object('organisation_id', v.organisation_id, 'file_id', v.file_id, 'id', gen_random_uuid(),
           'kind', v.body->>'kind', 'version', v.version, 'deleted', false, 'body', v.body, 'received_at', v.received_at,
           'reference', log.reference)) as records
       from record_version v where v.mutation_uid = log.uid
     ) versions on true
     where log.uid = any($1::uuid[])`,
    [uids],
  )
  return z.array(Left).parse(rows)
}

const inserts = [
  { table: 'record', rowsOf: (left: Left) => left.records },
  { table: 'version', rowsOf: (left: Left) => left.versions },
  { table: 'log', rowsOf: (left: Left) => [left.log] },
  { table: 'line', rowsOf: (left: Left) => [left.line] },
].map(({ table, rowsOf }) => ({
  name: `floor_${table}`,
  text: `insert into floor_${table} select * from jsonb_populate_recordset(null::floor_${table}, $1::jsonb)`,
  rowsOf,
}))

const insertBare = async (bare: Pool, left: readonly Left[]): Promise<void> => {
  const waiting = [...left]
  await Promise.all(
    Array.from({ length: TABLETS }, async () => {
      const client = await bare.connect()
      try {
        for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
          await client.query('begin')
          for (const { name, text, rowsOf } of inserts)
            await client.query({ name, text, values: [JSON.stringify(rowsOf(one))] })
          await client.query('commit')
        }
      } finally {
        client.release()
      }
    }),
  )
}
