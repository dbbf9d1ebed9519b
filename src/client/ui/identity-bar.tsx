import type { ReactNode } from 'react'
import styles from './identity-bar.module.css'

export type IdentityBarProps = {
  /** Who this is about. */
  title: ReactNode
  /** One line of who and where. */
  detail?: ReactNode
  /** Tags beside the name: a band, an alert. */
  tags?: ReactNode
  /** A way back to the list, shown where the list is not beside it. */
  back?: ReactNode
  actions?: ReactNode
}

/** Stays on top of everything about one person, so that nobody writes in the wrong file. */
export const IdentityBar = ({ title, detail, tags, back, actions }: IdentityBarProps) => (
  <header className={styles.bar}>
    {back !== undefined && <div className={styles.back}>{back}</div>}
    <div className={styles.who}>
      <div className={styles.name}>
        <h1 tabIndex={-1}>{title}</h1>
        {tags}
      </div>
      {detail !== undefined && <p>{detail}</p>}
    </div>
    {actions !== undefined && <div className={styles.actions}>{actions}</div>}
  </header>
)
