import { useDeferredValue, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { Button } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { FormPage } from '#client/casework/form-page.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { SaidLastTime } from '#client/casework/said-last-time.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { useSession } from '#client/app/session.tsx'
import { logContact } from '#domain/mutations/log-contact.ts'
import { dayOf, timeOf } from '#domain/time/instant.ts'
import { AboutEachChild } from './about-each-child.tsx'
import { blankCall, callArgs, CallForm, type PeopleOfCall } from './call-form.ts'
import { MoreAboutCall } from './more-about-call.tsx'
import { HowItEnded, WhatWasSaid } from './what-was-said.tsx'
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

  const part = { form, change, people, problems }
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
      <WhoWasIt {...part} />
      <HowItEnded {...part} />
      <WhatWasSaid {...part} />
      <AboutEachChild {...part} />
      <MoreAboutCall {...part} />
    </FormPage>
  )
}
