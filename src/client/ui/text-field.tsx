import { useState, type ReactNode, type Ref } from 'react'
import {
  Input,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { FieldHead, type FieldWords } from './field.tsx'
import styles from './field.module.css'

type Common = FieldWords & {
  /** Shown only while empty; never the label. */
  placeholder?: string | undefined
  /** A question rather than a label: set larger, for doorstep forms. */
  big?: boolean | undefined
} & Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid' | 'validate' | 'id'>

export type TextFieldProps = Common & {
  inputRef?: Ref<HTMLInputElement> | undefined
  /** A few characters are expected: a code, a number. */
  short?: boolean | undefined
}

/** One line of text. `value` and `onChange(text)`, or uncontrolled with `defaultValue`. */
export const TextField = ({
  label,
  hint,
  error,
  id,
  placeholder,
  big = false,
  short = false,
  inputRef,
  ...rest
}: TextFieldProps) => (
  <AriaTextField
    {...rest}
    {...(id === undefined ? {} : { id })}
    isInvalid={error !== undefined}
    validationBehavior="aria"
    className={classNames(styles.field)}
  >
    <FieldHead label={label} hint={hint} error={error} big={big} />
    <Input
      ref={inputRef ?? null}
      {...(placeholder === undefined ? {} : { placeholder })}
      className={classNames(styles.input, short && styles.short)}
    />
  </AriaTextField>
)

export type TextAreaProps = Common & { inputRef?: Ref<HTMLTextAreaElement> | undefined; rows?: number | undefined }

/**
 * Several lines of a person's own words. A plain text area, so that the keyboard's dictation works; it grows with what is
 * written. Browser autofill is off: notes about children are not remembered by the browser.
 */
export const TextArea = ({
  label,
  hint,
  error,
  id,
  placeholder,
  big = false,
  inputRef,
  rows = 3,
  ...rest
}: TextAreaProps) => (
  <AriaTextField
    autoComplete="off"
    {...rest}
    {...(id === undefined ? {} : { id })}
    isInvalid={error !== undefined}
    validationBehavior="aria"
    className={classNames(styles.field)}
  >
    <FieldHead label={label} hint={hint} error={error} big={big} />
    <AriaTextArea
      ref={inputRef ?? null}
      rows={rows}
      {...(placeholder === undefined ? {} : { placeholder })}
      className={classNames(styles.input, styles.area)}
    />
  </AriaTextField>
)

/** A password or passphrase with a button to read what was typed; pasting and password managers are welcome. */
export const SecretField = ({
  label,
  hint,
  error,
  id,
  inputRef,
  below,
  ...rest
}: Omit<TextFieldProps, 'type' | 'big' | 'short' | 'label'> & { label: string; below?: ReactNode }) => {
  const [isShown, setShown] = useState(false)
  return (
    <AriaTextField
      autoCorrect="off"
      spellCheck="false"
      {...rest}
      {...(id === undefined ? {} : { id })}
      type={isShown ? 'text' : 'password'}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={classNames(styles.field)}
    >
      <FieldHead label={label} hint={hint} error={error} />
      <div data-secret className={styles.within}>
        <Input ref={inputRef ?? null} autoCapitalize="none" className={classNames(styles.input)} />
        <div className={styles.inside}>
          <Button
            kind="quiet"
            onPress={() => setShown(!isShown)}
            aria-label={`${isShown ? 'Hide' : 'Show'} what I typed: ${label}`}
          >
            {isShown ? 'Hide' : 'Show'}
          </Button>
        </div>
      </div>
      {below}
    </AriaTextField>
  )
}
