import { wordsOf } from '#client/app/words-of.ts'
import { folded } from '#client/store/folded.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { askPieces, createWordReader, keepWords } from '#client/store/word-index.ts'
import { alternate, timed } from '../alternate.ts'
import { inventFiles, PUPILS } from '../invented-files.ts'
import type { Runs } from '../measured.ts'
import { heldRow, openRaw } from './raw-store.ts'
import { openSealed } from './sealed-store.ts'

/** What people look for: a word in many files, names, the beginning of a word, a word that is nowhere. Right, and as typed. */
const searches = [
  { right: 'mornings', typed: 'mornigns' },
  { right: 'okafor', typed: 'okafr' },
  { right: 'hussain workshop', typed: 'hussain worksop' },
  { right: 'the', typed: 'the' },
  { right: 'trampoline', typed: 'trampolin' },
] as const

/** A caseload of 2,000 pupils on a tablet, with the sealed index of its words made; and each file's words as plain text. */
const indexed = async (name: string): Promise<{ db: DoorstepDatabase; texts: string[] }> => {
  const files = inventFiles({
    organisationId: '6f1d2f0a-0b5e-4c7e-8a51-1d2b7c9e4f10',
    ownerId: '0c9a6a52-7d3b-4b1f-9a34-5e8f2d1c7b60',
  })
  const db = await openSealed(name)
  await db.cursors.bulkPut(files.map(({ pupilId }) => ({ fileId: pupilId, version: 1, load: null })))
  for (const { pupilId, records } of files) await db.records.bulkPut(records.map((record) => heldRow(pupilId, record)))
  await keepWords(db, () => false)
  const texts = files.map(({ records }) =>
    folded(records.flatMap((record) => wordsOf(record).map(({ words }) => words)).join(' ')),
  )
  if (texts.length !== PUPILS) throw new Error('Not every file was searched.')
  return { db, texts }
}

/** The slowest of the searches, over the sealed index of a whole caseload, once it is read: what a person waits for after a letter. */
export const search = async (times: number): Promise<Runs> => {
  const { db, texts } = await indexed('bench-search')
  const pieces = await createWordReader()(db)
  if (askPieces(pieces, 'okafr').size === 0) throw new Error('Nothing was found that is there.')
  return alternate(
    times,
    () => slowest(({ typed }) => askPieces(pieces, typed).size),
    () => slowest(({ right }) => texts.filter((text) => right.split(' ').every((word) => text.includes(word))).length),
  )
}

/**
 * The first search after unlocking: every piece of the index is read, opened and put to use, and then asked. Once in a session;
 * names are found meanwhile.
 */
export const firstSearch = async (times: number): Promise<Runs> => {
  const { db } = await indexed('bench-first-search')
  const raw = await openRaw('bench-first-search-raw')
  const pieces = await db.search.toArray()
  if (pieces.length === 0) throw new Error('There is no index to read.')
  await raw.put(pieces.map(({ id, index }) => ({ fileId: id, id, kind: 'piece', index })))
  return alternate(
    times,
    () =>
      timed(async () => {
        if (askPieces(await createWordReader()(db), 'okafr').size === 0) throw new Error('Nothing was found.')
      }),
    () =>
      timed(async () => {
        if ((await raw.readAll('kind', 'piece')).length !== pieces.length) throw new Error('Not everything was read.')
      }),
  )
}

/** The longest that one of the searches takes, in milliseconds. */
const slowest = async (look: (words: (typeof searches)[number]) => number): Promise<number> => {
  const took: number[] = []
  for (const words of searches) took.push(await timed(() => Promise.resolve(void look(words))))
  return Math.max(...took)
}
