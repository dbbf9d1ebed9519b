import { personKey } from './name-key.ts'
import type { RawPupil } from './raw-pupil.ts'
import type { RejectedRow } from './roll-row.ts'

/**
 * Brings together the lines of one pupil in a layout with one line for each contact. Lines belong together by UPN, else by
 * admission number, else by name and date of birth. A line that says of its pupil something else than the first, or that
 * repeats a contact word for word, is rejected: neither may be guessed away.
 */
export const groupLines = (raws: RawPupil[]): { pupils: RawPupil[]; rejected: RejectedRow[] } => {
  const pupils = new Map<string, RawPupil>()
  const rejected: RejectedRow[] = []
  for (const raw of raws) {
    const key = keyOf(raw)
    const first = pupils.get(key)
    if (first === undefined) {
      pupils.set(key, { ...raw, lines: [...raw.lines] })
      continue
    }
    const [line] = raw.lines
    const refuse = (reason: string) => rejected.push({ ...line, reason })
    const firstLine = first.lines[0].line
    if (identity(raw) !== identity(first))
      refuse(
        `Line ${firstLine} has the same number (UPN or admission number) for a pupil with another name or date of birth.`,
      )
    else if (JSON.stringify(raw.fields) !== JSON.stringify(first.fields))
      refuse(`Line ${firstLine} says something else about this pupil.`)
    else if (!isNewContact(raw, first)) refuse(`This line repeats line ${firstLine}.`)
    else {
      first.contacts = [...(first.contacts ?? []), ...(raw.contacts ?? [])]
      first.lines.push(line)
    }
  }
  return { pupils: [...pupils.values()], rejected }
}

const keyOf = (raw: RawPupil): string => {
  const { fields } = raw
  const upn = (fields.upn ?? '').toUpperCase()
  if (upn.length === 13) return `upn ${upn}`
  if (fields.otherKey) return `key ${fields.otherKey}`
  // Without a name and a birthday nothing ties a line to another.
  const named = (fields.forename ?? '') !== '' || (fields.wholeName ?? '') !== ''
  return named && fields.bornOn ? identity(raw) : `line ${raw.lines[0].line}`
}

const identity = ({ fields }: Pick<RawPupil, 'fields'>): string =>
  personKey(fields.forename ?? fields.wholeName ?? '', fields.surname ?? '', fields.bornOn ?? '')

const isNewContact = (raw: RawPupil, first: RawPupil): boolean => {
  const contacts = (raw.contacts ?? []).map((contact) => JSON.stringify(contact))
  const held = new Set((first.contacts ?? []).map((contact) => JSON.stringify(contact)))
  return contacts.some((contact) => !held.has(contact))
}
