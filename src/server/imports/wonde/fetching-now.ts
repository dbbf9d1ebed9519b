import { theOffice } from '#domain/permissions/actor.ts'
import { millisecondsBetween, type Clock, type Instant } from '#domain/time/instant.ts'
import type { Database, Transaction } from '../../store/database.ts'
import type { WondeFetch } from './wonde-fetch.ts'

/** Milliseconds between the signs of life of a fetching that goes on. */
const SIGN_EVERY = 5_000

/** A fetching that has given none for so long, in milliseconds, has broken off: nobody runs it any more. */
const SILENT_FOR = 60_000

/** What was asked for begins within moments. After this, in milliseconds, it can be asked for again. */
const PATIENCE = 600_000

/** `asked`: somebody asked for a fetching, and it has not begun. `fetching`: one goes on. */
export type FetchingNow = 'asked' | 'fetching' | null

/** Whether a school’s marks are being fetched, and how the last fetching ended: one that broke off is over, whoever was to write so. */
export const fetchingNow = (
  kept: WondeFetch | null,
  now: Instant,
): { now: FetchingNow; last: (WondeFetch & { triedAt: Instant }) | null } => {
  if (kept === null) return { now: null, last: null }
  const { askedAt, begunAt, aliveAt, triedAt } = kept
  const isAsked = askedAt !== null && millisecondsBetween(askedAt, now) < PATIENCE
  const isAlive = begunAt !== null && millisecondsBetween(aliveAt ?? begunAt, now) < SILENT_FOR
  const brokeOffAt = begunAt !== null && !isAlive ? begunAt : null
  const last =
    brokeOffAt !== null
      ? { ...kept, triedAt: brokeOffAt, fault: 'broke-off' as const }
      : triedAt === null
        ? null
        : { ...kept, triedAt }
  return { now: isAlive ? 'fetching' : isAsked ? 'asked' : null, last }
}

/** Writes that somebody asked for a fetching, in the transaction that plans it. */
export const keepAsked = async (tx: Transaction, organisationId: string, at: Instant): Promise<void> => {
  await tx.query(
    `insert into wonde_fetch (organisation_id, asked_at) values ($1, $2)
     on conflict (organisation_id) do update set asked_at = excluded.asked_at`,
    [organisationId, at],
  )
}

type Parts = { database: Database; clock: Clock }

/**
 * Fetches, and gives signs of life meanwhile. What ends it well or badly is written by `keepReport` and `keepFault`; an office that is
 * killed, or whose database goes away, writes neither, and its signs stop.
 */
export const givingSigns = async <T>(
  { database, clock }: Parts,
  { organisationId, begunAt, isByHand }: { organisationId: string; begunAt: Instant; isByHand: boolean },
  fetch: () => Promise<T>,
): Promise<T> => {
  const scope = { person: theOffice.personId, organisations: [organisationId] }
  await database.write(scope, (tx) =>
    tx.query(
      `insert into wonde_fetch (organisation_id, begun_at, alive_at) values ($1, $2, $2)
       on conflict (organisation_id) do update set begun_at = excluded.begun_at, alive_at = excluded.alive_at,
         asked_at = case when $3 then null else wonde_fetch.asked_at end`,
      [organisationId, begunAt, isByHand],
    ),
  )
  // Only of what still goes on: a sign that arrives late must not bring back what has ended.
  const sign = (): Promise<unknown> =>
    database.write(scope, (tx) =>
      tx.query('update wonde_fetch set alive_at = $3 where organisation_id = $1 and begun_at = $2', [
        organisationId,
        begunAt,
        clock(),
      ]),
    )
  const signs = setInterval(() => void sign().catch(() => {}), SIGN_EVERY)
  signs.unref()
  try {
    return await fetch()
  } finally {
    clearInterval(signs)
  }
}
