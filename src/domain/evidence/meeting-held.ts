import { familyReached } from '../casework/after-contact.ts'
import { reached } from '../records/contact-note.ts'
import { unanswered } from '../records/home-visit.ts'
import { tookPart } from '../records/meeting.ts'
import { latest, type Evidence } from './case-facts.ts'

const meetings = ['meeting-school', 'meeting-home', 'virtual', 'multi-agency'] as const

/**
 * School and family met, at school, at home or at the door. Source: one council’s least evidence before a formal warning, at
 * least one home visit or school meeting (domain: section 3.4).
 */
export const meetingHeld: Evidence = {
  name: 'meeting-held',
  words: 'Met with the family',
  from: 'formalise-support',
  shownOn: (facts) =>
    latest([
      ...facts.meetings.filter((meeting) => tookPart(meeting, 'family')).map(({ happenedOn }) => happenedOn),
      ...facts.notes
        .filter(
          ({ means, result, withFamily }) =>
            meetings.some((one) => one === means) && familyReached(reached(result), withFamily),
        )
        .map(({ happenedOn }) => happenedOn),
      ...facts.visits
        .filter(({ access, withFamily }) => access !== 'refused' && familyReached(!unanswered(access), withFamily))
        .map(({ happenedOn }) => happenedOn),
    ]),
  missing: 'Nobody has met the family yet, at school or at home.',
}
