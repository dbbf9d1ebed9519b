import { useParams } from 'react-router'
import { useGoOn } from '#client/app/go-on.tsx'
import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Quote } from '#client/ui/quote.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { changeBarrier } from '#domain/mutations/change-barrier.ts'
import {
  Barrier,
  barrierAboutWords,
  BarrierStatus,
  barrierStatusWords,
  raisedByWords,
} from '#domain/records/barrier.ts'
import { sayDay } from '#domain/time/day-words.ts'

/** What can be changed of a barrier, as the person saw it and as they made it. */
const Changeable = z.object({
  status: BarrierStatus,
  agreedByFamily: Barrier.shape.agreedByFamily,
  reviewOn: z.string(),
  removedOn: z.string(),
  evidence: z.string(),
  whatWorked: z.string(),
})
const ChangeForm = z.object({ clashId: z.string(), saw: Changeable, now: Changeable })
type ChangeForm = z.infer<typeof ChangeForm>

/** Say what has become of a barrier: where it stands, whether the family agrees, what worked. */
export const ChangeBarrierPage = () => (
  <WithPupil>
    <FindBarrier />
  </WithPupil>
)

const FindBarrier = () => {
  const { barrierId } = useParams()
  const { file } = usePupilView()
  const barrier = file.barriers.find(({ record }) => record.id === barrierId)?.record
  return barrier === undefined ? <NotInFile /> : <ChangeBarrier barrier={barrier} />
}

const ChangeBarrier = ({ barrier }: { barrier: Barrier }) => {
  const draft = useFormDraft(`change-barrier/${barrier.id}`, barrier.pupilId, ChangeForm, () => {
    const saw = {
      status: barrier.status,
      agreedByFamily: barrier.agreedByFamily,
      reviewOn: barrier.reviewOn ?? '',
      removedOn: barrier.removedOn ?? '',
      evidence: barrier.evidence,
      whatWorked: barrier.whatWorked,
    }
    return { clashId: crypto.randomUUID(), saw, now: saw }
  })
  return draft === null ? (
    <Skeleton rows={4} label="Opening the form" />
  ) : (
    <ChangeFields draft={draft} barrier={barrier} />
  )
}

const ChangeFields = ({ draft, barrier }: { draft: FormDraft<ChangeForm>; barrier: Barrier }) => {
  const { today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const put = (part: Partial<ChangeForm['now']>) => change((latest) => ({ now: { ...latest.now, ...part } }))
  const onSave = async () => {
    const { saw, now } = form
    const args = {
      pupilId: barrier.pupilId,
      caseId: barrier.caseId,
      barrierId: barrier.id,
      clashId: form.clashId,
      // Only what was touched is sent, so that a colleague's change of another field stands.
      ...(saw.status === now.status ? {} : { status: { from: saw.status, to: now.status } }),
      ...(saw.agreedByFamily === now.agreedByFamily
        ? {}
        : { agreedByFamily: { from: saw.agreedByFamily, to: now.agreedByFamily } }),
      ...(saw.reviewOn === now.reviewOn ? {} : { reviewOn: { from: day(saw.reviewOn), to: day(now.reviewOn) } }),
      ...(saw.removedOn === now.removedOn ? {} : { removedOn: { from: day(saw.removedOn), to: day(now.removedOn) } }),
      ...(saw.evidence === now.evidence ? {} : { evidence: { from: saw.evidence, to: now.evidence } }),
      ...(saw.whatWorked === now.whatWorked ? {} : { whatWorked: { from: saw.whatWorked, to: now.whatWorked } }),
    }
    const isSame = JSON.stringify(saw) === JSON.stringify(now)
    const ready = isSame
      ? { ok: false as const, problems: [{ fieldId: 'status', message: 'Nothing has been changed yet.' }] }
      : { ok: true as const, args }
    if (await submitting.submit(changeBarrier, ready)) {
      say({ message: 'Barrier saved on this tablet.' })
      await goOn(`/caseload/${barrier.pupilId}`)
    }
  }
  return (
    <FormPage
      title={barrierAboutWords[barrier.about]}
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={[form.now.evidence, form.now.whatWorked].filter((words) => words !== '').join('\n\n')}
      draft={draft}
    >
      <Card>
        <Quote>{barrier.words}</Quote>
        <Quiet>
          Raised by: {raisedByWords[barrier.raisedBy].toLowerCase()}, {sayDay(barrier.raisedOn, today)}
        </Quiet>
      </Card>
      <ChoiceButtons
        id="status"
        label="Where does it stand?"
        columns={2}
        choices={BarrierStatus.options.map((value) => ({ value, label: barrierStatusWords[value] }))}
        value={form.now.status}
        onChange={(status) =>
          put({
            status,
            removedOn: status === 'removed' ? (form.now.removedOn === '' ? today : form.now.removedOn) : '',
          })
        }
        error={problemOf(submitting.problems, 'status')}
      />
      {form.now.status === 'removed' && (
        <>
          <DateField label="Removed on" value={form.now.removedOn} onChange={(removedOn) => put({ removedOn })} />
          <TextArea
            label="What worked?"
            rows={2}
            value={form.now.whatWorked}
            onChange={(whatWorked) => put({ whatWorked })}
          />
        </>
      )}
      <ChoiceButtons
        label="Does the family agree?"
        big={false}
        columns="auto"
        choices={[
          { value: 'yes', label: 'Yes' },
          { value: 'partly', label: 'Partly' },
          { value: 'no', label: 'No' },
          { value: 'not-discussed', label: 'Not talked about' },
        ]}
        value={form.now.agreedByFamily}
        onChange={(agreedByFamily) => put({ agreedByFamily })}
      />
      <TextArea
        label="What shows it"
        hint="Facts: days, lessons, what was seen."
        rows={2}
        value={form.now.evidence}
        onChange={(evidence) => put({ evidence })}
      />
      <DateField
        label="Look at it again on"
        hint="Can stay empty."
        value={form.now.reviewOn}
        onChange={(reviewOn) => put({ reviewOn })}
      />
    </FormPage>
  )
}

const day = (value: string): string | null => (value === '' ? null : value)
