import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { reopenAbsenceCase } from '#domain/mutations/reopen-absence-case.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import { WithClosedCase } from './with-case.tsx'

const ReopenForm = z.object({ why: z.string() })
type ReopenForm = z.infer<typeof ReopenForm>

/** Open the last case again, with what was written in it. */
export const ReopenCasePage = () => (
  <WithClosedCase>{(absenceCase) => <Reopen absenceCase={absenceCase} />}</WithClosedCase>
)

const Reopen = ({ absenceCase }: { absenceCase: AbsenceCase }) => {
  const draft = useFormDraft(`reopen-case/${absenceCase.id}`, absenceCase.pupilId, ReopenForm, () => ({ why: '' }))
  return draft === null ? (
    <Skeleton rows={2} label="Opening the form" />
  ) : (
    <ReopenFields draft={draft} absenceCase={absenceCase} />
  )
}

const ReopenFields = ({ draft, absenceCase }: { draft: FormDraft<ReopenForm>; absenceCase: AbsenceCase }) => {
  const { today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const back = useBackToCase()
  const onSave = async () => {
    const ready =
      form.why.trim() === ''
        ? { ok: false as const, problems: [{ fieldId: 'why', message: 'Write why the case is opened again.' }] }
        : {
            ok: true as const,
            args: { pupilId: absenceCase.pupilId, caseId: absenceCase.id, on: today, why: form.why },
          }
    if (await submitting.submit(reopenAbsenceCase, ready)) await back('Case reopened on this tablet.')
  }
  return (
    <FormPage
      title="Reopen the case"
      saveLabel="Reopen"
      onSave={() => void onSave()}
      {...submitting}
      words={form.why}
      draft={draft}
    >
      <TextArea
        id="why"
        label="Why"
        value={form.why}
        onChange={(why) => change({ why })}
        error={problemOf(submitting.problems, 'why')}
      />
    </FormPage>
  )
}
