import { useId, type ReactNode, type Ref } from 'react'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import styles from './field.module.css'

export type DateFieldProps = {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  id?: string | undefined
  name?: string | undefined
  /** `'2026-09-14'`, or empty. */
  value: string
  onChange: (value: string) => void
  onBlur?: (() => void) | undefined
  min?: string | undefined
  max?: string | undefined
  inputRef?: Ref<HTMLInputElement> | undefined
}

/** A day. The platform's own date input: every tablet's is better known and better spoken than any of ours. */
export const DateField = (props: DateFieldProps) => <Native type="date" {...props} />

/** A time of day, `'14:05'` or empty. */
export const TimeField = (props: DateFieldProps) => <Native type="time" {...props} />

const Native = ({
  type,
  label,
  hint,
  error,
  id,
  onChange,
  inputRef,
  ...rest
}: DateFieldProps & { type: 'date' | 'time' }) => {
  const made = useId()
  return (
    <Field label={label} hint={hint} error={error} id={id ?? made}>
      {(tie) => (
        <input
          {...rest}
          {...tie}
          ref={inputRef ?? null}
          type={type}
          autoComplete="off"
          onChange={(event) => onChange(event.currentTarget.value)}
          className={classNames(styles.input, styles.short)}
        />
      )}
    </Field>
  )
}
