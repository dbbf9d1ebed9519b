import { useState } from 'react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { ColleagueField } from '#client/casework/colleague-field.tsx'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { duenessOf, settledWords } from '#client/casework/late-words.ts'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWho } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Page, Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { changePromise } from '#domain/mutations/change-promise.ts'
import { settlePromise } from '#domain/mutations/settle-promise.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import { dayOf } from '#domain/time/instant.ts'
import { sayDay, sayDue } from '#domain/time/day-words.ts'

const How = z.enum(['kept', 'kept-late', 'not-kept', 'no-longer-needed'])
const SettleForm = z.object({ how: How.nullable(), on: z.string(), words: z.string() })
type SettleForm = z.infer<typeof SettleForm>

/** Say how a promise ended; or give it more time, or another pair of hands. */
export const SettlePromisePage = () => (
  <WithPupil>
    <FindPromise />
  </WithPupil>
)

const FindPromise = () => {
  const { promiseId } = useParams()
  const { file } = usePupilView()
  const promise = file.promises.find(({ record }) => record.id === promiseId)?.record
  if (promise === undefined) return <NotInFile />
  return promise.settled === null ? <Settle promise={promise} /> : <Settled promise={promise} />
}

const Settled = ({ promise }: { promise: MadePromise }) => {
  const { today, colleagues, mine } = usePupilView()
  const { settled } = promise
  if (settled === null) return null
  return (
    <Page title={promise.words} back={<BackToCase />}>
      <p>
        {settledWords[settled.how]}, {sayDay(settled.on, today)}, by {sayWho(colleagues, settled.by, mine)}.
      </p>
      {settled.words !== '' && <p>{settled.words}</p>}
    </Page>
  )
}

const Settle = ({ promise }: { promise: MadePromise }) => {
  const { today } = usePupilView()
  const draft = useFormDraft(`settle-promise/${promise.id}`, promise.pupilId, SettleForm, () => ({
    how: null,
    on: today,
    words: '',
  }))
  return draft === null ? (
    <Skeleton rows={3} label="Opening the form" />
  ) : (
    <SettleFields draft={draft} promise={promise} />
  )
}

const SettleFields = ({ draft, promise }: { draft: FormDraft<SettleForm>; promise: MadePromise }) => {
  const { today, calendar, may } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const onSave = async () => {
    const { how } = form
    const ready =
      how === null
        ? { ok: false as const, problems: [{ fieldId: 'how', message: 'Choose how the promise ended.' }] }
        : {
            ok: true as const,
            args: {
              pupilId: promise.pupilId,
              promiseId: promise.id,
              how,
              on: form.on === '' ? today : form.on,
              words: form.words,
            },
          }
    if (await submitting.submit(settlePromise, ready)) {
      say({ message: 'Promise settled.' })
      await goOn(`/caseload/${promise.pupilId}`)
    }
  }
  const isLate = duenessOf(promise.dueOn, form.on === '' ? today : form.on) === 'late'
  return (
    <FormPage
      title={promise.words}
      saveLabel="Settle"
      onSave={() => void onSave()}
      {...submitting}
      words={form.words}
      draft={draft}
    >
      <Quiet>
        To {promise.promisedTo}, {sayDue(promise.dueOn, today, calendar)}.
      </Quiet>
      <ChoiceButtons
        id="how"
        label="How did it end?"
        columns={2}
        choices={(isLate
          ? (['kept-late', 'not-kept', 'no-longer-needed'] as const)
          : (['kept', 'not-kept', 'no-longer-needed'] as const)
        ).map((value) => ({
          value,
          label: settledWords[value],
        }))}
        value={form.how}
        onChange={(how) => change({ how })}
        error={problemOf(submitting.problems, 'how')}
      />
      <DateField label="On" value={form.on} onChange={(on) => change({ on, how: null })} max={today} />
      <TextArea label="Anything to add" rows={2} value={form.words} onChange={(words) => change({ words })} />
      {may('change-promise') && <MoreTime promise={promise} />}
    </FormPage>
  )
}

/** Another day or another person: the words of the promise never change. */
const MoreTime = ({ promise }: { promise: MadePromise }) => {
  const { file, today } = usePupilView()
  const { clock } = useSession()
  const { save, isSaving, notSaved } = useSaving()
  const [ids] = useState(() => ({ uid: crypto.randomUUID(), clashId: crypto.randomUUID() }))
  const [dueOn, setDueOn] = useState(promise.dueOn)
  const [ownerId, setOwnerId] = useState(promise.ownerId)
  const [saw] = useState(promise)
  const say = useToast()
  const goOn = useGoOn()
  const isSame = dueOn === saw.dueOn && ownerId === saw.ownerId
  const onMove = async () => {
    const done = await save(identified(ids.uid), changePromise, {
      pupilId: promise.pupilId,
      promiseId: promise.id,
      clashId: ids.clashId,
      ...(dueOn === saw.dueOn ? {} : { dueOn: { from: saw.dueOn, to: dueOn } }),
      ...(ownerId === saw.ownerId ? {} : { ownerId: { from: saw.ownerId, to: ownerId } }),
    })
    if (!done) return
    say({ message: `Promise now due ${sayDay(dueOn, dayOf(clock()))}.` })
    await goOn(`/caseload/${promise.pupilId}`)
  }
  return (
    <Card title="More time, or someone else">
      {notSaved !== null && <NotSaved why={notSaved} words="" />}
      <DateField label="New day" value={dueOn} onChange={setDueOn} min={today} />
      <ColleagueField
        label="Who keeps it?"
        organisationId={file.pupil.record.organisationId}
        value={ownerId}
        onChange={(chosen) => {
          if (chosen !== null) setOwnerId(chosen)
        }}
      />
      {!isSame && dueOn !== '' && (
        <Button isPending={isSaving} onPress={() => void onMove()}>
          Change the promise
        </Button>
      )}
    </Card>
  )
}
