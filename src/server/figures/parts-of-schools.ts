import { partsTold, type PartOfTime } from '#domain/insights/parts-told.ts'
import { halfDayAt, mondayOfWeek } from '#domain/insights/register-count.ts'
import type { Missed } from '#domain/insights/shape.ts'
import { firstWeekTold, placeOfFirstWeek, type FirstWeek, type ToldFirstWeek } from '#domain/insights/together-told.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Session } from '#domain/time/school-session.ts'
import type { Transaction } from '../store/database.ts'

/** Parts of a school year of all schools together; null is what could tell of a few. */
export type PartsOfSchools = {
  weeks: { monday: SchoolDay; told: Missed | null }[]
  /** Monday morning first. */
  weekdays: { weekday: number; session: Session; told: Missed | null }[]
  /** The first week in which half or more of the pupils had a session. */
  firstWeek: (ToldFirstWeek & { monday: SchoolDay }) | null
}

export const noParts: PartsOfSchools = { weeks: [], weekdays: [], firstWeek: null }

type AskedParts = { organisations: readonly string[]; year: number }

/** Adds up the weeks and half-days of these schools' registers, and leaves out what could tell of a few. `all` are their pupils. */
export const partsOfSchools = async (
  tx: Transaction,
  asked: AskedParts,
  all: { pupils: number; persistent: number },
): Promise<PartsOfSchools> => {
  const weeks = await readParts(tx, asked, 'weeks')
  const halves = await readParts(tx, asked, 'halves')
  const [week, half] = [partsTold(weeks).map(missedOnly), partsTold(halves).map(missedOnly)]
  const first = placeOfFirstWeek(weeks, all.pupils)
  const firstWeek = first === null || week[first] === null ? undefined : weeks[first]
  const told = firstWeek && firstWeekTold(await readFirstWeek(tx, asked, firstWeek), all)
  return {
    weeks: weeks.map(({ place }, at) => ({ monday: mondayOfWeek(asked.year, place), told: week[at] ?? null })),
    weekdays: halves.map(({ place }, at) => ({ ...halfDayAt(place), told: half[at] ?? null })),
    firstWeek: firstWeek && told ? { monday: mondayOfWeek(asked.year, firstWeek.place), ...told } : null,
  }
}

const missedOnly = (part: PartOfTime | null): Missed | null => part && { possible: part.possible, missed: part.missed }

/** A week or a half-day by its place, from 0. Only those in which a session was possible. */
type Part = PartOfTime & { place: number }

/** A row for each week of each pupil: millions of them for a council, and still less to do than five sums for each place. */
const readParts = async (
  tx: Transaction,
  { organisations, year }: AskedParts,
  of: 'weeks' | 'halves',
): Promise<Part[]> => {
  const { rows } = await tx.query<Part>(
    `select (part.place - 1)::int as place, sum(part.possible)::int as possible, sum(part.missed)::int as missed, count(*)::int as pupils,
       (count(*) filter (where part.missed > 0))::int as absent, (count(*) filter (where part.missed < part.possible))::int as present
     from register_count c
       cross join lateral unnest(c.${of}_possible, c.${of}_missed) with ordinality as part(possible, missed, place)
     where c.organisation_id = any($1::uuid[]) and c.year = $2 and c.possible > 0 and part.possible > 0
     group by part.place order by part.place`,
    [organisations, year],
  )
  return rows
}

const readFirstWeek = async (
  tx: Transaction,
  { organisations, year }: AskedParts,
  { place, pupils, absent }: Part,
): Promise<FirstWeek> => {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from register_count
     where organisation_id = any($1::uuid[]) and year = $2 and possible > 0
       and weeks_missed[$3] > 0 and band in ('persistent', 'severe')`,
    [organisations, year, place + 1],
  )
  return { pupils, absent, nowPersistent: rows[0]?.count ?? 0 }
}
