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
  const review = reviewOn === null ? null : `Review ${sayDue(reviewOn, today, row.calendar)}`
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <div className={styles.words}>
          <h3>
            <TextLink href={`/caseload/${row.pupilId}`}>{called}</TextLink>{' '}
            <span className={styles.quiet}>{pupil.registrationGroup}</span>
          </h3>
          {/* What is next is said once: a promise that is due is both, and the review stands below. */}
          {row.why
            .filter((why) => why !== row.next)
            .map((why) => (
              <p key={why}>{why}</p>
            ))}
          {row.next !== review && <p>Next: {row.next}</p>}
          <p className={styles.quiet}>
            {row.owner} {row.owner === 'You' ? 'have' : 'has'} it. {stageWords[absenceCase.stage]}.{' '}
            {reviewOn === null ? 'No review date.' : <Due isLate={reviewOn < today}>{review}</Due>}
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
