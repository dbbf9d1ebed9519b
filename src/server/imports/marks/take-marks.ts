import { takeRegister } from '#domain/mutations/take-register.ts'
import { theOffice } from '#domain/permissions/actor.ts'
import { markCodes, type MarkCode } from '#domain/register/mark-codes.ts'
import { writeLetters } from '#domain/register/mark-letters.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Session } from '#domain/time/school-session.ts'
import { daysOfSchoolYear, schoolYearOf } from '#domain/time/school-year.ts'
import type { Transaction } from '../../store/database.ts'
import { applyActs } from '../../sync/apply-acts.ts'
import { logActs } from '../../sync/log-acts.ts'

/** A mark of a pupil held here. `written` is what the file had, where that was not the code itself. */
export type IncomingMark = { pupilId: string; day: SchoolDay; session: Session; code: MarkCode; written?: string }

/** The file that marks came in: what it is called, and the SHA-256 of what was in it. */
type MarkFile = { name: string | null; digest: string | null }

/** What marks are taken from, whose they are, and who took them in. `file` is missing where they came in none. */
export type MarkSource = {
  organisationId: string
  source: string
  file?: MarkFile
  personId: string
  at: Instant
  newId: () => string
}

/** What taking marks in did. The people are those to tell after the commit. */
export type MarksTaken = { added: number; changed: number; unchanged: number; people: string[] }

/** Rows that travel in one statement. */
const AT_ONCE = 20_000

/**
 * Takes marks in, one for each pupil, day and session: a new one is added, one that says something else takes the place of the one
 * that stood, which stays with what superseded it, and the same again changes nothing. Pupils' years in their files are
 * brought up to date in the same transaction, which must act as the office (`theOffice`) and hold the school's lock (`lockSchool`).
 */
export const takeMarks = async (
  tx: Transaction,
  marks: readonly IncomingMark[],
  from: MarkSource,
): Promise<MarksTaken> => {
  const { organisationId, personId, at, source, file, newId } = from
  const into = { organisationId, importId: newId() }
  // Statements planned while the table was empty would read the whole of it for every row.
  await tx.query("select set_config('plan_cache_mode', 'force_custom_plan', true)")
  await tx.query('insert into person (id) values ($1) on conflict do nothing', [personId])
  const taken: MarksTaken = { added: 0, changed: 0, unchanged: 0, people: [] }
  const touched = new Map<string, { pupilId: string; year: number }>()
  for (let begin = 0; begin < marks.length; begin += AT_ONCE) {
    const part = marks.slice(begin, begin + AT_ONCE)
    const { added, superseded } = await standOrSupersede(tx, part, into)
    const changed = superseded.length === 0 ? [] : (await standOrSupersede(tx, superseded, into)).added
    for (const { pupilId, first, last } of [...added, ...changed])
      for (let year = schoolYearOf(first); year <= schoolYearOf(last); year += 1)
        touched.set(`${pupilId} ${year}`, { pupilId, year })
    const counts = { added: countOf(added), changed: countOf(changed) }
    taken.added += counts.added
    taken.changed += counts.changed
    taken.unchanged += part.length - counts.added - counts.changed
  }
  await tx.query(
    `insert into mark_import (organisation_id, id, person_id, taken_at, source, file_name, file_digest, added, changed, unchanged)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      organisationId,
      into.importId,
      personId,
      at,
      source,
      file?.name ?? null,
      file?.digest ?? null,
      taken.added,
      taken.changed,
      taken.unchanged,
    ],
  )
  taken.people = await writeYears(tx, [...touched.values()], from)
  return taken
}

const keyOf = ({ pupilId, day, session }: Omit<IncomingMark, 'code'>): string => `${pupilId} ${day} ${session}`

/** How many marks of one pupil were written, and the days of the first and the last of them. */
type Added = { pupilId: string; marks: number; first: SchoolDay; last: SchoolDay }

const countOf = (added: readonly Added[]): number => added.reduce((sum, { marks }) => sum + marks, 0)

/**
 * Writes each mark for which none stands (`added`), and lets go of each standing one that says something else: the marks that
 * are to take their places (`superseded`) are not written yet. It finds what stands by the index that holds it to one, so that
 * it is as quick in a table that grows from nothing in this very transaction. What was written is answered by pupil: a row for each of
 * half a million marks would take as long to read as to write.
 */
const standOrSupersede = async (
  tx: Transaction,
  marks: readonly IncomingMark[],
  { organisationId, importId }: { organisationId: string; importId: string },
): Promise<{ added: Added[]; superseded: IncomingMark[] }> => {
  const { rows } = await tx.query<{
    file_id: string
    session: Session | null
    marks: number
    first: SchoolDay
    last: SchoolDay
  }>(
    `with taken as (
       insert into session_mark as standing (organisation_id, file_id, day, session, code, written, import_id)
       select $1, i.*, $2 from unnest($3::uuid[], $4::date[], $5::text[], $6::text[], $7::text[]) as i
       on conflict (organisation_id, file_id, day, session) where superseded_by is null
         do update set superseded_by = $2 where standing.code <> excluded.code
       returning file_id, day, session, superseded_by)
     select file_id, null as session, count(*)::int as marks, min(day) as first, max(day) as last
     from taken where superseded_by is null group by file_id
     union all
     select file_id, session, 1, day, day from taken where superseded_by is not null`,
    [
      organisationId,
      importId,
      marks.map((mark) => mark.pupilId),
      marks.map((mark) => mark.day),
      marks.map((mark) => mark.session),
      marks.map((mark) => mark.code),
      marks.map((mark) => mark.written ?? null),
    ],
  )
  const letGo = new Set(
    rows.flatMap(({ file_id: pupilId, session, first: day }) =>
      session === null ? [] : [keyOf({ pupilId, day, session })],
    ),
  )
  return {
    added: rows.flatMap(({ file_id: pupilId, session, marks: count, first, last }) =>
      session === null ? [{ pupilId, marks: count, first, last }] : [],
    ),
    superseded: letGo.size === 0 ? [] : marks.filter((mark) => letGo.has(keyOf(mark))),
  }
}

/** Pupils' years that are brought up to date in one statement. */
const YEARS_AT_ONCE = 400

const writeYears = async (
  tx: Transaction,
  years: readonly { pupilId: string; year: number }[],
  { organisationId, at, newId }: MarkSource,
): Promise<string[]> => {
  const people = new Set<string>()
  for (let begin = 0; begin < years.length; begin += YEARS_AT_ONCE) {
    const part = years.slice(begin, begin + YEARS_AT_ONCE)
    const standing = await readStanding(tx, part, organisationId)
    const acts = part.flatMap(({ pupilId, year }) => {
      const letters = writeLetters(standing.get(`${pupilId} ${year}`) ?? [])
      return letters === null
        ? []
        : [
            {
              uid: newId(),
              name: takeRegister.name,
              args: { organisationId, pupilId, year, ...letters },
              recordedAt: at,
              by: theOffice,
            },
          ]
    })
    const { ended, touched } = await applyActs(tx, acts, at)
    // A pupil of this school, and marks that were read: a refusal would be a mistake of ours, and nothing is taken.
    const refusal = ended.find((each) => !each.ok)
    if (refusal?.ok === false) throw new Error(`refused-${refusal.refusal}`)
    await logActs(tx, acts, { personId: theOffice.personId, at })
    for (const each of touched.flatMap((file) => file.people)) people.add(each)
  }
  return [...people]
}

const isCode = (text: string): text is MarkCode => markCodes.some((code) => code === text)

const readStanding = async (
  tx: Transaction,
  years: readonly { pupilId: string; year: number }[],
  organisationId: string,
): Promise<Map<string, { day: SchoolDay; session: Session; code: MarkCode }[]>> => {
  const spans = years.map(({ year }) => daysOfSchoolYear(year))
  const { rows } = await tx.query<{
    file_id: string
    year: number
    days: SchoolDay[]
    sessions: Session[]
    codes: string[]
  }>(
    `select i.file_id, i.year, array_agg(m.day::text) as days, array_agg(m.session) as sessions, array_agg(m.code) as codes
     from unnest($2::uuid[], $3::int[], $4::date[], $5::date[]) as i(file_id, year, first_day, last_day)
     join session_mark m on m.organisation_id = $1 and m.file_id = i.file_id and m.day between i.first_day and i.last_day
       and m.superseded_by is null
     group by i.file_id, i.year`,
    [
      organisationId,
      years.map(({ pupilId }) => pupilId),
      years.map(({ year }) => year),
      spans.map(({ from }) => from),
      spans.map(({ to }) => to),
    ],
  )
  return new Map(
    rows.map(({ file_id: pupilId, year, days, sessions, codes }) => [
      `${pupilId} ${year}`,
      days.flatMap((day, place) => {
        const session = sessions[place]
        const code = codes[place]
        return session === undefined || code === undefined || !isCode(code) ? [] : [{ day, session, code }]
      }),
    ]),
  )
}

/** The codes that stand in a school within a span, by `pupil day session`. */
export const standingCodes = async (
  tx: Transaction,
  organisationId: string,
  { from, to }: { from: SchoolDay; to: SchoolDay },
): Promise<Map<string, string>> => {
  const { rows } = await tx.query<{ file_id: string; days: SchoolDay[]; sessions: Session[]; codes: string[] }>(
    `select file_id, array_agg(day::text) as days, array_agg(session) as sessions, array_agg(code) as codes
     from session_mark where organisation_id = $1 and day between $2 and $3 and superseded_by is null group by file_id`,
    [organisationId, from, to],
  )
  const codes = new Map<string, string>()
  for (const row of rows)
    for (const [place, day] of row.days.entries())
      codes.set(`${row.file_id} ${day} ${row.sessions[place] ?? ''}`, row.codes[place] ?? '')
  return codes
}

/** The codes that marks of these pupils had before others took their places, each as `pupil day session code`. */
export const supersededCodes = async (
  tx: Transaction,
  organisationId: string,
  pupilIds: readonly string[],
): Promise<Set<string>> => {
  const { rows } = await tx.query<{ was: string }>(
    `select distinct file_id || ' ' || day || ' ' || session || ' ' || code as was
     from session_mark where organisation_id = $1 and file_id = any ($2::uuid[]) and superseded_by is not null`,
    [organisationId, pupilIds],
  )
  return new Set(rows.map(({ was }) => was))
}
