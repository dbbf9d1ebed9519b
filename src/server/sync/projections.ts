import { z } from 'zod'
import { isWidened, wasWidened, watchersOf } from '#domain/casework/outing-state.ts'
import {
  groundsOf,
  mayReadOwnFile,
  mayReadThread,
  visibleTo,
  type ThreadAccess,
} from '#domain/permissions/visible-to.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { Outing } from '#domain/records/outing.ts'
import { outingsFileOf, ownFileOf } from '#domain/records/own-file.ts'
import { fileOf, type DoorstepRecord } from '#domain/records/record.ts'
import type { RestrictedThread } from '#domain/records/restricted-thread.ts'
import { StaffMember } from '#domain/records/staff-member.ts'
import { keyOf } from '#domain/store.ts'
import { readBody } from '#sync/protocol.ts'
import type { Transaction } from '../store/database.ts'

/**
 * Keeps what is derived from records in step with them, in the transaction that wrote them: memberships from staff-member
 * records, and grants from what `visibleTo` decides, but for restricted threads. Answers the people whose grants changed.
 */
export const projectChanges = async (
  tx: Transaction,
  changes: readonly DoorstepRecord[],
  before: ReadonlyMap<string, DoorstepRecord | null>,
): Promise<{ grantsChangedFor: string[] }> => {
  const people = new Set<string>()
  for (const member of changes.filter((record) => record.kind === 'staff-member')) {
    await keepMembership(tx, member)
    await foundOwnFiles(tx, member)
    await grantEverything(tx, member)
    people.add(member.id)
  }
  const regrant = new Set<string>()
  for (const record of changes) {
    if (groundsOf(record) !== groundsOf(before.get(keyOf(fileOf(record), record.id)) ?? null))
      regrant.add(fileOf(record))
  }
  if (regrant.size > 0) for (const person of await grantPupilFiles(tx, [...regrant])) people.add(person)
  for (const outing of changes.filter((record) => record.kind === 'outing')) {
    const held = before.get(keyOf(fileOf(outing), outing.id)) ?? null
    if (held?.kind === 'outing' && sameHolders(held, outing)) continue
    for (const person of await grantOutings(tx, outing)) people.add(person)
  }
  return { grantsChangedFor: [...people] }
}

/**
 * The same for restricted threads, once every version is written: whoever begins one and has left meanwhile holds it for as long
 * as the third wall asks for that, and no longer.
 */
export const projectThreads = async (
  tx: Transaction,
  changes: readonly DoorstepRecord[],
  before: ReadonlyMap<string, DoorstepRecord | null>,
): Promise<string[]> => {
  const people = new Set<string>()
  for (const thread of changes.filter((record) => record.kind === 'restricted-thread')) {
    const held = before.get(keyOf(thread.id, thread.id)) ?? null
    if (held?.kind === 'restricted-thread' && sameAccess(held, thread)) continue
    for (const person of await grantThread(tx, thread)) people.add(person)
  }
  return [...people]
}

const keepMembership = async (tx: Transaction, member: StaffMember): Promise<void> => {
  await tx.query('insert into person (id) values ($1) on conflict do nothing', [member.id])
  await tx.query(
    `insert into membership (organisation_id, person_id, role, year_groups, left_on) values ($1, $2, $3, $4, $5)
     on conflict (organisation_id, person_id) do update set role = excluded.role, year_groups = excluded.year_groups, left_on = excluded.left_on`,
    [member.organisationId, member.id, member.role, member.yearGroups, member.leftOn],
  )
}

/**
 * A person's own file and that of their outings come with their place in an organisation, not with the first thing they keep
 * in them: so no act of another person can take their identity first.
 */
const foundOwnFiles = async (tx: Transaction, { organisationId, id }: StaffMember): Promise<void> => {
  await tx.query(
    `insert into file (organisation_id, id, kind, grounds) select $1, unnest($2::uuid[]), 'person', $3
     on conflict (organisation_id, id) do nothing`,
    [
      organisationId,
      [ownFileOf(organisationId, id), outingsFileOf(organisationId, id)],
      JSON.stringify({ personId: id, watchers: [] }),
    ],
  )
}

type BodyRow = { file_id: string; body: unknown }

const subjectsOf = (rows: readonly BodyRow[]): Map<string, { pupil: Pupil | null; cases: AbsenceCase[] }> => {
  const subjects = new Map<string, { pupil: Pupil | null; cases: AbsenceCase[] }>()
  for (const row of rows) {
    const subject = subjects.get(row.file_id) ?? { pupil: null, cases: [] }
    subjects.set(row.file_id, subject)
    const record = readBody(row.body)
    if (record?.kind === 'pupil') subject.pupil = record
    if (record?.kind === 'absence-case') subject.cases.push(record)
  }
  return subjects
}

/** Works out again what one member of staff may hold in one organisation. */
const grantEverything = async (tx: Transaction, member: StaffMember): Promise<void> => {
  const { rows } = await tx.query<BodyRow>(
    "select file_id, body from record where organisation_id = $1 and kind in ('pupil', 'absence-case') and not deleted",
    [member.organisationId],
  )
  const visible = [...subjectsOf(rows)].flatMap(([file, subject]) =>
    subject.pupil !== null && visibleTo(member, { pupil: subject.pupil, cases: subject.cases }) ? [file] : [],
  )
  // From the grounds beside the file: whoever changes a colleague's role may not read the threads themselves.
  const threads = await tx.query<{ id: string; grounds: unknown }>(
    "select id, grounds from file where organisation_id = $1 and kind = 'restricted'",
    [member.organisationId],
  )
  const readable = threads.rows.flatMap(({ id, grounds }) =>
    mayReadThread(member, { organisationId: member.organisationId, ...Grounds.parse(grounds) }) ? [id] : [],
  )
  const owned = await tx.query<{ id: string; grounds: unknown }>(
    "select id, grounds from file where organisation_id = $1 and kind = 'person'",
    [member.organisationId],
  )
  const own = owned.rows.flatMap(({ id, grounds }) =>
    mayReadOwnFile(member, { organisationId: member.organisationId, ...OwnGrounds.parse(grounds) }) ? [id] : [],
  )
  const files = member.leftOn === null ? [member.organisationId, ...own, ...visible, ...readable] : []
  await tx.query(
    'delete from file_grant where organisation_id = $1 and person_id = $2 and not (file_id = any($3::uuid[]))',
    [member.organisationId, member.id, files],
  )
  await tx.query(
    'insert into file_grant (organisation_id, person_id, file_id) select $1, $2, unnest($3::uuid[]) on conflict do nothing',
    [member.organisationId, member.id, files],
  )
}

/** What decides who may read a restricted file, kept beside it, where there is nothing to read. */
export const Grounds = z.object({ by: z.uuid(), readers: z.array(z.object({ personId: z.uuid() })) })
type Grounds = z.infer<typeof Grounds>

/** What decides who may read a person's own file, kept beside it: an administrator changes roles and reads none of it. */
const OwnGrounds = z.object({
  personId: z.uuid(),
  watchers: z.array(z.uuid()),
  isWidened: z.boolean().default(false),
})

const threadGroundsOf = ({ by, readers }: ThreadAccess): Grounds => ({
  by,
  readers: readers.map(({ personId }) => ({ personId })),
})

const sameAccess = (one: ThreadAccess, other: ThreadAccess): boolean =>
  JSON.stringify(threadGroundsOf(one)) === JSON.stringify(threadGroundsOf(other))

/** Works out again who may hold one restricted thread. Answers the people for whom that changed. */
const grantThread = async (tx: Transaction, thread: RestrictedThread): Promise<string[]> => {
  await tx.query('update file set grounds = $2 where id = $1', [thread.id, JSON.stringify(threadGroundsOf(thread))])
  const members = await membersOf(tx, [thread.organisationId])
  const holders = members.filter((member) => mayReadThread(member, thread))
  return keepGrants(
    tx,
    [thread.id],
    holders.map((member) => ({ organisation: thread.organisationId, file: thread.id, person: member.id })),
  )
}

/** Whether two states of one outing are held by the same people. */
const sameHolders = (one: Outing, other: Outing): boolean =>
  (one.ended === null) === (other.ended === null) && wasWidened(one) === wasWidened(other)

/** Works out again who may hold somebody's outings. Answers the people for whom that changed. */
const grantOutings = async (tx: Transaction, { organisationId, personId }: Outing): Promise<string[]> => {
  const file = outingsFileOf(organisationId, personId)
  const { rows } = await tx.query<{ body: unknown }>(
    "select body from record where organisation_id = $1 and file_id = $2 and kind = 'outing' and not deleted",
    [organisationId, file],
  )
  const outings = rows.flatMap(({ body }) => {
    const record = readBody(body)
    return record?.kind === 'outing' ? [record] : []
  })
  const grounds = { personId, watchers: watchersOf(outings), isWidened: isWidened(outings) }
  await tx.query('update file set grounds = $2 where id = $1', [file, JSON.stringify(grounds)])
  const members = await membersOf(tx, [organisationId])
  const holders = members.filter((member) => mayReadOwnFile(member, { organisationId, ...grounds }))
  return keepGrants(
    tx,
    [file],
    holders.map((member) => ({ organisation: organisationId, file, person: member.id })),
  )
}

/** Works out again who may hold these pupils' files. Answers the people for whom that changed. */
const grantPupilFiles = async (tx: Transaction, files: readonly string[]): Promise<string[]> => {
  const { rows } = await tx.query<BodyRow>(
    "select file_id, body from record where file_id = any($1::uuid[]) and kind in ('pupil', 'absence-case') and not deleted",
    [files],
  )
  const subjects = [...subjectsOf(rows)].flatMap(([file, { pupil, cases }]) =>
    pupil === null ? [] : [{ file, pupil, cases }],
  )
  const members = Map.groupBy(
    await membersOf(tx, [...new Set(subjects.map(({ pupil }) => pupil.organisationId))]),
    (member) => member.organisationId,
  )
  return keepGrants(
    tx,
    subjects.map(({ file }) => file),
    subjects.flatMap(({ file, pupil, cases }) =>
      (members.get(pupil.organisationId) ?? [])
        .filter((member) => visibleTo(member, { pupil, cases }))
        .map((member) => ({ organisation: pupil.organisationId, file, person: member.id })),
    ),
  )
}

const membersOf = async (tx: Transaction, organisations: readonly string[]): Promise<StaffMember[]> => {
  const { rows } = await tx.query<{ body: unknown }>(
    `select body from record where organisation_id = any($1::uuid[]) and file_id = organisation_id
       and kind = 'staff-member' and not deleted`,
    [organisations],
  )
  return rows.flatMap(({ body }) => StaffMember.safeParse(body).data ?? [])
}

type Holder = { organisation: string; file: string; person: string }

/** Lets these people, and nobody else, hold these files. Answers the people for whom that changed. */
const keepGrants = async (tx: Transaction, files: readonly string[], holders: readonly Holder[]): Promise<string[]> => {
  const pairs = [holders.map(({ file }) => file), holders.map(({ person }) => person)]
  const gone = await tx.query<{ person_id: string }>(
    `delete from file_grant where file_id = any($1::uuid[])
       and (file_id, person_id) not in (select * from unnest($2::uuid[], $3::uuid[])) returning person_id`,
    [files, ...pairs],
  )
  const come = await tx.query<{ person_id: string }>(
    `insert into file_grant (organisation_id, file_id, person_id)
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]) on conflict do nothing returning person_id`,
    [holders.map(({ organisation }) => organisation), ...pairs],
  )
  return [...gone.rows, ...come.rows].map((row) => row.person_id)
}
