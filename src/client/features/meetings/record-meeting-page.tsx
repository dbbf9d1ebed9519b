import { Plus, Trash2 } from 'lucide-react'
import { z } from 'zod'
import { useAfterNoAnswer } from '#client/casework/after-no-answer.ts'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { relationshipOf } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { managersOf } from '#client/casework/use-escalation.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Button } from '#client/ui/button.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField, TimeField } from '#client/ui/date-field.tsx'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { recordMeeting } from '#domain/mutations/record-meeting.ts'
import { Came, cameWords, MeetingAbout, meetingAboutWords } from '#domain/records/meeting.ts'
import { PersonSide, personSideWords } from '#domain/records/person-side.ts'
import styles from './meetings.module.css'

const OpenInvited = z.object({ key: z.string(), name: z.string(), side: PersonSide, came: Came.nullable() })
type OpenInvited = z.infer<typeof OpenInvited>

const MeetingForm = z.object({
  meetingId: z.string(),
  about: MeetingAbout,
  happenedOn: z.string(),
  happenedAt: z.string(),
  where: z.string(),
  invited: z.array(OpenInvited),
  child: z.string(),
  family: z.string(),
  school: z.string(),
  council: z.string(),
  agreed: z.string(),
  nextOn: z.string(),
})
type MeetingForm = z.infer<typeof MeetingForm>

/** Keep a meeting between school, family, council and others: who was invited and came, what each said, what was agreed. */
export const RecordMeetingPage = () => (
  <WithPupil>
    <RecordMeeting />
  </WithPupil>
)

const person = (name: string, side: PersonSide): OpenInvited => ({ key: crypto.randomUUID(), name, side, came: null })

const RecordMeeting = () => {
  const { file, today, colleagues } = usePupilView()
  const pupil = file.pupil.record
  const nobodyCame = useAfterNoAnswer()
  const draft = useFormDraft('record-meeting', pupil.id, MeetingForm, (): MeetingForm => {
    const empty: MeetingForm = {
      meetingId: crypto.randomUUID(),
      about: 'support',
      happenedOn: today,
      happenedAt: '',
      where: 'School',
      invited: [
        ...file.parents
          .filter(({ record }) => !record.doNotContact && record.notListedSince === undefined)
          .slice(0, 2)
          .map(({ record }) => person(relationshipOf(record), 'family')),
        person(pupil.preferredForename ?? pupil.forename, 'child'),
      ],
      child: '',
      family: '',
      school: '',
      council: '',
      agreed: '',
      nextOn: '',
    }
    if (nobodyCame === null) return empty
    // A talk with whoever manages the work, about what is to be done now: the family has no part in it.
    const [manager] = managersOf(file, colleagues)
    const isOfCouncil = manager?.role === 'service-manager'
    return {
      ...empty,
      about: 'other',
      where: 'By phone',
      invited: [person(manager?.name ?? '', isOfCouncil ? 'council' : 'school')],
      [isOfCouncil ? 'council' : 'school']: nobodyCame.words,
    }
  })
  return draft === null ? <Skeleton rows={5} label="Opening the form" /> : <MeetingFields draft={draft} />
}

const MeetingFields = ({ draft }: { draft: FormDraft<MeetingForm> }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const pupil = file.pupil.record
  const child = pupil.preferredForename ?? pupil.forename
  const onSave = async () => {
    const named = form.invited.filter(({ name }) => name.trim() !== '')
    const invited = named.flatMap(({ name, side, came }) => (came === null ? [] : [{ name, side, came }]))
    const found = [
      ...(form.happenedOn === '' || form.happenedOn > today
        ? [{ fieldId: 'day', message: 'Say which day it was, today or before.' }]
        : []),
      ...(named.length === 0 ? [{ fieldId: 'invited', message: 'Say who was invited.' }] : []),
      ...named
        .filter(({ came }) => came === null)
        .map(({ key, name }) => ({ fieldId: `${key}-came`, message: `Say whether ${name} came.` })),
    ]
    const ready =
      found.length > 0
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: pupil.id,
              caseId: pupil.openCaseId,
              meetingId: form.meetingId,
              happenedOn: form.happenedOn,
              happenedAt: form.happenedAt === '' ? null : form.happenedAt,
              about: form.about,
              where: form.where,
              invited,
              said: { child: form.child, family: form.family, school: form.school, council: form.council },
              agreed: form.agreed,
              nextOn: form.nextOn === '' ? null : form.nextOn,
            },
          }
    if (await submitting.submit(recordMeeting, ready)) await back('Meeting saved on this tablet.')
  }
  return (
    <FormPage
      title="Record a meeting"
      saveLabel="Save meeting"
      onSave={() => void onSave()}
      {...submitting}
      words={[form.child, form.family, form.school, form.council, form.agreed]
        .filter((words) => words !== '')
        .join('\n\n')}
      draft={draft}
    >
      <ChoiceButtons
        label="What was it about?"
        columns={2}
        choices={MeetingAbout.options.map((value) => ({ value, label: meetingAboutWords[value] }))}
        value={form.about}
        onChange={(about) => change({ about })}
      />
      <div className={styles.days}>
        <DateField
          id="day"
          label="Day"
          value={form.happenedOn}
          max={today}
          onChange={(happenedOn) => change({ happenedOn })}
          error={problemOf(problems, 'day')}
        />
        <TimeField
          label="Time"
          hint="Can stay empty."
          value={form.happenedAt}
          onChange={(happenedAt) => change({ happenedAt })}
        />
        <TextField label="Where" autoComplete="off" value={form.where} onChange={(where) => change({ where })} />
      </div>
      <Invited
        invited={form.invited}
        problems={problems}
        onChange={(next) => change((now) => ({ invited: next(now.invited) }))}
      />
      <Quiet>What each side said stays apart. Leave empty what nobody said.</Quiet>
      <TextArea
        label={`What ${child} said`}
        rows={2}
        value={form.child}
        onChange={(words) => change({ child: words })}
      />
      <TextArea label="What the family said" rows={2} value={form.family} onChange={(family) => change({ family })} />
      <TextArea label="What school said" rows={2} value={form.school} onChange={(school) => change({ school })} />
      <TextArea
        label="What the council or others said"
        rows={2}
        value={form.council}
        onChange={(council) => change({ council })}
      />
      <TextArea
        label="What was agreed"
        hint="Who does what. Put what we promised under Promises too, so that it comes up at the next contact."
        value={form.agreed}
        onChange={(agreed) => change({ agreed })}
      />
      <DateField
        label="Meeting again on"
        hint="Can stay empty."
        value={form.nextOn}
        onChange={(nextOn) => change({ nextOn })}
      />
    </FormPage>
  )
}

const Invited = ({
  invited,
  problems,
  onChange,
}: {
  invited: readonly OpenInvited[]
  problems: readonly FieldProblem[]
  onChange: (next: (invited: OpenInvited[]) => OpenInvited[]) => void
}) => {
  const put = (key: string, part: Partial<OpenInvited>) =>
    onChange((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const error = problemOf(problems, 'invited')
  return (
    <div className={styles.people} id="invited" tabIndex={-1}>
      {error !== undefined && <p role="alert">{error}</p>}
      {invited.map((one, place) => (
        <fieldset key={one.key} className={styles.person}>
          <legend>{one.name.trim() === '' ? `Person ${place + 1}` : one.name}</legend>
          <div className={styles.days}>
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
            id={`${one.key}-came`}
            label="Did they come?"
            big={false}
            columns="auto"
            choices={Came.options.map((value) => ({ value, label: cameWords[value] }))}
            value={one.came}
            onChange={(came) => put(one.key, { came })}
            error={problemOf(problems, `${one.key}-came`)}
          />
          <div>
            <Button
              kind="quiet"
              icon={<Trash2 aria-hidden />}
              onPress={() => onChange((now) => now.filter(({ key }) => key !== one.key))}
            >
              Not invited: remove {one.name.trim() === '' ? `person ${place + 1}` : one.name}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button icon={<Plus aria-hidden />} onPress={() => onChange((now) => [...now, person('', 'school')])}>
          Person
        </Button>
      </div>
    </div>
  )
}
