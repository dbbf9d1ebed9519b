import type { Actor } from '#domain/permissions/actor.ts'
import { refusals, type Refusal } from '#domain/refusal.ts'
import type { Clock } from '#domain/time/instant.ts'
import { ROOT } from '#sync/chain.ts'
import type { FilePatch, LoadPage, Pull, PullAnswer, Result, Row } from '#sync/protocol.ts'
import type { Database, Transaction } from '../store/database.ts'
import { scopeOf } from './apply-push.ts'

/** At most this many files are named as available in one answer; the rest come when these are held. */
const AVAILABLE = 2000

/**
 * Answers a pull (SPEC L1 to L6) from one repeatable-read snapshot. `other-person` means that the client id belongs to
 * someone else.
 */
export const answerPull = (
  around: { database: Database; clock: Clock },
  by: Actor,
  pull: Pull,
): Promise<PullAnswer | 'other-person'> =>
  around.database.read(scopeOf(by), async (tx): Promise<PullAnswer | 'other-person'> => {
    const epoch = (await tx.query<{ epoch: string }>('select epoch from timeline')).rows[0]?.epoch
    if (epoch === undefined) throw new Error('The timeline has no epoch.')
    const client = (
      await tx.query<{ lmid: number; chain: string }>('select lmid, chain from sync_client where id = $1', [
        pull.client,
      ])
    ).rows[0]
    const sameTimeline = pull.epoch === epoch

    const held = await heldFiles(tx, by, pull)
    const granted = held.filter((file) => file.granted)
    const revoked = held.filter((file) => !file.granted).map((file) => file.id)
    const files = await patches(tx, granted, sameTimeline)
    const { pages, more } = await firstLoads(tx, by, pull, sameTimeline)
    const asked = [...Object.keys(pull.cursors), ...pull.want.map((want) => want.file)]
    const available = await tx.query<{ file_id: string }>(
      `select g.file_id from file_grant g join file f on f.id = g.file_id
       where g.person_id = $1 and not (g.file_id = any($2::uuid[]))
       order by (f.kind in ('organisation', 'person')) desc, g.file_id limit $3`,
      [by.personId, asked, AVAILABLE],
    )
    return {
      epoch,
      lmid: client?.lmid ?? 0,
      chain: client?.chain ?? ROOT,
      durable: client?.lmid ?? 0,
      files,
      pages,
      available: available.rows.map((row) => row.file_id),
      revoked: [...revoked, ...(await lostWants(tx, by, pull))],
      results: await resultsAfter(tx, pull.client, sameTimeline ? pull.lmid : 0, around.clock()),
      more,
      now: around.clock(),
    }
  })

type HeldFile = { id: string; cursor: number; version: number; floor: number; granted: boolean }

/** Every file the tablet says it holds, as it stands here. One that no longer exists counts as not granted. */
const heldFiles = async (tx: Transaction, by: Actor, pull: Pull): Promise<HeldFile[]> => {
  const { rows } = await tx.query<{
    id: string
    cursor: number
    version: number | null
    floor: number | null
    granted: boolean
  }>(
    `select held.id, held.cursor, f.version, f.floor, g.file_id is not null as granted
     from unnest($1::uuid[], $2::bigint[]) as held(id, cursor)
     left join file_grant g on g.person_id = $3 and g.file_id = held.id
     left join file f on f.id = held.id and g.file_id is not null`,
    [Object.keys(pull.cursors), Object.values(pull.cursors), by.personId],
  )
  return rows.map((row) => ({
    id: row.id,
    cursor: row.cursor,
    version: row.version ?? 0,
    floor: row.floor ?? 0,
    granted: row.granted && row.version !== null,
  }))
}

type StoredRow = {
  file_id: string
  id: string
  version: number
  deleted: boolean
  body: { kind: string }
  received_at: string
  reference: string
}

const asRow = (row: StoredRow): Row => ({
  id: row.id,
  version: row.version,
  receivedAt: row.received_at,
  reference: row.reference,
  body: row.body,
})

/** What changed in the files held (SPEC L2, L4). A file without news is left out. */
const patches = async (
  tx: Transaction,
  held: readonly HeldFile[],
  sameTimeline: boolean,
): Promise<Record<string, FilePatch>> => {
  const news = held
    .map((file) => ({ ...file, reset: !sameTimeline || file.cursor < file.floor || file.cursor > file.version }))
    .filter((file) => file.reset || file.cursor < file.version)
  if (news.length === 0) return {}
  const { rows } = await tx.query<StoredRow>(
    `select r.file_id, r.id, r.version, r.deleted, r.body, r.received_at, r.reference
     from unnest($1::uuid[], $2::bigint[]) as news(id, cursor)
     join file f on f.id = news.id
     join record r on r.organisation_id = f.organisation_id and r.file_id = f.id and r.version > news.cursor
     order by r.file_id, r.version, r.id`,
    [news.map((file) => file.id), news.map((file) => (file.reset ? -1 : file.cursor))],
  )
  const result: Record<string, FilePatch> = {}
  for (const file of news)
    result[file.id] = { from: file.reset ? null : file.cursor, to: file.version, reset: file.reset, put: [], del: [] }
  for (const row of rows) {
    if (!row.deleted) result[row.file_id]?.put.push(asRow(row))
    else result[row.file_id]?.del.push(row.id)
  }
  return result
}

/** Pages of the files being loaded for the first time (SPEC L5), most wanted first, until the page is full. */
const firstLoads = async (
  tx: Transaction,
  by: Actor,
  pull: Pull,
  sameTimeline: boolean,
): Promise<{ pages: LoadPage[]; more: boolean }> => {
  const wanted = pull.want.filter((want) => !Object.hasOwn(pull.cursors, want.file))
  if (wanted.length === 0) return { pages: [], more: false }
  const files = await tx.query<{ id: string; place: number; version: number; floor: number; rows: number }>(
    `select f.id, want.place, f.version, f.floor, count(r.id) as rows
     from unnest($1::uuid[]) with ordinality as want(id, place)
     join file_grant g on g.person_id = $2 and g.file_id = want.id
     join file f on f.id = want.id
     left join record r on r.organisation_id = f.organisation_id and r.file_id = f.id
     group by f.id, want.place, f.version, f.floor order by want.place`,
    [wanted.map((want) => want.file), by.personId],
  )
  const pages: LoadPage[] = []
  let room = pull.limit
  const whole: { id: string; head: number }[] = []
  for (const file of files.rows) {
    if (room <= 0) return { pages: [...(await wholeFiles(tx, whole)), ...pages], more: true }
    const after = wanted.find((want) => want.file === file.id)?.after ?? null
    const goesOn = after !== null && sameTimeline && file.floor <= after.version
    if (!goesOn && file.rows <= room) {
      whole.push({ id: file.id, head: file.version })
      room -= file.rows
      continue
    }
    const page = await pageOf(tx, { id: file.id, head: file.version }, goesOn ? after : null, room)
    pages.push(page)
    room -= page.put.length + page.del.length
  }
  return { pages: [...(await wholeFiles(tx, whole)), ...pages], more: pages.some((page) => !page.done) }
}

const wholeFiles = async (tx: Transaction, files: readonly { id: string; head: number }[]): Promise<LoadPage[]> => {
  if (files.length === 0) return []
  const { rows } = await tx.query<StoredRow>(
    `select r.file_id, r.id, r.version, r.deleted, r.body, r.received_at, r.reference
     from file f join record r on r.organisation_id = f.organisation_id and r.file_id = f.id
     where f.id = any($1::uuid[]) and not r.deleted order by r.file_id, r.version, r.id`,
    [files.map((file) => file.id)],
  )
  const pages = new Map(
    files.map((file) => [
      file.id,
      { file: file.id, head: file.head, start: true, put: [] as Row[], del: [], after: null, done: true },
    ]),
  )
  for (const row of rows) pages.get(row.file_id)?.put.push(asRow(row))
  return [...pages.values()]
}

const pageOf = async (
  tx: Transaction,
  file: { id: string; head: number },
  after: { version: number; id: string } | null,
  room: number,
): Promise<LoadPage> => {
  const { rows } = await tx.query<StoredRow>(
    `select r.file_id, r.id, r.version, r.deleted, r.body, r.received_at, r.reference
     from file f join record r on r.organisation_id = f.organisation_id and r.file_id = f.id
     where f.id = $1 and (r.version, r.id) > ($2::bigint, $3::uuid) order by r.version, r.id limit $4`,
    [file.id, after?.version ?? -1, after?.id ?? '00000000-0000-0000-0000-000000000000', room + 1],
  )
  const taken = rows.slice(0, room)
  const last = taken.at(-1)
  return {
    file: file.id,
    head: file.head,
    start: after === null,
    put: taken.filter((row) => !row.deleted).map(asRow),
    del: taken.filter((row) => row.deleted).map((row) => row.id),
    after: last === undefined ? after : { version: last.version, id: last.id },
    done: rows.length <= room,
  }
}

/** Files that were being loaded and may be no longer: the tablet forgets what came so far. */
const lostWants = async (tx: Transaction, by: Actor, pull: Pull): Promise<string[]> => {
  if (pull.want.length === 0) return []
  const { rows } = await tx.query<{ id: string }>(
    `select want.id from unnest($1::uuid[]) as want(id)
     where not exists (select 1 from file_grant g where g.person_id = $2 and g.file_id = want.id)`,
    [pull.want.map((want) => want.file), by.personId],
  )
  return rows.map((row) => row.id)
}

/**
 * Answers to this line's mutations after the last whose answer the tablet holds. On a new timeline it holds none: what was
 * once applied may have arrived again since, and been refused (SPEC E2).
 */
const resultsAfter = async (tx: Transaction, client: string, lmid: number, now: string): Promise<Result[]> => {
  const { rows } = await tx.query<{
    uid: string
    status: string | null
    code: string | null
    detail: string | null
    received_at: string | null
    reference: string | null
  }>(
    `select line.uid, log.status, log.code, log.detail, log.received_at, log.reference
     from sync_line line left join mutation_log log on log.uid = line.uid
     where line.client_id = $1 and line.mid > $2 order by line.mid`,
    [client, lmid],
  )
  return rows.map((row) => ({
    uid: row.uid,
    code:
      row.status === 'applied'
        ? null
        : (refusals.find((refusal): refusal is Refusal => refusal === row.code) ?? 'already-exists'),
    detail: row.detail,
    receivedAt: row.received_at ?? now,
    reference: row.reference ?? '',
  }))
}
