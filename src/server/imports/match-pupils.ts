import type { Pupil } from '#domain/records/pupil.ts'
import { nameKey, personKey } from './name-key.ts'
import { isTemporaryUpn } from './read-upn.ts'
import type { RollRow } from './roll-row.ts'

/** The pupil held here who is the row's, null for a new one, or why it cannot be said. */
export type Match = { ok: true; held: Pupil | null; warning: string | null } | { ok: false; reason: string }

const found = (held: Pupil | null, warning: string | null = null): Match => ({ ok: true, held, warning })
const unclear = (reason: string): Match => ({ ok: false, reason })

/**
 * Finds the pupils of a roll among those held: by UPN, then by an earlier UPN that the file names, then by forename, surname
 * and date of birth. A row of a file without birthdays is found by a UPN or not at all. Whenever two answers are possible the row
 * is refused: a note on the wrong child's file is worse than a row to mend.
 */
export const pupilFinder = (pupils: readonly Pupil[]): ((row: RollRow) => Match) => {
  const byUpn = gather(pupils, (pupil) => pupil.upn)
  const byName = gather(pupils, (pupil) => personKey(pupil.forename, pupil.surname, pupil.bornOn))
  return (row) => {
    for (const upn of [row.upn, ...row.formerUpns]) {
      const held = upn === null ? [] : (byUpn.get(upn) ?? [])
      const [only] = held
      if (held.length > 1) return unclear('Two pupils here have this UPN, so it cannot be said which of them this is.')
      if (only) return checkedByUpn(row, only)
    }
    if (row.bornOn === undefined)
      return unclear('No pupil here has this UPN, and a new pupil needs a date of birth. Add it to the export.')
    const alike = byName.get(personKey(row.forename, row.surname, row.bornOn)) ?? []
    const [only] = alike
    if (!only) return found(null)
    if (alike.length > 1)
      return unclear('Two pupils here have this name and date of birth, so it cannot be said which of them this is.')
    if (row.upn === null || only.upn === null || isTemporaryUpn(only.upn)) return found(only)
    return unclear(
      'A pupil here has this name and date of birth and another UPN. It may be the same child or another, so nothing was changed.',
    )
  }
}

const checkedByUpn = (row: RollRow, held: Pupil): Match => {
  const sameForename = nameKey(held.forename) === nameKey(row.forename)
  const sameSurname = nameKey(held.surname) === nameKey(row.surname)
  if (row.bornOn === undefined)
    return sameForename || sameSurname
      ? found(held)
      : unclear('This UPN belongs to a pupil here with another name, and there is no date of birth to tell by.')
  const sameBirthday = held.bornOn === row.bornOn
  if (!sameBirthday && !sameForename && !sameSurname)
    return unclear('This UPN belongs to a pupil here with another name and another date of birth.')
  if (!sameBirthday)
    return found(held, 'The date of birth is not the one held here. It was brought up to date: check it.')
  return found(
    held,
    sameForename || sameSurname ? null : 'Neither name is the one held here. Both were brought up to date: check them.',
  )
}

const gather = (pupils: readonly Pupil[], keyOf: (pupil: Pupil) => string | null): Map<string, Pupil[]> => {
  const gathered = new Map<string, Pupil[]>()
  for (const pupil of pupils) {
    const key = keyOf(pupil)
    if (key === null || key === '') continue
    const held = gathered.get(key)
    if (held) held.push(pupil)
    else gathered.set(key, [pupil])
  }
  return gathered
}
