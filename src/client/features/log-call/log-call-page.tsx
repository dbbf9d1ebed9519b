import { useDeferredValue, useMemo } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { AlreadyToday, useAlreadyToday } from '#client/casework/already-today.tsx'
import { WhenItHappened } from '#client/casework/when-it-happened.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { offerOf } from '#client/casework/offer-household.tsx'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { meantOf } from '#client/casework/meant-children.ts'
import { relationshipOf } from '#client/casework/people-words.ts'
import { ownSide } from '#client/casework/own-side.ts'
import { PicturesField } from '#client/casework/pictures-field.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { SaidLastTime } from '#client/casework/said-last-time.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmitWithPictures } from '#client/casework/use-submit-with-pictures.ts'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { logContact } from '#domain/mutations/log-contact.ts'
import { reached } from '#domain/records/contact-note.ts'
import type { Parent } from '#domain/records/parent.ts'
import { dayOf, timeOf } from '#domain/time/instant.ts'
import { AboutEachChild } from './about-each-child.tsx'
import { AlsoAbout } from './also-about.tsx'
import { blankCall, callArgs, CallForm, nextToRing, type OpenedWith, type PeopleOfCall } from './call-form.ts'
import { MoreAboutCall } from './more-about-call.tsx'
import { HowItEnded, WhatWasSaid } from './what-was-said.tsx'
import { WhoWasIt } from './who-was-it.tsx'
import { wordsOfCall } from './words-of-call.ts'

/** Log a call or another contact: who, how it ended, one sentence. Everything else is there and out of the way. */
export const LogCallPage = () => {
  // *Save and try next* opens the same address anew: another contact, with a draft and an identity of its own.
  const { key } = useLocation()
  return (
    <WithPupil>
      <LogCall key={key} />
    </WithPupil>
  )
}

const LogCall = () => {
  const { file } = usePupilView()
  const { clock } = useSession()
  const [asked] = useSearchParams()
  const pupilId = file.pupil.record.id
  const parents = file.parents.map(({ record }) => record)
  const draft = useFormDraft('log-call', pupilId, CallForm, () =>
    blankCall(
      { actId: crypto.randomUUID(), noteId: crypto.randomUUID() },
      pupilId,
      { day: dayOf(clock()), time: timeOf(clock()) },
      openedWith(asked, parents),
    ),
  )
  const alreadyToday = useAlreadyToday()
  return draft === null || alreadyToday === undefined ? (
    <Skeleton rows={4} label="Opening the form" />
  ) : (
    <CallFields draft={draft} alreadyToday={alreadyToday} />
  )
}

/** The address names only random ids and places in the school's list: never a number. */
const openedWith = (asked: URLSearchParams, parents: readonly Parent[]): OpenedWith => {
  const parent = parents.find(({ id }) => id === asked.get('parent'))
  const number = parent?.phones[Number(asked.get('phone') ?? 0)]?.number
  return {
    ...(asked.has('good-news') ? { positive: true } : {}),
    ...(parent === undefined ? {} : { who: parent.id }),
    ...(number === undefined ? {} : { numberUsed: number }),
  }
}

const CallFields = ({
  draft,
  alreadyToday,
}: {
  draft: FormDraft<CallForm>
  alreadyToday: NonNullable<ReturnType<typeof useAlreadyToday>>
}) => {
  const { file, siblings, today, mine } = usePupilView()
  const { values, change } = draft
  // What is typed shows in its own field at once; the rest of this long form follows when the tablet has a moment.
  const form = useDeferredValue(values)
  const { problems, attempt, isSaving, notSaved, submit } = useSubmitWithPictures(draft, {
    pupilId: file.pupil.record.id,
    noteId: values.children[0]?.noteId ?? '',
  })
  const { actor } = useSession()
  const goOn = useGoOn()
  const say = useToast()
  const people = useMemo(
    (): PeopleOfCall => ({
      pupil: file.pupil.record,
      siblings,
      parents: file.parents.map(({ record }) => record),
      mine,
      side: ownSide(actor, file.pupil.record.organisationId),
    }),
    [file, siblings, mine, actor],
  )
  const here = `/caseload/${people.pupil.id}`
  // Even where nothing else was said yet: a picture is found again by the form that it was taken in.
  const keepBegun = () => void change({})

  const orders = file.courtOrders.map(({ record }) => record)
  const next = form.result !== null && !reached(form.result) ? nextToRing(form, people.parents, orders) : null
  const onSave = async (then: string) => {
    // As it stands when it is saved, not as it stood at the press: what was typed while the pictures were read is in it.
    if (await submit(logContact, (pictures) => callArgs(draft.valuesNow(), people, today, pictures))) {
      say({ message: 'Contact saved on this tablet.' })
      await goOn(then, { state: offerOf(people.siblings, meantOf(values.children)) })
    }
  }

  const part = { form, change, people, problems }
  return (
    <FormPage
      title={form.means === 'phone-out' || form.means === 'phone-in' ? 'Log a call' : 'Log a contact'}
      saveLabel="Save"
      onSave={() => void onSave(here)}
      isSaving={isSaving}
      problems={problems}
      attempt={attempt}
      notSaved={notSaved}
      words={wordsOfCall(values)}
      draft={draft}
      acts={
        <Button size="big" onPress={() => void draft.keepNow().then(() => goOn(here))}>
          Finish later
        </Button>
      }
    >
      <SaidLastTime />
      <AlreadyToday accounts={alreadyToday} />
      <WhenItHappened
        happenedOn={form.happenedOn}
        happenedAt={form.happenedAt}
        today={today}
        onChange={change}
        error={problemOf(problems, 'day')}
      />
      <WhoWasIt {...part} />
      <HowItEnded {...part} />
      {next !== null && <RingNext next={next} isSaving={isSaving} onRing={() => void onSave(placeOf(here, next))} />}
      <WhatWasSaid {...part} />
      <AlsoAbout {...part} />
      <AboutEachChild {...part} />
      <MoreAboutCall {...part} />
      <PicturesField
        pupilId={people.pupil.id}
        organisationId={people.pupil.organisationId}
        noteId={values.children[0]?.noteId ?? ''}
        onKept={keepBegun}
      />
    </FormPage>
  )
}

type Next = NonNullable<ReturnType<typeof nextToRing>>

/** Where the form for the next call opens: random ids and a place in the list, never a number. */
const placeOf = (here: string, { parent, number }: Next): string =>
  `${here}/log-call?parent=${parent.id}&phone=${parent.phones.findIndex((phone) => phone.number === number)}`

/** Nobody was reached: this try is kept as its own contact, and the next number is one tap away. */
const RingNext = ({ next, isSaving, onRing }: { next: Next; isSaving: boolean; onRing: () => void }) => (
  <Banner
    tone="notice"
    action={
      <Button isPending={isSaving} onPress={onRing}>
        Save and try next
      </Button>
    }
  >
    Next to try: {relationshipOf(next.parent)}, number ending {next.number.slice(-3)}.
  </Banner>
)
