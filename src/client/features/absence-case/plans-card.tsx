import { Card } from '#client/ui/card.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { Due } from '#client/ui/list-row.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { isPlanOver, nextPlanReview, planTypeWords, type Plan } from '#domain/records/plan.ts'
import { sayDue } from '#domain/time/day-words.ts'
import { CameLate } from './came-late.tsx'
import styles from './card-lines.module.css'

/** Plans that stand, with what is open in them and when they are looked at; those that ended are folded. */
export const PlansCard = () => {
  const { file, may } = usePupilView()
  const here = `/caseload/${file.pupil.record.id}`
  const plans = file.plans.map(({ record }) => record)
  const standing = plans.filter((plan) => !isPlanOver(plan))
  const ended = plans.filter(isPlanOver)
  const add = may('make-plan') ? { aside: <TextLink href={`${here}/plans/new`}>Make a plan</TextLink> } : {}
  return (
    <Card title="Plans" {...add}>
      {standing.length === 0 ? (
        <p className={styles.none}>No plan is running.</p>
      ) : (
        <ul className={styles.lines}>
          {standing.map((plan) => (
            <StandingPlan key={plan.id} plan={plan} />
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <details className={styles.more}>
          <summary>{ended.length === 1 ? 'One plan that ended' : `${ended.length} plans that ended`}</summary>
          <ul className={styles.lines}>
            {ended.map((plan) => (
              <li key={plan.id} className={styles.line}>
                <p className={styles.words}>
                  <TextLink href={`${here}/plans/${plan.id}`}>{planTypeWords[plan.type]}</TextLink>
                </p>
                <p className={styles.small}>{plan.aim}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

const StandingPlan = ({ plan }: { plan: Plan }) => {
  const { today, calendar } = usePupilView()
  const open = plan.actions.filter(({ settled }) => settled === null).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const review = nextPlanReview(plan)
  const hasParent = plan.parties.some(
    ({ side, agrees }) => side === 'family' && (agrees === 'yes' || agrees === 'partly'),
  )
  return (
    <li className={styles.line}>
      <p className={styles.words}>
        <TextLink href={`/caseload/${plan.pupilId}/plans/${plan.id}`}>{planTypeWords[plan.type]}</TextLink>
      </p>
      <p>{plan.aim}</p>
      <CameLate by={plan.by} at={plan.recordedAt} />
      {plan.type === 'attendance-contract' && !hasParent && (
        <p className={styles.small}>
          <Due>No parent has agreed to it.</Due>
        </p>
      )}
      {open.slice(0, 3).map((action) => (
        <p key={action.id} className={styles.small}>
          {action.owner}: {action.words},{' '}
          <Due isLate={action.dueOn < today}>{sayDue(action.dueOn, today, calendar)}</Due>
        </p>
      ))}
      {open.length > 3 && <p className={styles.small}>and {open.length - 3} more to do</p>}
      {plan.actions.length > 0 && open.length === 0 && <p className={styles.small}>Everything in it is settled.</p>}
      <p className={styles.small}>
        {review === null ? (
          <Due>No review is set.</Due>
        ) : (
          <>
            Review{' '}
            {review <= today ? (
              <Due isLate={review < today}>{sayDue(review, today, calendar)}</Due>
            ) : (
              sayDue(review, today, calendar)
            )}
          </>
        )}
      </p>
    </li>
  )
}
