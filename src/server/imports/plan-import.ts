import type { z } from 'zod'
import { sameValue } from '#domain/casework/same-value.ts'
import type { Mutation } from '#domain/mutation.ts'
import { enrolPupil } from '#domain/mutations/enrol-pupil.ts'
import { removeFromRoll } from '#domain/mutations/remove-from-roll.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { Parent } from '#domain/records/parent.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { DoorstepRecord } from '#domain/records/record.ts'
import type { Refusal } from '#domain/refusal.ts'
import { keyOf, StagedRecords } from '#domain/store.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { enrolArguments } from './enrol-arguments.ts'
import { findRepeats } from './find-repeats.ts'
import { pupilFinder } from './match-pupils.ts'
import type { ImportWarning, RejectedRow, Roll, RollRow } from './roll-row.ts'

/** What the office holds of one school before an import. */
export type HeldRoll = { pupils: Pupil[]; parents: Parent[] }

/** Who imports, into which school, when; and where new identities come from. */
export type ImportContext = {
  by: Actor
  organisationId: string
  today: SchoolDay
  recordedAt: Instant
  newId: () => string
}

/** One act the import will make, as a tablet would have sent it, and what it comes to over what is held. */
export type PlannedAct = { uid: string; name: string; args: unknown; changes: DoorstepRecord[] }

/** What becomes of one pupil of the file. */
export type PlannedPupil = {
  line: number
  pupilId: string
  change: 'new' | 'updated' | 'unchanged'
  acts: PlannedAct[]
}

export type ImportPlan = {
  pupils: PlannedPupil[]
  rejected: RejectedRow[]
  warnings: ImportWarning[]
  /** Pupils on roll here whom the file does not name. An import never takes a pupil off the roll for that. */
  notInFile: number
}

/**
 * Works out what a roll would change, changing nothing: each pupil is new, updated, unchanged or rejected with the reason. It
 * runs the very mutations that would be applied, over what is held, so that *unchanged* means that nothing would be written.
 */
export const planImport = (held: HeldRoll, roll: Roll, context: ImportContext): ImportPlan => {
  const find = pupilFinder(held.pupils)
  const parentsOf = Map.groupBy(held.parents, (parent) => parent.pupilId)
  const repeats = findRepeats(roll.pupils)
  const takenBy = new Map<string, number>()
  const plan: ImportPlan = { pupils: [], rejected: [...roll.rejected], warnings: [...roll.warnings], notInFile: 0 }
  const reject = (row: RollRow, reason: string) => {
    for (const source of roll.sources.get(row.line) ?? [{ line: row.line, cells: [] }])
      plan.rejected.push({ ...source, reason })
  }

  for (const row of roll.pupils) {
    const repeated = repeats.get(row.line)
    if (repeated !== undefined) {
      reject(row, repeated)
      continue
    }
    const match = find(row)
    if (!match.ok) {
      reject(row, match.reason)
      continue
    }
    const earlier = match.held && takenBy.get(match.held.id)
    if (earlier) {
      reject(row, `Line ${earlier} was taken as the same pupil here. Check the UPN of both.`)
      continue
    }
    if (match.held) takenBy.set(match.held.id, row.line)
    const parents = match.held ? (parentsOf.get(match.held.id) ?? []) : []
    const planned = planPupil(row, match.held, parents, roll.listsEveryContact, context)
    if (typeof planned === 'string') {
      reject(row, refusalWords[planned] ?? 'The office does not take this row.')
      continue
    }
    if (match.warning !== null) plan.warnings.push({ line: row.line, words: match.warning })
    if (match.held && match.held.leftOn !== null && row.leftOn === undefined)
      plan.warnings.push({ line: row.line, words: 'This pupil had left and is on roll again.' })
    plan.pupils.push(planned)
  }
  plan.notInFile = held.pupils.filter((pupil) => pupil.leftOn === null && !takenBy.has(pupil.id)).length
  plan.rejected.sort((a, b) => a.line - b.line)
  plan.warnings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return plan
}

/** Runs one pupil's acts over what is held, one after the other. Answers the acts and what they come to, or why the domain refuses them. */
const planPupil = (
  row: RollRow,
  held: Pupil | null,
  parents: Parent[],
  listsEveryContact: boolean,
  context: ImportContext,
): PlannedPupil | Refusal => {
  const { by, organisationId, recordedAt, newId } = context
  const args = enrolArguments(row, held, parents, listsEveryContact, context)
  const pupilId = args.pupil.id
  const before = new Map<string, DoorstepRecord | null>(
    enrolPupil.reads(args).map((read) => [keyOf(read.fileId, read.id), null]),
  )
  for (const record of [...(held ? [held] : []), ...parents]) before.set(keyOf(pupilId, record.id), record)
  const now = new Map(before)
  const acts: PlannedAct[] = []
  const act = <S extends z.ZodType>(mutation: Mutation<S>, given: z.infer<S>): Refusal | null => {
    const uid = newId()
    const records = new StagedRecords(now)
    const outcome = mutation.apply(records, given, { by, recordedAt, uid })
    if (!outcome.ok) return outcome.refusal
    for (const [key, record] of records.changes) now.set(key, record)
    acts.push({ uid, name: mutation.name, args: given, changes: [...records.changes.values()] })
    return null
  }

  const refused =
    act(enrolPupil, args) ?? (row.leftOn ? act(removeFromRoll, { pupilId, organisationId, leftOn: row.leftOn }) : null)
  if (refused !== null) return refused
  const isChanged = [...now].some(([key, record]) => !sameValue(before.get(key) ?? null, record))
  if (!isChanged) return { line: row.line, pupilId, change: 'unchanged', acts: [] }
  return {
    line: row.line,
    pupilId,
    change: held ? 'updated' : 'new',
    acts: acts.filter(({ changes }) => changes.length > 0),
  }
}

/** The refusals a roll could meet, said of a row. Others would be a mistake of ours. */
const refusalWords: Partial<Record<Refusal, string>> = {
  'not-permitted': 'You may not put pupils on this roll.',
  'bad-arguments': 'Two contacts on this line are one person here, so it cannot be said which is which.',
}
