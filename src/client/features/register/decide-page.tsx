import { useParams } from 'react-router'
import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { sayCounted } from '#client/casework/say-register-then.ts'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { decideOnRegister } from '#domain/mutations/decide-on-register.ts'
import { decidedAboutWords, decidedWords } from '#domain/records/register-decision.ts'
import { readClock, type ClockName, type ClockReading } from '#domain/register/clocks/read-clock.ts'
import { registerSeen } from '#domain/register/register-seen.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** What may be decided on each clock, support first. None of them issues anything. */
const choices = {
  'ten-in-ten-weeks': ['support', 'notice-to-improve', 'ask-council', 'no-step'],
  'ten-days-in-a-row': ['support', 'tell-council', 'no-step'],
  'fifteen-days-of-sickness': ['support', 'tell-council', 'no-step'],
} as const satisfies Record<ClockName, readonly string[]>

const DecideForm = z.object({
  decisionId: z.string(),
  decided: decideOnRegister.args.shape.decided.nullable(),
  why: z.string(),
})
type DecideForm = z.infer<typeof DecideForm>

/** Write down what is decided on a clock of the register: the marks as they stand are kept with it. */
export const DecidePage = () => (
  <WithPupil>
    <Decide />
  </WithPupil>
)

const isClock = (name: string): name is ClockName => Object.hasOwn(choices, name)

const Decide = () => {
  const { file, may } = usePupilView()
  const { clock = '' } = useParams()
  const draft = useFormDraft(`decide-on-register/${clock}`, file.pupil.record.id, DecideForm, () => ({
    decisionId: crypto.randomUUID(),
    decided: null,
    why: '',
  }))
  if (!isClock(clock) || !may('decide-on-register')) return <NotInFile />
  return draft === null ? <Skeleton rows={3} label="Opening the form" /> : <DecideFields draft={draft} about={clock} />
}

const DecideFields = ({ draft, about }: { draft: FormDraft<DecideForm>; about: ClockName }) => {
  const { file, calendar, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const pupil = file.pupil.record
  const years = file.registers.map(({ record }) => record)
  const reading = readClock(about, pupil, years, calendar, today)
  const saw = reading === null ? null : registerSeen(pupil, years, reading.span)
  const onSave = async () => {
    const { decided } = form
    const found = [
      ...(decided === null ? [{ fieldId: 'decided', message: 'Choose what is decided.' }] : []),
      ...(form.why.trim() === '' ? [{ fieldId: 'why', message: 'Write why.' }] : []),
      ...(saw === null
        ? [{ fieldId: 'why', message: 'Nothing of it counts any more. Write it as a contact, or throw it away.' }]
        : []),
    ]
    const ready =
      found.length > 0 || decided === null || reading === null || saw === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: pupil.id,
              caseId: pupil.openCaseId,
              decisionId: form.decisionId,
              about,
              decided,
              why: form.why,
              decidedOn: today,
              counted: reading.counted,
              saw,
            },
          }
    if (await submitting.submit(decideOnRegister, ready)) await back('Decision saved on this tablet.')
  }
  return (
    <FormPage
      title="Write down what is decided"
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={form.why}
      draft={draft}
    >
      <p>
        {decidedAboutWords[about]}: {sayReading(about, reading, today)}
      </p>
      <ChoiceButtons
        id="decided"
        label="What is decided?"
        hint="For this child and this family. Nothing follows by itself, and nothing is issued here."
        columns={2}
        choices={choices[about].map((value) => ({ value, label: decidedWords[value] }))}
        value={form.decided}
        onChange={(decided) => change({ decided })}
        error={problemOf(problems, 'decided')}
      />
      <TextArea
        id="why"
        label="Why"
        value={form.why}
        onChange={(why) => change({ why })}
        error={problemOf(problems, 'why')}
      />
    </FormPage>
  )
}

const sayReading = (about: ClockName, reading: ClockReading | null, today: SchoolDay): string => {
  if (reading === null) return 'nothing of it counts any more, since the marks were changed.'
  const { from, to } = reading.span
  return `${sayCounted({ about, counted: reading.counted })}, from ${sayDay(from, today)} to ${sayDay(to, today)}. The marks are kept as they stand, so that it can be seen later what was known.`
}
