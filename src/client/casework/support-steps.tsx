import { Prose } from '#client/ui/quote.tsx'
import { stepsInOrder, supportEffectWords, supportStepWords, type SupportOffer } from '#domain/records/support-offer.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { sayWho } from './people-words.ts'
import { usePupilView } from './pupil-view.tsx'
import styles from './support-steps.module.css'

/** What became of an offer, oldest first, each with its day, its author and its words. */
export const SupportSteps = ({ offer }: { offer: SupportOffer }) => {
  const { today, colleagues, mine } = usePupilView()
  const steps = stepsInOrder(offer)
  if (steps.length === 0) return <p className={styles.small}>Nobody has written what became of it yet.</p>
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li key={`${step.recordedAt}/${step.by}/${step.what}`}>
          <p>
            <strong>{supportStepWords[step.what]}</strong>
            {step.effect !== null && `. ${supportEffectWords[step.effect]}`}
            <span className={styles.small}>
              {' '}
              {sayDay(step.on, today)}, {sayWho(colleagues, step.by, mine)}
            </span>
          </p>
          {step.words !== '' && <Prose>{step.words}</Prose>}
        </li>
      ))}
    </ol>
  )
}
