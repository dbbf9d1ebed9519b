import { folded } from '#client/store/folded.ts'

/** The words that were asked for. */
export const asked = (search: string): string[] =>
  folded(search)
    .split(/\s+/)
    .filter((word) => word !== '')

/** True when every word that was asked for is somewhere in the text. */
export const holds = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word))
