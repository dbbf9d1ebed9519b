import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Banner } from '#client/ui/banner.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { closeAbsenceCase } from '#domain/mutations/close-absence-case.ts'
import { CloseReason, closeReasonWords, type AbsenceCase } from '#domain/records/absence-case.ts'
import { WithOpenCase } from './with-case.tsx'

const CloseForm = z.object({ reason: CloseReason.nullable(), outcome: z.string() })
type CloseForm = z.infer<typeof CloseForm>

/** Close a case for a reason; it can be reopened. */
export const CloseCasePage = () => (
  <WithOpenCase>{(absenceCase) => <CloseCase absenceCase={absenceCase} />}</WithOpenCase>
)

const CloseCase = ({ absenceCase }: { absenceCase: AbsenceCase }) => {
  const draft = useFormDraft(`close-case/${absenceCase.id}`, absenceCase.pupilId, CloseForm, () => ({
    reason: null,
    outcome: '',
  }))
  return draft === null ? (
    <Skeleton rows={3} label="Opening the form" />
  ) : (
    <CloseFields draft={draft} absenceCase={absenceCase} />
  )
}

const CloseFields = ({ draft, absenceCase }: { draft: FormDraft<CloseForm>; absenceCase: AbsenceCase }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const back = useBackToCase()
  const owed = file.promises.filter(({ record }) => record.settled === null).length
  const onSave = async () => {
    const { reason } = form
    const ready =
      reason === null
        ? { ok: false as const, problems: [{ fieldId: 'reason', message: 'Choose why the case is closed.' }] }
        : {
            ok: true as const,
            args: { pupilId: absenceCase.pupilId, caseId: absenceCase.id, on: today, reason, outcome: form.outcome },
          }
    if (await submitting.submit(closeAbsenceCase, ready)) await back('Case closed on this tablet. It can be reopened.')
  }
  return (
    <FormPage
      title="Close the case"
      saveLabel="Close the case"
      onSave={() => void onSave()}
      {...submitting}
      words={form.outcome}
      draft={draft}
    >
      {owed > 0 && (
        <Banner tone="due">
          {owed === 1 ? 'One promise to the family is not settled.' : `${owed} promises to the family are not settled.`}{' '}
          Closing does not settle them.
        </Banner>
      )}
      <ChoiceButtons
        id="reason"
        label="Why is it closed?"
        columns={2}
        choices={CloseReason.options.map((value) => ({ value, label: closeReasonWords[value] }))}
        value={form.reason}
        onChange={(reason) => change({ reason })}
        error={problemOf(submitting.problems, 'reason')}
      />
      <TextArea label="What came of it" value={form.outcome} onChange={(outcome) => change({ outcome })} />
    </FormPage>
  )
}
