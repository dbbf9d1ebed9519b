import type { ReactNode } from 'react'
import { CheckboxButton, CheckboxField, FieldError, Text } from 'react-aria-components'
import { Check } from 'lucide-react'
import styles from './checkbox.module.css'
import { classNames } from './class-names.ts'

export type CheckboxProps = {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  id?: string | undefined
  name?: string | undefined
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  isDisabled?: boolean | undefined
}

/** One yes-or-no. */
export const Checkbox = ({ label, hint, error, id, name, isSelected, onChange, isDisabled = false }: CheckboxProps) => (
  <CheckboxField
    {...(id === undefined ? {} : { id })}
    {...(name === undefined ? {} : { name })}
    isSelected={isSelected}
    onChange={onChange}
    isDisabled={isDisabled}
    isInvalid={error !== undefined}
    validationBehavior="aria"
    className={classNames(styles.field)}
  >
    <CheckboxButton className={classNames(styles.checkbox)}>
      <span className={styles.box}>
        <Check aria-hidden className={styles.tick} />
      </span>
      <span>{label}</span>
    </CheckboxButton>
    {hint !== undefined && (
      <Text slot="description" className={classNames(styles.hint)}>
        {hint}
      </Text>
    )}
    <FieldError className={classNames(styles.error)}>{error}</FieldError>
  </CheckboxField>
)
