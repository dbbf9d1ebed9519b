import type { SeededChoice } from '../seeded-choice.ts'
import type { Term } from '../term.ts'
import { accounts } from './accounts.ts'
import { ActBook, type When } from './act-book.ts'
import { barriers } from './barriers.ts'
import { caseChanges } from './case-changes.ts'
import { handovers } from './handovers.ts'
import { plansAndMeetings } from './plans-and-meetings.ts'
import { promises } from './promises.ts'
import { support } from './support.ts'
import { toldToTheLead } from './told-to-the-lead.ts'
import { warnings } from './warnings.ts'

/** A book in which stories write down what people did, in the words of the mutations. */
export const openCaseBook = (term: Term, choice: SeededChoice) => {
  const acts = new ActBook(term, choice)
  return {
    acts,
    term,
    ...caseChanges(acts),
    ...accounts(acts),
    ...barriers(acts),
    ...promises(acts),
    ...warnings(acts),
    ...toldToTheLead(acts),
    ...support(acts),
    ...plansAndMeetings(acts),
    ...handovers(acts),
    /** An act that is about no pupil's case: staff, the roll. */
    office(told: When, name: string, args: unknown): void {
      acts.book(told, name, args)
    },
  }
}

export type CaseBook = ReturnType<typeof openCaseBook>
