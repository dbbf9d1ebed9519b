import { z } from 'zod'
import { HeadingMeaning } from '#domain/register/heading-meaning.ts'
import { SchoolGroup } from '#domain/records/pupil.ts'
import { markCodes, type MarkCode, type SchoolCodes } from '#domain/register/mark-codes.ts'
import { Instant } from '#domain/time/instant.ts'
import { SchoolDay } from '#domain/time/school-day.ts'
import type { Database, Transaction } from '../../store/database.ts'
import { plainKey } from '../read-words.ts'

const MarkCodeWord = z.custom<MarkCode>((word) => markCodes.some((code) => code === word))

/**
 * What a school says of its own files: what a heading holds, or what a code stands for; of a roll, that a column is a grouping of its own. `written`
 * is as the file has it.
 */
export const SaidReading = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('heading'), written: z.string().trim().min(1).max(200), means: HeadingMeaning }),
  z.strictObject({
    of: z.literal('code'),
    written: z.string().trim().min(1).max(8),
    means: MarkCodeWord,
    /** The first day of whose marks it is so; absent for as long as there are marks. */
    from: SchoolDay.optional(),
  }),
  z.strictObject({ of: z.literal('roll-heading'), written: SchoolGroup.shape.grouping, means: z.literal('grouping') }),
])
export type SaidReading = z.infer<typeof SaidReading>

/** How the files of one school are read. Headings are compared by letters and digits, codes as they are written. */
export type SchoolReadings = {
  headings: ReadonlyMap<string, HeadingMeaning>
  codes: SchoolCodes
  /** Columns of a roll that are groupings of the school's own. */
  groupings: ReadonlyMap<string, string>
}

/** A school that has said nothing. */
export const nothingSaid: SchoolReadings = { headings: new Map(), codes: new Map(), groupings: new Map() }

const wordOf = ({ of, written }: Pick<SaidReading, 'of' | 'written'>): string =>
  of === 'code' ? written : plainKey(written)

const Standing = z.array(z.intersection(SaidReading, z.object({ saidAt: Instant })))
export type StandingReading = SaidReading & { saidAt: Instant }

/** All that a school says of its files now, headings first; of one code what it stood for last comes first. */
export const standingReadings = async (tx: Transaction, organisationId: string): Promise<StandingReading[]> => {
  const { rows } = await tx.query(
    `select jsonb_strip_nulls(jsonb_build_object('of', of, 'written', written, 'means', means, 'from', holds_from)) as said, said_at
     from marks_reading where organisation_id = $1 and ended_at is null order by of desc, lower(written), holds_from desc nulls last`,
    [organisationId],
  )
  return Standing.parse(rows.map((row) => ({ ...Object(row['said']), saidAt: row['said_at'] })))
}

/** The same, ready to read a file with. */
export const readingsOf = async (tx: Transaction, organisationId: string): Promise<SchoolReadings> => {
  const said = await standingReadings(tx, organisationId)
  const codes = Map.groupBy(
    said.flatMap((each) => (each.of === 'code' ? [each] : [])),
    wordOf,
  )
  return {
    headings: new Map(said.flatMap((each) => (each.of === 'heading' ? [[wordOf(each), each.means]] : []))),
    codes: new Map(
      [...codes].map(([word, each]) => [word, each.map(({ means: code, from = null }) => ({ from, code }))]),
    ),
    groupings: new Map(said.flatMap((each) => (each.of === 'roll-heading' ? [[wordOf(each), each.written]] : []))),
  }
}

type Saying = { organisationId: string; personId: string; at: Instant; newId: () => string }

/** Keeps what a school says from now on. What it said of the same heading, or of the same code from the same day, is ended, and stays to be read. */
export const sayReadings = (database: Database, said: readonly SaidReading[], saying: Saying): Promise<void> =>
  inSchool(database, saying, async (tx) => {
    for (const each of said) {
      const word = wordOf(each)
      if (word === '') continue
      await endOne(tx, each, saying)
      await tx.query(
        `insert into marks_reading (organisation_id, id, of, word, written, means, person_id, said_at, holds_from)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          saying.organisationId,
          saying.newId(),
          each.of,
          word,
          each.written,
          each.means,
          saying.personId,
          saying.at,
          fromOf(each),
        ],
      )
    }
  })

/** One saying that is no longer so: of a code, the one from that day. */
export type Ended = { of: SaidReading['of']; written: string; from?: SchoolDay | undefined }

const fromOf = (said: Ended | SaidReading): SchoolDay | null => ('from' in said ? (said.from ?? null) : null)

/** From now on the heading or code is read as if the school had never said anything of it. */
export const endReading = (database: Database, ended: Ended, saying: Omit<Saying, 'newId'>): Promise<void> =>
  inSchool(database, saying, (tx) => endOne(tx, ended, saying))

const endOne = async (
  tx: Transaction,
  ended: Ended,
  { organisationId, personId, at }: Omit<Saying, 'newId'>,
): Promise<void> => {
  await tx.query(
    `update marks_reading set ended_by = $4, ended_at = $5
     where organisation_id = $1 and of = $2 and word = $3 and ended_at is null and holds_from is not distinct from $6::date`,
    [organisationId, ended.of, wordOf(ended), personId, at, fromOf(ended)],
  )
}

const inSchool = async (
  database: Database,
  { organisationId, personId }: Pick<Saying, 'organisationId' | 'personId'>,
  act: (tx: Transaction) => Promise<void>,
): Promise<void> => {
  await database.write({ person: personId, organisations: [organisationId] }, act)
}
