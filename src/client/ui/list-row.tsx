import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './list-row.module.css'

export type ListRowProps = {
  href: string
  title: ReactNode
  /** Small words after the title: a form, a year. */
  note?: ReactNode
  /** At the right of the title. */
  tag?: ReactNode
  /** One line of why it is in this list. */
  why?: ReactNode
  /** What comes next. */
  next?: ReactNode
  /** A small picture at the right, under the tag. */
  picture?: ReactNode
  /** The one that is open beside the list. */
  isCurrent?: boolean | undefined
}

/** A row to press in a list of people or things: why it is here, and what is next. */
export const ListRow = ({ href, title, note, tag, why, next, picture, isCurrent = false }: ListRowProps) => (
  <Link
    href={href}
    {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
    className={classNames(styles.row, isCurrent && styles.current)}
  >
    <span className={styles.title}>
      <strong>{title}</strong> {note !== undefined && <span className={styles.note}>{note}</span>}
    </span>
    {tag !== undefined && <span className={styles.tag}>{tag}</span>}
    {why !== undefined && <span className={styles.why}>{why}</span>}
    {next !== undefined && <span className={styles.next}>{next}</span>}
    {picture !== undefined && <span className={styles.picture}>{picture}</span>}
  </Link>
)

/** Rows within a card, each in an `li`: a screen reader says how many there are. */
export const ListRows = ({ children }: { children: ReactNode }) => <ul className={styles.rows}>{children}</ul>

/** Part of a row's words that is due (amber) or late (red). */
export const Due = ({ isLate = false, children }: { isLate?: boolean | undefined; children: ReactNode }) => (
  <span className={isLate ? styles.late : styles.due}>{children}</span>
)
