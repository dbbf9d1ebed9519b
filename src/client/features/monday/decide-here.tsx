import { useState } from 'react'
import { z } from 'zod'
import { ColleagueField } from '#client/casework/colleague-field.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { useFormDraft } from '#client/casework/use-form-draft.ts'
import { identified } from '#client/casework/use-saving.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { WordsLine } from '#client/casework/words-field.tsx'
import { useSession } from '#client/app/session.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Held } from '#client/ui/form.tsx'
import { Quiet, Row, Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { isFormal } from '#domain/evidence/before-formal-step.ts'
import { assignAbsenceCase } from '#domain/mutations/assign-absence-case.ts'
import { changeStage } from '#domain/mutations/change-stage.ts'
import { makePromise } from '#domain/mutations/make-promise.ts'
import { setReviewDate } from '#domain/mutations/set-review-date.ts'
import { Stage, stageWords } from '#domain/records/absence-case.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'
import styles from './monday.module.css'
import type { ShownRow } from './read-monday.ts'

type Deciding = { row: ShownRow; today: SchoolDay }
type Done = { onDone: () => void }

/** What can be decided about one case in the list itself, where several may stand open: a field's id begins with its case's. Each is an act of its own, kept as soon as its button is pressed. */
export const DecideHere = ({ row, today }: Deciding) => {
  // A saved form is used up: the next act has a draft and an identity of its own.
  const [round, setRound] = useState(0)
  const onDone = () => setRound((before) => before + 1)
  return (
    <div className={styles.decide}>
      {row.may.review && <ReviewHere row={row} today={today} />}
      {row.may.assign && <HandOnHere row={row} today={today} />}
      {row.may.stage && <StageHere key={`stage-${round}`} row={row} today={today} onDone={onDone} />}
      {row.may.promise && <PromiseHere key={`promise-${round}`} row={row} today={today} onDone={onDone} />}
      {row.may.contact && (
        <div>
          <LinkButton href={`/caseload/${row.pupilId}/log-call`}>Log a call</LinkButton>
        </div>
      )}
    </div>
  )
}

const ReviewHere = ({ row: { absenceCase }, today }: Deciding) => {
  const [ids, setIds] = useState(freshIds)
  const [day, setDay] = useState(absenceCase.reviewOn ?? '')
  const submitting = useSubmit(identified(ids.uid))
  const say = useToast()
  const { pupilId, id: caseId, reviewOn } = absenceCase
  const save = async (to: string) => {
    const args = { pupilId, caseId, clashId: ids.other, reviewOn: { from: reviewOn, to: to === '' ? null : to } }
    if (await submitting.submit(setReviewDate, { ok: true, args })) {
      setIds(freshIds())
      setDay(to)
      say({ message: 'Review date saved on this tablet.' })
    }
  }
  return (
    <Stack gap="tight">
      {submitting.notSaved !== null && <NotSaved why={submitting.notSaved} words={day} />}
      <Row>
        <DateField label="Look at it again on" min={today} value={day} onChange={setDay} />
        <Button isPending={submitting.isSaving} isDisabled={day === (reviewOn ?? '')} onPress={() => void save(day)}>
          Save date
        </Button>
        {[2, 4].map((weeks) => (
          <Button key={weeks} kind="quiet" onPress={() => void save(addDays(today, weeks * 7))}>
            In {weeks} weeks
          </Button>
        ))}
      </Row>
    </Stack>
  )
}

const HandOnHere = ({ row: { absenceCase, pupil } }: Deciding) => {
  const [ids, setIds] = useState(freshIds)
  const [ownerId, setOwnerId] = useState(absenceCase.ownerId)
  const submitting = useSubmit(identified(ids.uid))
  const say = useToast()
  const { pupilId, id: caseId, ownerId: saw } = absenceCase
  const save = async () => {
    const { organisationId } = pupil
    const args = { pupilId, organisationId, caseId, clashId: ids.other, ownerId: { from: saw, to: ownerId } }
    if (await submitting.submit(assignAbsenceCase, { ok: true, args })) {
      setIds(freshIds())
      say({ message: 'Handed on, on this tablet.' })
    }
  }
  return (
    <Stack gap="tight">
      {submitting.notSaved !== null && <NotSaved why={submitting.notSaved} words="" />}
      <Row>
        <ColleagueField
          label="Who answers for it?"
          none="Nobody yet"
          organisationId={pupil.organisationId}
          value={ownerId}
          onChange={setOwnerId}
        />
        <Button isPending={submitting.isSaving} isDisabled={ownerId === saw} onPress={() => void save()}>
          Hand on
        </Button>
      </Row>
    </Stack>
  )
}

const StageForm = z.object({ clashId: z.string(), stage: Stage, why: z.string() })

const StageHere = ({ row: { absenceCase }, today, onDone }: Deciding & Done) => {
  const { pupilId, id: caseId, stage: saw } = absenceCase
  const draft = useFormDraft(`monday-stage/${caseId}`, pupilId, StageForm, () => ({
    clashId: crypto.randomUUID(),
    stage: saw,
    why: '',
  }))
  return draft === null ? null : <StageFields {...{ draft, pupilId, caseId, saw, today, onDone }} />
}

const StageFields = ({
  draft,
  pupilId,
  caseId,
  saw,
  today,
  onDone,
}: {
  draft: NonNullable<ReturnType<typeof useFormDraft<(typeof StageForm)['shape']>>>
  pupilId: string
  caseId: string
  saw: Stage
  today: SchoolDay
} & Done) => {
  const submitting = useSubmit(draft)
  const say = useToast()
  const { values: form, change } = draft
  // Decided here, nobody would see what is missing, and the timeline would read as if nothing had been.
  const leadsOn = form.stage !== saw && isFormal(form.stage)
  const save = async () => {
    const problems = [
      ...(form.stage === saw ? [{ fieldId: `${caseId}-stage`, message: 'Choose the step to move to.' }] : []),
      ...(form.why.trim() === '' ? [{ fieldId: `${caseId}-why`, message: 'Write why the case moves.' }] : []),
    ]
    const args = {
      pupilId,
      caseId,
      clashId: form.clashId,
      stage: { from: saw, to: form.stage },
      on: today,
      why: form.why,
    }
    if (await submitting.submit(changeStage, problems.length > 0 ? { ok: false, problems } : { ok: true, args })) {
      say({ message: 'Stage saved on this tablet.' })
      onDone()
    }
  }
  return (
    <Stack gap="tight">
      <ErrorSummary problems={submitting.problems} attempt={submitting.attempt} />
      {submitting.notSaved !== null && <NotSaved why={submitting.notSaved} words={form.why} />}
      <Row>
        <SelectField
          id={`${caseId}-stage`}
          label="Step of the ladder"
          choices={Stage.options.map((value) => ({ value, label: stageWords[value] }))}
          value={form.stage}
          onChange={(stage) => stage !== null && change({ stage })}
          error={problemOf(submitting.problems, `${caseId}-stage`)}
        />
        {/* Words that were written before such a step was chosen stay in sight. */}
        {(!leadsOn || form.why !== '') && (
          <Held isHeld={draft.isHeld}>
            <WordsLine
              id={`${caseId}-why`}
              label="Why it moves"
              value={form.why}
              onChange={(why) => change({ why })}
              error={problemOf(submitting.problems, `${caseId}-why`)}
            />
          </Held>
        )}
        {leadsOn ? (
          <LinkButton href={`/caseload/${pupilId}/case/stage?to=${form.stage}`}>See what the record shows</LinkButton>
        ) : (
          <Button isPending={submitting.isSaving} onPress={() => void save()}>
            Move
          </Button>
        )}
      </Row>
      {leadsOn && (
        <Quiet>A step that weighs on a family is decided beside what the record shows and what it does not.</Quiet>
      )}
    </Stack>
  )
}

const PromiseForm = z.object({ promiseId: z.string(), words: z.string(), to: z.string(), by: z.string() })

const PromiseHere = ({ row: { absenceCase }, today, onDone }: Deciding & Done) => {
  const { pupilId, id: caseId } = absenceCase
  const draft = useFormDraft(`monday-promise/${caseId}`, pupilId, PromiseForm, () => ({
    promiseId: crypto.randomUUID(),
    words: '',
    to: '',
    by: addDays(today, 7),
  }))
  return draft === null ? null : <PromiseFields {...{ draft, pupilId, caseId, today, onDone }} />
}

const PromiseFields = ({
  draft,
  pupilId,
  caseId,
  today,
  onDone,
}: {
  draft: NonNullable<ReturnType<typeof useFormDraft<(typeof PromiseForm)['shape']>>>
  pupilId: string
  caseId: string
  today: SchoolDay
} & Done) => {
  const { actor } = useSession()
  const submitting = useSubmit(draft)
  const say = useToast()
  const { values: form, change } = draft
  const save = async () => {
    const problems = [
      ...(form.words.trim() === '' ? [{ fieldId: `${caseId}-promise`, message: 'Write what we will do.' }] : []),
      ...(form.by === '' ? [{ fieldId: `${caseId}-by`, message: 'Say by which day.' }] : []),
    ]
    const args = {
      pupilId,
      caseId,
      madeOn: today,
      promiseId: form.promiseId,
      words: form.words,
      promisedTo: form.to,
      ownerId: actor.personId,
      dueOn: form.by,
    }
    if (await submitting.submit(makePromise, problems.length > 0 ? { ok: false, problems } : { ok: true, args })) {
      say({ message: 'Promise saved on this tablet.' })
      onDone()
    }
  }
  return (
    <Stack gap="tight">
      <ErrorSummary problems={submitting.problems} attempt={submitting.attempt} />
      {submitting.notSaved !== null && <NotSaved why={submitting.notSaved} words={form.words} />}
      <Row>
        <Held isHeld={draft.isHeld}>
          <WordsLine
            id={`${caseId}-promise`}
            label="Promise something"
            hint="What will we do? It is yours to keep."
            value={form.words}
            onChange={(words) => change({ words })}
            error={problemOf(submitting.problems, `${caseId}-promise`)}
          />
          <WordsLine label="To whom" value={form.to} onChange={(to) => change({ to })} />
        </Held>
        <DateField
          id={`${caseId}-by`}
          label="By"
          min={today}
          value={form.by}
          onChange={(by) => change({ by })}
          error={problemOf(submitting.problems, `${caseId}-by`)}
        />
        <Button isPending={submitting.isSaving} onPress={() => void save()}>
          Promise
        </Button>
      </Row>
    </Stack>
  )
}

/** Identities for one act, made before it is pressed and new for the next. */
const freshIds = () => ({ uid: crypto.randomUUID(), other: crypto.randomUUID() })
