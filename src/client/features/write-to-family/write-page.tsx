import { useState } from 'react'
import { ContactHealthLines, useContactHealth } from '#client/casework/contact-health-lines.tsx'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { ownSide } from '#client/casework/own-side.ts'
import { ParentTags } from '#client/casework/parent-tags.tsx'
import { buttonNames, parentName } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { SaidLastTime } from '#client/casework/said-last-time.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSaving } from '#client/casework/use-saving.ts'
import { useTakenOut } from '#client/casework/use-taken-out.ts'
import { problemOf } from '#client/casework/form-page.tsx'
import { WhenItHappened } from '#client/casework/when-it-happened.tsx'
import { WordsArea } from '#client/casework/words-field.tsx'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { ErrorSummary, type FieldProblem } from '#client/ui/error-summary.tsx'
import { Form } from '#client/ui/form.tsx'
import { Page, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { isOurs, templates, type Filling, type Template } from '#domain/casework/message-templates.ts'
import { logContact } from '#domain/mutations/log-contact.ts'
import { ordersOn } from '#domain/records/court-order.ts'
import type { Parent } from '#domain/records/parent.ts'
import { calledName } from '#domain/records/pupil.ts'
import { roleWords } from '#domain/records/staff-member.ts'
import { dayOf, timeOf } from '#domain/time/instant.ts'
import { HandOver } from './hand-over.tsx'
import { addressedAs, blankMessage, chosen, MessageForm, problemsOf, sentArgs } from './message-form.ts'
import { StartFrom, useReadyMessages } from './start-from.tsx'
import { WhatItHolds } from './what-it-holds.tsx'

/** Write to the family: choose whom, how and which message; look at it; hand it to the tablet's own apps; say that it went. */
export const WritePage = () => (
  <WithPupil>
    <Write />
  </WithPupil>
)

const Write = () => {
  const { file } = usePupilView()
  const draft = useFormDraft('write-to-family', file.pupil.record.id, MessageForm, () =>
    blankMessage({ actId: crypto.randomUUID(), noteId: crypto.randomUUID() }),
  )
  return draft === null ? <Skeleton rows={4} label="Opening the message" /> : <Message draft={draft} />
}

/** What the templates are filled with, for the parent it is to. */
const useFilling = (): ((to: string) => Filling) => {
  const { actor, account } = useSession()
  const { file, schools } = usePupilView()
  const pupil = file.pupil.record
  const member = actor.memberships.find(({ organisationId }) => organisationId === pupil.organisationId)
  const kept = file.promises.find(({ record }) => record.settled?.how === 'kept' || record.settled?.how === 'kept-late')
  const promised = kept ?? file.promises.find(({ record }) => record.settled === null)
  return (to) => {
    const parent = file.parents.find(({ record }) => record.id === to)?.record
    return {
      parent: parent === undefined ? null : addressedAs(parent),
      child: pupil.preferredForename ?? pupil.forename,
      school: schools.get(pupil.organisationId) ?? 'school',
      me: member?.name ?? account.name,
      myRole: member === undefined ? '' : roleWords[member.role],
      promise: promised?.record.words ?? null,
    }
  }
}

const Message = ({ draft }: { draft: FormDraft<MessageForm> }) => {
  const { file, today } = usePupilView()
  const { clock, actor } = useSession()
  const { values, change } = draft
  const { save, isSaving, notSaved } = useSaving()
  const goOn = useGoOn()
  const say = useToast()
  const takenOut = useTakenOut()
  const filling = useFilling()
  const ready = useReadyMessages(file.pupil.record.organisationId)
  const [shown, setShown] = useState<{ problems: FieldProblem[]; attempt: number }>({ problems: [], attempt: 0 })
  // Read for one parent is not read for the next, and an order that has come since is not read with the others.
  const [readFor, setReadFor] = useState('')
  const pupil = file.pupil.record
  const parents = file.parents.map(({ record }) => record)
  const parent = parents.find(({ id }) => id === values.to)
  const here = `/caseload/${pupil.id}`

  const templateOf = (name: string): Template | null =>
    isOurs(name) ? templates[name] : (ready.find(({ id }) => id === name) ?? null)
  const template = values.template === null ? null : templateOf(values.template)
  const problems = problemsOf(values, today)
  const orders = ordersOn(
    file.courtOrders.map(({ record }) => record),
    values.to,
  )
  const toRead = [values.to, ...orders.map(({ id }) => id)].join(' ')
  const hasRule = (parent?.safeContactRule?.trim() ?? '') !== '' || orders.length > 0
  const hasRead = !hasRule || readFor === toRead
  /** Another message to begin from. A person's own words that it takes the place of come back with *Undo*. */
  const begin = (part: Partial<MessageForm>): boolean => {
    const { words, isOwn, template: from, handedTo } = draft.valuesNow()
    if (!change(part)) return false
    if (isOwn && words.trim() !== '' && part.words !== undefined && part.words !== words)
      takenOut('Your own words were replaced.', words, () => begin({ words, isOwn, template: from, handedTo }))
    return true
  }
  const sayWhyNot = () => setShown((before) => ({ problems, attempt: before.attempt + 1 }))
  const onSent = async () => {
    if (problems.length > 0) return sayWhyNot()
    if (parent === undefined) return undefined
    const isGood = template?.isGood ?? false
    const now = { day: dayOf(clock()), time: timeOf(clock()) }
    if (
      await save(
        draft,
        logContact,
        sentArgs(values, { pupil, parent, isGood, now, side: ownSide(actor, pupil.organisationId) }),
      )
    ) {
      say({ message: 'Kept on the file as sent.' })
      await goOn(here)
    }
    return undefined
  }

  return (
    <Form label="Write to the family" isHeld={draft.isHeld}>
      <Page title="Write to the family" detail={calledName(pupil)} back={<BackToCase />}>
        <ErrorSummary problems={shown.problems} attempt={shown.attempt} />
        {notSaved !== null && <NotSaved why={notSaved} words={values.words} />}
        <SaidLastTime />
        <Stack gap="wide">
          <ToWhom
            parents={parents}
            to={values.to}
            onChange={(to) => change((now) => chosen(now, { to }, filling, templateOf))}
            error={problemOf(shown.problems, 'to')}
          />
          <ChoiceButtons
            label="How?"
            columns={3}
            choices={[
              { value: 'text', label: 'Text' },
              { value: 'email', label: 'Email' },
              { value: 'letter', label: 'Letter' },
            ]}
            value={values.channel}
            onChange={(channel) => change((now) => chosen(now, { channel }, filling, templateOf))}
          />
          <StartFrom
            ready={ready}
            parent={parent}
            school={filling(values.to).school}
            chosen={values.template}
            onChoose={(name) => begin(chosen(draft.valuesNow(), { template: name }, filling, templateOf))}
          />
          <WordsArea
            id="message"
            big
            label="The message"
            rows={values.channel === 'text' ? 6 : 12}
            value={values.words}
            onChange={(words) => change({ words, isOwn: true, handedTo: null })}
            error={problemOf(shown.problems, 'message')}
          />
          {parent !== undefined && (
            <WhatItHolds
              form={values}
              parent={parent}
              orders={orders}
              language={template?.language ?? null}
              hasRead={hasRead}
              onRead={() => setReadFor(toRead)}
            />
          )}
          {parent !== undefined && hasRead && (
            <HandOver
              form={values}
              parent={parent}
              school={filling(values.to).school}
              isReady={problems.length === 0}
              sayWhyNot={sayWhyNot}
              onHanded={(handedTo) => change({ handedTo })}
            />
          )}
          <WhenItHappened
            happenedOn={values.sentOn === '' ? today : values.sentOn}
            happenedAt={values.sentAt}
            today={today}
            onChange={({ happenedOn, happenedAt }) => change({ sentOn: happenedOn, sentAt: happenedAt })}
            error={problemOf(shown.problems, 'day')}
          />
        </Stack>
      </Page>
      <ActionBar foot={<DraftLine draft={draft} />}>
        <Button size="big" onPress={() => void draft.keepNow().then(() => goOn(here))}>
          Finish later
        </Button>
        <Button
          kind="main"
          size="big"
          // What was sent earlier left by another way than this screen.
          isDisabled={values.handedTo === null && values.sentOn === ''}
          isPending={isSaving}
          onPress={() => void onSent()}
        >
          I sent it, keep it
        </Button>
      </ActionBar>
    </Form>
  )
}

const ToWhom = ({
  parents,
  to,
  onChange,
  error,
}: {
  parents: Parent[]
  to: string
  onChange: (to: string) => void
  error: string | undefined
}) => {
  const reachable = parents.filter((parent) => parent.notListedSince === undefined && !parent.doNotContact)
  const barred = parents.filter((parent) => parent.doNotContact)
  const names = buttonNames(reachable)
  const parent = reachable.find(({ id }) => id === to)
  const health = useContactHealth(parent)
  return (
    <Stack>
      <ChoiceButtons
        id="to"
        label="To whom?"
        columns={2}
        choices={reachable.map(({ id }) => ({ value: id, label: names.get(id) ?? '' }))}
        value={to === '' ? null : to}
        onChange={onChange}
        error={error}
      />
      {barred.length > 0 && (
        <Banner tone="danger">
          {barred.map(parentName).join(', ')}: do not contact about this child. Nothing can be written to them from
          here.
        </Banner>
      )}
      {parent !== undefined && <ParentTags parent={parent} />}
      {health !== null && <ContactHealthLines health={health} />}
    </Stack>
  )
}
