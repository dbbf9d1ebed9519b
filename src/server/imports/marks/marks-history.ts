import type { Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Session } from '#domain/time/school-session.ts'
import type { Transaction } from '../../store/database.ts'

/** One mark that a session had: when it came in, and from what. `file` is its name; null where there was none, or it is not told. */
export type KeptMark = { code: string; takenAt: Instant; source: string; file: string | null }

/** One session whose mark was changed, with every mark that it had, the one that stands last. */
export type ChangedSession = { day: SchoolDay; session: Session; marks: KeptMark[] }

/** Sessions that are told at once, the latest first. */
const MOST_SESSIONS = 200

/**
 * The sessions of one pupil whose mark was changed. The names of files are left out unless `isFileTold`: a school may name a file after a
 * child, and not everybody who sees this one may know of the other.
 */
export const changedSessions = async (
  tx: Transaction,
  { organisationId, pupilId, isFileTold }: { organisationId: string; pupilId: string; isFileTold: boolean },
): Promise<ChangedSession[]> => {
  const { rows } = await tx.query<{
    day: SchoolDay
    session: Session
    code: string
    taken_at: Instant
    source: string
    file_name: string | null
  }>(
    `with changed as (
       select day, session from session_mark where organisation_id = $1 and file_id = $2 and superseded_by is not null
       group by day, session order by day desc, session limit $3)
     select m.day::text as day, m.session, m.code, i.taken_at, i.source, i.file_name
     from changed c join session_mark m on m.organisation_id = $1 and m.file_id = $2 and m.day = c.day and m.session = c.session
     join mark_import i on i.organisation_id = m.organisation_id and i.id = m.import_id
     order by m.day desc, m.session, m.superseded_by is null, i.taken_at`,
    [organisationId, pupilId, MOST_SESSIONS],
  )
  return [...Map.groupBy(rows, ({ day, session }) => `${day} ${session}`).values()].flatMap((marks) => {
    const [first] = marks
    if (first === undefined) return []
    return [
      {
        day: first.day,
        session: first.session,
        marks: marks.map(({ code, taken_at: takenAt, source, file_name: file }) => ({
          code,
          takenAt,
          source,
          file: isFileTold ? file : null,
        })),
      },
    ]
  })
}

/** One taking in of marks. The counts are of marks; null for one that was before they were kept. */
export type PastImport = {
  id: string
  takenAt: Instant
  source: string
  file: string | null
  added: number | null
  changed: number | null
  unchanged: number | null
  /** When the very same file had come in before, first; null where it had not, or it was no file. */
  sameAs: Instant | null
}

/** Imports that are told, the latest first. */
const MOST_IMPORTS = 20

/** The latest takings in of marks of a school by file, and by fetching what brought something: what is fetched by the hour mostly brings nothing. */
export const pastImports = async (tx: Transaction, organisationId: string): Promise<PastImport[]> => {
  const { rows } = await tx.query<{
    id: string
    taken_at: Instant
    source: string
    file_name: string | null
    added: number | null
    changed: number | null
    unchanged: number | null
    same_as: Instant | null
  }>(
    `select i.id, i.taken_at, i.source, i.file_name, i.added, i.changed, i.unchanged,
       (select min(e.taken_at) from mark_import e
        where e.organisation_id = i.organisation_id and e.file_digest = i.file_digest and e.taken_at < i.taken_at) as same_as
     from mark_import i where i.organisation_id = $1 and (i.file_digest is not null or coalesce(i.added + i.changed, 1) > 0)
     order by i.taken_at desc, i.id limit $2`,
    [organisationId, MOST_IMPORTS],
  )
  return rows.map(({ taken_at: takenAt, file_name: file, same_as: sameAs, ...row }) => ({
    ...row,
    takenAt,
    file,
    sameAs,
  }))
}
