import { codesTold, type CodesTold } from '#domain/insights/codes-told.ts'
import type { KnownGrouping } from '#domain/insights/grouping.ts'
import type { Shape } from '#domain/insights/shape.ts'
import { sumOf } from '#domain/insights/suppress.ts'
import { missedOf, sumOfSessions, type Having } from '#domain/insights/suppress-sessions.ts'
import { atRiskTold, spellsTold } from '#domain/insights/together-told.ts'
import { tellTable, tellWithin, type GroupCounts, type ToldFigures } from '#domain/insights/told-figures.ts'
import type { SessionCounts } from '#domain/register/count-sessions.ts'
import { markCodes } from '#domain/register/mark-codes.ts'
import type { Transaction } from '../store/database.ts'
import { countAgain } from './keep-register-counts.ts'
import { noParts, partsOfSchools, type PartsOfSchools } from './parts-of-schools.ts'

/** What tells groups of the pupils of several schools apart. */
export type AskedBy = 'school' | 'phase' | Exclude<KnownGrouping, 'class'>

export type AskedFigures = { organisations: readonly string[]; year: number; by: AskedBy }

/** The figures of schools in one school year, as far as they may be told: null where they could tell of fewer than five pupils. */
export type FiguresOfSchools = PartsOfSchools & {
  all: ToldFigures
  /** In the order of their keys; a school's key is its identity. Every pupil with a session to count is in one. */
  groups: (ToldFigures & { key: string })[]
  /** Sessions missed of all together, by code, most first; those of codes that are not told by name are `otherSessions` together. */
  codes: CodesTold['codes']
  otherSessions: number
  /** Of all together: who missed a twentieth or more and less than a tenth, and how many spells of absence there were. */
  atRisk: number | null
  spells: number | null
}

type Line = GroupCounts & { key: string; phase: string; atRisk: number; spells: number }

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
  const { all } = tellTable(lines)
  const told = toldOf(lines, asked.by)
  const { codes, others: otherSessions } =
    all.counts === null ? NO_CODES : codesTold(await codesOf(tx, asked), all.counts)
  return {
    all,
    groups: lines.flatMap(({ key }, place) => {
      const figures = told[place]
      return figures === undefined ? [] : [{ key, ...figures }]
    }),
    codes,
    otherSessions,
    ...(await togetherOf(tx, asked, lines, all)),
  }
}

const togetherOf = async (
  tx: Transaction,
  asked: AskedFigures,
  lines: readonly Line[],
  all: ToldFigures,
): Promise<PartsOfSchools & Pick<FiguresOfSchools, 'atRisk' | 'spells'>> => {
  if (all.pupils === null) return { atRisk: null, spells: null, ...noParts }
  const sum = (of: (line: Line) => number): number => lines.reduce((sofar, line) => sofar + of(line), 0)
  const counted = { ...sumOf(lines), atRisk: sum(({ atRisk }) => atRisk) }
  const isMissedTold = all.counts !== null && missedOf(all.counts) !== null
  return {
    atRisk: atRiskTold(counted),
    spells: isMissedTold
      ? spellsTold(
          sum(({ spells }) => spells),
          sumOfSessions(lines).having,
        )
      : null,
    ...(await partsOfSchools(tx, asked, counted)),
  }
}

const NO_CODES: CodesTold = { codes: [], others: 0 }

/** What of each line may be told. Schools lie within phases, and the same person may ask for both. */
const toldOf = (lines: readonly Line[], by: AskedBy): ToldFigures[] => {
  if (by !== 'school') return tellTable(lines).groups
  const told = tellWithin(lines.map((line) => ({ ...line, group: line.key, within: line.phase })))
  return lines.flatMap(({ key }) => told.get(key) ?? [])
}

/** Of how many pupils each kind of session is, as `havingOf` counts them. */
const havings: Readonly<Record<keyof Having, string>> = {
  attended: 'c.attended > 0',
  onTime: 'c.attended > c.late',
  missed: 'c.possible > c.attended',
  authorised: 'c.authorised > 0',
  unauthorised: 'c.unauthorised > 0',
  late: 'c.late > 0',
}

const columns = [
  'possible',
  'attended',
  'authorised',
  'unauthorised',
  'late',
] as const satisfies (keyof SessionCounts)[]

const linesOf = async (tx: Transaction, { organisations, year, by }: AskedFigures): Promise<Line[]> => {
  const key = by === 'school' ? 'c.organisation_id::text' : by === 'phase' ? 'o.phase' : 'c.groups->>$3'
  const counts = columns.map((each) => `'${each}', sum(c.${each})::int`)
  const having = Object.entries(havings).map(([each, has]) => `'${each}', (count(*) filter (where ${has}))::int`)
  const { rows } = await tx.query<Line>(
    `select coalesce(${key}, 'unknown') as key, ${by === 'school' ? "coalesce(o.phase, 'unknown')" : "''"} as phase, count(*)::int as pupils,
       json_build_object(${counts.join(', ')}) as counts, json_build_object(${having.join(', ')}) as having,
       (count(*) filter (where c.band in ('persistent', 'severe')))::int as persistent,
       (count(*) filter (where c.band = 'severe'))::int as severe, (count(*) filter (where c.band = 'at-risk'))::int as "atRisk",
       sum(c.spells)::int as spells
     from register_count c ${by === 'school' || by === 'phase' ? 'left join organisations o on o.id = c.organisation_id' : ''}
     where c.organisation_id = any($1::uuid[]) and c.year = $2 and c.possible > 0 group by 1, 2 order by 1`,
    by === 'school' || by === 'phase' ? [organisations, year] : [organisations, year, by],
  )
  return rows
}

const codesOf = async (tx: Transaction, { organisations, year }: AskedFigures): Promise<Shape['codes']> => {
  const { rows } = await tx.query<{ code: string; sessions: number; pupils: number }>(
    `select of.key as code, sum(of.value::int)::int as sessions, count(*)::int as pupils
     from register_count c cross join lateral jsonb_each_text(c.codes) of
     where c.organisation_id = any($1::uuid[]) and c.year = $2 and c.possible > 0 group by of.key order by sessions desc, code`,
    [organisations, year],
  )
  return rows.flatMap(({ code: written, ...had }) => {
    const code = markCodes.find((each) => each === written)
    return code === undefined ? [] : [{ code, ...had }]
  })
}
