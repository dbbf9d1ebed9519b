import { useState } from 'react'
import { useParams } from 'react-router'
import { Check, Plus, X } from 'lucide-react'
import { z } from 'zod'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWho } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Due } from '#client/ui/list-row.tsx'
import { Page, Quiet, Row, Stack } from '#client/ui/page.tsx'
import { Prose, Quote } from '#client/ui/quote.tsx'
import { Tag, Tags } from '#client/ui/tag.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { addPlanAction } from '#domain/mutations/add-plan-action.ts'
import { settlePlanAction } from '#domain/mutations/settle-plan-action.ts'
import { barrierAboutWords } from '#domain/records/barrier.ts'
import { agreementWords } from '#domain/records/child-voice.ts'
import {
  actionSettledWords,
  isPlanOver,
  nextPlanReview,
  planDecisionWords,
  planTypeWords,
  reviewsInOrder,
  type Plan,
  type PlanAction,
} from '#domain/records/plan.ts'
import { sayDay, sayDue } from '#domain/time/day-words.ts'
import { ActionFields } from './action-fields.tsx'
import { actionProblems, OpenAction } from './plan-form.ts'
import styles from './plans.module.css'

/** A plan as it stands: what is known, what should change, who does what by when, and how it went. */
export const PlanPage = () => (
  <WithPupil>
    <FindPlan />
  </WithPupil>
)

const FindPlan = () => {
  const { planId } = useParams()
  const { file } = usePupilView()
  const plan = file.plans.find(({ record }) => record.id === planId)?.record
  return plan === undefined ? <NotInFile /> : <WholePlan plan={plan} />
}

const WholePlan = ({ plan }: { plan: Plan }) => {
  const { file, today, calendar, may } = usePupilView()
  const next = nextPlanReview(plan)
  const barriers = file.barriers.filter(({ record }) => plan.barrierIds.includes(record.id))
  return (
    <Page
      title={planTypeWords[plan.type]}
      detail={
        isPlanOver(plan) ? 'Ended' : next === null ? 'No review is set' : `Review ${sayDue(next, today, calendar)}`
      }
      back={<BackToCase />}
    >
      <Stack gap="wide">
        <Card title="What we know">
          {plan.known === '' ? <Quiet>Nothing is written.</Quiet> : <Prose>{plan.known}</Prose>}
          {barriers.length > 0 && (
            <Tags>
              {barriers.map(({ record }) => (
                <Tag key={record.id}>{barrierAboutWords[record.about]}</Tag>
              ))}
            </Tags>
          )}
        </Card>
        <Card title="What should change">
          <Prose>{plan.aim}</Prose>
          {plan.target !== '' && <Quiet>Target: {plan.target}</Quiet>}
          <Agreed plan={plan} />
        </Card>
        <Card title="Who does what">
          <ul>
            {plan.actions.map((action) => (
              <Action key={action.id} plan={plan} action={action} />
            ))}
          </ul>
          {plan.actions.length === 0 && <Quiet>No action is written yet.</Quiet>}
          {may('add-plan-action') && !isPlanOver(plan) && <AddAction plan={plan} />}
        </Card>
        <Reviews plan={plan} />
      </Stack>
    </Page>
  )
}

const Agreed = ({ plan }: { plan: Plan }) => (
  <>
    {plan.contract !== null && (
      <dl>
        {(
          [
            ['The parents take on', plan.contract.parentAgrees],
            ['School and council take on', plan.contract.schoolAgrees],
            ['The child takes on', plan.contract.childAgrees],
          ] as const
        )
          .filter(([, words]) => words !== '')
          .map(([label, words]) => (
            <div key={label}>
              <dt className={styles.small}>{label}</dt>
              <dd>
                <Prose>{words}</Prose>
              </dd>
            </div>
          ))}
      </dl>
    )}
    {plan.contract !== null && (
      <Quiet>
        {plan.contract.consequencesSaid
          ? 'What may follow was said.'
          : 'Nobody has written that what may follow was said.'}
      </Quiet>
    )}
    <ul>
      {plan.parties.map((party) => (
        <li key={`${party.side}/${party.name}`}>
          <p>
            {party.name}:{' '}
            {party.agrees === 'not-asked' ? 'not asked yet' : `agrees, ${agreementWords[party.agrees].toLowerCase()}`}
          </p>
          {party.words !== '' && <Quote>{party.words}</Quote>}
        </li>
      ))}
    </ul>
  </>
)

const Action = ({ plan, action }: { plan: Plan; action: PlanAction }) => {
  const { today, calendar, colleagues, mine, may } = usePupilView()
  const { save, isSaving, notSaved } = useSaving()
  const [uid] = useState(() => crypto.randomUUID())
  const say = useToast()
  const settle = async (how: NonNullable<PlanAction['settled']>['how']) => {
    const args = { pupilId: plan.pupilId, planId: plan.id, actionId: action.id, how, on: today, words: '' }
    if (await save(identified(uid), settlePlanAction, args)) say({ message: `${actionSettledWords[how]}.` })
  }
  return (
    <li className={styles.action}>
      <p className={styles.words}>{action.words}</p>
      <p className={styles.small}>
        {action.owner},{' '}
        {action.settled === null ? (
          <Due isLate={action.dueOn < today}>{sayDue(action.dueOn, today, calendar)}</Due>
        ) : (
          `${actionSettledWords[action.settled.how].toLowerCase()} ${sayDay(action.settled.on, today)}, ${sayWho(colleagues, action.settled.by, mine)} wrote`
        )}
      </p>
      {action.settled !== null && action.settled.words !== '' && <Prose>{action.settled.words}</Prose>}
      {notSaved !== null && <NotSaved why={notSaved} words="" />}
      {action.settled === null && may('settle-plan-action') && (
        <Row>
          <Button
            icon={<Check aria-hidden />}
            isPending={isSaving}
            aria-label={`Done: ${action.words}`}
            onPress={() => void settle('done')}
          >
            Done
          </Button>
          <Button
            icon={<X aria-hidden />}
            isPending={isSaving}
            aria-label={`Not done: ${action.words}`}
            onPress={() => void settle('not-done')}
          >
            Not done
          </Button>
          <Button
            kind="quiet"
            isPending={isSaving}
            aria-label={`No longer needed: ${action.words}`}
            onPress={() => void settle('no-longer-needed')}
          >
            No longer needed
          </Button>
        </Row>
      )}
    </li>
  )
}

const AddForm = z.object({ action: OpenAction })

const AddAction = ({ plan }: { plan: Plan }) => {
  const [count, setCount] = useState(0)
  return <NewAction key={count} plan={plan} onAdded={() => setCount(count + 1)} />
}

/** A line for one more action, kept as a draft from its first letter. */
const NewAction = ({ plan, onAdded }: { plan: Plan; onAdded: () => void }) => {
  const draft = useFormDraft(`add-plan-action/${plan.id}`, plan.pupilId, AddForm, () => ({
    action: { actionId: crypto.randomUUID(), words: '', owner: '', dueOn: '' },
  }))
  return draft === null ? null : <NewActionFields plan={plan} draft={draft} onAdded={onAdded} />
}

const NewActionFields = ({
  plan,
  draft,
  onAdded,
}: {
  plan: Plan
  draft: FormDraft<z.infer<typeof AddForm>>
  onAdded: () => void
}) => {
  const { action } = draft.values
  const [isOpen, setOpen] = useState(action.words !== '')
  const submitting = useSubmit(draft)
  const say = useToast()
  const add = async () => {
    const problems = actionProblems(action)
    const args = { pupilId: plan.pupilId, planId: plan.id, ...action }
    if (await submitting.submit(addPlanAction, problems.length > 0 ? { ok: false, problems } : { ok: true, args })) {
      say({ message: 'Action saved on this tablet.' })
      onAdded()
    }
  }
  if (!isOpen) {
    return (
      <div>
        <Button icon={<Plus aria-hidden />} onPress={() => setOpen(true)}>
          Add an action
        </Button>
      </div>
    )
  }
  return (
    <fieldset className={styles.line}>
      <legend>One more action</legend>
      <ErrorSummary problems={submitting.problems} attempt={submitting.attempt} />
      {submitting.notSaved !== null && <NotSaved why={submitting.notSaved} words={action.words} />}
      <ActionFields
        action={action}
        problems={submitting.problems}
        onChange={(part) => draft.change((now) => ({ action: { ...now.action, ...part } }))}
      />
      <div>
        <Button isPending={submitting.isSaving} onPress={() => void add()}>
          Save the action
        </Button>
      </div>
    </fieldset>
  )
}

const Reviews = ({ plan }: { plan: Plan }) => {
  const { today, colleagues, mine, may } = usePupilView()
  const held = reviewsInOrder(plan).toReversed()
  return (
    <Card title="How it goes">
      {held.length === 0 && <Quiet>It has not been looked at yet.</Quiet>}
      <ul>
        {held.map((review) => (
          <li key={`${review.recordedAt}/${review.by}`} className={styles.action}>
            <p className={styles.words}>
              {sayDay(review.on, today)}: {planDecisionWords[review.decision].toLowerCase()}
            </p>
            <Prose>{review.progress}</Prose>
            <p className={styles.small}>
              {review.attended === '' ? '' : `There: ${review.attended}. `}Written by{' '}
              {sayWho(colleagues, review.by, mine)}.
            </p>
          </li>
        ))}
      </ul>
      {may('review-plan') && !isPlanOver(plan) && (
        <div>
          <LinkButton href={`/caseload/${plan.pupilId}/plans/${plan.id}/review`}>Review the plan</LinkButton>
        </div>
      )}
    </Card>
  )
}
