import { problemOf } from '#client/casework/form-page.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import styles from './plans.module.css'
import type { OpenAction } from './plan-form.ts'

/** One action of a plan: what, who and by when. */
export const ActionFields = ({
  action,
  onChange,
  problems,
}: {
  action: OpenAction
  onChange: (part: Partial<OpenAction>) => void
  problems: readonly FieldProblem[]
}) => (
  <>
    <TextField
      id={`${action.actionId}-words`}
      label="What will be done?"
      autoComplete="off"
      value={action.words}
      onChange={(words) => onChange({ words })}
      error={problemOf(problems, `${action.actionId}-words`)}
    />
    <div className={styles.pair}>
      <TextField
        id={`${action.actionId}-owner`}
        label="Who does it?"
        autoComplete="off"
        value={action.owner}
        onChange={(owner) => onChange({ owner })}
        error={problemOf(problems, `${action.actionId}-owner`)}
      />
      <DateField
        id={`${action.actionId}-due`}
        label="By"
        value={action.dueOn}
        onChange={(dueOn) => onChange({ dueOn })}
        error={problemOf(problems, `${action.actionId}-due`)}
      />
    </div>
  </>
)
