import { useId, type ReactNode, type Ref } from 'react'
import { ChevronDown } from 'lucide-react'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import styles from './field.module.css'

export type SelectFieldProps<V extends string> = {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  id?: string | undefined
  name?: string | undefined
  choices: readonly { value: V; label: string }[]
  /** Null while nothing is chosen. */
  value: V | null
  onChange: (value: V | null) => void
  onBlur?: (() => void) | undefined
  /** What the empty choice says; leave out when there is always a choice. */
  none?: string | undefined
  inputRef?: Ref<HTMLSelectElement> | undefined
}

/** One of many (more than about six; for fewer use `ChoiceButtons`). The platform's own list. */
export const SelectField = <V extends string>({
  label,
  hint,
  error,
  id,
  choices,
  value,
  onChange,
  none,
  inputRef,
  ...rest
}: SelectFieldProps<V>) => {
  const made = useId()
  return (
    <Field label={label} hint={hint} error={error} id={id ?? made}>
      {(tie) => (
        <span className={styles.selectBox}>
          <select
            {...rest}
            {...tie}
            ref={inputRef ?? null}
            value={value ?? ''}
            onChange={(event) =>
              onChange(choices.find((each) => each.value === event.currentTarget.value)?.value ?? null)
            }
            className={classNames(styles.input, styles.select)}
          >
            {(none !== undefined || value === null) && <option value="">{none ?? 'Choose'}</option>}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
          <ChevronDown aria-hidden size={20} />
        </span>
      )}
    </Field>
  )
}
