import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './tag.module.css'

export type TagTone = 'severe' | 'persistent' | 'at-risk' | 'on-track' | 'due' | 'danger' | 'notice' | 'good' | 'plain'

/** A word or three about a thing, with a shape of its own so that colour is never the only sign. */
export const Tag = ({ tone = 'plain', children }: { tone?: TagTone | undefined; children: ReactNode }) => (
  <span className={classNames(styles.tag, styles[tone])}>
    {shapes[tone]}
    {children}
  </span>
)

/** Tags side by side, wrapping. */
export const Tags = ({ children }: { children: ReactNode }) => <div className={styles.tags}>{children}</div>

const draw = (shape: ReactElement): ReactElement => (
  <svg aria-hidden viewBox="0 0 10 10">
    {shape}
  </svg>
)

const tick = draw(<path d="M1 5.2 3.8 8.4 9 1.6" fill="none" stroke="currentColor" strokeWidth="2.2" />)

const shapes: Record<TagTone, ReactElement | null> = {
  severe: draw(<path d="M5 .5 10 9.5H0z" fill="currentColor" />),
  persistent: draw(<rect x=".5" y=".5" width="9" height="9" fill="currentColor" />),
  'at-risk': draw(<circle cx="5" cy="5" r="4.5" fill="currentColor" />),
  'on-track': tick,
  good: tick,
  due: draw(<path d="M5 0 10 5 5 10 0 5z" fill="currentColor" />),
  danger: draw(<path d="M5 0v6.4M5 8v2" fill="none" stroke="currentColor" strokeWidth="2.4" />),
  notice: draw(<circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="2" />),
  plain: null,
}
