import styles from './chart.module.css'

/** One line of a chart: `share` of the longest, between 0 and 1, and the figure in words. */
export type Bar = { label: string; share: number; said: string }

/**
 * Drawn for the eye alone: the sentence above says the same, and the table below every figure of it. No figure is told by its colour. From
 * nothing to the longest, so that twice as long is twice as much.
 */
export const Bars = ({ bars }: { bars: readonly Bar[] }) => (
  <div aria-hidden className={styles.bars}>
    {bars.map(({ label, share, said }) => (
      <div key={label} className={styles.bar}>
        <span>{label}</span>
        <svg className={styles.track} viewBox="0 0 100 1" preserveAspectRatio="none">
          <rect className={styles.filled} width={100 * share} height="1" />
        </svg>
        <span className={styles.number}>{said}</span>
      </div>
    ))}
  </div>
)

/** Weeks beside each other, the first at the left. */
export const Columns = ({ bars }: { bars: readonly Bar[] }) => (
  <div aria-hidden>
    <svg className={styles.columns} viewBox={`0 0 ${bars.length * 10} 100`} preserveAspectRatio="none">
      {bars.map(({ label, share }, place) => (
        <rect
          key={label}
          className={styles.filled}
          x={place * 10 + 1}
          y={100 - 96 * share}
          width="8"
          height={96 * share}
        />
      ))}
    </svg>
    <div className={styles.ends}>
      <span>{bars.at(0)?.label}</span>
      {bars.length > 1 && <span>{bars.at(-1)?.label}</span>}
    </div>
  </div>
)
