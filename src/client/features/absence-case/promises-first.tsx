import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Due } from '#client/ui/list-row.tsx'
import { duenessOf } from '#client/casework/late-words.ts'
import { sayDue } from '#domain/time/day-words.ts'
import { sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import styles from './promises-first.module.css'

/** What we said we would do and have not settled, before anything else: the family will ask. */
export const PromisesFirst = () => {
  const { file, today, calendar, colleagues, mine, may } = usePupilView()
  const open = file.promises.filter(({ record }) => record.settled === null)
  if (open.length === 0) return null
  return (
    <Card title={open.length === 1 ? 'We promised' : `We promised, ${open.length} things`}>
      <ul className={styles.promises}>
        {open.map(({ record }) => (
          <li key={record.id} className={styles.promise}>
            <div>
              <p className={styles.words}>{record.words}</p>
              <p className={styles.small}>
                To {record.promisedTo},{' '}
                {duenessOf(record.dueOn, today) === 'later' ? (
                  sayDue(record.dueOn, today, calendar)
                ) : (
                  <Due isLate={duenessOf(record.dueOn, today) === 'late'}>{sayDue(record.dueOn, today, calendar)}</Due>
                )}
                .{' '}
                {record.ownerId === mine
                  ? 'Yours to keep'
                  : `${sayWhoFirst(colleagues, record.ownerId, mine)} keeps it`}
                .
              </p>
            </div>
            {may('settle-promise') && (
              <LinkButton
                href={`/caseload/${file.pupil.record.id}/promises/${record.id}`}
                aria-label={`Settle: ${record.words}`}
              >
                Settle
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
