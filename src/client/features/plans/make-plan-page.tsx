import { Plus, Trash2 } from 'lucide-react'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { relationshipOf } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons, ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { makePlan } from '#domain/mutations/make-plan.ts'
import { barrierAboutWords } from '#domain/records/barrier.ts'
import { Agreement, agreementWords } from '#domain/records/child-voice.ts'
import { PersonSide, personSideWords } from '#domain/records/person-side.ts'
import { PlanType, planTypeWords } from '#domain/records/plan.ts'
import { addDays } from '#domain/time/school-day.ts'
import { ActionFields } from './action-fields.tsx'
import { PlanForm, planOf, type OpenAction, type OpenParty } from './plan-form.ts'
import styles from './plans.module.css'

/** Make a plan with its actions, owners and days: assess, plan, do, review. */
export const MakePlanPage = () => (
  <WithPupil>
    <MakePlan />
  </WithPupil>
)

/** First reviews are usually held four to six weeks on (domain: section 3.3). */
const WEEKS_TO_REVIEW = 6

const newAction = (): OpenAction => ({ actionId: crypto.randomUUID(), words: '', owner: '', dueOn: '' })

const MakePlan = () => {
  const { file, today } = usePupilView()
  const pupil = file.pupil.record
  const draft = useFormDraft('make-plan', pupil.id, PlanForm, (): PlanForm => ({
    planId: crypto.randomUUID(),
    type: 'support-plan',
    known: '',
    aim: '',
    target: '',
    barrierIds: [],
    startsOn: today,
    reviewOn: addDays(today, WEEKS_TO_REVIEW * 7),
    endsOn: '',
    parties: [
      ...file.parents
        .filter(({ record }) => !record.doNotContact && record.notListedSince === undefined)
        .slice(0, 2)
        .map(({ record }) => party(relationshipOf(record), 'family')),
      party(pupil.preferredForename ?? pupil.forename, 'child'),
    ],
    actions: [newAction()],
    parentAgrees: '',
    schoolAgrees: '',
    childAgrees: '',
    consequencesSaid: false,
  }))
  return draft === null ? <Skeleton rows={5} label="Opening the form" /> : <PlanFields draft={draft} />
}

const party = (name: string, side: PersonSide): OpenParty => ({
  key: crypto.randomUUID(),
  name,
  side,
  agrees: 'not-asked',
  words: '',
})

const PlanFields = ({ draft }: { draft: FormDraft<PlanForm> }) => {
  const { file } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const pupil = file.pupil.record
  const child = pupil.preferredForename ?? pupil.forename
  const barriers = file.barriers.filter(({ record }) => record.about !== 'protective' && record.status !== 'removed')
  const onSave = async () => {
    const made = planOf(form)
    const ready = made.ok
      ? {
          ok: true as const,
          args: { pupilId: pupil.id, caseId: pupil.openCaseId, planId: form.planId, ...made.said },
        }
      : made
    if (await submitting.submit(makePlan, ready)) await back('Plan saved on this tablet.')
  }
  return (
    <FormPage
      title="Make a plan"
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={[form.known, form.aim, form.target, ...form.actions.map(({ words }) => words)]
        .filter((words) => words !== '')
        .join('\n\n')}
      draft={draft}
    >
      <ChoiceButtons
        label="What kind of plan?"
        columns={2}
        choices={PlanType.options.map((value) => ({ value, label: planTypeWords[value] }))}
        value={form.type}
        onChange={(type) => change({ type })}
      />
      {form.type === 'attendance-contract' && (
        <Quiet>
          A contract is voluntary and is made with a parent there. It is not an order. If they would rather not, write
          their reason: that is worth keeping too.
        </Quiet>
      )}
      <TextArea
        label="What do we know?"
        hint="Facts: which days, which lessons, since when."
        rows={2}
        value={form.known}
        onChange={(known) => change({ known })}
      />
      <TextArea
        id="aim"
        label="What should change?"
        rows={2}
        value={form.aim}
        onChange={(aim) => change({ aim })}
        error={problemOf(problems, 'aim')}
      />
      <TextField
        label="Target, in sessions"
        hint="For example: in for 16 of the next 20 sessions."
        autoComplete="off"
        value={form.target}
        onChange={(target) => change({ target })}
      />
      {barriers.length > 0 && (
        <ChoiceChecks
          label="Which barriers is it for?"
          columns={2}
          choices={barriers.map(({ record }) => ({ value: record.id, label: barrierAboutWords[record.about] }))}
          value={form.barrierIds}
          onChange={(barrierIds) => change({ barrierIds })}
        />
      )}
      <Actions
        actions={form.actions}
        problems={problems}
        onChange={(next) => change((now) => ({ actions: next(now.actions) }))}
      />
      {form.type === 'attendance-contract' && (
        <>
          <TextArea
            label="What the parents take on"
            rows={2}
            value={form.parentAgrees}
            onChange={(parentAgrees) => change({ parentAgrees })}
          />
          <TextArea
            label="What school and council take on"
            rows={2}
            value={form.schoolAgrees}
            onChange={(schoolAgrees) => change({ schoolAgrees })}
          />
          <TextArea
            label={`What ${child} takes on`}
            rows={2}
            value={form.childAgrees}
            onChange={(childAgrees) => change({ childAgrees })}
          />
          <Checkbox
            label="We said what may follow, and that this record may be used"
            isSelected={form.consequencesSaid}
            onChange={(consequencesSaid) => change({ consequencesSaid })}
          />
        </>
      )}
      <Parties
        parties={form.parties}
        error={problemOf(problems, 'parties')}
        onChange={(next) => change((now) => ({ parties: next(now.parties) }))}
      />
      <DateField
        id="starts"
        label="Begins"
        value={form.startsOn}
        onChange={(startsOn) => change({ startsOn })}
        error={problemOf(problems, 'starts')}
      />
      <DateField
        id="review"
        label="Looked at again on"
        value={form.reviewOn}
        onChange={(reviewOn) => change({ reviewOn })}
        error={problemOf(problems, 'review')}
      />
      <DateField
        id="ends"
        label="Ends"
        hint={form.type === 'part-time-timetable' ? 'The shortest time that will do.' : 'Can stay empty.'}
        value={form.endsOn}
        onChange={(endsOn) => change({ endsOn })}
        error={problemOf(problems, 'ends')}
      />
    </FormPage>
  )
}

const Actions = ({
  actions,
  problems,
  onChange,
}: {
  actions: readonly OpenAction[]
  problems: readonly FieldProblem[]
  onChange: (next: (actions: OpenAction[]) => OpenAction[]) => void
}) => (
  <div className={styles.lines}>
    {actions.map((action, place) => (
      <fieldset key={action.actionId} className={styles.line}>
        <legend>Action {place + 1}</legend>
        <ActionFields
          action={action}
          problems={problems}
          onChange={(part) =>
            onChange((now) => now.map((one) => (one.actionId === action.actionId ? { ...one, ...part } : one)))
          }
        />
        <div>
          <Button
            kind="quiet"
            icon={<Trash2 aria-hidden />}
            onPress={() => onChange((now) => now.filter((one) => one.actionId !== action.actionId))}
          >
            Remove action {place + 1}
          </Button>
        </div>
      </fieldset>
    ))}
    <div>
      <Button icon={<Plus aria-hidden />} onPress={() => onChange((now) => [...now, newAction()])}>
        Action
      </Button>
    </div>
  </div>
)

const Parties = ({
  parties,
  error,
  onChange,
}: {
  parties: readonly OpenParty[]
  error: string | undefined
  onChange: (next: (parties: OpenParty[]) => OpenParty[]) => void
}) => {
  const put = (key: string, part: Partial<OpenParty>) =>
    onChange((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one)))
  return (
    <div className={styles.lines} id="parties" tabIndex={-1}>
      {error !== undefined && <p role="alert">{error}</p>}
      {parties.map((one, place) => (
        <fieldset key={one.key} className={styles.line}>
          <legend>Whose plan it is: {one.name.trim() === '' ? `person ${place + 1}` : one.name}</legend>
          <div className={styles.pair}>
            <TextField label="Name" autoComplete="off" value={one.name} onChange={(name) => put(one.key, { name })} />
            <SelectField
              label="For"
              choices={PersonSide.options.map((value) => ({ value, label: personSideWords[value] }))}
              value={one.side}
              onChange={(side) => {
                if (side !== null) put(one.key, { side })
              }}
            />
          </div>
          <ChoiceButtons
            label="Do they agree?"
            big={false}
            columns="auto"
            choices={Agreement.options.map((value) => ({ value, label: agreementWords[value] }))}
            value={one.agrees}
            onChange={(agrees) => put(one.key, { agrees })}
          />
          {(one.agrees === 'no' || one.agrees === 'partly') && (
            <TextField
              label="Why, in their own words"
              autoComplete="off"
              value={one.words}
              onChange={(words) => put(one.key, { words })}
            />
          )}
        </fieldset>
      ))}
      <div>
        <Button icon={<Plus aria-hidden />} onPress={() => onChange((now) => [...now, party('', 'school')])}>
          Person
        </Button>
      </div>
    </div>
  )
}
