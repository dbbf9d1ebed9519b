import { useParams } from 'react-router'
import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Card } from '#client/ui/card.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Quote } from '#client/ui/quote.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { viewBarrier } from '#domain/mutations/view-barrier.ts'
import type { Barrier } from '#domain/records/barrier.ts'
import { BarrierView, effectWords, ViewSide } from '#domain/records/barrier-view.ts'

const ViewForm = z.object({
  viewId: z.string(),
  side: ViewSide.nullable(),
  sees: BarrierView.shape.sees.nullable(),
  effect: z.enum(['1', '2', '3']).nullable(),
  words: z.string(),
})
type ViewForm = z.infer<typeof ViewForm>

/** Add how the family, the child or the school sees a barrier that somebody else raised. */
export const ViewBarrierPage = () => (
  <WithPupil>
    <FindBarrier />
  </WithPupil>
)

const FindBarrier = () => {
  const { barrierId } = useParams()
  const { file, may } = usePupilView()
  const barrier = file.barriers.find(({ record }) => record.id === barrierId)?.record
  return barrier === undefined || !may('view-barrier') ? <NotInFile /> : <ViewBarrier barrier={barrier} />
}

const ViewBarrier = ({ barrier }: { barrier: Barrier }) => {
  const draft = useFormDraft(`view-barrier/${barrier.id}`, barrier.pupilId, ViewForm, (): ViewForm => ({
    viewId: crypto.randomUUID(),
    side: null,
    sees: null,
    effect: null,
    words: '',
  }))
  return draft === null ? (
    <Skeleton rows={3} label="Opening the form" />
  ) : (
    <ViewFields draft={draft} barrier={barrier} />
  )
}

const ViewFields = ({ draft, barrier }: { draft: FormDraft<ViewForm>; barrier: Barrier }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const child = file.pupil.record.preferredForename ?? file.pupil.record.forename
  const onSave = async () => {
    const { side, sees } = form
    const found = [
      ...(side === null ? [{ fieldId: 'side', message: 'Choose whose view it is.' }] : []),
      ...(sees === null ? [{ fieldId: 'sees', message: 'Say whether they see it too.' }] : []),
    ]
    const ready =
      side === null || sees === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: barrier.pupilId,
              barrierId: barrier.id,
              viewId: form.viewId,
              side,
              sees,
              effect: form.effect === null ? null : Number(form.effect),
              words: form.words,
              on: today,
            },
          }
    if (await submitting.submit(viewBarrier, ready)) await back('View saved on this tablet.')
  }
  return (
    <FormPage
      title="Who else sees it, and how?"
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={form.words}
      draft={draft}
    >
      <Card>
        <Quote>{barrier.words}</Quote>
      </Card>
      <ChoiceButtons
        id="side"
        label="Whose view is it?"
        columns={3}
        choices={[
          { value: 'family', label: 'The family’s' },
          { value: 'child', label: `${child}’s` },
          { value: 'school', label: 'The school’s' },
        ]}
        value={form.side}
        onChange={(side) => change({ side })}
        error={problemOf(problems, 'side')}
      />
      <ChoiceButtons
        id="sees"
        label="Do they see it too?"
        columns={3}
        choices={[
          { value: 'yes', label: 'Yes' },
          { value: 'partly', label: 'Partly' },
          { value: 'no', label: 'No' },
        ]}
        value={form.sees}
        onChange={(sees) => change({ sees })}
        error={problemOf(problems, 'sees')}
      />
      <ChoiceButtons
        label={`How much does it keep ${child} away, as they see it?`}
        columns={3}
        choices={(['1', '2', '3'] as const).map((value) => ({ value, label: effectWords[value] }))}
        value={form.effect}
        onChange={(effect) => change({ effect })}
      />
      <TextArea
        label="In their words"
        hint="An earlier view stays in the history."
        value={form.words}
        onChange={(words) => change({ words })}
      />
    </FormPage>
  )
}
