import type { Change } from '#client/casework/use-form-draft.ts'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import type { CallForm, PeopleOfCall } from './call-form.ts'

/** What each part of the contact form is given. */
export type PartOfCall = {
  form: CallForm
  change: Change<CallForm>
  people: PeopleOfCall
  problems: readonly FieldProblem[]
}
