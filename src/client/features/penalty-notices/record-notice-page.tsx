import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { buttonNames, parentName } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { sayNoticesOf } from '#client/casework/say-notices.ts'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { recordPenaltyNotice } from '#domain/mutations/record-penalty-notice.ts'
import { isParentInLaw } from '#domain/people/parent-in-law.ts'
import { Offence, offenceWords } from '#domain/records/penalty-notice.ts'

const NoticeForm = z.object({
  noticeId: z.string(),
  parentId: z.string().nullable(),
  issuedOn: z.string(),
  offence: Offence.nullable(),
  reference: z.string(),
})
type NoticeForm = z.infer<typeof NoticeForm>

/** Write down that the council issued a penalty notice: to whom, on which day, and which one it is. */
export const RecordNoticePage = () => (
  <WithPupil>
    <RecordNotice />
  </WithPupil>
)

const RecordNotice = () => {
  const { file, may } = usePupilView()
  const draft = useFormDraft('record-penalty-notice', file.pupil.record.id, NoticeForm, (): NoticeForm => ({
    noticeId: crypto.randomUUID(),
    parentId: null,
    issuedOn: '',
    offence: null,
    reference: '',
  }))
  if (!may('record-penalty-notice')) return <NotInFile />
  return draft === null ? <Skeleton rows={3} label="Opening the form" /> : <NoticeFields draft={draft} />
}

const NoticeFields = ({ draft }: { draft: FormDraft<NoticeForm> }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const pupil = file.pupil.record
  const parents = file.parents.map(({ record }) => record).filter((parent) => isParentInLaw(parent) !== 'no')
  const called = buttonNames(parents)
  const chosen = parents.find(({ id }) => id === form.parentId)
  const notices = file.notices.map(({ record }) => record)
  const onSave = async () => {
    const { parentId, issuedOn, offence } = form
    const found = [
      ...(parentId === null ? [{ fieldId: 'parent', message: 'Choose to whom it was issued.' }] : []),
      ...(issuedOn === '' || issuedOn > today
        ? [{ fieldId: 'issued', message: 'Say the day of issue, today or before.' }]
        : []),
      ...(offence === null ? [{ fieldId: 'offence', message: 'Choose whether it is the first or the second.' }] : []),
    ]
    const ready =
      found.length > 0 || parentId === null || offence === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: pupil.id,
              caseId: pupil.openCaseId,
              noticeId: form.noticeId,
              parentId,
              issuedOn,
              offence,
              reference: form.reference,
            },
          }
    if (await submitting.submit(recordPenaltyNotice, ready)) await back('Notice written down on this tablet.')
  }
  return (
    <FormPage
      title="Write down a penalty notice"
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={form.reference}
      draft={draft}
    >
      <Quiet>
        Only what the council has issued. Nothing is issued or asked for here. Each parent and each child has a notice
        of their own.
      </Quiet>
      <ChoiceButtons
        id="parent"
        label="To whom was it issued?"
        columns={2}
        choices={parents.map((parent) => ({ value: parent.id, label: called.get(parent.id) ?? parentName(parent) }))}
        value={form.parentId}
        onChange={(parentId) => change({ parentId })}
        error={problemOf(problems, 'parent')}
      />
      {chosen !== undefined && <p>{sayNoticesOf(notices, chosen.id, today)}</p>}
      <DateField
        id="issued"
        label="Day of issue"
        value={form.issuedOn}
        onChange={(issuedOn) => change({ issuedOn })}
        max={today}
        error={problemOf(problems, 'issued')}
      />
      <ChoiceButtons
        id="offence"
        label="Which one does the notice say it is?"
        columns={2}
        choices={Offence.options.map((value) => ({ value, label: offenceWords[value] }))}
        value={form.offence}
        onChange={(offence) => change({ offence })}
        error={problemOf(problems, 'offence')}
      />
      <TextField
        label="The council’s number on it"
        value={form.reference}
        onChange={(reference) => change({ reference })}
      />
    </FormPage>
  )
}
