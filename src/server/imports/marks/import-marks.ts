import { createHash } from 'node:crypto'
import { can } from '#domain/permissions/can.ts'
import { theOffice, type Actor } from '#domain/permissions/actor.ts'
import { Organisation } from '#domain/records/organisation.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { SchoolClosure } from '#domain/records/school-closure.ts'
import type { SessionCounts } from '#domain/register/count-sessions.ts'
import { calendarOf } from '#domain/time/calendar-of.ts'
import { dayOf, type Clock } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Database, Scope, Transaction } from '../../store/database.ts'
import { fileLabel } from '../file-label.ts'
import { lockSchool } from '../lock-school.ts'
import { readFile } from '../read-file.ts'
import { LARGEST_FILE, type ImportWarning, type ReadFault, type RejectedRow } from '../roll-row.ts'
import { besideStanding, changedPupils, type Beside } from './changed-marks.ts'
import type { ColumnsRead } from './columns-read.ts'
import { planMarks, type MarkPlace, type MarksPlan } from './plan-marks.ts'
import type { MarksFile, MarksReading } from './marks-file.ts'
import { readMarksCsv } from './read-marks-csv.ts'
import { readStrips } from './read-strips.ts'
import { readingsOf, type SchoolReadings } from './school-readings.ts'
import { knownUpis, rememberUpis } from './source-pupils.ts'
import { standingCodes, supersededCodes, takeMarks } from './take-marks.ts'

/** Marks for one school, taken in by one person. */
export type MarksTaking = {
  organisationId: string
  by: Actor
  clock: Clock
  newId: () => string
  /** What is read, named, so that a preview of it names exactly this, and a mark what it came from. */
  digest?: string
  /**
   * Whether a person said that marks may be put back to what they were before. Missing where nobody can be asked: a system that is asked
   * answers with what it has now, and the command has its dry run.
   */
  mayGoBack?: boolean
  /** What the file is called, where it is one; its folder may stand before it. */
  fileName?: string | null
}

/** One file of marks. */
export type MarksRequest = MarksTaking & { bytes: Uint8Array }

/** Reads marks from wherever they come, by what the school is and says; null when there are none to read. */
export type ReadMarks = (known: {
  today: SchoolDay
  dfeNumber: string | null
  readings: SchoolReadings
}) => MarksReading | null

/** What an import of marks did, or would do. Every count but `pupils` and `rows` is of marks. */
export type MarksReport = {
  format: MarksFile['format']
  layout: MarksFile['layout']
  encoding: string
  /** Marks that the file holds. */
  rows: number
  /** Marks where none stood; that took the place of another; that stand already. */
  accepted: number
  updated: number
  unchanged: number
  /** The first of those that take the place of another: their lines, when they are of, what stood and what stands then. */
  changed: Beside['changed']
  /** How many of these are put back to what they were before: the file may be an older one. */
  goesBack: Beside['goesBack']
  rejected: { line: number; reason: string }[]
  /** Codes that are neither national nor said by the school, the most frequent first, with how many marks have each. */
  unknownCodes: { written: string; marks: number }[]
  warnings: ImportWarning[]
  pupils: number
  first: MarkPlace | null
  last: MarkPlace | null
  counts: SessionCounts
  /** How many strips of a transfer file, or pupils of a table with totals beside its marks, come to what it states; null for everything else. */
  totals: MarksPlan['totals']
  /** How the columns of a table were read; null for everything else. */
  columns: ColumnsRead | null
}

/** `headings` and `rejectedRows`: the lines of which something was not taken, as they were, to mend. */
export type MarksDone = {
  ok: true
  report: MarksReport
  preview: string
  headings: string[]
  rejectedRows: RejectedRow[]
}
export type MarksFailed =
  | { ok: false; why: 'unreadable'; fault: ReadFault }
  | { ok: false; why: 'not-permitted' }
  | { ok: false; why: 'no-marks' }
  | { ok: false; why: 'changed-since-preview' }
  | { ok: false; why: 'goes-back' }

/** Says what a file of marks would change, and changes nothing. */
export const previewMarks = (database: Database, request: MarksRequest): Promise<MarksDone | MarksFailed> =>
  previewReading(database, named(request), ofBytes(request))

/**
 * Takes a file of marks in: all that can be taken in one transaction, or none. With `preview`, only exactly what that preview
 * showed. `poke` is told after the commit whose files changed.
 */
export const applyMarks = (
  database: Database,
  request: MarksRequest & { preview?: string | null },
  poke: Poke,
): Promise<MarksDone | MarksFailed> => applyReading(database, named(request), ofBytes(request), poke)

const named = <R extends MarksRequest>(request: R): R => ({
  ...request,
  digest: createHash('sha256').update(request.bytes).digest('hex'),
})

/** Who is told, after the commit, that something about them changed. */
type Poke = (touched: readonly [], people: readonly string[]) => void

const ofBytes =
  ({ bytes }: MarksRequest): ReadMarks =>
  ({ today, dfeNumber, readings }) =>
    readMarks(bytes, today, dfeNumber, readings)

/** Says what marks from anywhere would change, and changes nothing. */
export const previewReading = (
  database: Database,
  taking: MarksTaking,
  read: ReadMarks,
): Promise<MarksDone | MarksFailed> =>
  database.read(scopeOf(taking), async (tx) => {
    const planned = await planFrom(tx, taking, read)
    return planned.ok ? planned.outcome : planned
  })

/** Takes marks from anywhere in, as `applyMarks` takes those of a file. */
export const applyReading = async (
  database: Database,
  taking: MarksTaking & { preview?: string | null },
  read: ReadMarks,
  poke: Poke,
): Promise<MarksDone | MarksFailed> => {
  const { organisationId, by, clock, newId, digest = null, fileName = null } = taking
  const applied = await database.write(
    scopeOf(taking),
    async (tx): Promise<(MarksDone & { people: string[] }) | MarksFailed> => {
      await lockSchool(tx, organisationId)
      const planned = await planFrom(tx, taking, read)
      if (!planned.ok) return planned
      const { plan, outcome, file } = planned
      if (taking.preview && taking.preview !== outcome.preview) return { ok: false, why: 'changed-since-preview' }
      if (taking.mayGoBack === false && outcome.report.goesBack > 0) return { ok: false, why: 'goes-back' }
      const from = {
        organisationId,
        source: file.format,
        file: { name: fileLabel(fileName), digest },
        personId: by.personId,
        at: clock(),
        newId,
      }
      const { people } = await takeMarks(tx, plan.marks, from)
      await rememberUpis(tx, { organisationId, source: file.format }, plan.upis)
      return { ...outcome, people }
    },
  )
  if (!applied.ok) return applied
  const { people, ...outcome } = applied
  if (people.length > 0) poke([], people)
  return outcome
}

/** The office writes the marks, and says by whom they came. */
const scopeOf = ({ organisationId }: MarksTaking): Scope => ({
  person: theOffice.personId,
  organisations: [organisationId],
})

type Planned = { ok: true; plan: MarksPlan; file: MarksFile; outcome: MarksDone } | MarksFailed

const planFrom = async (tx: Transaction, taking: MarksTaking, read: ReadMarks): Promise<Planned> => {
  const { organisationId, by, clock, digest } = taking
  if (!can(by, 'import-roll', { organisationId })) return { ok: false, why: 'not-permitted' }
  const today = dayOf(clock())
  const school = await readSchool(tx, organisationId)
  const readings = await readingsOf(tx, organisationId)
  const reading = read({ today, dfeNumber: school.dfeNumber, readings })
  if (reading === null) return { ok: false, why: 'no-marks' }
  if (!reading.ok) return { ok: false, why: 'unreadable', fault: reading.fault }
  const { file } = reading
  const plan = planMarks(file, {
    pupils: school.pupils,
    calendar: calendarOf(school.closures),
    today,
    codes: readings.codes,
    upis: await knownUpis(tx, { organisationId, source: file.format }),
  })
  const report = await reportOf(tx, { file, plan, organisationId, today })
  const preview = createHash('sha256')
    .update(organisationId)
    .update(digest ?? '')
    .update(
      JSON.stringify([
        report.accepted,
        report.updated,
        report.unchanged,
        report.goesBack,
        report.changed,
        report.rejected,
        // By name: a heading or a code may be read otherwise meanwhile, and come to as many marks.
        plan.marks.map(({ pupilId, day, session, code }) => `${pupilId} ${day} ${session} ${code}`),
      ]),
    )
    .digest('hex')
  return { ok: true, plan, file, outcome: { ok: true, report, preview, ...linesToMend(file, report.rejected) } }
}

/** Each line of a file of which something is not taken, once, with every reason. */
const linesToMend = (
  file: MarksFile,
  rejected: MarksReport['rejected'],
): Pick<MarksDone, 'headings' | 'rejectedRows'> => {
  const reasons = Map.groupBy(rejected, ({ line }) => line)
  if (file.asWritten === null || reasons.size === 0) return { headings: [], rejectedRows: [] }
  const { headings, rows } = file.asWritten(new Set(reasons.keys()))
  return {
    headings,
    rejectedRows: rows.map(({ line, cells }) => ({
      line,
      reason: [...new Set((reasons.get(line) ?? []).map(({ reason }) => reason))].join(' '),
      cells,
    })),
  }
}

/** Reads marks from the bytes of a file; null when it is a file of something else. */
export const readMarks = (
  bytes: Uint8Array,
  today: SchoolDay,
  dfeNumber: string | null,
  readings: SchoolReadings,
): MarksReading | null => {
  if (bytes.length > LARGEST_FILE) return { ok: false, fault: { why: 'too-large' } }
  const read = readFile(bytes)
  if (!read.ok) return read
  return read.of === 'xml' ? readStrips(read.text, read.encoding, dfeNumber) : readMarksCsv(read.table, today, readings)
}

const reportOf = async (
  tx: Transaction,
  { file, plan, organisationId, today }: { file: MarksFile; plan: MarksPlan; organisationId: string; today: SchoolDay },
): Promise<MarksReport> => {
  const { rejected, unknownCodes, warnings, pupils, first, last, counts, totals } = plan
  const stands =
    first === null || last === null
      ? new Map<string, string>()
      : await standingCodes(tx, organisationId, { from: first.day, to: last.day })
  const were = await supersededCodes(tx, organisationId, changedPupils(plan.marks, stands))
  const { accepted, updated, changed, goesBack } = besideStanding(plan.marks, stands, were, today)
  return {
    format: file.format,
    layout: file.layout,
    encoding: file.encoding,
    rows: file.pupils.reduce((sum, { marks }) => sum + marks.filter(({ written }) => written.trim() !== '').length, 0),
    accepted,
    updated,
    unchanged: plan.marks.length - accepted - updated,
    changed,
    goesBack,
    rejected,
    unknownCodes,
    warnings,
    pupils,
    first,
    last,
    counts,
    totals,
    columns: file.columns,
  }
}

const readSchool = async (
  tx: Transaction,
  organisationId: string,
): Promise<{ pupils: Pupil[]; closures: SchoolClosure[]; dfeNumber: string | null }> => {
  const { rows } = await tx.query<{ kind: string; body: unknown }>(
    `select kind, body from record
     where organisation_id = $1 and kind in ('pupil', 'school-closure', 'organisation') and not deleted order by file_id, id`,
    [organisationId],
  )
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.body)
  return {
    pupils: of('pupil').map((body) => Pupil.parse(body)),
    closures: of('school-closure').map((body) => SchoolClosure.parse(body)),
    dfeNumber: of('organisation').map((body) => Organisation.parse(body).dfeNumber)[0] ?? null,
  }
}
