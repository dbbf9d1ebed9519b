import { readUpn } from '#domain/people/upn.ts'
import { calledName } from '#domain/records/pupil.ts'
import type { Held } from './held.ts'

/** The day on which the town is made. */
export const today = '2026-11-24'

/** What can make a child’s case hard, and how to find one in the town. */
export const hardCases = ({ all, pupilOf, casesOf }: Held): Record<string, () => unknown[]> => ({
  'joined in the middle of the term': () => all('pupil').filter((pupil) => (pupil.onRollFrom ?? '') > '2026-09-20'),
  'a part-time timetable': () => all('absence-case').filter(({ concerns }) => concerns.includes('part-time-timetable')),
  'a child nobody has seen since the case was opened': () =>
    all('absence-case').filter(
      (one_) => one_.status === 'open' && one_.lastSeenOn === null && one_.openedOn < '2026-11-06',
    ),
  'a child who was heard and not seen': () => all('home-visit').filter(({ seen }) => seen === 'heard-only'),
  'three visits in a row without an answer': () => all('absence-case').filter(({ failedVisits }) => failedVisits >= 3),
  'a parent who must not be contacted': () => all('parent').filter(({ doNotContact }) => doNotContact),
  'a rule to read before ringing': () => all('parent').filter(({ safeContactRule }) => safeContactRule !== null),
  'a parent with two addresses': () =>
    all('parent').filter(
      (parent) => parent.livesWithPupil === 'yes' && parent.address !== null && parent.relationship === 'father',
    ),
  'a visit at the other address': () => all('home-visit').filter(({ address }) => address !== null),
  'a parent who needs an interpreter': () => all('parent').filter(({ interpreterNeeded }) => interpreterNeeded),
  twins: () => {
    const homes = Map.groupBy(
      all('pupil').filter((pupil) => casesOf(pupil).length > 0),
      (pupil) => `${pupil.householdId} ${pupil.bornOn}`,
    )
    return [...homes.values()].filter((children) => children.length > 1)
  },
  'one visit for children of both schools': () => {
    const acts = Map.groupBy(all('home-visit'), (visit) => visit.actId)
    return [...acts.values()].filter(
      (visits) => new Set(visits.map((visit) => pupilOf(visit).organisationId)).size === 2,
    )
  },
  'a UPN with a wrong check letter': () =>
    all('pupil').filter((pupil) => casesOf(pupil).length > 0 && !readUpn(pupil.upn ?? '').ok),
  'a temporary UPN': () =>
    all('pupil').filter((pupil) => {
      const read = readUpn(pupil.upn ?? '')
      return read.ok && read.temporary
    }),
  'a single name': () => all('pupil').filter((pupil) => pupil.surname === '-'),
  'a very long name': () => all('pupil').filter((pupil) => `${pupil.forename} ${pupil.surname}`.length > 60),
  'a name in another script': () => all('pupil').filter((pupil) => /\p{Script=Cyrillic}/u.test(calledName(pupil))),
  'a first name and a last name that differ from the legal ones': () =>
    all('pupil').filter((pupil) => pupil.preferredSurname !== null && casesOf(pupil).length > 0),
  'a pupil who left the roll, the case closed': () =>
    all('pupil').filter((pupil) => pupil.leftOn !== null && casesOf(pupil).every(({ status }) => status === 'closed')),
  'a case closed and opened again': () => all('absence-case').filter(({ reopenings }) => (reopenings ?? []).length > 0),
  'a case without an owner': () =>
    all('absence-case').filter(({ ownerId, status }) => ownerId === null && status === 'open'),
  'a colleague who left': () => all('staff-member').filter(({ leftOn }) => leftOn !== null),
  'a looked-after child': () =>
    all('pupil').filter((pupil) => pupil.lookedAfter === 'yes' && casesOf(pupil).length > 0),
  'a young carer': () => all('pupil').filter((pupil) => pupil.youngCarer === 'yes' && casesOf(pupil).length > 0),
  'a child with a social worker': () => all('pupil').filter((pupil) => pupil.hasSocialWorker === 'yes'),
  'a number that does not work': () => all('parent').filter((parent) => parent.phones.some((phone) => phone.failing)),
  'a source who must not be named': () => all('contact-note').filter(({ confidentialSource }) => confidentialSource),
  'a warning for two people, reviewed': () =>
    all('risk-flag').filter(
      (flag) => flag.severity === 'two-people' && flag.reviews.length > 0 && flag.endedOn === null,
    ),
  'a warning that ended': () => all('risk-flag').filter((flag) => flag.endedOn !== null),
  'a note that was corrected': () => all('amendment'),
  'two people who changed the same thing, not settled': () => all('clash').filter((clash) => clash.settled === null),
  'a clash over a stage, with the reason given': () =>
    all('clash').filter((clash) => clash.field === 'stage' && clash.why !== undefined),
  'something told to the safeguarding lead that was read, and something that was not': () => {
    const read = all('restricted-thread').filter(({ readings }) => readings.length > 0)
    const unread = all('restricted-thread').filter(({ readings }) => readings.length === 0)
    return read.length > 0 && unread.length > 0 ? [...read, ...unread] : []
  },
  'a clash that waits for someone to choose': () => all('clash').filter(({ settled }) => settled === null),
  'a case at the last stage': () => all('absence-case').filter(({ stage }) => stage === 'enforce'),
  'a case that was handed over and accepted': () =>
    all('absence-case').filter((one_) =>
      all('handover').some(
        ({ caseId, toId, answered }) => caseId === one_.id && toId === one_.ownerId && answered?.how === 'accepted',
      ),
    ),
  'a case offered to each of two officers, not answered': () => {
    const waiting = all('handover').filter(({ answered }) => answered === null)
    return new Set(waiting.map(({ toId }) => toId)).size === 2 ? waiting : []
  },
  'a plan that was reviewed, with an action done and one to do': () =>
    all('plan').filter(
      ({ reviews, actions }) =>
        reviews.length > 0 && new Set(actions.map(({ settled }) => settled?.how ?? 'to do')).size > 1,
    ),
  'help that was given, and help that was declined': () => {
    const steps = all('support-offer').flatMap((offer) => offer.steps.map(({ what }) => what))
    return steps.includes('delivered') && steps.includes('declined') ? steps : []
  },
  'a child whose own words were written down': () => all('child-voice').filter(({ words }) => words !== ''),
  'a barrier that two sides see otherwise': () => {
    const sides = Map.groupBy(all('barrier-view'), ({ barrierId }) => barrierId)
    return [...sides.values()].filter((views) => new Set(views.map(({ side }) => side)).size > 1)
  },
  'a visit planned for today and one that is late': () => {
    const open = all('planned-visit').filter(({ ended }) => ended === null)
    return open.some(({ on }) => on === today) && open.some(({ on }) => on < today) ? open : []
  },
  'a note that its author has still to finish': () =>
    all('unfinished-note').filter(({ finishedAt }) => finishedAt === null),
  'a child whom nobody can find': () => all('home-visit').filter(({ outcome }) => outcome === 'cannot-locate'),
})
