import type { ReactNode } from 'react'
import styles from './sync.module.css'

/** One entry of a list on the sync page: what it is, when it was written, where it is now. */
export const EntryLine = ({
  title,
  detail,
  state,
  children,
}: {
  title: ReactNode
  detail: string
  state?: ReactNode
  children?: ReactNode
}) => (
  <li className={styles.entry}>
    <div className={styles.entryHead}>
      <strong>{title}</strong>
      {state}
    </div>
    <span className={styles.detail}>{detail}</span>
    {children}
  </li>
)
