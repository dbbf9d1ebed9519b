import { reached, type ContactNote, type Participant } from '#domain/records/contact-note.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import { tookPart, type Meeting } from '#domain/records/meeting.ts'
import { relationshipWords } from '#domain/records/parent.ts'
import { isChildOfFamily, isGrownUp } from './child-words.ts'
import type { Telling } from './telling.ts'

/**
 * True where somebody from outside spoke and nobody grown-up of the family was there: another service, a neighbour, a landlord. What
 * they said about the family is theirs too, and may be what the family must not be warned of. Whom nobody reached was not there. A
 * colleague of ours, or of the child's school, is no third party; whoever the school lists for the child is none either, unless it is a
 * social worker.
 */
export const isWithOthersAlone = (account: ContactNote | HomeVisit | Meeting, telling: Telling): boolean => {
  const areFromOutside = (people: readonly Participant[]): boolean =>
    people.some((person) => isFromOutside(person, telling))
  switch (account.kind) {
    case 'meeting':
      return tookPart(account, 'agency') && !tookPart(account, 'family')
    case 'home-visit':
      return !isFamilyAmong(account.answeredBy, account) && areFromOutside(account.answeredBy)
    case 'contact-note': {
      const { participants, means, startedBy, result } = account
      if (reached(result) && isFamilyAmong(participants, account)) return false
      return means === 'multi-agency' || startedBy === 'agency' || areFromOutside(participants)
    }
  }
}

const isFamilyAmong = (people: readonly Participant[], { withFamily }: Pick<ContactNote, 'withFamily'>): boolean =>
  withFamily === true || people.some((person) => isGrownUp(person))

const isFromOutside = (person: Participant, { file, colleagues }: Telling): boolean => {
  if (isSocialWorker(person)) return true
  if (person.parentId !== null || isGrownUp(person) || isChildOfFamily(person, file.pupil.record)) return false
  const { name, relationship } = person
  const isOurs = atSchool.test(relationship) && !ofAnotherService.test(relationship)
  return !isOurs && ![...colleagues.values()].some((colleague) => colleague.name === name)
}

const isSocialWorker = ({ relationship }: Participant): boolean =>
  relationship.trim().toLowerCase() === relationshipWords['social-worker'].toLowerCase()

/** What people at a school are called by whoever writes them down. A school's nurse or a virtual school is another service. */
const atSchool =
  /\b(tutor|teacher|headteacher|head of (?:the )?(?:year|key stage|sixth|house|school|department|upper|lower)|deputy head|pastoral|attendance|senco|school (?:office|reception))\b/i

/** Whoever is called so works elsewhere, whatever else they are called: *Head of Early Help*, *attendance at the GP surgery*. */
const ofAnotherService =
  /\b(early help|social|police|health|gp|surgery|camhs|hospital|clinic|council|service|services|charity|housing|court|probation|private|mum['’]s|dad['’]s)\b/i
