import styles from './counted-days.module.css'

/** Days or spells that a clock counts, each with what was marked: as many beside each other as fit. */
export const CountedDays = ({ days }: { days: readonly { on: string; said: string }[] }) => (
  <dl className={styles.days}>
    {days.map(({ on, said }) => (
      <div key={on}>
        <dt>{on}</dt>
        <dd>{said}</dd>
      </div>
    ))}
  </dl>
)
