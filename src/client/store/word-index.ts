import MiniSearch, { type Options } from 'minisearch'
import { wordsOf } from '#client/app/words-of.ts'
import type { FileId } from '#domain/records/record.ts'
import { aMoment } from './a-moment.ts'
import type { DoorstepDatabase } from './database.ts'
import { bucketEnd, bucketOf } from './digests-forgotten.ts'
import { wordsIn } from './folded.ts'
import type { RecordRow, SearchRow } from './tables.ts'

/**
 * Where each word stands, by pupil's file, in sealed pieces of many files each. A piece says nothing of its own: it is what
 * the records say, or it is not there (digests-forgotten.ts), and then it is made again. Only pupils' files are in it: what
 * few may read of a child is searched for by nobody.
 */

/** The form of the pieces. Pieces of another form, by an earlier version, count for nothing. */
const FORM = '1'

/** Pieces read at once, and made in one transaction: a few milliseconds of work between two letters on a slow tablet. */
const AT_ONCE = 2

/** What one file is found by. */
type Document = { id: FileId; words: string }

/** The words of many files, ready to be asked. */
export type Piece = MiniSearch<Document>

const options: Options<Document> = {
  fields: ['words'],
  tokenize: wordsIn,
  processTerm: (word) => word,
  searchOptions: {
    combineWith: 'AND',
    prefix: true,
    // One slip in a word of four letters or more, two in a long one.
    fuzzy: (term) => (term.length > 7 ? 2 : term.length > 3 ? 1 : false),
  },
}

/** A piece of these files' words. */
export const pieceOf = (documents: readonly Document[]): Piece => {
  const piece = new MiniSearch<Document>(options)
  piece.addAll(documents)
  return piece
}

/**
 * The files in which every word that is asked for stands, perhaps begun only or slightly mistyped, each with the words that
 * were found there, folded.
 */
export const askPieces = (pieces: readonly Piece[], search: string): Map<FileId, readonly string[]> => {
  const found = new Map<FileId, readonly string[]>()
  for (const piece of pieces) {
    for (const { id, terms } of piece.search(search)) {
      if (typeof id === 'string') found.set(id, terms)
    }
  }
  return found
}

/** Reads the words of every file; of those that did not change since it was last asked nothing is read again. */
export const createWordReader = () => {
  const before = new Map<string, { id: string; piece: Piece }>()
  return async (db: DoorstepDatabase): Promise<Piece[]> => {
    const { held, made } = await whatIsThere(db)
    const pieces: Piece[] = []
    for (const [place, bucket] of held.entries()) {
      const id = made.get(bucket)
      const known = before.get(bucket)
      if (id !== undefined && known?.id === id) {
        pieces.push(known.piece)
        continue
      }
      const stored = id === undefined ? undefined : await db.search.get(id)
      const piece =
        (stored === undefined ? null : readPiece(stored)) ?? pieceOf(documentsOf(await readRows(db, bucket)))
      if (id === undefined || stored === undefined) before.delete(bucket)
      else before.set(bucket, { id, piece })
      pieces.push(piece)
      if (place % AT_ONCE === 0) await aMoment()
    }
    return pieces
  }
}

/**
 * Makes the pieces that are missing, and throws away those of another form. Called where nobody waits for it, after an
 * exchange; ends early when `stopped` says so. A piece that was not made costs time at the next search, and nothing else.
 */
export const keepWords = async (db: DoorstepDatabase, stopped: () => boolean): Promise<void> => {
  const { held, made, others } = await whatIsThere(db)
  if (others.length > 0) await db.search.bulkDelete(others)
  const missing = held.filter((bucket) => !made.has(bucket))
  for (let at = 0; at < missing.length && !stopped(); at += AT_ONCE) {
    // Read and kept in one transaction: nothing can be written in between.
    await db.transaction('rw', [db.records, db.search], async () => {
      for (const bucket of missing.slice(at, at + AT_ONCE)) {
        const piece = pieceOf(documentsOf(await readRows(db, bucket)))
        const id = [bucket, FORM, crypto.randomUUID()].join('/')
        await db.search.put({ id, index: JSON.stringify(piece) })
      }
    })
  }
}

/** Which buckets hold files, the piece of each that is there, and those of another form. */
const whatIsThere = async (
  db: DoorstepDatabase,
): Promise<{ held: string[]; made: Map<string, string>; others: string[] }> => {
  const files = await db.cursors.toCollection().primaryKeys()
  const pieces = await db.search.toCollection().primaryKeys()
  return {
    held: [...new Set(files.map(bucketOf))].toSorted(),
    made: new Map(pieces.filter(isOfForm).map((id) => [bucketOf(id), id])),
    others: pieces.filter((id) => !isOfForm(id)),
  }
}

const isOfForm = (id: string): boolean => id.split('/')[1] === FORM

const readPiece = ({ index }: SearchRow): Piece | null => {
  if (typeof index !== 'string') return null
  try {
    return MiniSearch.loadJSON<Document>(index, options)
  } catch {
    // Written by a library of another form: it is made again from the records.
    return null
  }
}

const readRows = (db: DoorstepDatabase, bucket: string): Promise<RecordRow[]> =>
  db.records
    .where('[fileId+id]')
    .between([bucket], [bucketEnd(bucket)])
    .toArray()

/** Each pupil's file with everything a person wrote in it. A thread or a person's own file is no pupil's. */
const documentsOf = (rows: readonly RecordRow[]): Document[] => {
  const said = new Map<FileId, string[]>()
  for (const row of rows) {
    if (row.kind === 'pupil' && row.id === row.fileId) said.set(row.fileId, [])
  }
  for (const row of rows) said.get(row.fileId)?.push(...wordsOf(row.body).map(({ words }) => words))
  return [...said].map(([id, words]) => ({ id, words: words.join('\n') }))
}
