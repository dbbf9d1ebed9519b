import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './list-detail.module.css'

export type ListDetailProps = {
  list: ReactNode
  detail: ReactNode
  /** Which of the two a narrow screen shows. From 840 px both are shown. */
  showing: 'list' | 'detail'
  listLabel: string
  detailLabel: string
}

/**
 * A list and what was chosen from it: side by side from 840 px, one at a time below. Both stay drawn, so the list keeps its
 * place, its filters and its scroll while a narrow screen shows the other.
 */
export const ListDetail = ({ list, detail, showing, listLabel, detailLabel }: ListDetailProps) => (
  <div className={classNames(styles.split, showing === 'list' ? styles.showsList : styles.showsDetail)}>
    <section aria-label={listLabel} className={styles.list}>
      {list}
    </section>
    <section aria-label={detailLabel} className={styles.detail}>
      {detail}
    </section>
  </div>
)
