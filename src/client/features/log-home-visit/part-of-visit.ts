import type { Change } from '#client/casework/use-form-draft.ts'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import type { PeopleOfVisit, VisitForm } from './visit-form.ts'

/** What each part of the visit form is given. */
export type PartOfVisit = {
  form: VisitForm
  change: Change<VisitForm>
  people: PeopleOfVisit
  problems: readonly FieldProblem[]
}
