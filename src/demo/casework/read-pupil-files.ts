import { Parent } from '#domain/records/parent.ts'
import { Pupil } from '#domain/records/pupil.ts'
import type { Transaction } from '#server/store/database.ts'
import type { Child } from '../people/family.ts'
import { PupilFile } from './pupil-file.ts'

/** The pupils of both schools as the office has them now, each found by the child they are. */
export const readPupilFiles = async (tx: Transaction): Promise<(child: Child) => PupilFile> => {
  const { rows } = await tx.query<{ kind: string; body: unknown }>(
    "select kind, body from record where kind in ('pupil', 'parent') order by file_id, id",
  )
  const parents = Map.groupBy(
    rows.filter((row) => row.kind === 'parent').map((row) => Parent.parse(row.body)),
    (parent) => parent.pupilId,
  )
  const pupils = rows.filter((row) => row.kind === 'pupil').map((row) => Pupil.parse(row.body))
  const files = new Map(pupils.map((pupil) => [keyOf(pupil), new PupilFile(pupil, parents.get(pupil.id) ?? [])]))
  return (child) => {
    const file = files.get(keyOf(child))
    if (file === undefined) throw new RangeError('A child of the roll is not on it.')
    return file
  }
}

/** No two children of the town have all three in common. */
const keyOf = ({ forename, surname, bornOn }: Pick<Pupil, 'forename' | 'surname' | 'bornOn'>): string =>
  `${forename}|${surname}|${bornOn}`
