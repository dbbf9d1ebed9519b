/**
 * Text made ready to be searched: no accents, no capitals, no apostrophes, so that *Zoë* is found by *zoe* and *O’Neill* by
 * *oneill*.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase()

/** The words of a text, each made ready to be searched. */
export const wordsIn = (text: string): string[] =>
  folded(text)
    .split(/[\s\p{P}\p{Z}]+/u)
    .filter((word) => word !== '')
