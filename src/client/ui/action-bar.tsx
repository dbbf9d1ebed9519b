import type { ReactNode } from 'react'
import styles from './action-bar.module.css'

export type ActionBarProps = {
  /** The buttons; the last is the main act and takes the room that is left. */
  children: ReactNode
  /** What is kept and where: a `StateChip`. */
  foot?: ReactNode
}

/** The acts of a form, always in reach of the thumb at the foot of the screen. */
export const ActionBar = ({ children, foot }: ActionBarProps) => (
  <div className={styles.bar} data-acts>
    <div className={styles.acts}>{children}</div>
    {foot !== undefined && <output className={styles.foot}>{foot}</output>}
  </div>
)
