import { ArrowLeft } from 'lucide-react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { ChangedMeanwhile } from '#client/casework/changed-meanwhile.tsx'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { readSchools } from '#client/casework/read-file.ts'
import { readMorningPlans } from '#client/casework/read-morning.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { useLive } from '#client/store/live.ts'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '#client/ui/error-summary.tsx'
import { Form } from '#client/ui/form.tsx'
import { Page, Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { sameValue } from '#domain/casework/same-value.ts'
import { setMorningPlan } from '#domain/mutations/set-morning-plan.ts'
import { can } from '#domain/permissions/can.ts'
import { CutOffs, usualCutOffs } from '#domain/records/morning-plan.ts'

/** What was typed, beside what stood when the form was opened: an edit takes the place only of what its author saw (SPEC I18). */
const CutOffsForm = z.object({
  saw: CutOffs,
  firstCallBy: z.string(),
  everyNumberBy: z.string(),
  tellLeadBy: z.string(),
  // A draft of before the afternoon could be said has neither.
  sawAfternoon: CutOffs.nullable().default(null),
  /** Empty while the school sets none. */
  afternoon: z
    .object({ firstCallBy: z.string(), everyNumberBy: z.string(), tellLeadBy: z.string() })
    .default({ firstCallBy: '', everyNumberBy: '', tellLeadBy: '' }),
})
type CutOffsForm = z.infer<typeof CutOffsForm>

type Stands = { morning: CutOffs; afternoon: CutOffs | null }

const noTimes = { firstCallBy: '', everyNumberBy: '', tellLeadBy: '' }

const formOf = ({ morning, afternoon }: Stands): CutOffsForm => ({
  saw: morning,
  ...morning,
  sawAfternoon: afternoon,
  afternoon: afternoon ?? noTimes,
})

/** By when a school wants what done about a child who is missing without a reason. */
export const CutOffsPage = () => {
  const { organisationId = '' } = useParams()
  const { db, actor } = useSession()
  const found = useLive(async () => ({ plans: await readMorningPlans(db), schools: await readSchools(db) }), [db])
  if (found === undefined) return <Skeleton rows={3} label="Opening the cut-offs" />
  const name = found.schools.get(organisationId)
  if (name === undefined || !can(actor, 'set-morning-plan', { organisationId })) {
    return (
      <Page title="This is not yours to set" back={<BackToMorning />}>
        <p>Attendance leads, service managers and administrators set a school’s cut-offs.</p>
      </Page>
    )
  }
  return (
    <OpenForm
      key={organisationId}
      organisationId={organisationId}
      name={name}
      stands={{
        morning: found.plans.get(organisationId)?.cutOffs ?? usualCutOffs,
        afternoon: found.plans.get(organisationId)?.afternoon ?? null,
      }}
    />
  )
}

const BackToMorning = () => (
  <LinkButton href="/morning" kind="quiet" icon={<ArrowLeft aria-hidden />}>
    Morning absence
  </LinkButton>
)

type Of = { organisationId: string; name: string; stands: Stands }

const OpenForm = (props: Of) => {
  const draft = useFormDraft('set-morning-plan', props.organisationId, CutOffsForm, () => formOf(props.stands))
  return draft === null ? <Skeleton rows={3} label="Opening the form" /> : <CutOffFields {...props} draft={draft} />
}

const CutOffFields = ({ organisationId, name, stands, draft }: Of & { draft: FormDraft<CutOffsForm> }) => {
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const { firstCallBy, everyNumberBy, tellLeadBy, afternoon } = form
  const isSuperseded =
    draft.status !== 'untouched' && !sameValue(stands, { morning: form.saw, afternoon: form.sawAfternoon })
  const hasAfternoon = Object.values(afternoon).some((at) => at !== '')
  const problems = [...problemsOf(form, ''), ...(hasAfternoon ? problemsOf(afternoon, 'afternoon-') : [])]
  const onSave = async () => {
    const to = { firstCallBy, everyNumberBy, tellLeadBy }
    const later = { from: form.sawAfternoon, to: hasAfternoon ? afternoon : null }
    // Of a school that has none and sets none nothing is said: tablets of before read the plan all the same.
    const args = {
      organisationId,
      cutOffs: { from: form.saw, to },
      ...((later.from !== null || later.to !== null) && { afternoon: later }),
    }
    const ready = problems.length > 0 ? { ok: false as const, problems } : { ok: true as const, args }
    if (await submitting.submit(setMorningPlan, ready)) {
      say({ message: 'Saved on this tablet. Colleagues get it once the office has it.' })
      await goOn('/morning')
    }
  }
  const time = (fieldId: string, label: string, value: string, onChange: (at: string) => void) => (
    <TextField
      id={fieldId}
      type="time"
      short
      label={label}
      value={value}
      onChange={onChange}
      error={problemOf(submitting.problems, fieldId)}
    />
  )
  return (
    <Form label="Cut-offs for the morning" isHeld={draft.isHeld}>
      <Page title="Cut-offs for the morning" detail={name} back={<BackToMorning />}>
        <ErrorSummary problems={submitting.problems} attempt={submitting.attempt} />
        {submitting.notSaved !== null && (
          <NotSaved
            why={submitting.notSaved}
            words={[firstCallBy, everyNumberBy, tellLeadBy, ...Object.values(afternoon)]
              .filter((at) => at !== '')
              .join(', ')}
          />
        )}
        <Quiet>What is not done by its time is called late on every tablet, and stays so until it is done.</Quiet>
        {isSuperseded && <ChangedMeanwhile onStartAgain={() => change(formOf(stands))} />}
        {time('first-call', 'A first call by', firstCallBy, (at) => change({ firstCallBy: at }))}
        {time('every-number', 'Every number rung by', everyNumberBy, (at) => change({ everyNumberBy: at }))}
        {time('tell-lead', 'The safeguarding lead told by', tellLeadBy, (at) => change({ tellLeadBy: at }))}
        <Quiet>
          Until a school sets its own: {usualCutOffs.firstCallBy}, {usualCutOffs.everyNumberBy} and{' '}
          {usualCutOffs.tellLeadBy}. The guidance asks for contact on the first day and names no hour.
        </Quiet>
        <h2>In the afternoon</h2>
        <Quiet>
          For a child who is missing in the afternoon alone. May be left empty: then nothing of the afternoon is called
          late.
        </Quiet>
        {time('afternoon-first-call', 'Afternoon: a first call by', afternoon.firstCallBy, (at) =>
          change({ afternoon: { ...afternoon, firstCallBy: at } }),
        )}
        {time('afternoon-every-number', 'Afternoon: every number rung by', afternoon.everyNumberBy, (at) =>
          change({ afternoon: { ...afternoon, everyNumberBy: at } }),
        )}
        {time('afternoon-tell-lead', 'Afternoon: the safeguarding lead told by', afternoon.tellLeadBy, (at) =>
          change({ afternoon: { ...afternoon, tellLeadBy: at } }),
        )}
      </Page>
      <ActionBar foot={<DraftLine draft={draft} />}>
        <Button kind="main" size="big" isPending={submitting.isSaving} onPress={() => void onSave()}>
          Save
        </Button>
      </ActionBar>
    </Form>
  )
}

/** What keeps three times from being saved: none missing, and each no earlier than the one before. `of` begins the names of their fields. */
const problemsOf = ({ firstCallBy, everyNumberBy, tellLeadBy }: CutOffs, of: string): FieldProblem[] => [
  ...(firstCallBy === '' ? [{ fieldId: `${of}first-call`, message: 'Give the time of the first call.' }] : []),
  ...(everyNumberBy < firstCallBy
    ? [{ fieldId: `${of}every-number`, message: 'Every number comes after the first call.' }]
    : []),
  ...(tellLeadBy < everyNumberBy
    ? [{ fieldId: `${of}tell-lead`, message: 'The safeguarding lead is told after every number was rung.' }]
    : []),
]
