import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { CircleAlert } from 'lucide-react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'

/** What every field is told. */
export type FieldWords = {
  label: ReactNode
  /** One line under the label: what to write, what it is for. */
  hint?: ReactNode
  /** What is wrong, in the same words as the error summary; absent when nothing is. */
  error?: string | undefined
  /** Where the error summary sends focus. */
  id?: string | undefined
}

/** The label, hint and error of a React Aria field, which ties them to the input for screen readers. */
export const FieldHead = ({ label, hint, error, big = false }: FieldWords & { big?: boolean }) => (
  <>
    <Label className={classNames(styles.label, big && styles.question)}>{label}</Label>
    {hint !== undefined && (
      <Text slot="description" className={classNames(styles.hint)}>
        {hint}
      </Text>
    )}
    <FieldError className={classNames(styles.error)}>
      {error !== undefined && (
        <>
          <CircleAlert aria-hidden size={18} />
          {error}
        </>
      )}
    </FieldError>
  </>
)

export type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  id: string
  /** Draws the input with the ids that tie label, hint and error to it. */
  children: (tie: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** The same for a native input (a date, a select) that React Aria does not wrap. */
export const Field = ({ label, hint, error, id, children }: FieldProps) => {
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(
    (part) => part !== false,
  )
  return (
    <div className={styles.field} data-invalid={error === undefined ? undefined : true}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span id={`${id}-error`} className={styles.error}>
          <CircleAlert aria-hidden size={18} />
          {error}
        </span>
      )}
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': error === undefined ? undefined : true,
      })}
    </div>
  )
}

/** Moves focus to the field with this id; for a group, to its chosen or first choice. */
export const focusField = (id: string): void => {
  const field = document.getElementById(id)
  const inside = field?.querySelector<HTMLElement>('input:checked, input, textarea, select, button')
  const target = field?.matches('input, textarea, select, button') === true ? field : (inside ?? field)
  target?.focus()
  field?.scrollIntoView({ block: 'center' })
}
