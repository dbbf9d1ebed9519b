import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Interpreter, interpreterWords } from '#domain/records/contact-note.ts'
import type { Parent } from '#domain/records/parent.ts'
import { relationshipOf } from './people-words.ts'

export type WhoInterpretsProps = {
  /** The parent who needs one, or null where the question is asked of anybody. */
  parent: Pick<Parent, 'relationship' | 'language'> | null
  value: Interpreter
  onChange: (interpreter: Interpreter) => void
}

/**
 * Who put the words from one language into the other. A child must not be the one: what is said there is about them, and a family
 * will not say before a child what it would say before a stranger.
 */
export const WhoInterprets = ({ parent, value, onChange }: WhoInterpretsProps) => (
  <ChoiceButtons
    label={
      parent === null
        ? 'Interpreter'
        : `Who interpreted? ${relationshipOf(parent)} needs an interpreter${parent.language === null ? '' : `, ${parent.language}`}`
    }
    {...(value === 'family-member' ? { hint: 'Never a child of the family.' } : {})}
    big={false}
    columns="auto"
    choices={Interpreter.options.map((each) => ({ value: each, label: interpreterWords[each] }))}
    value={value}
    onChange={onChange}
  />
)
