import { createHash } from 'node:crypto'
import { can } from '#domain/permissions/can.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { Organisation } from '#domain/records/organisation.ts'
import { Parent } from '#domain/records/parent.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { dayOf, type Clock } from '#domain/time/instant.ts'
import type { Database, Scope, Transaction } from '../store/database.ts'
import type { Touched } from '../sync/write-acts.ts'
import { lockSchool } from './lock-school.ts'
import { ActRefused, applyTogether } from './apply-together.ts'
import { reportOf, type ImportReport } from './import-report.ts'
import { planImport, type HeldRoll, type ImportContext, type ImportPlan } from './plan-import.ts'
import { readingsOf } from './marks/school-readings.ts'
import { readRoll } from './read-roll.ts'
import type { ReadFault, RejectedRow, Roll, RollRow } from './roll-row.ts'

/** One file, for one school, by one person. */
export type ImportRequest = {
  bytes: Uint8Array
  organisationId: string
  by: Actor
  clock: Clock
  /** Where identities of new pupils and parents come from. */
  newId: () => string
}

/** An import looked at or done. `preview` names exactly this file and this outcome. */
export type ImportDone = {
  ok: true
  report: ImportReport
  preview: string
  headings: string[]
  rejectedRows: RejectedRow[]
  /** The first pupils as they were read, to see at a glance that every column went where it belongs. */
  firstPupils: RollRow[]
}

/** Why nothing was imported. Nothing is ever half imported. */
export type ImportFailed =
  | { ok: false; why: 'unreadable'; fault: ReadFault }
  | { ok: false; why: 'not-permitted' }
  | { ok: false; why: 'changed-since-preview' }
  | { ok: false; why: 'refused' }

/** Says what a file would change, and changes nothing. */
export const previewImport = async (database: Database, request: ImportRequest): Promise<ImportDone | ImportFailed> => {
  const read = await readFor(database, request)
  if (!read.ok) return read
  const { roll, context } = read
  const held = await database.read(scopeOf(request), (tx) => readHeldRoll(tx, request.organisationId))
  return outcomeOf(request, roll, planImport(held, roll, context), held.dfeNumber)
}

/**
 * Imports a file: every pupil of it in one transaction, or none. The school's files are locked first, all and in order, so
 * that what is planned is what is there, and nobody's push can stand in a circle with it. With `preview`, only exactly what
 * that preview showed is done. `poke` is told after the commit.
 */
export const applyImport = async (
  database: Database,
  request: ImportRequest & { preview?: string | null },
  poke: (touched: readonly Touched[], grantsChangedFor: readonly string[]) => void,
): Promise<ImportDone | ImportFailed> => {
  const read = await readFor(database, request)
  if (!read.ok) return read
  const { roll, context } = read
  try {
    const applied = await database.write(scopeOf(request), async (tx) => {
      await lockSchool(tx, request.organisationId)
      const held = await readHeldRoll(tx, request.organisationId)
      const plan = planImport(held, roll, context)
      const outcome = outcomeOf(request, roll, plan, held.dfeNumber)
      if (request.preview && request.preview !== outcome.preview) return null
      return { outcome, people: await applyTogether(tx, plan.pupils, context) }
    })
    if (applied === null) return { ok: false, why: 'changed-since-preview' }
    // One hint for each person is enough: a tablet asks for everything that changed.
    if (applied.people.length > 0) poke([], applied.people)
    return applied.outcome
  } catch (error) {
    if (error instanceof ActRefused) return { ok: false, why: 'refused' }
    throw error
  }
}

const readFor = async (
  database: Database,
  request: ImportRequest,
): Promise<{ ok: true; roll: Roll; context: ImportContext } | ImportFailed> => {
  const { organisationId, by, newId } = request
  if (!can(by, 'import-roll', { organisationId })) return { ok: false, why: 'not-permitted' }
  const recordedAt = request.clock()
  const today = dayOf(recordedAt)
  const { groupings } = await database.read(scopeOf(request), (tx) => readingsOf(tx, organisationId))
  const reading = readRoll(request.bytes, today, groupings)
  if (!reading.ok) return { ok: false, why: 'unreadable', fault: reading.fault }
  return { ok: true, roll: reading.roll, context: { by, organisationId, today, recordedAt, newId } }
}

const scopeOf = ({ by, organisationId }: ImportRequest): Scope => ({
  person: by.personId,
  organisations: [organisationId],
})

const readHeldRoll = async (
  tx: Transaction,
  organisationId: string,
): Promise<HeldRoll & { dfeNumber: string | null }> => {
  const { rows } = await tx.query<{ kind: string; body: unknown }>(
    "select kind, body from record where organisation_id = $1 and kind in ('pupil', 'parent', 'organisation') and not deleted order by file_id, id",
    [organisationId],
  )
  // A record this version cannot read would be taken for missing, and its pupil enrolled a second time: better to stop.
  return {
    pupils: rows.filter((row) => row.kind === 'pupil').map((row) => Pupil.parse(row.body)),
    parents: rows.filter((row) => row.kind === 'parent').map((row) => Parent.parse(row.body)),
    dfeNumber:
      rows.filter((row) => row.kind === 'organisation').map((row) => Organisation.parse(row.body).dfeNumber)[0] ?? null,
  }
}

const outcomeOf = (request: ImportRequest, roll: Roll, plan: ImportPlan, dfeNumber: string | null): ImportDone => {
  const outcome = {
    pupils: plan.pupils.map(({ line, change }) => [line, change]),
    rejected: plan.rejected.map(({ line, reason }) => [line, reason]),
    leftOut: roll.extraColumns,
  }
  const preview = createHash('sha256')
    .update(request.organisationId)
    .update(createHash('sha256').update(request.bytes).digest())
    .update(JSON.stringify(outcome))
    .digest('hex')
  return {
    ok: true,
    report: reportOf(roll, plan, dfeNumber),
    preview,
    headings: roll.headings,
    rejectedRows: plan.rejected,
    firstPupils: roll.pupils.slice(0, 5),
  }
}
