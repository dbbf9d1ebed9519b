import type { ReactNode } from 'react'
import styles from './scrolling-table.module.css'

/** A table in a box of its own that scrolls where the screen is narrower; `label` names the box. */
export const ScrollingTable = ({ label, children }: { label: string; children: ReactNode }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
  <section className={styles.table} aria-label={label} tabIndex={0}>
    <table>{children}</table>
  </section>
)

/** The head of a column of numbers, which stand one under another to the right. */
export const NumberHead = ({ children }: { children: ReactNode }) => (
  <th scope="col" className={styles.number}>
    {children}
  </th>
)

export const NumberCell = ({ children }: { children: ReactNode }) => <td className={styles.number}>{children}</td>
