import { useGoOn } from '#client/app/go-on.tsx'
import { z } from 'zod'
import { ColleagueField } from '#client/casework/colleague-field.tsx'
import { FormPage } from '#client/casework/form-page.tsx'
import { blankPromise, newPromiseOf, OpenPromise, promiseProblems } from '#client/casework/heard-and-promised.ts'
import { PromiseFields } from '#client/casework/heard-lines.tsx'
import { relationshipOf } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { makePromise } from '#domain/mutations/make-promise.ts'

const MakeForm = z.object({ promise: OpenPromise })
type MakeForm = z.infer<typeof MakeForm>

/** Keep what we told a family we would do, who does it and by when. */
export const MakePromisePage = () => (
  <WithPupil>
    <MakePromise />
  </WithPupil>
)

const MakePromise = () => {
  const { file, today, mine } = usePupilView()
  const first = file.parents[0]?.record
  const draft = useFormDraft('make-promise', file.pupil.record.id, MakeForm, () => ({
    promise: blankPromise(crypto.randomUUID(), first === undefined ? '' : relationshipOf(first), mine, today),
  }))
  return draft === null ? <Skeleton rows={3} label="Opening the form" /> : <MakeFields draft={draft} />
}

const MakeFields = ({ draft }: { draft: FormDraft<MakeForm> }) => {
  const { file, today } = usePupilView()
  const { promise } = draft.values
  const submitting = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const pupil = file.pupil.record
  const onSave = async () => {
    const problems = [
      ...(promise.words.trim() === ''
        ? [{ fieldId: `${promise.promiseId}-words`, message: 'Write what we will do.' }]
        : []),
      ...promiseProblems(promise, promise.promiseId, today),
    ]
    const ready =
      problems.length > 0
        ? { ok: false as const, problems }
        : {
            ok: true as const,
            args: { pupilId: pupil.id, caseId: pupil.openCaseId, madeOn: today, ...newPromiseOf(promise) },
          }
    if (await submitting.submit(makePromise, ready)) {
      say({ message: 'Promise saved on this tablet.' })
      await goOn(`/caseload/${pupil.id}`)
    }
  }
  return (
    <FormPage
      title="Make a promise"
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={promise.words}
      draft={draft}
    >
      <PromiseFields
        promise={promise}
        problems={submitting.problems}
        onChange={(part) => draft.change((now) => ({ promise: { ...now.promise, ...part } }))}
      />
      <ColleagueField
        label="Who keeps it?"
        organisationId={pupil.organisationId}
        value={promise.ownerId}
        onChange={(ownerId) => {
          if (ownerId !== null) draft.change((now) => ({ promise: { ...now.promise, ownerId } }))
        }}
      />
    </FormPage>
  )
}
