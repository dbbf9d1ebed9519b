import type { ReactNode } from 'react'
import styles from './form.module.css'

/**
 * A form that fills its place: a `Page` that scrolls, and the `ActionBar` below it. Only its buttons save: Enter in a line of text
 * must not end a half-written note.
 */
export const Form = ({ label, children }: { label: string; children: ReactNode }) => (
  <form noValidate aria-label={label} className={styles.form} onSubmit={(event) => event.preventDefault()}>
    {children}
  </form>
)
