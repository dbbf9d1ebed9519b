import type { ChildSeen } from '#domain/records/home-visit.ts'
import type { Participant } from '#domain/records/contact-note.ts'
import { relationshipWords, type Parent, type Relationship } from '#domain/records/parent.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'
import type { Heard } from './barriers.ts'
import { bookPicture, type Picture } from './pictures.ts'
import type { Promised } from './promises.ts'

/** Who was spoken to: a parent on the roll by relationship, or anyone else by name and what they are. */
export type Spoken = Relationship | readonly [name: string, what: string]

/** What an account says of one child alone. */
export type OfChild = {
  childWords?: string
  seen?: ChildSeen
  barriers?: Heard[]
  promises?: Promised[]
  pictures?: Picture[]
}

/** One child, or several with what is each one's own. */
export type Children = PupilFile | readonly (readonly [PupilFile, OfChild])[]

/** What the act says of this child. `told` is who acts and when, for the pictures that are sent after the words. */
export const childOfAct = (acts: ActBook, told: When, file: PupilFile, own: OfChild) => ({
  pupilId: file.pupil.id,
  organisationId: file.pupil.organisationId,
  caseId: file.caseId,
  noteId: acts.choice.id(),
  ...(own.barriers === undefined ? {} : { barriers: own.barriers.map((barrier) => ({ ...barrier })) }),
  ...(own.promises === undefined ? {} : { promises: own.promises.map((promise) => ({ ...promise })) }),
  ...(own.pictures === undefined
    ? {}
    : { attachments: own.pictures.map((picture) => bookPicture(acts, told, file, picture)) }),
})

type Parts = readonly [readonly [PupilFile, OfChild], ...(readonly [PupilFile, OfChild])[]]

/** Every child of the act with what is its own. */
export const partsOf = (children: Children, own: OfChild): Parts => {
  if (!isSeveral(children)) return [[children, own]]
  const [first, ...others] = children
  if (first === undefined) throw new RangeError('An act is about at least one child.')
  return [first, ...others]
}

const isSeveral = (children: Children): children is readonly (readonly [PupilFile, OfChild])[] =>
  Array.isArray(children)

/** The parent of that relationship, or null for anyone who is not on the roll. */
export const parentOf = (file: PupilFile, spoken: Spoken | undefined): Parent | null =>
  typeof spoken === 'string' ? (file.parents.find((parent) => parent.relationship === spoken) ?? null) : null

/** Whoever was spoken to, as a note names them. */
export const participantOf = (file: PupilFile, spoken: Spoken): Participant => {
  if (typeof spoken !== 'string') return { parentId: null, name: spoken[0], relationship: spoken[1] }
  const parent = file.parent(spoken)
  return {
    parentId: parent.id,
    name: [parent.forename, parent.surname].filter((part) => part !== null).join(' '),
    relationship: relationshipWords[spoken],
  }
}
