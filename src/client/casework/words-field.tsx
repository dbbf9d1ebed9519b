import { startTransition, useState } from 'react'
import { TextArea, TextField, type TextAreaProps, type TextFieldProps } from '#client/ui/text-field.tsx'

type Written = { value: string; onChange: (words: string) => void }

/**
 * What is typed shows at once and goes to the draft at once, whatever the rest of a long form is doing: the field shows its
 * own text from the first letter until it is left, and the form's otherwise.
 */
const useOwnText = ({ value, onChange }: Written) => {
  const [own, setOwn] = useState<string | null>(null)
  return {
    value: own ?? value,
    onChange: (words: string) => {
      setOwn(words)
      onChange(words)
    },
    // With the form's own catching up, and not before it.
    onBlur: () => startTransition(() => setOwn(null)),
  }
}

/** Several lines of words in a long form. */
export const WordsArea = ({
  value,
  onChange,
  ...rest
}: Omit<TextAreaProps, 'value' | 'onChange' | 'onBlur'> & Written) => (
  <TextArea {...rest} {...useOwnText({ value, onChange })} />
)

/** One line of words in a long form. */
export const WordsLine = ({
  value,
  onChange,
  ...rest
}: Omit<TextFieldProps, 'value' | 'onChange' | 'onBlur'> & Written) => (
  <TextField autoComplete="off" {...rest} {...useOwnText({ value, onChange })} />
)
