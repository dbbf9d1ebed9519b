import { useGoOn } from '#client/app/go-on.tsx'
import { z } from 'zod'
import { BarrierFields } from '#client/casework/heard-lines.tsx'
import { barrierProblems, blankBarrier, HeardBarrier, newBarrierOf } from '#client/casework/heard-and-promised.ts'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { addBarrier } from '#domain/mutations/add-barrier.ts'
import { barrierStatusWords } from '#domain/records/barrier.ts'

const AddForm = z.object({
  barrier: HeardBarrier,
  raisedOn: z.string(),
  severity: z.enum(['1', '2', '3']).nullable(),
  reviewOn: z.string(),
})
type AddForm = z.infer<typeof AddForm>

/** Add something that keeps a pupil from school, or helps them in, in the words of whoever raised it. */
export const AddBarrierPage = () => (
  <WithPupil>
    <AddBarrier />
  </WithPupil>
)

const AddBarrier = () => {
  const { file, today } = usePupilView()
  const draft = useFormDraft('add-barrier', file.pupil.record.id, AddForm, () => ({
    barrier: blankBarrier(crypto.randomUUID(), null),
    raisedOn: today,
    severity: null,
    reviewOn: '',
  }))
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <AddFields draft={draft} />
}

const AddFields = ({ draft }: { draft: FormDraft<AddForm> }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const goOn = useGoOn()
  const say = useToast()
  const pupil = file.pupil.record
  const onSave = async () => {
    const { barrier } = form
    const found = [
      ...barrierProblems(barrier, barrier.barrierId),
      ...(form.raisedOn === '' ? [{ fieldId: 'raised', message: 'Say which day it was raised.' }] : []),
      ...(form.raisedOn > today ? [{ fieldId: 'raised', message: 'The day cannot be in the future.' }] : []),
    ]
    const made = newBarrierOf(barrier)
    const ready =
      found.length > 0 || made === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: pupil.id,
              caseId: pupil.openCaseId,
              raisedOn: form.raisedOn,
              ...made,
              severity: form.severity === null ? null : Number(form.severity),
              reviewOn: form.reviewOn === '' ? null : form.reviewOn,
            },
          }
    if (await submitting.submit(addBarrier, ready)) {
      say({ message: 'Barrier saved on this tablet.' })
      await goOn(`/caseload/${pupil.id}`)
    }
  }
  return (
    <FormPage
      title="Add a barrier"
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={form.barrier.words}
      draft={draft}
    >
      <BarrierFields
        barrier={form.barrier}
        child={pupil.preferredForename ?? pupil.forename}
        problems={problems}
        onChange={(part) => change((now) => ({ barrier: { ...now.barrier, ...part } }))}
      />
      <ChoiceButtons
        label="How sure are we?"
        big={false}
        columns="auto"
        choices={(['suspected', 'confirmed', 'being-addressed'] as const).map((value) => ({
          value,
          label: barrierStatusWords[value],
        }))}
        value={
          form.barrier.status === 'suspected' ||
          form.barrier.status === 'confirmed' ||
          form.barrier.status === 'being-addressed'
            ? form.barrier.status
            : null
        }
        onChange={(status) => change((now) => ({ barrier: { ...now.barrier, status } }))}
      />
      <ChoiceButtons
        label="How much does it matter?"
        big={false}
        columns="auto"
        choices={severityChoices}
        value={form.severity}
        onChange={(severity) => change({ severity })}
      />
      <DateField
        id="raised"
        label="Raised on"
        value={form.raisedOn}
        onChange={(raisedOn) => change({ raisedOn })}
        error={problemOf(problems, 'raised')}
      />
      <DateField
        label="Look at it again on"
        hint="Can stay empty."
        value={form.reviewOn}
        onChange={(reviewOn) => change({ reviewOn })}
      />
    </FormPage>
  )
}

const severityChoices = [
  { value: '1' as const, label: 'A little' },
  { value: '2' as const, label: 'A lot' },
  { value: '3' as const, label: 'Wholly' },
]
