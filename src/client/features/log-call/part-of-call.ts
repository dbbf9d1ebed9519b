import type { Change } from '#client/casework/use-form-draft.ts'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import type { CallForm, PeopleOfCall } from './call-form.ts'

/** What a part of the contact form is given: the answers `K` that it shows, and how to change any. */
export type PartOfCall<K extends keyof CallForm = keyof CallForm> = {
  form: Pick<CallForm, K>
  change: Change<CallForm>
  people: PeopleOfCall
  problems: readonly FieldProblem[]
}
