import { groupings, keyIn, type KnownGrouping } from '#domain/insights/grouping.ts'
import { countRegister } from '#domain/insights/register-count.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { fileOf, type DoorstepRecord } from '#domain/records/record.ts'
import type { RegisterYear } from '#domain/records/register-year.ts'
import { keyOf } from '#domain/store.ts'
import { readBody } from '#sync/protocol.ts'
import type { Transaction } from '../store/database.ts'

/** By what the figures of several schools are asked: what names a class means nothing beyond its school. */
export const groupingsOfSchools = groupings.filter((grouping) => grouping !== 'class')

/** Keeps what registers come to in step with them, in the transaction that wrote a register, or what decides how a pupil counts. */
export const keepRegisterCounts = async (
  tx: Transaction,
  changes: readonly DoorstepRecord[],
  before: ReadonlyMap<string, DoorstepRecord | null>,
): Promise<void> => {
  const files = changes.filter((record) => {
    if (record.kind === 'register-year') return true
    if (record.kind !== 'pupil') return false
    const held = before.get(keyOf(fileOf(record), record.id))
    return held?.kind === 'pupil' && countsAs(held) !== countsAs(record)
  })
  if (files.length > 0) await countAgain(tx, [...new Set(files.map(fileOf))])
}

/** Counts these pupils' registers from their records. The rows of pupils without a register are none. */
export const countAgain = async (tx: Transaction, files: readonly string[]): Promise<void> => {
  const { rows } = await tx.query<{ organisation_id: string; file_id: string; body: unknown }>(
    `select organisation_id, file_id, body from record
     where file_id = any($1::uuid[]) and kind in ('pupil', 'register-year') and not deleted`,
    [files],
  )
  const read = rows.map(({ organisation_id: organisation, body }) => ({ organisation, record: readBody(body) }))
  const pupils = new Map<string, Pupil>()
  for (const { record } of read) if (record?.kind === 'pupil') pupils.set(record.id, record)
  const counted = read.flatMap(({ organisation, record }) => {
    const pupil = record?.kind === 'register-year' ? pupils.get(record.pupilId) : undefined
    return record?.kind !== 'register-year' || pupil === undefined ? [] : [rowOf(organisation, pupil, record)]
  })
  if (counted.length === 0) return
  await tx.query(
    `insert into register_count (organisation_id, file_id, year, groups, possible, attended, authorised, unauthorised, late, band, codes,
       weeks_possible, weeks_missed, halves_possible, halves_missed, spells)
     select * from jsonb_to_recordset($1::jsonb) as row(organisation_id uuid, file_id uuid, year smallint, groups jsonb, possible smallint,
       attended smallint, authorised smallint, unauthorised smallint, late smallint, band text, codes jsonb,
       weeks_possible smallint[], weeks_missed smallint[], halves_possible smallint[], halves_missed smallint[], spells smallint)
     on conflict (organisation_id, year, file_id) do update set groups = excluded.groups, possible = excluded.possible,
       attended = excluded.attended, authorised = excluded.authorised, unauthorised = excluded.unauthorised, late = excluded.late,
       band = excluded.band, codes = excluded.codes, weeks_possible = excluded.weeks_possible, weeks_missed = excluded.weeks_missed,
       halves_possible = excluded.halves_possible, halves_missed = excluded.halves_missed, spells = excluded.spells`,
    [JSON.stringify(counted)],
  )
}

/** A row of the table, from the records that it is made of. */
export const rowOf = (organisation: string, pupil: Pupil, year: RegisterYear) => {
  const { counts, band, codes, weeks, halves, spells } = countRegister(pupil, year)
  return {
    organisation_id: organisation,
    file_id: pupil.id,
    year: year.year,
    groups: groupsOfPupil(pupil),
    ...counts,
    band,
    codes,
    weeks_possible: weeks.possible,
    weeks_missed: weeks.missed,
    halves_possible: halves.possible,
    halves_missed: halves.missed,
    spells,
  }
}

const groupsOfPupil = (pupil: Pupil): Partial<Record<KnownGrouping, string>> =>
  Object.fromEntries(groupingsOfSchools.map((grouping) => [grouping, keyIn(grouping, pupil)]))

/** What of a pupil decides how their marks count, and in which groups. */
const countsAs = (pupil: Pupil): string =>
  JSON.stringify([pupil.bornOn, pupil.onRollFrom, pupil.leftOn, groupsOfPupil(pupil)])
