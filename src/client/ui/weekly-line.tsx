import styles from './weekly-line.module.css'

const [WIDTH, HEIGHT, EDGE] = [72, 24, 2]

/**
 * A small line of how much somebody came, week by week, the latest at the right and all of a week at the top. Its words are for whoever
 * does not see it, and say what was counted. `shares` are between 0 and 1; fewer than two make no line.
 */
export const WeeklyLine = ({
  shares,
  tone,
  words,
}: {
  shares: readonly number[]
  tone: 'severe' | 'persistent' | 'at-risk' | 'on-track'
  words: string
}) => {
  const step = (WIDTH - 2 * EDGE) / Math.max(1, shares.length - 1)
  const points = shares.map((share, place) => `${EDGE + place * step},${HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)}`)
  return (
    <svg role="img" aria-label={words} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles[tone]}>
      {shares.length > 1 && <polyline points={points.join(' ')} />}
    </svg>
  )
}

/** The room of a line that is not there, or not yet: nothing moves when it comes. */
export const WeeklyLineRoom = () => <span className={styles.room} />
