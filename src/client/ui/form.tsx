import type { ReactNode } from 'react'
import { TextFieldContext } from 'react-aria-components'
import styles from './form.module.css'

/**
 * A form that fills its place: a `Page` that scrolls, and the `ActionBar` below it. Only its buttons save: Enter in a line of text
 * must not end a half-written note.
 */
export const Form = ({ label, isHeld = false, children }: { label: string; isHeld?: boolean; children: ReactNode }) => (
  <form noValidate aria-label={label} className={styles.form} onSubmit={(event) => event.preventDefault()}>
    <Held isHeld={isHeld}>{children}</Held>
  </form>
)

/**
 * Fields of a form that is being saved. While it is, its fields of text can be read and keep the focus, but take no letter: one
 * that showed and then went with the form would be lost.
 */
export const Held = ({ isHeld, children }: { isHeld: boolean; children: ReactNode }) => (
  <TextFieldContext value={isHeld ? held : free}>{children}</TextFieldContext>
)

const held = { isReadOnly: true }
const free = {}
