import { WordsArea } from '#client/casework/words-field.tsx'
import { memo, useDeferredValue, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { Button } from '#client/ui/button.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
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
import type { PartOfCall } from './part-of-call.ts'
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
  const { values, change } = draft
  // What is typed shows in its own field at once; the rest of this long form follows when the tablet has a moment.
  const form = useDeferredValue(values)
  const { problems, attempt, isSaving, notSaved, submit } = useSubmit(draft)
  const navigate = useNavigate()
  const say = useToast()
  const people = useMemo(
    (): PeopleOfCall => ({ pupil: file.pupil.record, siblings, parents: file.parents.map(({ record }) => record) }),
    [file, siblings],
  )
  const here = `/caseload/${people.pupil.id}`

  const onSave = async () => {
    if (await submit(logContact, callArgs(values, people, today))) {
      say({ message: 'Contact saved on this tablet.' })
      await navigate(here)
    }
  }

  return (
    <FormPage
      title={form.means === 'phone-out' || form.means === 'phone-in' ? 'Log a call' : 'Log a contact'}
      saveLabel="Save"
      onSave={() => void onSave()}
      isSaving={isSaving}
      problems={problems}
      attempt={attempt}
      notSaved={notSaved}
      words={wordsOfCall(values)}
      draft={draft}
      acts={
        <Button size="big" onPress={() => void draft.keepNow().then(() => navigate(here))}>
          Finish later
        </Button>
      }
    >
      <SaidLastTime />
      <CallParts form={form} change={change} people={people} problems={problems} />
    </FormPage>
  )
}

/** The questions, drawn again only when an answer that they show has changed. */
const CallParts = memo(function CallParts({ form, change, people, problems }: PartOfCall) {
  const isCall = form.means === 'phone-out' || form.means === 'phone-in'
  const wasReached = form.result === null || reached(form.result)
  return (
    <>
      <WhoWasIt form={form} change={change} people={people} problems={problems} />
      <ChoiceButtons
        id="result"
        label={isCall ? 'How did it end?' : `How did it end? ${meansWords[form.means]}`}
        columns={3}
        choices={resultsOf(form.means).map((value) => ({ value, label: contactResultWords[value] }))}
        value={form.result}
        onChange={(result) => change({ result, numberFailed: numberIsBad(result) })}
        error={problemOf(problems, 'result')}
      />
      <WordsArea
        id="facts"
        big
        label={wasReached ? 'What was said' : 'Anything to add'}
        hint={wasReached ? 'Facts, in one sentence or more.' : 'Can stay empty when nobody was reached.'}
        value={form.facts}
        onChange={(facts) => change({ facts })}
        error={problemOf(problems, 'facts')}
      />
      <MoreAboutCall form={form} change={change} people={people} problems={problems} />
    </>
  )
})
