import { useParams } from 'react-router'
import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { sayWho } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { sayNotice } from '#client/casework/say-notices.ts'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Card } from '#client/ui/card.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { notePenaltyNotice } from '#domain/mutations/note-penalty-notice.ts'
import { NoticeStep, noticeStepWords, type PenaltyNotice } from '#domain/records/penalty-notice.ts'
import { sayDay } from '#domain/time/day-words.ts'

const StepForm = z.object({ what: NoticeStep.nullable(), on: z.string(), words: z.string() })
type StepForm = z.infer<typeof StepForm>

/** One penalty notice with everything that became of it, and room for the next thing. */
export const NoticePage = () => (
  <WithPupil>
    <FindNotice />
  </WithPupil>
)

const FindNotice = () => {
  const { noticeId } = useParams()
  const { file, may } = usePupilView()
  const notice = file.notices.find(({ record }) => record.id === noticeId)?.record
  return notice === undefined || !may('note-penalty-notice') ? <NotInFile /> : <NextStep notice={notice} />
}

const NextStep = ({ notice }: { notice: PenaltyNotice }) => {
  const { today } = usePupilView()
  const draft = useFormDraft(`note-penalty-notice/${notice.id}`, notice.pupilId, StepForm, (): StepForm => ({
    what: null,
    on: today,
    words: '',
  }))
  return draft === null ? <Skeleton rows={3} label="Opening the form" /> : <StepFields draft={draft} notice={notice} />
}

const StepFields = ({ draft, notice }: { draft: FormDraft<StepForm>; notice: PenaltyNotice }) => {
  const { file, today, colleagues, mine } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const onSave = async () => {
    const { what } = form
    const found = [
      ...(what === null ? [{ fieldId: 'what', message: 'Choose what became of it.' }] : []),
      ...(form.on === '' || form.on > today ? [{ fieldId: 'on', message: 'Say which day, today or before.' }] : []),
    ]
    const ready =
      found.length > 0 || what === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: { pupilId: notice.pupilId, noticeId: notice.id, what, on: form.on, words: form.words },
          }
    if (await submitting.submit(notePenaltyNotice, ready)) await back('Saved on this tablet.')
  }
  return (
    <FormPage
      title="What became of a penalty notice"
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={form.words}
      draft={draft}
    >
      <Card title="So far">
        <p>{sayNotice(notice, file, today)}</p>
        {notice.steps.map((step) => (
          <p key={`${step.recordedAt} ${step.what}`}>
            {sayDay(step.on, today)}: {noticeStepWords[step.what]}.{step.words === '' ? '' : ` ${step.words}`}
          </p>
        ))}
        <Quiet>Written down by {sayWho(colleagues, notice.by, mine)}.</Quiet>
      </Card>
      <ChoiceButtons
        id="what"
        label="What became of it?"
        columns={2}
        choices={NoticeStep.options.map((value) => ({ value, label: noticeStepWords[value] }))}
        value={form.what}
        onChange={(what) => change({ what })}
        error={problemOf(problems, 'what')}
      />
      <DateField
        id="on"
        label="On which day?"
        value={form.on}
        onChange={(on) => change({ on })}
        max={today}
        error={problemOf(problems, 'on')}
      />
      <TextArea label="Anything to add" rows={2} value={form.words} onChange={(words) => change({ words })} />
    </FormPage>
  )
}
