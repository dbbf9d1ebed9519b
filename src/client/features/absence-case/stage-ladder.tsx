import { Stage, stageWords } from '#domain/records/absence-case.ts'
import { classNames } from '#client/ui/class-names.ts'
import styles from './case-card.module.css'

/** The rung the case stands on, of the six of the support-first ladder: in words first, then as a picture. */
export const StageLadder = ({ stage }: { stage: Stage }) => {
  const place = Stage.options.indexOf(stage)
  return (
    <div>
      <p className={styles.where}>
        <strong>{stageWords[stage]}</strong>
        <span className={styles.small}>
          step {place + 1} of {Stage.options.length}
        </span>
      </p>
      <div aria-hidden className={styles.ladder}>
        {Stage.options.map((rung, index) => (
          <span key={rung} className={classNames(styles.rung, index <= place && styles.reached)} />
        ))}
      </div>
    </div>
  )
}
