import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

export type EmptyStateProps = {
  icon?: ReactNode
  title: ReactNode
  /** What to do next. */
  children?: ReactNode
  action?: ReactNode
}

/** Nothing here, and what to do about it. */
export const EmptyState = ({ icon, title, children, action }: EmptyStateProps) => (
  <div className={styles.empty}>
    {icon !== undefined && (
      <span aria-hidden className={styles.icon}>
        {icon}
      </span>
    )}
    <p className={styles.title}>{title}</p>
    {children !== undefined && <div className={styles.words}>{children}</div>}
    {action}
  </div>
)
