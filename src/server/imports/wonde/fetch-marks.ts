import { randomUUID } from 'node:crypto'
import { theOffice } from '#domain/permissions/actor.ts'
import { addMinutes, dayOf, instantOf, type Clock, type Instant } from '#domain/time/instant.ts'
import { daysOfSchoolYear, schoolYearOf } from '#domain/time/school-year.ts'
import type { Database, Scope } from '../../store/database.ts'
import { importActor } from '../import-actor.ts'
import { applyReading, previewReading, type MarksReport } from '../marks/import-marks.ts'
import { askWonde, type WondeAccess, type WondeFault } from './ask-wonde.ts'
import { marksOfWonde, namingPupils, type WondeAnswers } from './marks-of-wonde.ts'
import { givingSigns } from './fetching-now.ts'
import { askingAfter, keepFault, keepReport, lastFetch, type Asking, type WondeFetch } from './wonde-fetch.ts'
import { WondeCode, WondeMark, WondeStudent } from './wonde-shapes.ts'

/** Marks are asked for again from so long before the last fetching, in minutes: systems send theirs to Wonde when they can. */
const OVERLAP = 2 * 24 * 60

/** One school, by its identity here and by Wonde's. */
export type WondeSchool = { organisationId: string; wondeId: string }

/** Who is told, after the commit, that something about them changed. */
type Poke = (touched: readonly [], people: readonly string[]) => void

/** What fetching needs of the office. */
export type FetchParts = { database: Database; access: WondeAccess; clock: Clock }

export type Fetched = { ok: true; report: MarksReport } | { ok: false; why: WondeFault | 'not-permitted' }

/** Asks Wonde for what a fetching by hand would, says what it would change, and changes nothing. */
export const previewFetch = async (parts: FetchParts, school: WondeSchool): Promise<Fetched> => {
  const asked = await ask(parts, school, { isByHand: true })
  if (!asked.ok) return asked
  const looked = await previewReading(parts.database, takingOf(parts, school), () => ({
    ok: true,
    file: marksOfWonde(asked.answers),
  }))
  return looked.ok
    ? { ok: true, report: namingPupils(looked.report, asked.answers.students) }
    : { ok: false, why: 'not-permitted' }
}

/**
 * Fetches what is new since the last time: all of this school year’s marks the first time. Everything that can be taken is taken
 * in one transaction; how it went is kept for the school's administrator. The same marks again change nothing, so a fetching
 * that was cut off is simply done again, and said to have broken off meanwhile.
 */
export const fetchMarks = async (
  parts: FetchParts,
  school: WondeSchool,
  { isByHand, poke }: { isByHand: boolean; poke: Poke },
): Promise<Fetched> => {
  const { database, clock } = parts
  const { organisationId } = school
  const triedAt = clock()
  try {
    return await givingSigns(parts, { organisationId, begunAt: triedAt, isByHand }, () =>
      fetchFrom(parts, school, { triedAt, isByHand, poke }),
    )
  } catch (error) {
    // Where not even this can be written, its signs of life have stopped.
    await database
      .write(scopeOf(school), (tx) => keepFault(tx, organisationId, { fault: 'broke-off', triedAt }))
      .catch(() => {})
    throw error
  }
}

const fetchFrom = async (
  parts: FetchParts,
  school: WondeSchool,
  { triedAt, isByHand, poke }: { triedAt: Instant; isByHand: boolean; poke: Poke },
): Promise<Fetched> => {
  const { database } = parts
  const { organisationId } = school
  const asked = await ask(parts, school, { isByHand })
  const taken = asked.ok
    ? await applyReading(
        database,
        takingOf(parts, school),
        () => ({ ok: true, file: marksOfWonde(asked.answers) }),
        poke,
      )
    : asked
  if (taken.ok && asked.ok) {
    const report = namingPupils(taken.report, asked.answers.students)
    const { before, asking } = asked
    await database.write(scopeOf(school), (tx) => keepReport(tx, organisationId, { report, before, asking, triedAt }))
    return { ok: true, report }
  }
  const why = asked.ok ? 'not-permitted' : asked.why
  await database.write(scopeOf(school), (tx) => keepFault(tx, organisationId, { fault: why, triedAt }))
  return { ok: false, why }
}

const scopeOf = ({ organisationId }: WondeSchool): Scope => ({
  person: theOffice.personId,
  organisations: [organisationId],
})

const takingOf = ({ clock }: FetchParts, { organisationId }: WondeSchool) => ({
  organisationId,
  by: importActor('wonde', organisationId),
  clock,
  newId: randomUUID,
})

/** The students and codes as they are now, and the marks to be looked at this time. */
const ask = async (
  { database, access, clock }: FetchParts,
  school: WondeSchool,
  { isByHand }: { isByHand: boolean },
): Promise<
  { ok: true; answers: WondeAnswers; before: WondeFetch | null; asking: Asking } | { ok: false; why: WondeFault }
> => {
  const { organisationId, wondeId } = school
  const now = clock()
  const before = await database.read(scopeOf(school), (tx) => lastFetch(tx, organisationId))
  const students = await askWonde(
    access,
    { wondeId, list: 'students', given: { include: 'education_details' } },
    WondeStudent,
  )
  if (!students.ok) return students
  const codes = await askWonde(access, { wondeId, list: 'attendance-codes', given: {} }, WondeCode)
  if (!codes.ok) return codes
  const usual = before?.takenAt == null ? startOfYear(now) : addMinutes(before.takenAt, -OVERLAP)
  const asking = askingAfter(before, { usual, now, isByHand })
  const given = { updated_after: asking.since.slice(0, 19).replace('T', ' ') }
  const marks = await askWonde(access, { wondeId, list: 'attendance/session', given }, WondeMark)
  if (!marks.ok) return marks
  return { ok: true, answers: { students: students.rows, codes: codes.rows, marks: marks.rows }, before, asking }
}

/** All marks of this school year were written since; and what was changed since in those of an earlier one. */
const startOfYear = (now: Instant): Instant => instantOf(daysOfSchoolYear(schoolYearOf(dayOf(now))).from, '00:00')
