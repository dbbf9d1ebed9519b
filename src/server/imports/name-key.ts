import { plainKey } from './read-words.ts'

/** One key for one child by name and birthday: spacing, capitals and the kind of apostrophe and hyphen do not make another child. */
export const personKey = (forename: string, surname: string, bornOn: string): string =>
  `${nameKey(forename)}|${nameKey(surname)}|${bornOn}`

/** A name for comparing, never for showing. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[‘’ʼ`´]/g, "'")
    .replaceAll(/[‐‑–—]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim() || plainKey(name)

/** One key for one contact of one pupil: the name as it is shown. */
export const contactKey = (contact: { forename: string | null; surname: string }): string =>
  nameKey(`${contact.forename ?? ''} ${contact.surname}`)
