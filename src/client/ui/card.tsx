import type { ReactNode } from 'react'
import styles from './card.module.css'
import { classNames } from './class-names.ts'

export type CardProps = {
  title?: ReactNode
  /** Beside the title: a figure, a tag, a button. */
  aside?: ReactNode
  children?: ReactNode
  /** Rows that reach the card's edges, divided by hairlines. */
  isList?: boolean | undefined
}

/** A raised group of things that belong together. Never a card in a card. */
export const Card = ({ title, aside, children, isList = false }: CardProps) => (
  <section className={classNames(styles.card, isList && styles.list)}>
    {(title !== undefined || aside !== undefined) && (
      <header className={styles.head}>
        {title !== undefined && <h2>{title}</h2>}
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </header>
    )}
    {children}
  </section>
)
