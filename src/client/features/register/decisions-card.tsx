import { sayWho } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { RegisterThen } from '#client/casework/register-then.tsx'
import { sayCounted } from '#client/casework/say-register-then.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { decidedAboutWords, decidedWords } from '#domain/records/register-decision.ts'
import { isOfSchoolAge } from '#domain/people/compulsory-school-age.ts'
import { readClock } from '#domain/register/clocks/read-clock.ts'
import { sayDay } from '#domain/time/day-words.ts'
import styles from './decisions-card.module.css'

/** What was decided on the clocks above: what each showed then, which marks were changed since, and what it shows today. */
export const DecisionsCard = () => {
  const { file, colleagues, mine, calendar, today, may } = usePupilView()
  const pupil = file.pupil.record
  const years = file.registers.map(({ record }) => record)
  const decisions = file.decisions.flatMap(({ record }) => {
    const { about } = record
    if (about === 'opening-a-case') return []
    const counted = readClock(about, pupil, years, calendar, today)?.counted ?? 0
    return [{ record, today: sayCounted({ about, counted }) }]
  })
  if (decisions.length === 0 && !isOfSchoolAge(pupil.bornOn, today)) return null
  return (
    <Card title="Decisions on these counts">
      {decisions.length === 0 && <p>None is written down.</p>}
      {decisions.map(({ record, today: counted }) => (
        <div key={record.id} className={styles.decision}>
          <p>
            <strong>
              {sayDay(record.decidedOn, today)}, {sayWho(colleagues, record.by, mine)}
            </strong>
          </p>
          <p>
            {decidedAboutWords[record.about]}: {decidedWords[record.decided].toLowerCase()}.
          </p>
          <Prose>{record.why}</Prose>
          <RegisterThen decision={record} />
          <p>Today: {counted}.</p>
        </div>
      ))}
      {may('decide-on-register') && (
        <div>
          <LinkButton href={`/caseload/${pupil.id}/register/decide`}>Write down a decision</LinkButton>
        </div>
      )}
    </Card>
  )
}
