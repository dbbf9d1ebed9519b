import { EyeOff } from 'lucide-react'
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { useHide } from '#client/app/hide.tsx'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { markSaved, picturesFor, saidOf } from '#client/store/attachments.ts'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { PicturesField } from '#client/casework/pictures-field.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { plannedFor, readAccompanied, readPlans, type AsPlanned } from '#client/casework/read-visits.ts'
import { SaidLastTime } from '#client/casework/said-last-time.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { ThrowAway } from '#client/casework/throw-away.tsx'
import { useSubmit } from '#client/casework/use-submit.ts'
import { useLive } from '#client/store/live.ts'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Button } from '#client/ui/button.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { logHomeVisit } from '#domain/mutations/log-home-visit.ts'
import { unanswered } from '#domain/records/home-visit.ts'
import { AboutEachChild } from './about-each-child.tsx'
import { ArrivedAndLeft } from './arrived-and-left.tsx'
import { AtTheDoor } from './at-the-door.tsx'
import styles from './log-home-visit.module.css'
import { MoreAboutVisit } from './more-about-visit.tsx'
import { NoAnswer, WhatIsDue } from './no-answer.tsx'
import { blankVisit, visitArgs, VisitForm, wordsOfVisit, type PeopleOfVisit } from './visit-form.ts'
import type { PartOfVisit } from './part-of-visit.ts'
import { useDaylight } from './use-daylight.ts'
import { WhatHappened } from './what-happened.tsx'

/** Log a home visit, standing at the door: large, short, one hand, no signal. It fills the glass and can be hidden at once. */
export const LogHomeVisitPage = () => {
  const isDaylight = useDaylight()
  return (
    <main className={styles.glass} {...(isDaylight ? { 'data-scheme': 'outdoor' } : {})}>
      <WithPupil>
        <LogHomeVisit />
      </WithPupil>
    </main>
  )
}

const LogHomeVisit = () => {
  const { file, today } = usePupilView()
  const { db, actor } = useSession()
  const pupilId = file.pupil.record.id
  const planned = useLive(async () => {
    const plans = await readPlans(db, actor)
    const accompanied = await readAccompanied(db, actor)
    return {
      is: plannedFor(
        { plans: plans.map(({ record }) => record), accompanied: accompanied.map(({ record }) => record) },
        pupilId,
        today,
      ),
    }
  }, [db, actor, pupilId, today])
  return planned === undefined ? (
    <Skeleton rows={4} label="Opening the form" />
  ) : (
    <VisitDraft key={pupilId} pupilId={pupilId} planned={planned.is} />
  )
}

/** The form as it was left, or as it opens: with what was planned for this household, where something was. */
const VisitDraft = ({ pupilId, planned }: { pupilId: string; planned: AsPlanned | null }) => {
  const { siblings, today } = usePupilView()
  const draft = useFormDraft('log-home-visit', pupilId, VisitForm, () => {
    const here = planned?.pupilIds.filter((id) => siblings.some((sibling) => sibling.id === id)) ?? []
    const noteIds = [pupilId, ...here].map(() => crypto.randomUUID())
    return blankVisit(
      { actId: crypto.randomUUID(), noteIds },
      pupilId,
      today,
      planned === null ? null : { ...planned, pupilIds: [pupilId, ...here] },
    )
  })
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <VisitFields draft={draft} />
}

const VisitFields = ({ draft }: { draft: FormDraft<VisitForm> }) => {
  const { file, siblings, today, mine } = usePupilView()
  const { values, change } = draft
  // What is typed shows in its own field at once; the rest of this long form follows when the tablet has a moment.
  const form = useDeferredValue(values)
  const hide = useHide()
  const { db } = useSession()
  const { problems, attempt, isSaving, notSaved, submit } = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const pupil = file.pupil.record
  const people = useMemo(
    (): PeopleOfVisit => ({
      pupil: file.pupil.record,
      siblings,
      parents: file.parents.map(({ record }) => record),
      mine,
    }),
    [file, siblings, mine],
  )
  const here = `/caseload/${pupil.id}`

  const onSave = async (then: string) => {
    const pictures = await picturesFor(db, pupil.id, values.children[0]?.noteId ?? '')
    if (await submit(logHomeVisit, visitArgs(values, people, today, saidOf(pictures)))) {
      await markSaved(db, pictures)
      say({ message: 'Visit saved on this tablet.' })
      await goOn(then)
    }
  }

  // The parts are drawn again only when an answer has changed: what they press is the form as it is then.
  const saving = useRef(onSave)
  useEffect(() => {
    saving.current = onSave
  })
  const saveAndOpen = useCallback((address: string) => void saving.current(address), [])

  const family = [pupil, ...siblings].map((child) => child.preferredForename ?? child.forename)
  return (
    <form noValidate aria-label="Log a home visit" className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <header className={styles.head}>
        <div>
          <h1 tabIndex={-1}>{pupil.address?.lines[0] ?? 'Home visit'}</h1>
          <p>
            {pupil.preferredSurname ?? pupil.surname} family: {family.join(', ')}
          </p>
        </div>
        <Button icon={<EyeOff aria-hidden />} onPress={hide}>
          Hide
        </Button>
      </header>
      <div className={styles.fields}>
        <ErrorSummary problems={problems} attempt={attempt} />
        {notSaved !== null && <NotSaved why={notSaved} words={wordsOfVisit(values)} />}
        <SaidLastTime />
        <VisitParts
          form={form}
          change={change}
          people={people}
          problems={problems}
          isSaving={isSaving}
          onSaveAndOpen={saveAndOpen}
        />
        <PicturesField
          pupilId={pupil.id}
          organisationId={pupil.organisationId}
          noteId={values.children[0]?.noteId ?? ''}
        />
        <ThrowAway draft={draft} to={here} />
      </div>
      <ActionBar foot={<DraftLine draft={draft} />}>
        <Button size="big" onPress={() => void draft.keepNow().then(() => goOn(here))}>
          Finish later
        </Button>
        <Button size="big" kind="main" isPending={isSaving} onPress={() => void onSave(here)}>
          Save visit
        </Button>
      </ActionBar>
    </form>
  )
}

/** The questions, drawn again only when an answer that they show has changed. */
const VisitParts = memo(function VisitParts({
  onSaveAndOpen,
  isSaving,
  ...part
}: PartOfVisit & { onSaveAndOpen: (address: string) => void; isSaving: boolean }) {
  const isUnanswered = part.form.access !== null && unanswered(part.form.access)
  return (
    <>
      <ArrivedAndLeft {...part} />
      <AtTheDoor {...part} />
      {isUnanswered && <NoAnswer {...part} />}
      <AboutEachChild {...part} isShort={isUnanswered} />
      <WhatHappened {...part} isShort={isUnanswered} />
      {isUnanswered && <WhatIsDue {...part} onSaveAndOpen={onSaveAndOpen} isSaving={isSaving} />}
      <MoreAboutVisit {...part} />
    </>
  )
})
