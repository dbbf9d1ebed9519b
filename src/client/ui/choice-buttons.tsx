import type { ReactNode } from 'react'
import {
  CheckboxButton,
  CheckboxField,
  CheckboxGroup,
  RadioButton,
  RadioField,
  RadioGroup,
} from 'react-aria-components'
import { Check } from 'lucide-react'
import styles from './choice-buttons.module.css'
import { classNames } from './class-names.ts'
import { FieldHead, type FieldWords } from './field.tsx'

type Choice<V extends string> = { value: V; label: ReactNode; isDisabled?: boolean }

type Common<V extends string> = FieldWords & {
  choices: readonly Choice<V>[]
  /** How many side by side where there is room; on a narrow screen fewer. `auto` lets each be as wide as its words. */
  columns?: 1 | 2 | 3 | 4 | 'auto' | undefined
  /** Set false for a small label in a dense form. */
  big?: boolean | undefined
  name?: string | undefined
}

const columnsOf = (columns: 1 | 2 | 3 | 4 | 'auto'): string | undefined => styles[`columns-${columns}`]

export type ChoiceButtonsProps<V extends string> = Common<V> & {
  /** Null while nothing is chosen. */
  value: V | null
  onChange: (value: V) => void
  onBlur?: (() => void) | undefined
}

/** One of a few, as large buttons: radio buttons underneath, so arrow keys move and a screen reader counts them. */
export const ChoiceButtons = <V extends string>({
  label,
  hint,
  error,
  id,
  choices,
  columns = 2,
  big = true,
  name,
  value,
  onChange,
  onBlur,
}: ChoiceButtonsProps<V>) => (
  <RadioGroup
    {...(id === undefined ? {} : { id })}
    {...(name === undefined ? {} : { name })}
    {...(onBlur === undefined ? {} : { onBlur })}
    value={value}
    onChange={(chosen) => {
      const choice = choices.find((each) => each.value === chosen)
      if (choice !== undefined) onChange(choice.value)
    }}
    isInvalid={error !== undefined}
    validationBehavior="aria"
    className={classNames(styles.group)}
  >
    <FieldHead label={label} hint={hint} error={error} big={big} />
    <div className={classNames(styles.choices, columnsOf(columns))}>
      {choices.map((choice) => (
        <RadioField
          key={choice.value}
          value={choice.value}
          isDisabled={choice.isDisabled ?? false}
          className={classNames(styles.cell)}
        >
          <RadioButton className={classNames(styles.choice)}>
            <Check aria-hidden className={styles.tick} />
            {choice.label}
          </RadioButton>
        </RadioField>
      ))}
    </div>
  </RadioGroup>
)

export type ChoiceChecksProps<V extends string> = Common<V> & { value: readonly V[]; onChange: (value: V[]) => void }

/** Any number of a few, as large buttons: check boxes underneath. */
export const ChoiceChecks = <V extends string>({
  label,
  hint,
  error,
  id,
  choices,
  columns = 2,
  big = true,
  name,
  value,
  onChange,
}: ChoiceChecksProps<V>) => (
  <CheckboxGroup
    {...(id === undefined ? {} : { id })}
    {...(name === undefined ? {} : { name })}
    value={[...value]}
    onChange={(chosen) => onChange(choices.filter((each) => chosen.includes(each.value)).map((each) => each.value))}
    isInvalid={error !== undefined}
    validationBehavior="aria"
    className={classNames(styles.group)}
  >
    <FieldHead label={label} hint={hint} error={error} big={big} />
    <div className={classNames(styles.choices, columnsOf(columns))}>
      {choices.map((choice) => (
        <CheckboxField
          key={choice.value}
          value={choice.value}
          isDisabled={choice.isDisabled ?? false}
          className={classNames(styles.cell)}
        >
          <CheckboxButton className={classNames(styles.choice)}>
            <Check aria-hidden className={styles.tick} />
            {choice.label}
          </CheckboxButton>
        </CheckboxField>
      ))}
    </div>
  </CheckboxGroup>
)
