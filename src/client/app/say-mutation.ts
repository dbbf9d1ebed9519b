import { z } from 'zod'
import { Means, meansWords } from '#domain/records/contact-note.ts'
import { dayOf, machineClock } from '#domain/time/instant.ts'
import { SchoolDay } from '#domain/time/school-day.ts'
import { sayDay } from '#domain/time/day-words.ts'

const Told = z.looseObject({
  happenedOn: SchoolDay.optional().catch(undefined),
  on: SchoolDay.optional().catch(undefined),
  raisedOn: SchoolDay.optional().catch(undefined),
  madeOn: SchoolDay.optional().catch(undefined),
  heardOn: SchoolDay.optional().catch(undefined),
  offeredOn: SchoolDay.optional().catch(undefined),
  startsOn: SchoolDay.optional().catch(undefined),
  decidedOn: SchoolDay.optional().catch(undefined),
  issuedOn: SchoolDay.optional().catch(undefined),
  leftOn: SchoolDay.optional().catch(undefined),
  means: Means.optional().catch(undefined),
})
type Told = z.infer<typeof Told>

const titles: Record<string, (told: Told) => string> = {
  'open-absence-case': () => 'Case opened',
  'assign-absence-case': () => 'Case handed to someone',
  'change-stage': () => 'Stage of a case changed',
  'set-review-date': () => 'Review date of a case',
  'change-reasons': () => 'Reasons on a case',
  'close-absence-case': () => 'Case closed',
  'reopen-absence-case': () => 'Case opened again',
  'log-contact': (told) => (told.means === undefined ? 'Contact' : meansWords[told.means]),
  'log-home-visit': () => 'Home visit',
  'amend-note': () => 'Addition to a note',
  'add-barrier': () => 'Barrier heard',
  'change-barrier': () => 'Barrier changed',
  'make-promise': () => 'Promise made',
  'change-promise': () => 'Promise changed',
  'settle-promise': () => 'Promise settled',
  'record-court-order': () => 'Court order',
  'see-court-order': () => 'Court order seen',
  'end-court-order': () => 'Court order ended',
  'raise-risk-flag': () => 'Visit risk raised',
  'review-risk-flag': () => 'Visit risk reviewed',
  'mark-phone': () => 'Phone number marked',
  'set-safe-contact': () => 'Safe-contact rule',
  'hear-child': () => 'What the child said',
  'view-barrier': () => 'How a barrier is seen',
  'offer-support': () => 'Support offered',
  'note-support': () => 'What came of support',
  'unsettle-promise': () => 'Settling taken back',
  'add-agency': () => 'Service added',
  'change-agency': () => 'Service changed',
  'make-plan': () => 'Plan made',
  'add-plan-action': () => 'Action added to a plan',
  'settle-plan-action': () => 'Action of a plan settled',
  'review-plan': () => 'Review of a plan',
  'record-meeting': () => 'Meeting',
  'hand-over-case': () => 'Case offered to a colleague',
  'answer-handover': () => 'Answer to an offered case',
  'settle-clash': () => 'Two answers settled',
  'tell-safeguarding-lead': () => 'Told the safeguarding lead',
  'add-restricted-note': () => 'Restricted note',
  'mark-restricted-read': () => 'Restricted notes read',
  'set-restricted-reader': () => 'Who may read a restricted thread',
  'note-restricted-outcome': () => 'What came of a restricted thread',
  'set-safeguarding-plan': () => 'Whom to ring',
  'share-paper': () => 'Paper given to someone',
  'decide-on-register': () => 'Decision on what the register shows',
  'record-penalty-notice': () => 'Penalty notice of the council written down',
  'note-penalty-notice': () => 'What became of a penalty notice',
  'say-school-move': () => 'What a return says of coming or leaving',
  'plan-visit': () => 'Visit planned',
  'move-planned-visit': () => 'Planned visit moved',
  'call-off-visit': () => 'Planned visit called off',
  'note-visit-made': () => 'Planned visit made by a colleague',
  'lodge-outing': () => 'Where you go and when you are back',
  'note-arrival': () => 'Arrived',
  'note-leaving': () => 'Left',
  'change-return': () => 'Another time to be back',
  'say-safe': () => 'Back and safe',
  'raise-alarm': () => 'Alarm raised',
  'widen-alarm': () => 'Alarm told to more people',
  'take-alarm': () => 'Alarm taken',
  'clear-outing': () => 'Place and numbers taken away',
  'keep-view': () => 'View of the caseload kept',
  'remove-view': () => 'View of the caseload removed',
  'write-template': () => 'Message for families written',
  'change-template': () => 'Message for families changed',
  'retire-template': () => 'Message for families put away or brought back',
  'take-register': () => 'Marks taken from the school’s system',
  'serve-school': () => 'Messages for families offered to a school, or no longer',
  'pass-on-template': () => 'Message for families passed on to a school',
  'tell-companion': () => 'Visit told to the colleague who comes along',
  'say-school-numbers': () => 'The school’s numbers',
  'close-school': () => 'School closed on days',
  'remove-closure': () => 'Closed days taken out or put back',
  'set-morning-plan': () => 'Cut-offs for the morning',
  'enrol-pupil': () => 'Pupil put on roll',
  'remove-from-roll': () => 'Pupil taken off roll',
  'add-staff-member': () => 'Colleague added',
  'change-staff-member': () => 'Colleague changed',
  'found-organisation': () => 'Organisation set up',
}

/**
 * What a queued act is called in lists: *Home visit, Fri 20 Nov*. Never a name, never a word that was written. An act that
 * this app does not know is *An entry*.
 */
export const sayMutation = (name: string, args: unknown, today: SchoolDay = dayOf(machineClock())): string => {
  const parsed = Told.safeParse(args)
  const told = parsed.success ? parsed.data : {}
  const title = titles[name.replace(/@\d+$/, '')]?.(told) ?? 'An entry'
  const day =
    told.happenedOn ??
    told.on ??
    told.raisedOn ??
    told.madeOn ??
    told.heardOn ??
    told.offeredOn ??
    told.startsOn ??
    told.decidedOn ??
    told.issuedOn ??
    told.leftOn
  return day === undefined ? title : `${title}, ${sayDay(day, today)}`
}
