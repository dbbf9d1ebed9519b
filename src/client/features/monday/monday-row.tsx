import { ChevronDown } from 'lucide-react'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Due } from '#client/ui/list-row.tsx'
import { stageWords } from '#domain/records/absence-case.ts'
import { sayDue } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { DecideHere } from './decide-here.tsx'
import styles from './monday.module.css'
import type { ShownRow } from './read-monday.ts'

/** One pupil: why they are on the sheet, what is next, who has the case; opened, what can be decided without leaving the list. */
export const MondayRowLine = ({
  row,
  today,
  isOpen,
  onOpen,
}: {
  row: ShownRow
  today: SchoolDay
  isOpen: boolean
  onOpen: () => void
}) => {
  const { absenceCase, called, pupil } = row
  const { reviewOn } = absenceCase
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <div className={styles.words}>
          <h3>
            <TextLink href={`/caseload/${row.pupilId}`}>{called}</TextLink>{' '}
            <span className={styles.quiet}>{pupil.registrationGroup}</span>
          </h3>
          {row.why.map((why) => (
            <p key={why}>{why}</p>
          ))}
          <p>Next: {row.next}</p>
          <p className={styles.quiet}>
            {row.owner} {row.owner === 'You' ? 'have' : 'has'} it. {stageWords[absenceCase.stage]}.{' '}
            {reviewOn === null ? (
              'No review date.'
            ) : (
              <Due isLate={reviewOn < today}>Review {sayDue(reviewOn, today, row.calendar)}</Due>
            )}
          </p>
        </div>
        <Button
          icon={<ChevronDown aria-hidden />}
          aria-expanded={isOpen}
          aria-label={`Decide about ${called}`}
          onPress={onOpen}
        >
          Decide
        </Button>
      </div>
      {isOpen && <DecideHere row={row} today={today} />}
    </li>
  )
}
