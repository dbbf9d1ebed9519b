import { mayReadThread } from '#domain/permissions/visible-to.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { FileId } from '#domain/records/record.ts'
import type { Transaction } from '../store/database.ts'
import { Grounds } from './projections.ts'
import type { Written } from './write-acts.ts'

/** A restricted thread that somebody who has left holds until what they wrote in it is taken. */
export type Lent = { file: FileId; person: string }

/**
 * The third wall shows a restricted thread to whoever holds it and to nobody else, so that nothing can be written in it for somebody who has
 * left. Whoever could read it on their last day, by the grounds beside the file, holds it for this transaction: no answer to them is
 * made in it (SPEC L8, P12). Answers what `takeBack` takes away again.
 */
export const lendThreads = async (
  tx: Transaction,
  acts: readonly { act: { by: Actor }; files: readonly FileId[] }[],
): Promise<Lent[]> => {
  const late = acts.filter(({ act }) => act.by.heard !== undefined)
  if (late.length === 0) return []
  const { rows } = await tx.query<{ id: string; organisation_id: string; grounds: unknown }>(
    "select id, organisation_id, grounds from file where id = any($1::uuid[]) and kind = 'restricted'",
    [late.flatMap(({ files }) => files)],
  )
  const lent: Lent[] = []
  for (const { act, files } of late) {
    for (const { id: file, organisation_id: organisationId, grounds } of rows) {
      const place = act.by.memberships.find((member) => member.organisationId === organisationId)
      if (!files.includes(file) || place === undefined) continue
      if (!mayReadThread(place, { organisationId, ...Grounds.parse(grounds) })) continue
      const { rowCount } = await tx.query(
        'insert into file_grant (organisation_id, person_id, file_id) values ($1, $2, $3) on conflict do nothing',
        [organisationId, place.id, file],
      )
      if (rowCount === 1) lent.push({ file, person: place.id })
    }
  }
  return lent
}

/** Takes them away again, and leaves these people out of those who are told. What is thrown before undoes the transaction, and the loan. */
export const takeBack = async (tx: Transaction, lent: readonly Lent[], written: Written): Promise<Written> => {
  if (lent.length === 0) return written
  await tx.query(
    'delete from file_grant where (file_id, person_id) in (select * from unnest($1::uuid[], $2::uuid[]))',
    [lent.map(({ file }) => file), lent.map(({ person }) => person)],
  )
  const isLent = (file: FileId, person: string): boolean =>
    lent.some((one) => one.file === file && one.person === person)
  return {
    ...written,
    touched: written.touched.map((one) => ({
      ...one,
      people: one.people.filter((person) => !isLent(one.file, person)),
    })),
  }
}
