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
import {
  clockNames,
  isByCalendar,
  readClock,
  type ClockName,
  type ClockReading,
} from '#domain/register/clocks/read-clock.ts'
import { closedSeen } from '#domain/register/closed-seen.ts'
import { registerSeen } from '#domain/register/register-seen.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

type Decided = z.infer<typeof decideOnRegister.args.shape.decided>

/** What may be decided on each clock, support first. None of them issues anything. */
const choices = {
  'ten-in-ten-weeks': ['support', 'notice-to-improve', 'ask-council', 'no-step'],
  'ten-days-in-a-row': ['support', 'tell-council', 'no-step'],
  'fifteen-days-of-sickness': ['support', 'tell-council', 'no-step'],
} as const satisfies Record<ClockName, readonly Decided[]>

const DecideForm = z.object({
  decisionId: z.string(),
  about: decideOnRegister.args.shape.about.nullable(),
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

const Decide = () => {
  const { file, may } = usePupilView()
  const draft = useFormDraft('decide-on-register', file.pupil.record.id, DecideForm, (): DecideForm => ({
    decisionId: crypto.randomUUID(),
    about: null,
    decided: null,
    why: '',
  }))
  if (!may('decide-on-register')) return <NotInFile />
  return draft === null ? <Skeleton rows={3} label="Opening the form" /> : <DecideFields draft={draft} />
}

const DecideFields = ({ draft }: { draft: FormDraft<DecideForm> }) => {
  const { file, calendar, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const pupil = file.pupil.record
  const years = file.registers.map(({ record }) => record)
  const { about } = form
  const reading = about === null ? null : readClock(about, pupil, years, calendar, today)
  const offered: readonly Decided[] = about === null ? [] : choices[about]
  const onSave = async () => {
    const { decided } = form
    const saw = reading === null ? null : registerSeen(pupil, years, reading.span)
    const found = [
      ...(about === null ? [{ fieldId: 'about', message: 'Choose what it is decided on.' }] : []),
      ...(about !== null && saw === null
        ? [{ fieldId: 'about', message: 'Nothing of it counts today. Choose another, or write it as a contact.' }]
        : []),
      ...(decided === null ? [{ fieldId: 'decided', message: 'Choose what is decided.' }] : []),
      ...(form.why.trim() === '' ? [{ fieldId: 'why', message: 'Write why.' }] : []),
    ]
    const ready =
      found.length > 0 || about === null || decided === null || reading === null || saw === null
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
              ...(isByCalendar(about) ? { closed: closedSeen(calendar, reading.span) } : {}),
            },
          }
    if (await submitting.submit(decideOnRegister, ready)) await back('Decision saved on this tablet.')
  }
  return (
    <FormPage
      title="Write down a decision"
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={form.why}
      draft={draft}
    >
      <ChoiceButtons
        id="about"
        label="On what?"
        hint="The marks and the closed days are kept as they stand today, so that it can be seen later what was known."
        choices={clockNames.map((value) => ({ value, label: decidedAboutWords[value] }))}
        value={about}
        onChange={(name) => change({ about: name, decided: null })}
        error={problemOf(problems, 'about')}
      />
      {about !== null && <p>{sayReading(about, reading, today)}</p>}
      {about !== null && (
        <ChoiceButtons
          id="decided"
          label="What is decided?"
          hint="For this child and this family. Nothing follows by itself, and nothing is issued here."
          columns={2}
          choices={offered.map((value) => ({ value, label: decidedWords[value] }))}
          value={form.decided}
          onChange={(decided) => change({ decided })}
          error={problemOf(problems, 'decided')}
        />
      )}
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

/** `11 sessions of G, N, O or U, from Mon 14 Sep to Mon 23 Nov.` */
const sayReading = (about: ClockName, reading: ClockReading | null, today: SchoolDay): string => {
  if (reading === null) return 'Nothing counts today.'
  const { from, to } = reading.span
  return `${sayCounted({ about, counted: reading.counted })}, from ${sayDay(from, today)} to ${sayDay(to, today)}.`
}
