import { classNames } from './class-names.ts'
import styles from './skeleton.module.css'

/** Grey lines where rows will be, while the tablet reads them. `label` is said to screen readers. */
export const Skeleton = ({
  rows = 5,
  label = 'Loading',
}: {
  rows?: number | undefined
  label?: string | undefined
}) => (
  <output aria-label={label} className={styles.skeleton}>
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} aria-hidden className={styles.row}>
        <span className={classNames(styles.bar, styles.title)} />
        <span className={styles.bar} />
        <span className={classNames(styles.bar, styles.short)} />
      </div>
    ))}
  </output>
)
