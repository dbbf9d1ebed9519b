import { personKey } from './name-key.ts'
import type { RawPupil } from './raw-pupil.ts'
import type { RejectedRow } from './roll-row.ts'

/** Lines of one pupil: more than any child has contacts and numbers. */
const MOST_OF_ONE = 60

/**
 * Brings together the lines of one pupil in a layout with one line for each contact. Lines belong together by UPN, else by
 * admission number, else by name and date of birth; a line that names no pupil at all (reports that print each pupil once)
 * belongs to the line above, unless that one was rejected (`rejectedLines` are those so far). A line that says of its
 * pupil something else than the first, or that repeats a contact word for word, is rejected: neither may be guessed away.
 */
export const groupLines = (
  raws: readonly RawPupil[],
  rejectedLines: readonly number[],
): { pupils: RawPupil[]; rejected: RejectedRow[] } => {
  const pupils = new Map<string, RawPupil>()
  const rejected: RejectedRow[] = []
  const broken = rejectedLines.toSorted((a, b) => a - b)
  let passed = 0
  let above: RawPupil | null = null
  for (const raw of raws) {
    const [line] = raw.lines
    // A rejected line in between may have been another child, whose contact this is.
    while ((broken[passed] ?? Number.POSITIVE_INFINITY) < line.line) {
      above = null
      passed += 1
    }
    const first: RawPupil | null = namesNobody(raw) ? above : (pupils.get(keyOf(raw)) ?? null)
    if (first === null) {
      const begun = { ...raw, lines: [...raw.lines] satisfies RawPupil['lines'] }
      pupils.set(keyOf(raw), begun)
      above = namesNobody(raw) ? null : begun
      continue
    }
    const reason = whyNot(raw, first)
    above = reason === null ? first : null
    if (reason === null) {
      first.contacts = [...(first.contacts ?? []), ...(raw.contacts ?? [])]
      first.lines.push(line)
    } else rejected.push({ ...line, reason })
  }
  return { pupils: [...pupils.values()], rejected }
}

/** Why a line cannot join the first line of its pupil; null when it can. */
const whyNot = (raw: RawPupil, first: RawPupil): string | null => {
  const firstLine = first.lines[0].line
  if (first.lines.length >= MOST_OF_ONE) return `Line ${firstLine} begins a pupil with more than ${MOST_OF_ONE} lines.`
  if (!namesNobody(raw)) {
    if (identity(raw) !== identity(first))
      return `Line ${firstLine} has the same number (UPN or admission number) for a pupil with another name or date of birth.`
    if (JSON.stringify([raw.fields, raw.groups]) !== JSON.stringify([first.fields, first.groups]))
      return `Line ${firstLine} says something else about this pupil.`
  }
  return isNewContact(raw, first) ? null : `This line repeats line ${firstLine}.`
}

/** A line whose every cell about the pupil is empty. */
const namesNobody = (raw: RawPupil): boolean =>
  Object.values(raw.fields).every((cell) => cell === '') &&
  (raw.groups ?? []).every(({ cell }) => cell === '') &&
  (raw.address ?? []).length === 0

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
