import type { ReactNode } from 'react'
import { joinNames } from '#client/casework/account-titles.ts'
import styles from './sync.module.css'

/** One entry of a list on the sync page: what it is, about whom (nobody where no file of theirs is here), when it was written, where it is now. */
export const EntryLine = ({
  title,
  about = [],
  detail,
  state,
  children,
}: {
  title: ReactNode
  about?: string[]
  detail: string
  state?: ReactNode
  children?: ReactNode
}) => (
  <li className={styles.entry}>
    <div className={styles.entryHead}>
      <strong>{title}</strong>
      {state}
    </div>
    {about.length > 0 && <span className={styles.about}>About {joinNames(about)}</span>}
    <span className={styles.detail}>{detail}</span>
    {children}
  </li>
)
