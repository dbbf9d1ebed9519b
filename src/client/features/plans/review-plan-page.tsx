import { useParams } from 'react-router'
import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { reviewPlan } from '#domain/mutations/review-plan.ts'
import { isPlanOver, PlanDecision, planDecisionWords, planTypeWords, type Plan } from '#domain/records/plan.ts'

const ReviewForm = z.object({
  on: z.string(),
  attended: z.string(),
  progress: z.string(),
  decision: PlanDecision.nullable(),
  nextReviewOn: z.string(),
})
type ReviewForm = z.infer<typeof ReviewForm>

/** Say how a plan went, who was there, and whether it goes on. */
export const ReviewPlanPage = () => (
  <WithPupil>
    <FindPlan />
  </WithPupil>
)

const FindPlan = () => {
  const { planId } = useParams()
  const { file, may } = usePupilView()
  const plan = file.plans.find(({ record }) => record.id === planId)?.record
  return plan === undefined || isPlanOver(plan) || !may('review-plan') ? <NotInFile /> : <Review plan={plan} />
}

const Review = ({ plan }: { plan: Plan }) => {
  const { today } = usePupilView()
  const draft = useFormDraft(`review-plan/${plan.id}`, plan.pupilId, ReviewForm, (): ReviewForm => ({
    on: today,
    attended: '',
    progress: '',
    decision: null,
    nextReviewOn: '',
  }))
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <ReviewFields draft={draft} plan={plan} />
}

const ReviewFields = ({ draft, plan }: { draft: FormDraft<ReviewForm>; plan: Plan }) => {
  const { today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const goesOn = form.decision === 'go-on' || form.decision === 'change'
  const onSave = async () => {
    const { decision } = form
    const found = [
      ...(form.on === '' || form.on > today ? [{ fieldId: 'on', message: 'Say which day, today or before.' }] : []),
      ...(form.progress.trim() === '' ? [{ fieldId: 'progress', message: 'Write how it went.' }] : []),
      ...(decision === null ? [{ fieldId: 'decision', message: 'Choose whether it goes on.' }] : []),
      ...(goesOn && form.nextReviewOn === '' ? [{ fieldId: 'next', message: 'Say when it is looked at again.' }] : []),
    ]
    const ready =
      found.length > 0 || decision === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: plan.pupilId,
              planId: plan.id,
              on: form.on,
              attended: form.attended,
              progress: form.progress,
              decision,
              nextReviewOn: goesOn ? form.nextReviewOn : null,
            },
          }
    if (await submitting.submit(reviewPlan, ready)) await back('Review saved on this tablet.')
  }
  return (
    <FormPage
      title={`Review: ${planTypeWords[plan.type].toLowerCase()}`}
      saveLabel="Save review"
      onSave={() => void onSave()}
      {...submitting}
      words={[form.attended, form.progress].filter((words) => words !== '').join('\n\n')}
      draft={draft}
    >
      <Quiet>
        It set out to change: {plan.aim}
        {plan.target === '' ? '' : ` Target: ${plan.target}`}
      </Quiet>
      <TextArea
        id="progress"
        label="How did it go?"
        hint="What changed, in facts; what the child and the family say of it."
        value={form.progress}
        onChange={(progress) => change({ progress })}
        error={problemOf(problems, 'progress')}
      />
      <TextField
        label="Who was there?"
        autoComplete="off"
        value={form.attended}
        onChange={(attended) => change({ attended })}
      />
      <ChoiceButtons
        id="decision"
        label="What now?"
        columns={3}
        choices={PlanDecision.options.map((value) => ({ value, label: planDecisionWords[value] }))}
        value={form.decision}
        onChange={(decision) => change({ decision })}
        error={problemOf(problems, 'decision')}
      />
      {goesOn && (
        <DateField
          id="next"
          label="Looked at again on"
          value={form.nextReviewOn}
          min={today}
          onChange={(nextReviewOn) => change({ nextReviewOn })}
          error={problemOf(problems, 'next')}
        />
      )}
      <DateField
        id="on"
        label="Reviewed on"
        value={form.on}
        max={today}
        onChange={(on) => change({ on })}
        error={problemOf(problems, 'on')}
      />
    </FormPage>
  )
}
