import { wordsOf } from '#client/app/words-of.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { pieceOf, type Piece } from '#client/store/word-index.ts'

/** What is in no record: forms that are not finished, and work that the office refused. With the pupil's own names, so that both can be asked for together. */
export const readUnsaved = async (db: DoorstepDatabase): Promise<Piece> => {
  const [drafts, rejected] = await Promise.all([db.drafts.toArray(), db.rejected.toArray()])
  const said = new Map<string, string[]>()
  const add = (fileId: string, values: unknown): void => {
    const words = wordsOf(values).map((written) => written.words)
    said.set(fileId, [...(said.get(fileId) ?? []), ...words])
  }
  for (const { fileId, values } of drafts) add(fileId, values)
  for (const { mutation } of rejected) for (const fileId of mutation.files) add(fileId, mutation.args)
  const pupils = await db.records.bulkGet([...said.keys()].map((fileId): [string, string] => [fileId, fileId]))
  for (const pupil of pupils) if (pupil?.kind === 'pupil') add(pupil.fileId, pupil.body)
  return pieceOf([...said].map(([id, words]) => ({ id, words: words.join('\n') })))
}
