import type { Pupil } from '#domain/records/pupil.ts'
import { nameKey, personKey } from '../name-key.ts'
import type { NamedPupil } from './marks-file.ts'

/** The pupil held here whose marks these are, or why that cannot be said. */
export type Found = { ok: true; pupil: Pupil } | { ok: false; reason: string }

const unclear = (reason: string): Found => ({ ok: false, reason })

/**
 * Finds whose marks these are: by what the system they come from calls the pupil (`upis`, to the pupil here), then by UPN, by an
 * earlier UPN, by name and date of birth. A mark on the wrong child is an accusation, so whenever two answers are possible there
 * is none; and a pupil who is not here is never made from marks.
 */
export const markedFinder = (
  pupils: readonly Pupil[],
  upis: ReadonlyMap<string, string>,
): ((who: NamedPupil) => Found) => {
  const byId = new Map(pupils.map((pupil) => [pupil.id, pupil] as const))
  const byUpn = Map.groupBy(pupils, (pupil) => pupil.upn)
  const byName = Map.groupBy(pupils, (pupil) => personKey(pupil.forename, pupil.surname, pupil.bornOn))
  return (who) => {
    const known = byId.get(upis.get(who.upi ?? '') ?? '')
    if (known !== undefined)
      // A pupil may be given another UPN or name; but never that of somebody else here.
      return (byUpn.get(who.upn) ?? []).some(({ id, upn }) => upn !== null && id !== known.id)
        ? unclear('This UPN belongs to another pupil here than before. Nothing was taken for either.')
        : { ok: true, pupil: known }
    for (const upn of who.upn === null ? [] : [who.upn, ...who.formerUpns]) {
      const held = byUpn.get(upn) ?? []
      const [only] = held
      if (held.length > 1) return unclear('Two pupils here have this UPN.')
      if (only === undefined) continue
      return isSomebodyElse(only, who)
        ? unclear('This UPN belongs to a pupil here with another name. Nothing was taken for either.')
        : { ok: true, pupil: only }
    }
    if (who.forename === null || who.surname === null || who.bornOn === null)
      return unclear('No pupil here has this UPN.')
    const alike = byName.get(personKey(who.forename, who.surname, who.bornOn)) ?? []
    const [only] = alike
    if (alike.length > 1) return unclear('Two pupils here have this name and date of birth.')
    return only === undefined
      ? unclear('This pupil is not on the roll here. Import the roll first.')
      : { ok: true, pupil: only }
  }
}

const isSomebodyElse = (held: Pupil, { forename, surname }: NamedPupil): boolean =>
  forename !== null &&
  surname !== null &&
  ![held.forename, held.preferredForename ?? ''].some((name) => nameKey(name) === nameKey(forename)) &&
  ![held.surname, held.preferredSurname ?? ''].some((name) => nameKey(name) === nameKey(surname))
