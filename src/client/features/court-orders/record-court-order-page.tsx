import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { parentName, relationshipOf } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit, type Ready } from '#client/casework/use-submit.ts'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { recordCourtOrder } from '#domain/mutations/record-court-order.ts'
import { OrderForbids, orderForbidsWords } from '#domain/records/court-order.ts'

const OrderForm = z.object({
  orderId: z.string(),
  parentIds: z.array(z.string()),
  otherPerson: z.string(),
  forbids: z.array(OrderForbids),
  says: z.string(),
  since: z.string(),
  until: z.string().nullable(),
  seenOn: z.string().nullable(),
})
type OrderForm = z.infer<typeof OrderForm>

/** Write down a court order: whom it binds, what it forbids, since when, and whether one has seen it. */
export const RecordCourtOrderPage = () => (
  <WithPupil>
    <RecordCourtOrder />
  </WithPupil>
)

const RecordCourtOrder = () => {
  const { file, may } = usePupilView()
  const draft = useFormDraft('record-court-order', file.pupil.record.id, OrderForm, (): OrderForm => ({
    orderId: crypto.randomUUID(),
    parentIds: [],
    otherPerson: '',
    forbids: [],
    says: '',
    since: '',
    until: null,
    seenOn: null,
  }))
  if (!may('record-court-order')) return <NotInFile />
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <OrderFields draft={draft} />
}

const OrderFields = ({ draft }: { draft: FormDraft<OrderForm> }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const goOn = useGoOn()
  const say = useToast()
  const pupilId = file.pupil.record.id
  const parents = file.parents.map(({ record }) => record)
  const parentIds = form.parentIds.filter((id) => parents.some((parent) => parent.id === id))
  const ready = (): Ready<z.input<typeof recordCourtOrder.args>> => {
    const found = [
      ...(parentIds.length === 0 && form.otherPerson.trim() === ''
        ? [{ fieldId: 'whom', message: 'Say whom the order binds.' }]
        : []),
      ...(form.forbids.length === 0 ? [{ fieldId: 'forbids', message: 'Say what the order forbids.' }] : []),
      ...(form.says.trim() === '' ? [{ fieldId: 'says', message: 'Write what it says and how you know.' }] : []),
      ...(form.since === '' || form.since > today
        ? [{ fieldId: 'since', message: 'Say since which day it holds.' }]
        : []),
      ...(form.until !== null && form.until !== '' && form.until < form.since
        ? [{ fieldId: 'until', message: 'It cannot end before it begins.' }]
        : []),
    ]
    if (found.length > 0) return { ok: false, problems: found }
    const { orderId, otherPerson, forbids, says, since, until, seenOn } = form
    return {
      ok: true,
      args: {
        pupilId,
        orderId,
        parentIds,
        otherPerson: otherPerson.trim(),
        forbids,
        says,
        since,
        until: until === '' ? null : until,
        seenOn,
      },
    }
  }
  const onSave = async () => {
    if (await submitting.submit(recordCourtOrder, ready())) {
      say({ message: 'Court order saved on this tablet.' })
      await goOn(`/caseload/${pupilId}`)
    }
  }
  return (
    <FormPage
      title="Write down a court order"
      saveLabel="Save order"
      onSave={() => void onSave()}
      {...submitting}
      words={[form.otherPerson, form.says].filter((words) => words !== '').join('\n\n')}
      draft={draft}
    >
      {parents.length > 0 && (
        <ChoiceChecks
          id="whom"
          label="Whom does it bind?"
          columns="auto"
          big={false}
          choices={parents.map((parent) => ({
            value: parent.id,
            label: `${relationshipOf(parent)}, ${parentName(parent)}`,
          }))}
          value={parentIds}
          onChange={(chosen) => change({ parentIds: chosen })}
          error={problemOf(problems, 'whom')}
        />
      )}
      <TextField
        {...(parents.length === 0 ? { id: 'whom', error: problemOf(problems, 'whom') } : {})}
        label="Somebody who is not on the school’s list"
        hint="Leave empty if there is nobody."
        value={form.otherPerson}
        onChange={(otherPerson) => change({ otherPerson })}
      />
      <ChoiceChecks
        id="forbids"
        label="They may not"
        columns="auto"
        big={false}
        choices={OrderForbids.options.map((value) => ({ value, label: orderForbidsWords[value] }))}
        value={form.forbids}
        onChange={(forbids) => change({ forbids })}
        error={problemOf(problems, 'forbids')}
      />
      <TextArea
        id="says"
        label="What it says, and how you know"
        hint="The court’s own words where you have them. If nobody may ring or write to them either, say so under the safe-contact rule too."
        value={form.says}
        onChange={(says) => change({ says })}
        error={problemOf(problems, 'says')}
      />
      <DateField
        id="since"
        label="Since"
        max={today}
        value={form.since}
        onChange={(since) => change({ since })}
        error={problemOf(problems, 'since')}
      />
      <DateField
        id="until"
        label="Until, if it names a day"
        value={form.until ?? ''}
        onChange={(until) => change({ until })}
        error={problemOf(problems, 'until')}
      />
      <Checkbox
        label="I have seen the order itself"
        hint="Without it, everyone is told that nobody here has."
        isSelected={form.seenOn !== null}
        onChange={(isSeen) => change({ seenOn: isSeen ? today : null })}
      />
    </FormPage>
  )
}
