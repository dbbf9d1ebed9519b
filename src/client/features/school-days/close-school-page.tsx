import { ArrowLeft } from 'lucide-react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { readCalendars } from '#client/casework/read-calendars.ts'
import { readSchools } from '#client/casework/read-file.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { useLive } from '#client/store/live.ts'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Form } from '#client/ui/form.tsx'
import { Page, Quiet, Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { closeSchool } from '#domain/mutations/close-school.ts'
import { can } from '#domain/permissions/can.ts'
import {
  ClosureSpan,
  closureReasons,
  closureReasonWords,
  LONGEST_CLOSURE,
  type ClosureReason,
} from '#domain/records/school-closure.ts'
import { saySchoolDays } from '#domain/time/day-words.ts'
import { schoolDaysFrom, type SchoolCalendar } from '#domain/time/school-calendar.ts'
import { addDays } from '#domain/time/school-day.ts'

/** The closure as it stands in the open form: also the shape of its draft. */
const ClosureForm = z.object({
  closureId: z.string(),
  reason: z.enum(closureReasons).nullable(),
  title: z.string(),
  part: ClosureSpan.shape.part,
  from: z.string(),
  to: z.string(),
})
type ClosureForm = z.infer<typeof ClosureForm>

/** Enter days on which a school is closed. */
export const CloseSchoolPage = () => {
  const { organisationId = '' } = useParams()
  const { db, actor } = useSession()
  const found = useLive(
    async () => ({ schools: await readSchools(db), calendar: (await readCalendars(db))(organisationId) }),
    [db, organisationId],
  )
  const draft = useFormDraft('close-school', organisationId, ClosureForm, () => ({
    closureId: crypto.randomUUID(),
    reason: null,
    title: '',
    part: 'day' as const,
    from: '',
    to: '',
  }))
  if (found === undefined || draft === null) return <Skeleton rows={5} label="Opening the form" />
  const school = found.schools.get(organisationId)
  if (school === undefined || !can(actor, 'close-school', { organisationId }))
    return (
      <Page title="This is not yours to set" back={<BackToSchoolDays />}>
        <p>Attendance leads, service managers and administrators enter the days on which their school is closed.</p>
      </Page>
    )
  return <ClosureFields {...{ organisationId, school, draft }} calendar={found.calendar} />
}

const BackToSchoolDays = () => (
  <LinkButton href="/school-days" kind="quiet" icon={<ArrowLeft aria-hidden />}>
    School days
  </LinkButton>
)

/** The span as the form says it: one day where only a part of it is closed. */
const spanOf = ({ part, from, to }: ClosureForm) => ({ part, from, to: part === 'day' ? to : from })

/** How many school days a span takes away from what is entered already; null while it is none. */
const daysTaken = (form: ClosureForm, calendar: SchoolCalendar): number | null => {
  const span = ClosureSpan.safeParse(spanOf(form))
  return span.success ? schoolDaysFrom(addDays(span.data.from, -1), span.data.to, calendar) : null
}

const problemsOf = (form: ClosureForm, calendar: SchoolCalendar) => {
  const { from, to } = spanOf(form)
  const isWhole = form.part === 'day'
  return [
    ...(form.reason === null ? [{ fieldId: 'reason', message: 'Say why the school is closed.' }] : []),
    ...(from === '' ? [{ fieldId: 'from', message: isWhole ? 'Give the first day.' : 'Give the day.' }] : []),
    ...(isWhole && to === '' ? [{ fieldId: 'to', message: 'Give the last day. It may be the same.' }] : []),
    ...(from !== '' && to !== '' && to < from
      ? [{ fieldId: 'to', message: 'The last day is before the first.' }]
      : from !== '' && to !== '' && to > addDays(from, LONGEST_CLOSURE - 1)
        ? [{ fieldId: 'to', message: `That is longer than ${LONGEST_CLOSURE} days. Look at the years.` }]
        : []),
    ...(daysTaken(form, calendar) === 0
      ? [
          {
            fieldId: 'from',
            message: 'No school day is among these: they are weekends, bank holidays or entered already.',
          },
        ]
      : []),
  ]
}

type Opened = { organisationId: string; school: string; calendar: SchoolCalendar; draft: FormDraft<ClosureForm> }

const ClosureFields = ({ organisationId, school, calendar, draft }: Opened) => {
  const { values: form, change } = draft
  const { problems, attempt, isSaving, notSaved, submit } = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const taken = daysTaken(form, calendar)
  const isWhole = form.part === 'day'
  const onSave = async () => {
    const found = problemsOf(form, calendar)
    const { closureId, reason, title } = form
    const isKept = await submit(
      closeSchool,
      found.length > 0 || reason === null
        ? { ok: false, problems: found }
        : { ok: true, args: { organisationId, closureId, span: spanOf(form), reason, title } },
    )
    if (!isKept) return
    say({ message: 'Saved on this tablet. Colleagues’ tablets count so once the office has it.' })
    await goOn('/school-days')
  }
  return (
    <Form label="Enter closed days" isHeld={draft.isHeld}>
      <Page title="Enter closed days" detail={school} back={<BackToSchoolDays />}>
        <ErrorSummary problems={problems} attempt={attempt} />
        {notSaved !== null && <NotSaved why={notSaved} words={`${form.title} ${form.from} ${form.to}`} />}
        <Stack gap="wide">
          <SelectField<ClosureReason>
            id="reason"
            label="Why?"
            choices={closureReasons.map((value) => ({ value, label: closureReasonWords[value] }))}
            value={form.reason}
            onChange={(reason) => change({ reason })}
            error={problemOf(problems, 'reason')}
          />
          <TextField
            label="What people call it"
            hint="“Autumn half-term”. May stay empty."
            autoComplete="off"
            value={form.title}
            onChange={(title) => change({ title })}
          />
          <ChoiceButtons
            label="How much of the day?"
            columns={3}
            choices={[
              { value: 'day', label: 'Whole days' },
              { value: 'morning', label: 'A morning' },
              { value: 'afternoon', label: 'An afternoon' },
            ]}
            value={form.part}
            onChange={(part) => change({ part })}
          />
          <DateField
            id="from"
            label={isWhole ? 'First day' : 'Day'}
            value={form.from}
            onChange={(from) => change({ from })}
            error={problemOf(problems, 'from')}
          />
          {isWhole && (
            <DateField
              id="to"
              label="Last day"
              value={form.to}
              min={form.from === '' ? undefined : form.from}
              onChange={(to) => change({ to })}
              error={problemOf(problems, 'to')}
            />
          )}
          {taken !== null && taken > 0 && (
            <Quiet>
              {isWhole
                ? `That takes ${saySchoolDays(taken)} out of the count.`
                : 'The other session is held, so the day still counts as a school day.'}
            </Quiet>
          )}
        </Stack>
      </Page>
      <ActionBar foot={<DraftLine draft={draft} />}>
        <Button kind="main" size="big" isPending={isSaving} onPress={() => void onSave()}>
          Save
        </Button>
      </ActionBar>
    </Form>
  )
}
