import { z } from 'zod'
import { useAfterNoAnswer } from '#client/casework/after-no-answer.ts'
import { ColleagueField } from '#client/casework/colleague-field.tsx'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { readColleaguesOf } from '#client/casework/read-file.ts'
import { readFlagsOf } from './read-flags.ts'
import { readPlans } from '#client/casework/read-visits.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit, type Ready } from '#client/casework/use-submit.ts'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { DateField, TimeField } from '#client/ui/date-field.tsx'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { placeAtEnd } from '#domain/casework/order-of-day.ts'
import { planVisit } from '#domain/mutations/plan-visit.ts'
import { visibleTo } from '#domain/permissions/visible-to.ts'
import { VisitReason, visitReasonWords } from '#domain/records/home-visit.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import { asksForTwo, riskAboutWords, riskSeverityWords, type RiskFlag } from '#domain/records/risk-flag.ts'
import { sayDay } from '#domain/time/day-words.ts'

const PlanForm = z.object({
  visitId: z.string(),
  siblings: z.array(z.string()),
  on: z.string(),
  at: z.string(),
  reason: VisitReason,
  withId: z.string().nullable(),
  aloneBecause: z.string(),
})
type PlanForm = z.infer<typeof PlanForm>

/** Plan a visit to a family: what must be known is read before anything is asked. */
export const PlanVisitPage = () => (
  <WithPupil>
    <Plan />
  </WithPupil>
)

const Plan = () => {
  const { db, actor } = useSession()
  const { file, siblings, today } = usePupilView()
  const pupilId = file.pupil.record.id
  const flags = useLive(
    () => readFlagsOf(db, [pupilId, ...siblings.map(({ id }) => id)]),
    [db, pupilId, siblings.length],
  )
  const again = useAfterNoAnswer()
  const draft = useFormDraft('plan-visit', pupilId, PlanForm, (): PlanForm => ({
    visitId: crypto.randomUUID(),
    siblings: [],
    on: again?.nextOn ?? today,
    at: again?.nextAt ?? '',
    reason: again?.reason ?? 'no-contact',
    withId: null,
    aloneBecause: '',
  }))
  const plans = useLive(() => readPlans(db, actor), [db, actor])
  return draft === null || flags === undefined || plans === undefined ? (
    <Skeleton rows={4} label="Opening the form" />
  ) : (
    <PlanFields draft={draft} flags={flags} plans={plans.map(({ record }) => record)} tries={again?.tries ?? []} />
  )
}

const PlanFields = ({
  draft,
  flags,
  plans,
  tries,
}: {
  draft: FormDraft<PlanForm>
  flags: RiskFlag[]
  /** The visits this person planned before. */
  plans: readonly PlannedVisit[]
  /** When nobody answered, as said. */
  tries: readonly string[]
}) => {
  const { file, siblings, today, mine } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const pupil = file.pupil.record
  const pupilIds = [pupil.id, ...form.siblings]
  const read = flags.filter((flag) => pupilIds.includes(flag.pupilId))
  const needsTwo = read.some(asksForTwo)
  const isAlone = form.withId === null || form.withId === mine

  const ready = (): Ready<z.input<typeof planVisit.args>> => {
    const problems: FieldProblem[] = [
      ...(form.on === '' ? [{ fieldId: 'on', message: 'Say which day.' }] : []),
      ...(form.on !== '' && form.on < today ? [{ fieldId: 'on', message: 'The day has passed.' }] : []),
      ...(needsTwo && isAlone && form.aloneBecause.trim() === ''
        ? [{ fieldId: 'alone', message: 'Choose who comes along, or write why you go alone.' }]
        : []),
    ]
    if (problems.length > 0) return { ok: false, problems }
    return {
      ok: true,
      args: {
        organisationId: pupil.organisationId,
        personId: mine,
        visitId: form.visitId,
        pupilIds,
        on: form.on,
        at: form.at === '' ? null : form.at,
        order: form.at === '' ? placeAtEnd(plans, form.on) : 0,
        reason: form.reason,
        withId: isAlone ? null : form.withId,
        aloneBecause: needsTwo && isAlone ? form.aloneBecause : '',
        flagsRead: read.map(({ pupilId, id }) => ({ pupilId, flagId: id })),
      },
    }
  }
  const onSave = async () => {
    if (!(await submitting.submit(planVisit, ready()))) return
    say({ message: 'Visit planned, saved on this tablet.' })
    await goOn(`/visits/${form.visitId}`)
  }
  return (
    <FormPage
      title="Plan a visit"
      saveLabel="Plan the visit"
      onSave={() => void onSave()}
      {...submitting}
      words={form.aloneBecause}
      draft={draft}
    >
      {read.map((flag) => (
        <Banner
          key={flag.id}
          tone={asksForTwo(flag) ? 'danger' : 'due'}
          title={`${riskSeverityWords[flag.severity]}: ${riskAboutWords[flag.about].toLowerCase()}`}
        >
          {flag.evidence} Looked at again by {sayDay(flag.reviewBy, today)}.
        </Banner>
      ))}
      {tries.length > 0 && (
        <Banner tone="notice" title="Nobody answered">
          {tries.join('; ')}. Another time of day may find someone in.
        </Banner>
      )}
      {siblings.length > 0 && (
        <ChoiceChecks
          label="About the others of the home too?"
          columns="auto"
          big={false}
          choices={siblings.map((child) => ({ value: child.id, label: child.preferredForename ?? child.forename }))}
          value={form.siblings}
          onChange={(chosen) => change({ siblings: chosen })}
        />
      )}
      <SelectField
        label="Why the visit"
        choices={VisitReason.options.map((value) => ({ value, label: visitReasonWords[value] }))}
        value={form.reason}
        onChange={(reason) => {
          if (reason !== null) change({ reason })
        }}
      />
      <DateField
        id="on"
        label="Day"
        min={today}
        value={form.on}
        onChange={(on) => change({ on })}
        error={problemOf(submitting.problems, 'on')}
      />
      <TimeField
        label="Time"
        hint="Leave empty if it may be at any time of the day."
        value={form.at}
        onChange={(at) => change({ at })}
      />
      <ColleagueField
        label={needsTwo ? 'Who comes along? A warning asks for two people' : 'Who comes along?'}
        organisationId={pupil.organisationId}
        value={isAlone ? null : form.withId}
        none="Nobody"
        onChange={(withId) => change({ withId })}
      />
      {!isAlone && form.withId !== null && <ToldToColleague personId={form.withId} pupilIds={pupilIds} />}
      {needsTwo && isAlone && (
        <TextArea
          id="alone"
          label="Why you go alone"
          hint="For a child’s safety you may have to. Say why, so that others know."
          rows={2}
          value={form.aloneBecause}
          onChange={(aloneBecause) => change({ aloneBecause })}
          error={problemOf(submitting.problems, 'alone')}
        />
      )}
    </FormPage>
  )
}

/**
 * What naming a colleague does and does not do. The office brings them the visit, and nobody reads a child's record by being
 * named: so whoever plans is told what will show on the colleague's tablet, and what they have to say themself.
 */
const ToldToColleague = ({ personId, pupilIds }: { personId: string; pupilIds: readonly string[] }) => {
  const { db } = useSession()
  const { file, siblings } = usePupilView()
  const members = useLive(
    () => readColleaguesOf(db, file.pupil.record.organisationId),
    [db, file.pupil.record.organisationId],
  )
  const member = members?.find(({ id }) => id === personId)
  if (member === undefined) return null
  const pupils = [file.pupil.record, ...siblings].filter(({ id }) => pupilIds.includes(id))
  const cases = file.cases.map(({ record }) => record)
  const mayRead = pupils.every((pupil) => visibleTo(member, { pupil, cases }))
  return (
    <Banner tone="notice">
      {mayRead
        ? `The visit shows on ${member.name}’s tablet once the office has it, with the household and its warnings.`
        : `${member.name} may not open every file of this family. Their tablet shows of such a child only that you go, and when: tell them yourself where, and what they need to know to be safe, and no more.`}
    </Banner>
  )
}
