import { useLocation } from 'react-router'
import { z } from 'zod'
import { EvidenceMeter, evidenceOf } from '#client/casework/evidence-meter.tsx'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { changeStage } from '#domain/mutations/change-stage.ts'
import { missingOf } from '#domain/evidence/before-formal-step.ts'
import { Stage, stageWords, type AbsenceCase } from '#domain/records/absence-case.ts'
import { WithOpenCase } from './with-case.tsx'

const MoveForm = z.object({ clashId: z.string(), saw: Stage, stage: Stage, why: z.string() })
type MoveForm = z.infer<typeof MoveForm>

/** Move a case on the support-first ladder, to any step, for a reason in words. */
export const MoveStagePage = () => (
  <WithOpenCase>{(absenceCase) => <MoveStage absenceCase={absenceCase} />}</WithOpenCase>
)

const MoveStage = ({ absenceCase }: { absenceCase: AbsenceCase }) => {
  // A step that was chosen elsewhere (`?to=`) has a draft of its own: what was left here of another must not stand in its place.
  const { search } = useLocation()
  const chosen = Stage.safeParse(new URLSearchParams(search).get('to')).data ?? null
  const form = `change-stage/${absenceCase.id}${chosen === null ? '' : `/${chosen}`}` as const
  const draft = useFormDraft(form, absenceCase.pupilId, MoveForm, () => ({
    clashId: crypto.randomUUID(),
    saw: absenceCase.stage,
    stage: chosen ?? absenceCase.stage,
    why: '',
  }))
  return draft === null ? (
    <Skeleton rows={3} label="Opening the form" />
  ) : (
    <MoveFields draft={draft} absenceCase={absenceCase} />
  )
}

const MoveFields = ({ draft, absenceCase }: { draft: FormDraft<MoveForm>; absenceCase: AbsenceCase }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const evidence = form.stage === form.saw ? [] : evidenceOf(file, absenceCase, form.stage)
  const missing = missingOf(evidence)
  const onSave = async () => {
    const found = [
      ...(form.stage === form.saw ? [{ fieldId: 'stage', message: 'Choose the step to move to.' }] : []),
      ...(form.why.trim() === '' ? [{ fieldId: 'why', message: 'Write why the case moves.' }] : []),
    ]
    const { pupilId, id: caseId } = absenceCase
    const args = {
      pupilId,
      caseId,
      clashId: form.clashId,
      stage: { from: form.saw, to: form.stage },
      on: today,
      why: form.why,
      // With the move, so that nobody has to guess later what was known.
      ...(missing.length === 0 ? {} : { missing }),
    }
    if (await submitting.submit(changeStage, found.length > 0 ? { ok: false, problems: found } : { ok: true, args })) {
      await back('Stage saved on this tablet.')
    }
  }
  return (
    <FormPage
      title="Move the case"
      saveLabel="Move"
      onSave={() => void onSave()}
      {...submitting}
      words={form.why}
      draft={draft}
    >
      <ChoiceButtons
        id="stage"
        label="To which step?"
        hint="Any step may be skipped. There is no time limit for one."
        columns={2}
        choices={Stage.options.map((value) => ({ value, label: stageWords[value] }))}
        value={form.stage}
        onChange={(stage) => change({ stage })}
        error={problemOf(problems, 'stage')}
      />
      {evidence.length > 0 && <EvidenceMeter lines={evidence} today={today} />}
      <TextArea
        id="why"
        label="Why"
        {...(missing.length === 0 ? {} : { hint: 'Say too why the step is right although something is missing.' })}
        value={form.why}
        onChange={(why) => change({ why })}
        error={problemOf(problems, 'why')}
      />
    </FormPage>
  )
}
