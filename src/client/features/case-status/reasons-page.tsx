import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { changeReasons } from '#domain/mutations/change-reasons.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import { WithOpenCase } from './with-case.tsx'

const Views = z.object({ child: z.string(), family: z.string(), school: z.string() })
const ReasonsForm = z.object({ clashId: z.string(), saw: Views, now: Views })
type ReasonsForm = z.infer<typeof ReasonsForm>

/** Why the child is away, in three views that are never merged. */
export const ReasonsPage = () => <WithOpenCase>{(absenceCase) => <Reasons absenceCase={absenceCase} />}</WithOpenCase>

const Reasons = ({ absenceCase }: { absenceCase: AbsenceCase }) => {
  const draft = useFormDraft(`change-reasons/${absenceCase.id}`, absenceCase.pupilId, ReasonsForm, () => ({
    clashId: crypto.randomUUID(),
    saw: absenceCase.reasons,
    now: absenceCase.reasons,
  }))
  return draft === null ? (
    <Skeleton rows={3} label="Opening the form" />
  ) : (
    <ReasonsFields draft={draft} absenceCase={absenceCase} />
  )
}

const ReasonsFields = ({ draft, absenceCase }: { draft: FormDraft<ReasonsForm>; absenceCase: AbsenceCase }) => {
  const { file } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const back = useBackToCase()
  const { saw, now } = form
  const called = file.pupil.record.preferredForename ?? file.pupil.record.forename
  const put = (part: Partial<ReasonsForm['now']>) => change((latest) => ({ now: { ...latest.now, ...part } }))
  const onSave = async () => {
    const { pupilId, id: caseId } = absenceCase
    const args = {
      pupilId,
      caseId,
      clashId: form.clashId,
      ...(saw.child === now.child ? {} : { child: { from: saw.child, to: now.child } }),
      ...(saw.family === now.family ? {} : { family: { from: saw.family, to: now.family } }),
      ...(saw.school === now.school ? {} : { school: { from: saw.school, to: now.school } }),
    }
    const isSame = JSON.stringify(saw) === JSON.stringify(now)
    const ready = isSame
      ? { ok: false as const, problems: [{ fieldId: 'child', message: 'Nothing has been changed yet.' }] }
      : { ok: true as const, args }
    if (await submitting.submit(changeReasons, ready)) await back('Reasons saved on this tablet.')
  }
  return (
    <FormPage
      title={`Why ${called} is away`}
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={[now.child, now.family, now.school].filter((words) => words !== '').join('\n\n')}
      draft={draft}
    >
      <TextArea
        id="child"
        label={`As ${called} sees it`}
        value={now.child}
        onChange={(child) => put({ child })}
        error={problemOf(submitting.problems, 'child')}
      />
      <TextArea label="As the family sees it" value={now.family} onChange={(family) => put({ family })} />
      <TextArea label="As the school sees it" value={now.school} onChange={(school) => put({ school })} />
    </FormPage>
  )
}
