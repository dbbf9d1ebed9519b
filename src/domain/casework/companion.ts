import { ownFileOf } from '../records/own-file.ts'
import type { PlannedVisit } from '../records/planned-visit.ts'
import type { Reference } from '../store.ts'
import type { OfficeAct } from './office-act.ts'

/** Names a planned visit, whose it is, and who comes along. */
export type CompanionPlace = { organisationId: string; personId: string; withId: string; visitId: string }

/** Where it lies that somebody comes along: in their own file, under the visit's identity. */
export const accompaniedReference = ({ organisationId, withId, visitId }: CompanionPlace): Reference => ({
  kind: 'accompanied-visit',
  fileId: ownFileOf(organisationId, withId),
  id: visitId,
})

/** What the office is to do when a visit was planned, moved or ended: bring it to whoever comes along, if anybody does. */
export const actsOnPlan = ({ id: visitId, organisationId, personId, withId, pupilIds }: PlannedVisit): OfficeAct[] =>
  withId === null || withId === personId
    ? []
    : [
        {
          name: 'tell-companion@1',
          organisationIds: [organisationId],
          args: { organisationId, personId, withId, visitId, pupilIds },
          at: null,
          about: visitId,
        },
      ]
