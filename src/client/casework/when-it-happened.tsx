import { memo, useState } from 'react'
import { History } from 'lucide-react'
import { Button } from '#client/ui/button.tsx'
import { DateField, TimeField } from '#client/ui/date-field.tsx'
import { sayNearDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import styles from './when-it-happened.module.css'

export type WhenItHappenedProps = {
  /** `'2026-11-23'`. */
  happenedOn: string
  /** `'10:21'`, or empty where nobody has said a time. */
  happenedAt: string
  today: SchoolDay
  onChange: (when: { happenedOn: string; happenedAt: string }) => void
  /** What is wrong with the day, for the field `day`. */
  error?: string | undefined
}

/**
 * *Done earlier, recording now*: one quiet line while a form is about now, and the day and time to be said when it is not.
 * The record keeps both: when it happened, as the person says, and when it was written down. Not drawn anew at each letter.
 */
export const WhenItHappened = memo(function WhenItHappened(props: WhenItHappenedProps) {
  const { happenedOn, happenedAt, today, onChange, error } = props
  const [isOpen, setOpen] = useState(happenedOn !== today)
  if (!isOpen && error === undefined) {
    return (
      <p className={styles.now}>
        <span>
          {sayNearDay(happenedOn, today).replace(/^t/, 'T')}
          {happenedAt === '' ? '' : `, ${happenedAt}`}
        </span>
        <Button kind="quiet" icon={<History aria-hidden />} onPress={() => setOpen(true)}>
          Done earlier
        </Button>
      </p>
    )
  }
  return (
    <div className={styles.pair}>
      <DateField
        id="day"
        label="Day it happened"
        hint="The record also keeps that it was written down today."
        max={today}
        value={happenedOn}
        // Another day has another time, and nobody has said it yet.
        onChange={(day) => onChange({ happenedOn: day, happenedAt: '' })}
        error={error}
      />
      <TimeField
        label="Time"
        hint="Leave empty if you do not know."
        value={happenedAt}
        onChange={(time) => onChange({ happenedOn, happenedAt: time })}
      />
    </div>
  )
})
