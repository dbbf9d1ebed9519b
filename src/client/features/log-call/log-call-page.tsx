import { useNavigate } from 'react-router'
import { Button } from '#client/ui/button.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { SaidLastTime } from '#client/casework/said-last-time.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { useSession } from '#client/app/session.tsx'
import { logContact } from '#domain/mutations/log-contact.ts'
import { contactResultWords, meansWords, reached } from '#domain/records/contact-note.ts'
import { dayOf, timeOf } from '#domain/time/instant.ts'
import { blankCall, callArgs, CallForm, numberIsBad, resultsOf, type PeopleOfCall } from './call-form.ts'
import { MoreAboutCall } from './more-about-call.tsx'
import { WhoWasIt } from './who-was-it.tsx'
import { wordsOfCall } from './words-of-call.ts'

/** Log a call or another contact: who, how it ended, one sentence. Everything else is there and out of the way. */
export const LogCallPage = () => (
  <WithPupil>
    <LogCall />
  </WithPupil>
)

const LogCall = () => {
  const { file } = usePupilView()
  const { clock } = useSession()
  const pupilId = file.pupil.record.id
  const draft = useFormDraft('log-call', pupilId, CallForm, () =>
    blankCall({ actId: crypto.randomUUID(), noteId: crypto.randomUUID() }, pupilId, {
      day: dayOf(clock()),
      time: timeOf(clock()),
    }),
  )
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <CallFields draft={draft} />
}

const CallFields = ({ draft }: { draft: FormDraft<CallForm> }) => {
  const { file, siblings, today } = usePupilView()
  const { values: form, change } = draft
  const { problems, attempt, isSaving, notSaved, submit } = useSubmit(draft)
  const navigate = useNavigate()
  const say = useToast()
  const people: PeopleOfCall = {
    pupil: file.pupil.record,
    siblings,
    parents: file.parents.map(({ record }) => record),
  }
  const here = `/caseload/${people.pupil.id}`

  const onSave = async () => {
    if (await submit(logContact, callArgs(form, people, today))) {
      say({ message: 'Contact saved on this tablet.' })
      await navigate(here)
    }
  }

  const results = resultsOf(form.means)
  return (
    <FormPage
      title={form.means === 'phone-out' || form.means === 'phone-in' ? 'Log a call' : 'Log a contact'}
      saveLabel="Save"
      onSave={() => void onSave()}
      isSaving={isSaving}
      problems={problems}
      attempt={attempt}
      notSaved={notSaved}
      words={wordsOfCall(form)}
      draft={draft}
      acts={
        <Button size="big" onPress={() => void draft.keepNow().then(() => navigate(here))}>
          Finish later
        </Button>
      }
    >
      <SaidLastTime />
      <WhoWasIt form={form} change={change} people={people} problems={problems} />
      <ChoiceButtons
        id="result"
        label={
          form.means === 'phone-out' || form.means === 'phone-in'
            ? 'How did it end?'
            : `How did it end? ${meansWords[form.means]}`
        }
        columns={3}
        choices={results.map((value) => ({ value, label: contactResultWords[value] }))}
        value={form.result}
        onChange={(result) => change({ result, numberFailed: numberIsBad(result) })}
        error={problemOf(problems, 'result')}
      />
      <Stack>
        <TextArea
          id="facts"
          big
          label={form.result === null || reached(form.result) ? 'What was said' : 'Anything to add'}
          hint={
            form.result === null || reached(form.result)
              ? 'Facts, in one sentence or more.'
              : 'Can stay empty when nobody was reached.'
          }
          value={form.facts}
          onChange={(facts) => change({ facts })}
          error={problemOf(problems, 'facts')}
        />
      </Stack>
      <MoreAboutCall form={form} change={change} people={people} problems={problems} />
    </FormPage>
  )
}
