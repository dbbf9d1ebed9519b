import { sayWho } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { RegisterThen } from '#client/casework/register-then.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { decidedAboutWords, decidedWords } from '#domain/records/register-decision.ts'
import type { ClockName } from '#domain/register/clocks/read-clock.ts'
import { sayDay } from '#domain/time/day-words.ts'
import styles from './decided.module.css'

/** What was decided on one clock, what it showed then and what changed since, beside today's count; and where to write down another. */
export const Decided = ({ about, isCounting }: { about: ClockName; isCounting: boolean }) => {
  const { file, colleagues, mine, today, may } = usePupilView()
  const decisions = file.decisions.filter(({ record }) => record.about === about)
  return (
    <>
      {decisions.map(({ record }) => (
        <div key={record.id} className={styles.decision}>
          <p>
            <strong>
              {sayDay(record.decidedOn, today)}, {sayWho(colleagues, record.by, mine)}: {decidedWords[record.decided]}.
            </strong>
          </p>
          <Prose>{record.why}</Prose>
          <RegisterThen decision={record} />
        </div>
      ))}
      {isCounting && may('decide-on-register') && (
        <div>
          <LinkButton
            href={`/caseload/${file.pupil.record.id}/register/decide/${about}`}
            aria-label={`Write down what is decided: ${decidedAboutWords[about]}`}
          >
            Write down what is decided
          </LinkButton>
        </div>
      )}
    </>
  )
}
