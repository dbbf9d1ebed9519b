import type { ReactNode } from 'react'
import styles from './facts.module.css'

export type Fact = { label: string; value: ReactNode; action?: ReactNode }

/** What is so, a line each: a name, its value, perhaps something to do about it. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className={styles.facts}>
    {facts.map((fact) => (
      <div key={fact.label} className={styles.fact}>
        <dt>{fact.label}</dt>
        <dd>{fact.value}</dd>
        {fact.action !== undefined && <dd className={styles.action}>{fact.action}</dd>}
      </div>
    ))}
  </dl>
)
