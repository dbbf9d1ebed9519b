import type { ToCome } from '#client/store/to-come.ts'

/** What is not on this tablet yet, to stand beside whatever counts or lists all files: *12 files are still to come*. Null when all is here. */
export const sayToCome = (toCome: ToCome): string | null => {
  switch (toCome) {
    case null:
      return 'Nothing has come from the office yet'
    case 0:
      return null
    case 1:
      return 'One file is still to come'
    default:
      return `${toCome.toLocaleString('en-GB')} files are still to come`
  }
}
