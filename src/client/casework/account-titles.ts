import {
  contactResultWords,
  meansWords,
  reached,
  type ContactNote,
  type Participant,
} from '#domain/records/contact-note.ts'
import type { Meeting } from '#domain/records/meeting.ts'
import { accessWords, unanswered, type HomeVisit } from '#domain/records/home-visit.ts'

/** Names joined as in speech: `Mum`, `Mum and Dad`, `Mum, Dad and Ms Ali`. */
export const joinNames = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/** What a person who took part is called in a line: their relationship where one was given, else their name. */
export const calledInLine = (participant: Participant): string =>
  participant.relationship.trim() === '' ? participant.name : participant.relationship

const withNames = (start: string, joining: 'with' | 'to' | 'from', participants: Participant[]): string => {
  const names = joinNames(participants.map(calledInLine).filter((name) => name !== ''))
  return names === '' ? start : `${start} ${joining} ${names}`
}

/** The heading of a contact in the timeline: `Call with Mum`; `Call to Dad, no answer`; `Meeting at school with Mum`. */
export const contactTitle = (note: Pick<ContactNote, 'means' | 'result' | 'participants'>): string => {
  const how = contactResultWords[note.result].toLowerCase()
  switch (note.means) {
    case 'phone-out':
      return note.result === 'spoke'
        ? withNames('Call', 'with', note.participants)
        : `${withNames('Call', 'to', note.participants)}, ${how}`
    case 'phone-in':
      return withNames('Call', 'from', note.participants)
    case 'text':
    case 'email':
      return withNames(meansWords[note.means], note.result === 'received' ? 'from' : 'to', note.participants)
    case 'letter-out':
      return withNames(meansWords[note.means], 'to', note.participants)
    case 'letter-in':
      return withNames(meansWords[note.means], 'from', note.participants)
    case 'meeting-school':
    case 'meeting-home':
    case 'virtual':
    case 'multi-agency':
    case 'corridor':
      return `${withNames(meansWords[note.means], 'with', note.participants)}${reached(note.result) ? '' : `, ${how}`}`
  }
}

/** The heading of a home visit: `Home visit, spoke at the door with Mum`; `Home visit, no answer`. */
export const visitTitle = (visit: Pick<HomeVisit, 'access' | 'answeredBy'>): string => {
  const how = accessWords[visit.access]
  const start = `Home visit, ${how.slice(0, 1).toLowerCase()}${how.slice(1)}`
  return unanswered(visit.access) || visit.access === 'refused' ? start : withNames(start, 'with', visit.answeredBy)
}

/** The heading of a meeting, by who took part: `Meeting with Mum and Mr Adeyemi`; `Meeting, nobody came`. */
export const meetingTitle = ({ invited }: Pick<Meeting, 'invited'>): string => {
  const came = invited.filter((person) => person.came === 'came' || person.came === 'by-phone')
  return came.length === 0 ? 'Meeting, nobody came' : `Meeting with ${joinNames(came.map(({ name }) => name))}`
}
