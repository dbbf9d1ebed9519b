import type { Transaction } from './database.ts'

/** The end of an organisation's chain: how many versions it holds and the last link, in hexadecimal. */
export type ChainHead = { number: number; hash: string }

/**
 * What is wrong, and at which number of the chain first.
 * `altered`: the row there is not what was written (or stands in another's place). `missing`: the row there is gone.
 * `truncated`: the chain ends before this number although more was written. `rewritten`: the chain is whole in itself and
 * is not the one whose head was written down elsewhere.
 */
export type ChainFault = { ok: false; number: number; why: 'altered' | 'missing' | 'truncated' | 'rewritten' }

const FIRST_BROKEN = `
  with line as (
    select number, hash, row_number() over (order by number) as place,
      version_link(coalesce(lag(hash) over (order by number), '\\x'), organisation_id, number, file_id, record_id, version,
        person_id, mutation_uid, mutation_name, received_at, body) as proof
    from record_version where organisation_id = $1
  )
  select number, place from line where number <> place or hash <> proof order by place limit 1`

const LAST = `
  select coalesce(h.number, 0) as expected, coalesce(l.number, 0) as number, encode(coalesce(l.hash, '\\x'), 'hex') as hash,
    encode(coalesce(h.hash, '\\x'), 'hex') as expected_hash
  from (select 1) as one
  left join version_head h on h.organisation_id = $1
  left join lateral (select number, hash from record_version where organisation_id = $1 order by number desc limit 1) l on true`

const AT = `select encode(hash, 'hex') as hash from record_version where organisation_id = $1 and number = $2`

/**
 * Proves every version of every record of one organisation from the stored rows alone. `anchor` is a head that was written
 * down outside the database earlier (on paper, in a mail): without one, somebody with the database's highest rights could
 * cut off the end, or write the whole chain anew, and leave no trace. Run it in a `read` for that organisation as the owner
 * of the tables: restricted versions are hidden from the serving role, and their absence would read as `missing`.
 */
export const verifyChain = async (
  tx: Transaction,
  organisation: string,
  anchor: ChainHead | null = null,
): Promise<{ ok: true; head: ChainHead } | ChainFault> => {
  const broken = (await tx.query<{ number: number; place: number }>(FIRST_BROKEN, [organisation])).rows[0]
  if (broken !== undefined)
    return { ok: false, number: broken.place, why: broken.number === broken.place ? 'altered' : 'missing' }

  const last = (
    await tx.query<{ expected: number; number: number; hash: string; expected_hash: string }>(LAST, [organisation])
  ).rows[0]
  if (last === undefined) throw new Error('The end of the chain could not be read.')
  if (last.number < last.expected) return { ok: false, number: last.number + 1, why: 'truncated' }
  if (last.number > last.expected || last.hash !== last.expected_hash)
    return { ok: false, number: last.number, why: 'altered' }
  if (anchor === null || anchor.number === 0) return { ok: true, head: { number: last.number, hash: last.hash } }

  const anchored = (await tx.query<{ hash: string }>(AT, [organisation, anchor.number])).rows[0]
  if (anchored === undefined) return { ok: false, number: last.number + 1, why: 'truncated' }
  if (anchored.hash !== anchor.hash) return { ok: false, number: anchor.number, why: 'rewritten' }
  return { ok: true, head: { number: last.number, hash: last.hash } }
}
