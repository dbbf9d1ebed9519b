import { useGoOn } from '#client/app/go-on.tsx'
import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { raiseRiskFlag } from '#domain/mutations/raise-risk-flag.ts'
import { RiskAbout, riskAboutWords, RiskSeverity, riskSeverityWords } from '#domain/records/risk-flag.ts'
import { addDays } from '#domain/time/school-day.ts'

const RaiseForm = z.object({
  flagId: z.string(),
  about: RiskAbout.nullable(),
  severity: RiskSeverity.nullable(),
  evidence: z.string(),
  reviewBy: z.string(),
})
type RaiseForm = z.infer<typeof RaiseForm>

/** Warn colleagues of what may be dangerous at a door. These are facts about adults, who may ask to read them. */
export const RaiseRiskFlagPage = () => (
  <WithPupil>
    <RaiseRiskFlag />
  </WithPupil>
)

const RaiseRiskFlag = () => {
  const { file, today } = usePupilView()
  const draft = useFormDraft('raise-risk-flag', file.pupil.record.id, RaiseForm, () => ({
    flagId: crypto.randomUUID(),
    about: null,
    severity: null,
    evidence: '',
    // Three months: long enough to be useful, short enough not to brand a family.
    reviewBy: addDays(today, 91),
  }))
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <RaiseFields draft={draft} />
}

const RaiseFields = ({ draft }: { draft: FormDraft<RaiseForm> }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const goOn = useGoOn()
  const say = useToast()
  const pupilId = file.pupil.record.id
  const onSave = async () => {
    const { about, severity } = form
    const found = [
      ...(about === null ? [{ fieldId: 'about', message: 'Choose what the warning is about.' }] : []),
      ...(severity === null ? [{ fieldId: 'severity', message: 'Choose what visitors must do.' }] : []),
      ...(form.evidence.trim() === '' ? [{ fieldId: 'evidence', message: 'Write what is known and how.' }] : []),
      ...(form.reviewBy <= today
        ? [{ fieldId: 'review', message: 'Choose a day after today to look at it again.' }]
        : []),
    ]
    const ready =
      found.length > 0 || about === null || severity === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId,
              flagId: form.flagId,
              about,
              severity,
              evidence: form.evidence,
              raisedOn: today,
              reviewBy: form.reviewBy,
            },
          }
    if (await submitting.submit(raiseRiskFlag, ready)) {
      say({ message: 'Warning saved on this tablet.' })
      await goOn(`/caseload/${pupilId}`)
    }
  }
  return (
    <FormPage
      title="Warn about a visit"
      saveLabel="Save warning"
      onSave={() => void onSave()}
      {...submitting}
      words={form.evidence}
      draft={draft}
    >
      <SelectField
        id="about"
        label="What is it about?"
        choices={RiskAbout.options.map((value) => ({ value, label: riskAboutWords[value] }))}
        value={form.about}
        onChange={(about) => change({ about })}
        error={problemOf(problems, 'about')}
      />
      <ChoiceButtons
        id="severity"
        label="What must visitors do?"
        columns={2}
        choices={RiskSeverity.options.map((value) => ({ value, label: riskSeverityWords[value] }))}
        value={form.severity}
        onChange={(severity) => change({ severity })}
        error={problemOf(problems, 'severity')}
      />
      <TextArea
        id="evidence"
        label="What is known, and how"
        hint="Facts only. The person it is about may ask to read this."
        value={form.evidence}
        onChange={(evidence) => change({ evidence })}
        error={problemOf(problems, 'evidence')}
      />
      <DateField
        id="review"
        label="Look at it again by"
        value={form.reviewBy}
        onChange={(reviewBy) => change({ reviewBy })}
        min={addDays(today, 1)}
        error={problemOf(problems, 'review')}
      />
    </FormPage>
  )
}
