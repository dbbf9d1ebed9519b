import { z } from 'zod'
import { mutationNamed } from '#domain/mutations/index.ts'
import { changeReasons } from '#domain/mutations/change-reasons.ts'
import { defineMutation, done, type Mutation } from '#domain/mutation.ts'
import { Actor } from '#domain/permissions/actor.ts'
import { StaffMember } from '#domain/records/staff-member.ts'
import type { Database } from '#server/store/database.ts'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { actAtOffice, foundSmallSchool, memberOf, type SmallSchool } from '../support/small-school.ts'
import type { Plant } from './plants.ts'

/** Every table whose rows a backup holds, parents before children. */
const tables = [
  'organisation',
  'person',
  'membership',
  'file',
  'record',
  'record_version',
  'version_head',
  'file_grant',
  'device',
  'sync_client',
  'mutation_log',
  'sync_line',
  'timeline',
  'sim_purge',
] as const

/** One version of one record at the office, as the history keeps it. */
export type VersionRow = { file: string; record: string; version: number; uid: string; body: unknown }
export type Purge = { file: string; record: string; version: number }
export type History = { versions: VersionRow[]; purges: Purge[] }
export type OfficeNow = History & {
  epoch: string
  log: { uid: string; person: string; status: string }[]
  /** What I1 and I2 forbid, found anywhere. */
  forbidden: { twiceInARecord: boolean; twiceInAFile: boolean; sameWordsTwice: boolean; holeInALine: boolean }
}

/** Two schools, their staff, and the office's real store, that can be put back to an earlier point. */
export type World = {
  database: Database
  schools: readonly [SmallSchool, SmallSchool]
  /** Everyone who holds a tablet. */
  people: string[]
  pupils: { id: string; caseId: string; school: SmallSchool }[]
  query: <R extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<R[]>
  /** The actor as the office sees this person now. */
  actorNow: (person: string) => Promise<Actor>
  /** The office at this moment, in one question: what happened on the present timeline, what it answered, what it must never hold. */
  look: () => Promise<OfficeNow>
  checkpoint: () => Promise<void>
  /** The office's clock, and a way to let a week and a day go by. */
  now: () => string
  aWeekLater: () => void
  /** Back to the checkpoint, under a new epoch unless a plant says otherwise. */
  powerLoss: (plant: Plant | null) => Promise<void>
  assign: (pupil: number, to: number) => Promise<void>
  leaveOrReturn: (person: number) => Promise<void>
  /** The office removes one record of a pupil's for good, as retention does. */
  purge: (which: number) => Promise<void>
  /** A file's tombstones are cleared away and its floor rises. Where no file has any, a floor rises all the same. */
  compact: (which: number) => Promise<void>
  /** Puts everything back to how a run begins. */
  reset: () => Promise<void>
  close: () => Promise<void>
}

const LOOK = `select json_build_object(
  'epoch', (select epoch from timeline),
  'versions', (select coalesce(json_agg(json_build_object('file', file_id, 'record', record_id, 'version', version, 'uid', mutation_uid, 'body', body) order by organisation_id, number), '[]') from record_version),
  'purges', (select coalesce(json_agg(sim_purge), '[]') from sim_purge),
  'log', (select coalesce(json_agg(json_build_object('uid', uid, 'person', person_id, 'status', status)), '[]') from mutation_log),
  'forbidden', json_build_object(
    'twiceInARecord', exists (select from record_version group by mutation_uid, file_id, record_id having count(*) > 1),
    'twiceInAFile', exists (select from record_version group by mutation_uid, file_id having count(distinct version) > 1),
    'sameWordsTwice', exists (select from record where kind = 'contact-note' and not deleted group by file_id, body->>'facts' having count(*) > 1),
    'holeInALine', exists (select from sync_line group by client_id having count(*) <> max(mid) or min(mid) <> 1))) as now`

export const openWorld = async (): Promise<World> => {
  const store: TestDatabase = await createTestDatabase({ poolSize: 4 })
  const admin = new pg.Client({ connectionString: store.superuserUrl })
  await admin.connect()
  // Power losses are played by going back to a checkpoint; waiting for the disk at each commit would only make runs fewer.
  await admin.query(`alter role doorstep_app in database ${admin.database ?? ''} set synchronous_commit = off`)
  await admin.query('set synchronous_commit = off')
  const query: World['query'] = async (text, values = []) => (await admin.query(text, values)).rows
  await admin.query('create table sim_purge (file text, record text, version bigint)')
  for (const schema of ['sim_start', 'sim_backup']) {
    await admin.query(`create schema ${schema}`)
    for (const table of tables) await admin.query(`create table ${schema}.${table} (like public.${table})`)
  }
  const officer = memberOf('00000000-0000-4000-8000-000000000000', 'education-welfare-officer', 'Officer').id
  const first = await foundSmallSchool(store.database, {
    code: 'upper',
    name: 'Upper',
    roles: ['education-welfare-officer', 'designated-safeguarding-lead', 'attendance-lead'],
    pupils: 3,
    people: [officer],
  })
  const second = await foundSmallSchool(store.database, {
    code: 'lower',
    name: 'Lower',
    roles: ['education-welfare-officer', 'attendance-lead'],
    pupils: 2,
    people: [officer],
  })
  const people = [officer, ...first.staff.slice(1).map((actor) => actor.personId)]
  const pupils = [first, second].flatMap((school) => school.pupils.map((pupil) => ({ ...pupil, school })))

  // One statement for all tables, with triggers and keys off: a restore is done by the database's own superuser.
  const copy = async (from: string, to: string): Promise<void> => {
    await admin.query(
      [
        'begin',
        'set local session_replication_role = replica',
        ...tables.map((table) => `delete from ${to}.${table}`),
        ...tables.map((table) => `insert into ${to}.${table} select * from ${from}.${table}`),
        'commit',
      ].join(';'),
    )
  }
  await copy('public', 'sim_start')

  let passed = 0
  /** Asked of the office for every message, and changed there only by what empties this. */
  const actors = new Map<string, Actor>()
  const world: World = {
    database: store.database,
    schools: [first, second],
    people,
    pupils,
    query,
    actorNow: async (person) => {
      const known = actors.get(person)
      if (known !== undefined) return known
      const rows = await query<{ body: unknown }>(
        "select body from record where kind = 'staff-member' and id = $1 order by organisation_id",
        [person],
      )
      const actor = Actor.parse({
        personId: person,
        memberships: rows.map((row) => StaffMember.parse(row.body)),
      })
      actors.set(person, actor)
      return actor
    },
    look: async () => {
      const [row] = await query<{ now: OfficeNow }>(LOOK)
      if (row === undefined) throw new Error('The office did not answer.')
      return row.now
    },
    checkpoint: () => copy('public', 'sim_backup'),
    now: () => new Date(Date.now() + passed).toISOString(),
    aWeekLater: () => {
      passed += 8 * 24 * 3_600_000
    },
    powerLoss: async (plant) => {
      actors.clear()
      await copy('sim_backup', 'public')
      if (plant !== 'same-epoch-after-restore') await admin.query('update timeline set epoch = gen_random_uuid()')
    },
    assign: async (pupil, to) => {
      const { id, caseId, school } = pupils[pupil % pupils.length]!
      const [row] = await query<{ owner: string | null }>(
        "select body->>'ownerId' as owner from record where file_id = $1 and id = $2",
        [id, caseId],
      )
      const lead = school.staff.at(-1)!
      const owners = [null, officer, lead.personId]
      const owner = owners[to % owners.length] ?? null
      if (row === undefined || row.owner === owner) return
      await actAtOffice(store.database, await world.actorNow(lead.personId), 'assign-absence-case@1', {
        pupilId: id,
        organisationId: school.id,
        caseId,
        clashId: crypto.randomUUID(),
        ownerId: { from: row.owner, to: owner },
      }).catch(() => {
        // A lead who has left assigns nothing.
      })
    },
    leaveOrReturn: async (person) => {
      const school = first
      const who = people[person % people.length]!
      const [row] = await query<{ left: string | null }>(
        "select body->>'leftOn' as left from record where file_id = $1 and id = $2",
        [school.id, who],
      )
      if (row === undefined) return
      const isHeard = Math.floor(person / people.length) % 2 === 1
      actors.clear()
      await actAtOffice(store.database, school.administrator, 'change-staff-member@1', {
        organisationId: school.id,
        personId: who,
        // Of some, all that they write counts as written before their last day (SPEC P12); of others, nothing.
        leftOn: { from: row.left, to: row.left === null ? (isHeard ? '2999-12-31' : '2026-10-01') : null },
      })
    },
    purge: async (which) => {
      const rows = await query<{ file: string; id: string }>(
        `select file_id as file, id from record where file_id = any($1::uuid[]) and not deleted
         and kind in ('contact-note', 'barrier', 'promise') order by array_position($1::uuid[], file_id), version, id`,
        [pupils.map(({ id }) => id)],
      )
      const record = rows[which % Math.max(rows.length, 1)]
      if (record === undefined) return
      await query(
        `with raised as (update file set version = version + 1 where id = $1 returning version),
              gone as (update record set deleted = true, version = (select version from raised) where file_id = $1 and id = $2)
         insert into sim_purge select $1::text, $2::text, version from raised`,
        [record.file, record.id],
      )
    },
    compact: async (which) => {
      const ids = pupils.map(({ id }) => id)
      const withTombstones = await query<{ file: string }>('select distinct file_id as file from record where deleted')
      const cleared = ids.filter((id) => withTombstones.some(({ file }) => file === id))
      const files = cleared.length > 0 ? cleared : ids
      const id = files[which % files.length]!
      await query(
        'with raised as (update file set floor = version where id = $1) delete from record where file_id = $1 and deleted',
        [id],
      )
    },
    reset: async () => {
      passed = 0
      actors.clear()
      await copy('sim_start', 'public')
      await copy('sim_start', 'sim_backup')
    },
    close: async () => {
      await admin.end()
      await store.close()
    },
  }
  return world
}

const poison = defineMutation({
  name: 'from-a-later-app@1',
  args: z.strictObject({ pupilId: z.uuid(), words: z.string() }),
  files: (args) => [args.pupilId],
  reads: () => [],
  apply: () => done,
})

const failing = (atOffice: boolean): Mutation =>
  defineMutation({
    ...poison,
    name: 'fails-at-the-office@1',
    apply: () => {
      if (atOffice) throw new TypeError('a mistake of ours')
      return done
    },
  })

/** Its stored name is longer than the wire takes, so that the office refuses whatever push it travels in. */
export const spoiling = defineMutation({ ...poison, name: `spoils-its-push-${'x'.repeat(100)}@1` })

/** The mutations of a tablet that is one release ahead of the office. */
export const tabletMutations = (name: string): Mutation | null => {
  if (name === poison.name) return poison
  if (name === spoiling.name) return spoiling
  return name === 'fails-at-the-office@1' ? failing(false) : mutationNamed(name)
}

/** The office's mutations; with `last-writer-wins`, one that overwrites what a colleague wrote. */
export const officeMutations =
  (plant: Plant | null) =>
  (name: string): Mutation | null => {
    if (name === 'fails-at-the-office@1') return failing(true)
    if (plant !== 'last-writer-wins' || name !== changeReasons.name) return mutationNamed(name)
    const overwriting: Mutation<typeof changeReasons.args> = {
      ...changeReasons,
      apply: (records, args, stamp) => {
        const stands = records.get('absence-case', args.pupilId, args.caseId)
        const from = stands?.reasons.family ?? ''
        return changeReasons.apply(
          records,
          args.family === undefined ? args : { ...args, family: { from, to: args.family.to } },
          stamp,
        )
      },
    }
    return overwriting
  }
