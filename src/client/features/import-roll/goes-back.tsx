import { Card } from '#client/ui/card.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Due } from '#client/ui/list-row.tsx'

/** What a file is that would put marks back to what they were before. */
export type WhyBack = 'changed-back' | 'older'

/** The field of the choice, for the summary of what is wrong. */
export const WHY_BACK = 'why-back'

type Props = { marks: number; value: WhyBack | null; onChange: (value: WhyBack) => void; error: string | undefined }

/** Asks, before anything is taken, whether a file is an older one: it would undo what a later file changed. */
export const GoesBack = ({ marks, value, onChange, error }: Props) => (
  <Card title="Is this an older file?">
    <p>
      <Due>
        {marks === 1 ? '1 mark' : `${marks} marks`} would go back to what {marks === 1 ? 'it was' : 'they were'} before
        another file changed {marks === 1 ? 'it' : 'them'}.
      </Due>
    </p>
    <ChoiceButtons
      id={WHY_BACK}
      label="Why do they go back?"
      columns={1}
      choices={[
        { value: 'changed-back', label: 'The school changed these marks back: take them' },
        { value: 'older', label: 'It is an older file: do not take it' },
      ]}
      value={value}
      onChange={onChange}
      error={error}
    />
  </Card>
)

/** What stands in the way of taking the file; null once nothing does. */
export const whyNotTaken = (value: WhyBack | null): string | null => {
  if (value === 'changed-back') return null
  return value === null
    ? 'Say why these marks go back.'
    : 'An older file is not taken. Choose another file, or say that the school changed these marks back.'
}
