import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './timeline.module.css'

/** What happened, newest first. */
export const Timeline = ({ label, children }: { label: string; children: ReactNode }) => (
  <ol aria-label={label} className={styles.timeline}>
    {children}
  </ol>
)

export type TimelineEntryProps = {
  title: ReactNode
  /** When it happened, as a person would say it; never a made-up time. */
  when?: ReactNode
  /** `due` marks what is still owed, `danger` what is late; plain for what happened. */
  tone?: 'plain' | 'due' | 'danger' | undefined
  children?: ReactNode
  /** Who, source, `StateChip`. */
  foot?: ReactNode
}

export const TimelineEntry = ({ title, when, tone = 'plain', children, foot }: TimelineEntryProps) => (
  <li className={classNames(styles.entry, styles[tone])}>
    <div className={styles.head}>
      <h3>{title}</h3>
      {when !== undefined && <span className={styles.when}>{when}</span>}
    </div>
    {children !== undefined && <div className={styles.words}>{children}</div>}
    {foot !== undefined && <div className={styles.foot}>{foot}</div>}
  </li>
)
