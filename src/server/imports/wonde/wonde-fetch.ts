import { z } from 'zod'
import { Instant } from '#domain/time/instant.ts'
import { SchoolDay } from '#domain/time/school-day.ts'
import type { Transaction } from '../../store/database.ts'
import type { MarksReport } from '../marks/import-marks.ts'

/** Things not taken that are kept to be shown: the rest are counted. */
const MOST_KEPT = 200

const Place = z.object({ day: SchoolDay, session: z.enum(['morning', 'afternoon']) })

/** What a fetching took, as its school’s administrator is told. */
const FetchReport = z.object({
  accepted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  pupils: z.int(),
  first: Place.nullable(),
  last: Place.nullable(),
  notTaken: z.int(),
  rejected: z.array(z.string()),
})
export type FetchReport = z.infer<typeof FetchReport>

const WondeFetch = z.object({
  triedAt: Instant,
  takenAt: Instant.nullable(),
  fault: z.enum(['refused', 'no-such-school', 'unreachable', 'unreadable', 'not-permitted']).nullable(),
  report: FetchReport.nullable(),
})
/** How fetching a school's marks went last. */
export type WondeFetch = z.infer<typeof WondeFetch>

/** Null before the first. */
export const lastFetch = async (tx: Transaction, organisationId: string): Promise<WondeFetch | null> => {
  const { rows } = await tx.query(
    'select tried_at as "triedAt", taken_at as "takenAt", fault, report from wonde_fetch where organisation_id = $1',
    [organisationId],
  )
  return rows[0] === undefined ? null : WondeFetch.parse(rows[0])
}

/** What was taken stays on record while later fetchings fail. */
export const keepFault = async (
  tx: Transaction,
  organisationId: string,
  { fault, triedAt }: { fault: NonNullable<WondeFetch['fault']>; triedAt: Instant },
): Promise<void> => {
  await tx.query(
    `insert into wonde_fetch (organisation_id, tried_at, fault) values ($1, $2, $3)
     on conflict (organisation_id) do update set tried_at = excluded.tried_at, fault = excluded.fault`,
    [organisationId, triedAt, fault],
  )
}

export const keepReport = async (
  tx: Transaction,
  organisationId: string,
  { report, triedAt }: { report: FetchReport; triedAt: Instant },
): Promise<void> => {
  await tx.query(
    `insert into wonde_fetch (organisation_id, tried_at, taken_at, report) values ($1, $2, $2, $3)
     on conflict (organisation_id) do update
       set tried_at = excluded.tried_at, taken_at = excluded.taken_at, fault = null, report = excluded.report`,
    [organisationId, triedAt, JSON.stringify(report)],
  )
}

export const fetchReportOf = ({
  accepted,
  updated,
  unchanged,
  pupils,
  first,
  last,
  rejected,
}: MarksReport): FetchReport => ({
  accepted,
  updated,
  unchanged,
  pupils,
  first,
  last,
  notTaken: rejected.length,
  rejected: rejected.slice(0, MOST_KEPT).map(({ reason }) => reason),
})
