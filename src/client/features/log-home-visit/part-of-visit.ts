import type { Change } from '#client/casework/use-form-draft.ts'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import type { PeopleOfVisit, VisitForm } from './visit-form.ts'

/** What a part of the visit form is given: the answers `K` that it shows, and how to change any. */
export type PartOfVisit<K extends keyof VisitForm = keyof VisitForm> = {
  form: Pick<VisitForm, K>
  change: Change<VisitForm>
  people: PeopleOfVisit
  problems: readonly FieldProblem[]
}
