import type { ReactNode } from 'react'
import styles from './quote.module.css'

/** Someone's own words, line breaks kept, marked as theirs. */
export const Quote = ({ children }: { children: ReactNode }) => (
  <blockquote className={styles.quote}>{children}</blockquote>
)

/** What a person wrote, line breaks kept. */
export const Prose = ({ children }: { children: ReactNode }) => <div className={styles.prose}>{children}</div>
