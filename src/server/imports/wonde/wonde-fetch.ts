import { z } from 'zod'
import { dayOf, Instant } from '#domain/time/instant.ts'
import { SchoolDay } from '#domain/time/school-day.ts'
import type { Transaction } from '../../store/database.ts'
import type { MarksReport } from '../marks/import-marks.ts'

const Place = z.object({ day: SchoolDay, session: z.enum(['morning', 'afternoon']) })

/** What a fetching took, as its school’s administrator is told. */
const FetchReport = z.object({
  accepted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  pupils: z.int(),
  first: Place.nullable(),
  last: Place.nullable(),
})

const WondeFetch = z.object({
  /** When the last that ended began; null before one has. */
  triedAt: Instant.nullable(),
  takenAt: Instant.nullable(),
  fault: z.enum(['refused', 'no-such-school', 'unreachable', 'unreadable', 'not-permitted', 'broke-off']).nullable(),
  report: FetchReport.nullable(),
  /** What was not taken, and not since. */
  rejected: z.array(z.string()),
  unsettledFrom: Instant.nullable(),
  unsettledTriedAt: Instant.nullable(),
  askedAt: Instant.nullable(),
  begunAt: Instant.nullable(),
  aliveAt: Instant.nullable(),
})
/** How fetching a school's marks went last, and what of all fetchings is unsettled. */
export type WondeFetch = z.infer<typeof WondeFetch>

/** Null before the first. Whether one goes on is `fetchingNow`. */
export const lastFetch = async (tx: Transaction, organisationId: string): Promise<WondeFetch | null> => {
  const { rows } = await tx.query(
    `select tried_at as "triedAt", taken_at as "takenAt", fault, report, rejected,
       unsettled_from as "unsettledFrom", unsettled_tried_at as "unsettledTriedAt",
       asked_at as "askedAt", begun_at as "begunAt", alive_at as "aliveAt"
     from wonde_fetch where organisation_id = $1`,
    [organisationId],
  )
  return rows[0] === undefined ? null : WondeFetch.parse(rows[0])
}

/** Which marks to ask for: those written since this moment. `settles`: whatever was not taken before is among them. */
export type Asking = { since: Instant; settles: boolean }

/**
 * What to ask for next. `usual` is from a while before the last time, or all of a year at first. What was not taken (its pupil was not on the roll
 * yet, its code was not said) would not be written again at the school: it is asked for anew once a day, and when somebody asks by hand.
 */
export const askingAfter = (
  last: WondeFetch | null,
  { usual, now, isByHand }: { usual: Instant; now: Instant; isByHand: boolean },
): Asking => {
  if (last?.unsettledFrom == null) return { since: usual, settles: true }
  const isDue = isByHand || dayOf(last.unsettledTriedAt ?? last.triedAt ?? last.unsettledFrom) < dayOf(now)
  if (!isDue) return { since: usual, settles: false }
  return { since: last.unsettledFrom < usual ? last.unsettledFrom : usual, settles: true }
}

/** A fetching that has ended goes on no more; another that began meanwhile does. */
const ENDED = 'begun_at = nullif(wonde_fetch.begun_at, excluded.tried_at)'

/** Writes how a fetching went that took what it could. */
export const keepReport = async (
  tx: Transaction,
  organisationId: string,
  {
    report: { accepted, updated, unchanged, pupils, first, last, rejected },
    before,
    asking,
    triedAt,
  }: { report: MarksReport; before: WondeFetch | null; asking: Asking; triedAt: Instant },
): Promise<void> => {
  const reasons = rejected.map(({ reason }) => reason)
  const standing = asking.settles ? reasons : [...new Set([...(before?.rejected ?? []), ...reasons])]
  const from = asking.settles ? null : (before?.unsettledFrom ?? null)
  await tx.query(
    `insert into wonde_fetch (organisation_id, tried_at, taken_at, report, rejected, unsettled_from, unsettled_tried_at)
     values ($1, $2, $2, $3, $4, $5, $6)
     on conflict (organisation_id) do update set tried_at = excluded.tried_at, taken_at = excluded.taken_at, fault = null,
       report = excluded.report, rejected = excluded.rejected, unsettled_from = excluded.unsettled_from,
       unsettled_tried_at = excluded.unsettled_tried_at, ${ENDED}`,
    [
      organisationId,
      triedAt,
      JSON.stringify({ accepted, updated, unchanged, pupils, first, last }),
      JSON.stringify(standing),
      standing.length === 0 ? null : (from ?? asking.since),
      standing.length === 0 ? null : asking.settles ? triedAt : (before?.unsettledTriedAt ?? triedAt),
    ],
  )
}

/** Writes that a fetching failed. What was taken stays on record meanwhile. */
export const keepFault = async (
  tx: Transaction,
  organisationId: string,
  { fault, triedAt }: { fault: NonNullable<WondeFetch['fault']>; triedAt: Instant },
): Promise<void> => {
  await tx.query(
    `insert into wonde_fetch (organisation_id, tried_at, fault) values ($1, $2, $3)
     on conflict (organisation_id) do update set tried_at = excluded.tried_at, fault = excluded.fault, ${ENDED}`,
    [organisationId, triedAt, fault],
  )
}
