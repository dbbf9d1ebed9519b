import type { DoorstepDatabase } from '../store/database.ts'
import { sayMutation } from './say-mutation.ts'
import { asPlainText, wordsOf } from './words-of.ts'

/** The words of every draft that still opens, newest first, for taking along; null while nothing is written in any. */
export const draftsAsText = async (db: DoorstepDatabase): Promise<string | null> => {
  const written = (await db.drafts.toArray())
    .toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
    .map(({ form, values }) => ({ title: sayMutation(form, values), words: wordsOf(values) }))
    .filter(({ words }) => words.length > 0)
    .map(({ title, words }) => asPlainText(title, words))
  return written.length > 0 ? written.join('\n\n') : null
}
