import type { Transaction } from '../../store/database.ts'
import type { MarksFile } from './marks-file.ts'

/** Whose marks they are: the system they come from, of one school. */
type Source = { organisationId: string; source: MarksFile['format'] }

/** Whom that system calls what, by its own lasting name (`upi`), to the pupil here: as far as marks of theirs were taken. */
export const knownUpis = async (
  tx: Transaction,
  { organisationId, source }: Source,
): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await tx.query<{ upi: string; file_id: string }>(
    'select upi, file_id from source_pupil where organisation_id = $1 and source = $2',
    [organisationId, source],
  )
  return new Map(rows.map(({ upi, file_id }) => [upi, file_id] as const))
}

/** Who was found stays who they are: a name already known is left as it is. */
export const rememberUpis = async (
  tx: Transaction,
  { organisationId, source }: Source,
  found: ReadonlyMap<string, string>,
): Promise<void> => {
  if (found.size === 0) return
  await tx.query(
    `insert into source_pupil (organisation_id, source, upi, file_id)
     select $1, $2, upi, file_id from unnest($3::text[], $4::uuid[]) as found (upi, file_id) on conflict do nothing`,
    [organisationId, source, [...found.keys()], [...found.values()]],
  )
}
