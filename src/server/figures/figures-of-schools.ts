import { FEWEST, suppress } from '#domain/insights/suppress.ts'
import type { KnownGrouping } from '#domain/insights/grouping.ts'
import { mondayOfWeek, WEEKS_OF_YEAR } from '#domain/insights/register-count.ts'
import { addCounts, type SessionCounts } from '#domain/register/count-sessions.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Transaction } from '../store/database.ts'
import { countAgain } from './keep-register-counts.ts'

/** What tells groups of the pupils of several schools apart. */
export type AskedBy = 'school' | 'phase' | Exclude<KnownGrouping, 'class'>

export type AskedFigures = { organisations: readonly string[]; year: number; by: AskedBy }

/**
 * Figures of a group, as far as they may be told: null where they could tell of fewer than five pupils. Without its pupils nothing is told of
 * a group, its sessions neither.
 */
export type ToldFigures = {
  pupils: number | null
  persistent: number | null
  severe: number | null
  counts: SessionCounts | null
}

/** The figures of schools in one school year. */
export type FiguresOfSchools = {
  all: ToldFigures
  /** In the order of their keys; a school's key is its identity. Every pupil with a session to count is in one. */
  groups: (ToldFigures & { key: string })[]
  /** Sessions missed of all together, by code, most first; a code that fewer than five pupils have is not told. */
  codes: { code: string; sessions: number }[]
  /** All together, week by week. */
  weeks: { monday: SchoolDay; possible: number; missed: number }[]
}

type Line = SessionCounts & { key: string; pupils: number; persistent: number; severe: number }

/** True when each register of these schools is counted; else `countWhatIsMissing` does it first. */
export const areCounted = async (tx: Transaction, { organisations, year }: AskedFigures): Promise<boolean> => {
  const { rowCount } = await tx.query(
    'select from register_count where organisation_id = any($1::uuid[]) and year = $2 and possible is null limit 1',
    [organisations, year],
  )
  return rowCount === 0
}

/** Registers that are counted in one statement. */
const AT_ONCE = 400

/** Counts the registers that were there before registers were counted. */
export const countWhatIsMissing = async (
  tx: Transaction,
  { organisations, year }: Pick<AskedFigures, 'organisations' | 'year'>,
): Promise<void> => {
  const { rows } = await tx.query<{ file_id: string }>(
    'select file_id from register_count where organisation_id = any($1::uuid[]) and year = $2 and possible is null',
    [organisations, year],
  )
  for (let begin = 0; begin < rows.length; begin += AT_ONCE)
    await countAgain(
      tx,
      rows.slice(begin, begin + AT_ONCE).map(({ file_id }) => file_id),
    )
}

/** Adds up what the registers of these schools come to, and leaves out what could tell of a few. The transaction sees these schools alone. */
export const figuresOfSchools = async (tx: Transaction, asked: AskedFigures): Promise<FiguresOfSchools> => {
  const lines = await linesOf(tx, asked)
  const told = suppress(lines)
  const figures = (counts: (typeof told)['all'], sessions: SessionCounts): ToldFigures => ({
    ...counts,
    counts: counts.pupils === null ? null : sessions,
  })
  const all = figures(told.all, addCounts(lines))
  return {
    all,
    groups: lines.map(({ key, possible, attended, authorised, unauthorised, late }, place) => ({
      key,
      ...figures(told.groups[place] ?? { pupils: null, persistent: null, severe: null }, {
        possible,
        attended,
        authorised,
        unauthorised,
        late,
      }),
    })),
    codes: all.pupils === null ? [] : await codesOf(tx, asked),
    weeks: all.pupils === null ? [] : await weeksOf(tx, asked),
  }
}

const linesOf = async (tx: Transaction, { organisations, year, by }: AskedFigures): Promise<Line[]> => {
  const key = by === 'school' ? 'c.organisation_id::text' : by === 'phase' ? 'o.phase' : 'c.groups->>$3'
  const { rows } = await tx.query<Line>(
    `select coalesce(${key}, 'unknown') as key, count(*)::int as pupils, sum(c.possible)::int as possible, sum(c.attended)::int as attended,
       sum(c.authorised)::int as authorised, sum(c.unauthorised)::int as unauthorised, sum(c.late)::int as late,
       (count(*) filter (where c.band in ('persistent', 'severe')))::int as persistent,
       (count(*) filter (where c.band = 'severe'))::int as severe
     from register_count c ${by === 'phase' ? 'join organisations o on o.id = c.organisation_id' : ''}
     where c.organisation_id = any($1::uuid[]) and c.year = $2 and c.possible > 0 group by 1 order by 1`,
    by === 'school' || by === 'phase' ? [organisations, year] : [organisations, year, by],
  )
  return rows
}

const codesOf = async (tx: Transaction, { organisations, year }: AskedFigures): Promise<FiguresOfSchools['codes']> => {
  const { rows } = await tx.query<{ code: string; sessions: number }>(
    `select of.key as code, sum(of.value::int)::int as sessions from register_count c cross join lateral jsonb_each_text(c.codes) of
     where c.organisation_id = any($1::uuid[]) and c.year = $2 and c.possible > 0
     group by of.key having count(*) >= $3 order by sessions desc, code`,
    [organisations, year, FEWEST],
  )
  return rows
}

const everyWeek = Array.from({ length: WEEKS_OF_YEAR }, (_, place) => place)

/** A column for each week and figure: a row for each week of each pupil would be millions of them. */
const weeksOf = async (tx: Transaction, { organisations, year }: AskedFigures): Promise<FiguresOfSchools['weeks']> => {
  const sums = (column: string) => everyWeek.map((place) => `sum(${column}[${place + 1}])`).join(', ')
  const { rows } = await tx.query<{ possible: number[]; missed: number[] }>(
    `select array[${sums('weeks_possible')}]::int[] as possible, array[${sums('weeks_missed')}]::int[] as missed
     from register_count where organisation_id = any($1::uuid[]) and year = $2 and possible > 0`,
    [organisations, year],
  )
  return everyWeek
    .map((place) => ({
      monday: mondayOfWeek(year, place),
      possible: rows[0]?.possible[place] ?? 0,
      missed: rows[0]?.missed[place] ?? 0,
    }))
    .filter(({ possible }) => possible > 0)
}
