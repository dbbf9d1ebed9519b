import { can } from '#domain/permissions/can.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { RegisterYear, registerYearId } from '#domain/records/register-year.ts'
import { standingIn } from '#domain/register/standing.ts'
import { dayOf } from '#domain/time/instant.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import type { Database } from '../../store/database.ts'
import { readFile } from '../read-file.ts'
import { markedFinder } from './find-marked.ts'
import type { MarksRequest } from './import-marks.ts'
import { theOffice } from '#domain/permissions/actor.ts'
import type { ColumnsRead } from './columns-read.ts'
import { readTotals } from './read-totals.ts'
import { readingsOf } from './school-readings.ts'
import { totalFigures } from './stated-totals.ts'

/** What a file states of pupils' sessions this school year, beside what the marks here come to. Nothing is ever taken from it. */
export type TotalsReport = {
  rows: number
  agree: number
  /** Lines whose figures are not those of the marks here, each with both. */
  differ: { line: number; words: string }[]
  rejected: { line: number; reason: string }[]
  columns: ColumnsRead
}

/** Compares a file of totals with the marks that stand here; null when it is no such file, or is not this person's to compare. */
export const compareTotals = (database: Database, request: MarksRequest): Promise<TotalsReport | null> => {
  const { bytes, organisationId, by, clock } = request
  const today = dayOf(clock())
  const read = readFile(bytes)
  if (!read.ok || read.of !== 'table' || !can(by, 'import-roll', { organisationId })) return Promise.resolve(null)
  const { table } = read
  return database.read({ person: theOffice.personId, organisations: [organisationId] }, async (tx) => {
    const file = readTotals(table, today, await readingsOf(tx, organisationId))
    if (file === null) return null
    const { rows } = await tx.query<{ kind: string; body: unknown }>(
      `select kind, body from record where organisation_id = $1 and not deleted
       and (kind = 'pupil' or (kind = 'register-year' and body->>'year' = $2))`,
      [organisationId, String(schoolYearOf(today))],
    )
    const pupils = rows.flatMap(({ kind, body }) => (kind === 'pupil' ? [Pupil.parse(body)] : []))
    const years = new Map(
      rows
        .flatMap(({ kind, body }) => (kind === 'pupil' ? [] : [RegisterYear.parse(body)]))
        .map((year) => [year.id, year]),
    )
    const find = markedFinder(pupils, new Map())
    const report: TotalsReport = {
      rows: file.lines.length,
      agree: 0,
      differ: [],
      rejected: [...file.rejected],
      columns: file.columns,
    }
    for (const { line, who, stated } of file.lines) {
      const found = find(who)
      const year = found.ok ? years.get(registerYearId(found.pupil.id, schoolYearOf(today))) : undefined
      if (!found.ok) report.rejected.push({ line, reason: found.reason })
      else if (year === undefined)
        report.differ.push({ line, words: 'No mark of this school year has come in for this pupil.' })
      else {
        const { counts } = standingIn(found.pupil, year, today)
        const said = totalFigures.flatMap((figure) => {
          const inFile = stated[figure]
          return inFile === undefined || inFile === counts[figure]
            ? []
            : [`${inFile} ${figure} in the file, ${counts[figure]} here`]
        })
        if (said.length === 0) report.agree += 1
        else report.differ.push({ line, words: `${said.join('; ')}.` })
      }
    }
    report.rejected.sort((a, b) => a.line - b.line)
    return report
  })
}
