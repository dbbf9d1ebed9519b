import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './notice-line.module.css'

export type NoticeLineProps = {
  tone?: 'notice' | 'due' | 'danger' | undefined
  icon?: ReactNode
  children?: ReactNode
  /** A link or small button at the end of the line. */
  action?: ReactNode
}

/**
 * The one line above everything that says no signal, sign in, or update. Never a modal. The region is always there, so
 * that a screen reader hears when words arrive in it; the frame keeps the room of one line for it.
 */
export const NoticeLine = ({ tone = 'notice', icon, children, action }: NoticeLineProps) => (
  <output className={classNames(styles.line, styles[tone], children === undefined && styles.empty)}>
    {children !== undefined && (
      <>
        {icon}
        <span>{children}</span>
        {action}
      </>
    )}
  </output>
)
