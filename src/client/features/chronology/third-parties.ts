import type { ContactNote, Participant } from '#domain/records/contact-note.ts'
import { tookPart, type Meeting } from '#domain/records/meeting.ts'
import { relationshipWords } from '#domain/records/parent.ts'
import { isChildOfFamily, isGrownUp } from './child-words.ts'
import type { Telling } from './telling.ts'

/**
 * True where somebody from outside spoke and nobody grown-up of the family was there: another service, a neighbour, a landlord. What
 * they said about the family is theirs too, and may be what the family must not be warned of. A colleague of ours, or of the child's
 * school, is no third party; whoever the school lists for the child is none either, unless it is a social worker.
 */
export const isWithOthersAlone = (account: ContactNote | Meeting, telling: Telling): boolean => {
  if (account.kind === 'meeting') return tookPart(account, 'agency') && !tookPart(account, 'family')
  const { participants, means, startedBy, withFamily } = account
  return (
    withFamily !== true &&
    !participants.some((person) => isGrownUp(person)) &&
    (means === 'multi-agency' ||
      startedBy === 'agency' ||
      participants.some((person) => isFromOutside(person, telling)))
  )
}

const isFromOutside = (person: Participant, { file, colleagues }: Telling): boolean => {
  if (isSocialWorker(person)) return true
  if (person.parentId !== null || isChildOfFamily(person, file.pupil.record)) return false
  const { name, relationship } = person
  return !atSchool.test(relationship) && ![...colleagues.values()].some((colleague) => colleague.name === name)
}

const isSocialWorker = ({ relationship }: Participant): boolean =>
  relationship.trim().toLowerCase() === relationshipWords['social-worker'].toLowerCase()

/** What people at a school are called by whoever writes them down. A school's nurse or a virtual school is another service. */
const atSchool =
  /\b(tutor|teacher|headteacher|head of|deputy head|pastoral|attendance|senco|school office|reception)\b/i
