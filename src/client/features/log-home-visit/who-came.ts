import { parentName } from '#client/casework/people-words.ts'
import { isFamily } from '#domain/people/is-family.ts'
import type { Participant } from '#domain/records/contact-note.ts'
import { relationshipWords, type Parent } from '#domain/records/parent.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'

/** Who came to the door, besides a parent's id. */
export const CHILD_AT_DOOR = 'child'
export const SOMEONE_AT_DOOR = 'someone-else'
export const NOBODY = 'nobody'

/** A child at the door who is none of the household's that are on this tablet. */
export const ANOTHER_CHILD = 'another-child'

/** What the form says of who came. */
type Came = {
  door: string
  /** A pupil's id or `another-child`; empty while not said. Asked only where there are brothers and sisters. */
  childAtDoor: string
  otherName: string
  otherRelationship: string
  otherIsFamily: boolean
}

/** Whom the form can name. */
type Known = { pupil: Pupil; siblings: readonly Pupil[]; parents: readonly Parent[] }

/** Who came to the door, as every child's copy of the visit names them; nobody while it is not said. */
export const answeredBy = (form: Came, known: Known): Participant[] => {
  if (form.door === '' || form.door === NOBODY) return []
  if (form.door === CHILD_AT_DOOR) return [{ parentId: null, name: nameOfChild(form, known), relationship: '' }]
  if (form.door === SOMEONE_AT_DOOR) {
    const name = form.otherName.trim()
    return [{ parentId: null, name: name === '' ? 'Someone else' : name, relationship: form.otherRelationship.trim() }]
  }
  const parent = known.parents.find((one) => one.id === form.door)
  return parent === undefined
    ? []
    : [{ parentId: parent.id, name: parentName(parent), relationship: relationshipWords[parent.relationship] }]
}

/** Whether who came is of the family. A child alone is not, and nobody is taken for it unless it was said. */
export const familyCame = (form: Came, { parents }: Pick<Known, 'parents'>): boolean => {
  const parent = parents.find((one) => one.id === form.door)
  return parent === undefined ? form.door === SOMEONE_AT_DOOR && form.otherIsFamily : isFamily(parent)
}

/**
 * Which pupil came to the door; null where no child did, or nobody said which. Where no brothers and sisters are known the button
 * itself has the pupil's name. Elsewhere the pupil is never taken for the one who came: it stands in each child's file.
 */
export const childWhoCame = (
  { door, childAtDoor }: Pick<Came, 'door' | 'childAtDoor'>,
  { pupil, siblings }: Pick<Known, 'pupil' | 'siblings'>,
): Pupil | null => {
  if (door !== CHILD_AT_DOOR) return null
  return siblings.length === 0 ? pupil : ([pupil, ...siblings].find(({ id }) => id === childAtDoor) ?? null)
}

const nameOfChild = (form: Came, known: Known): string => {
  const child = childWhoCame(form, known)
  if (child !== null) return calledName(child)
  return form.childAtDoor === ANOTHER_CHILD ? 'Another child' : 'A child of the household'
}
