/** Characters of a file's name that are kept. */
const LONGEST = 200

/** What a file is called by whoever chose it, to find it again: its name without its folder, in one line; null where it has none. */
export const fileLabel = (name: string | null): string | null => {
  const last = (name ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const inOneLine = last.replaceAll(/\p{Cc}+/gu, ' ').trim()
  return Array.from(inOneLine).slice(0, LONGEST).join('').trim() || null
}
