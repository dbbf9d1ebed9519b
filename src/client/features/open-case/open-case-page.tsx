import { useGoOn } from '#client/app/go-on.tsx'
import { z } from 'zod'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { ColleagueField } from '#client/casework/colleague-field.tsx'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import type { PupilFile } from '#client/casework/pupil-file.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceButtons, ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Page } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { openAbsenceCase } from '#domain/mutations/open-absence-case.ts'
import { Concern, concernWords, Stage, stageWords } from '#domain/records/absence-case.ts'
import { countPupil } from '#domain/register/count-pupil.ts'
import { absentOf } from '#domain/register/count-sessions.ts'
import { registerSeen } from '#domain/register/register-seen.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'
import { daysOfSchoolYear, schoolYearOf } from '#domain/time/school-year.ts'

const OpenForm = z.object({
  caseId: z.string(),
  concerns: z.array(Concern),
  stage: Stage,
  why: z.string(),
  child: z.string(),
  family: z.string(),
  school: z.string(),
  ownerId: z.string().nullable(),
  reviewOn: z.string(),
})
type OpenForm = z.infer<typeof OpenForm>

/** What the register says of this school year, to be kept with the case: a mark that is changed later shows then. Null without any. */
const registerNow = (file: PupilFile, today: SchoolDay) => {
  const span = { from: daysOfSchoolYear(schoolYearOf(today)).from, to: today }
  const years = file.registers.map(({ record }) => record)
  const saw = registerSeen(file.pupil.record, years, span)
  return saw === null ? null : { saw, missed: absentOf(countPupil(file.pupil.record, years, span)) }
}

/** Open a case for a pupil who has none: what the concern is, who answers for it, when it is looked at again. */
export const OpenCasePage = () => (
  <WithPupil>
    <OpenCase />
  </WithPupil>
)

const OpenCase = () => {
  const { file, mine, today } = usePupilView()
  const pupilId = file.pupil.record.id
  const draft = useFormDraft('open-case', pupilId, OpenForm, (): OpenForm => ({
    caseId: crypto.randomUUID(),
    concerns: [],
    stage: 'monitor',
    why: '',
    child: '',
    family: '',
    school: '',
    ownerId: mine,
    reviewOn: addDays(today, 28),
  }))
  if (file.openCase !== null) {
    return (
      <Page title="A case is open already" back={<BackToCase />}>
        <p>A pupil has one open case at a time.</p>
      </Page>
    )
  }
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <OpenFields draft={draft} />
}

const OpenFields = ({ draft }: { draft: FormDraft<OpenForm> }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const goOn = useGoOn()
  const say = useToast()
  const pupil = file.pupil.record
  const register = registerNow(file, today)
  const onSave = async () => {
    const ready =
      form.concerns.length === 0
        ? { ok: false as const, problems: [{ fieldId: 'concerns', message: 'Choose at least one concern.' }] }
        : {
            ok: true as const,
            args: {
              caseId: form.caseId,
              pupilId: pupil.id,
              organisationId: pupil.organisationId,
              concerns: form.concerns,
              reasons: { child: form.child, family: form.family, school: form.school },
              stage: form.stage,
              why: form.why,
              ownerId: form.ownerId,
              reviewOn: form.reviewOn === '' ? null : form.reviewOn,
              openedOn: today,
              ...(register === null ? {} : { register }),
            },
          }
    if (await submitting.submit(openAbsenceCase, ready)) {
      say({ message: 'Case opened on this tablet.' })
      await goOn(`/caseload/${pupil.id}`)
    }
  }
  const called = pupil.preferredForename ?? pupil.forename
  return (
    <FormPage
      title="Open a case"
      saveLabel="Open the case"
      onSave={() => void onSave()}
      {...submitting}
      words={[form.why, form.child, form.family, form.school].filter((words) => words !== '').join('\n\n')}
      draft={draft}
    >
      <ChoiceChecks
        id="concerns"
        label="What is the concern?"
        columns={2}
        choices={Concern.options.map((value) => ({ value, label: concernWords[value] }))}
        value={form.concerns}
        onChange={(concerns) => change({ concerns })}
        error={problemOf(problems, 'concerns')}
      />
      <ChoiceButtons
        label="Where on the ladder does it begin?"
        hint="Any step may be skipped; say why."
        columns={3}
        choices={Stage.options.map((value) => ({ value, label: stageWords[value] }))}
        value={form.stage}
        onChange={(stage) => change({ stage })}
      />
      <TextArea label="Why now" rows={2} value={form.why} onChange={(why) => change({ why })} />
      <TextArea
        label={`Why ${called} is away, as ${called} sees it`}
        rows={2}
        value={form.child}
        onChange={(child) => change({ child })}
      />
      <TextArea label="As the family sees it" rows={2} value={form.family} onChange={(family) => change({ family })} />
      <TextArea label="As the school sees it" rows={2} value={form.school} onChange={(school) => change({ school })} />
      <ColleagueField
        label="Who answers for it?"
        none="Nobody yet"
        organisationId={pupil.organisationId}
        value={form.ownerId}
        onChange={(ownerId) => change({ ownerId })}
      />
      <DateField
        label="Look at it again on"
        value={form.reviewOn}
        onChange={(reviewOn) => change({ reviewOn })}
        min={today}
      />
    </FormPage>
  )
}
