import type { AbsenceCase } from '../records/absence-case.ts'
import { laterOf, type SchoolDay } from '../time/school-day.ts'

/**
 * Whether the family was reached, given that somebody was. A neighbour, a social worker or a child alone is not the family. A tablet from
 * before it was asked does not say it: then whoever was reached counts, as it did when it was written.
 */
export const familyReached = (isReached: boolean, withFamily: boolean | undefined): boolean =>
  isReached && withFamily !== false

/**
 * The case after someone tried to reach the family on `on`. A later contact that arrived first keeps standing. `isTold` says that
 * its author told somebody who answers for children's safety.
 */
export const afterContact = (
  absenceCase: AbsenceCase,
  on: SchoolDay,
  contact: { reached: boolean; childSeen: boolean; isTold?: boolean },
): AbsenceCase => ({
  ...absenceCase,
  lastContactOn: contact.reached ? laterOf(absenceCase.lastContactOn, on) : absenceCase.lastContactOn,
  lastSeenOn: contact.childSeen ? laterOf(absenceCase.lastSeenOn, on) : absenceCase.lastSeenOn,
  ...(contact.isTold === true ? { leadToldOn: laterOf(absenceCase.leadToldOn ?? null, on) } : {}),
})

/**
 * The case after a home visit on `on`. Visits are counted by their days, not by the order in which tablets sent them: an
 * answered visit ends the run of every unanswered one up to its day, whichever arrives first and whoever answered it.
 */
export const afterVisit = (
  absenceCase: AbsenceCase,
  on: SchoolDay,
  visit: { answered: boolean; withFamily?: boolean | undefined; childSeen: boolean; isTold: boolean },
): AbsenceCase => {
  const met = afterContact(absenceCase, on, {
    reached: familyReached(visit.answered, visit.withFamily),
    childSeen: visit.childSeen,
    isTold: visit.isTold,
  })
  const before = absenceCase.lastAnsweredVisitOn
  const answeredOn = visit.answered ? laterOf(before ?? null, on) : before
  const unanswered = [...(absenceCase.failedVisitsOn ?? []), ...(visit.answered ? [] : [on])]
    .filter((day) => answeredOn === undefined || day > answeredOn)
    .toSorted()
  return {
    ...met,
    failedVisitsOn: unanswered,
    failedVisits: unanswered.length,
    ...(answeredOn === undefined ? {} : { lastAnsweredVisitOn: answeredOn }),
  }
}
