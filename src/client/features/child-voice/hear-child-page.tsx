import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { useWayBack } from '#client/casework/own-words-link.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { WhenItHappened } from '#client/casework/when-it-happened.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { hearChild } from '#domain/mutations/hear-child.ts'
import {
  Agreement,
  agreementWords,
  ChildVoice,
  VoiceConsent,
  voiceConsentWords,
  VoiceMethod,
  voiceMethodWords,
} from '#domain/records/child-voice.ts'

const VoiceForm = z.object({
  voiceId: z.string(),
  heardOn: z.string(),
  /** Empty where nobody has said a time. */
  heardAt: z.string(),
  method: VoiceMethod,
  through: z.string(),
  alone: ChildVoice.shape.alone,
  words: z.string(),
  wouldHelp: z.string(),
  goodAtSchool: z.string(),
  agreesWithPlan: Agreement,
  consent: VoiceConsent.nullable(),
  isDeclined: z.boolean(),
})
type VoiceForm = z.infer<typeof VoiceForm>

/** Keep what a child said, drew or wrote, as they did, and what they agreed may be done with it. */
export const HearChildPage = () => (
  <WithPupil>
    <HearChild />
  </WithPupil>
)

const HearChild = () => {
  const { file, today } = usePupilView()
  const draft = useFormDraft('hear-child', file.pupil.record.id, VoiceForm, (): VoiceForm => ({
    voiceId: crypto.randomUUID(),
    heardOn: today,
    heardAt: '',
    method: 'conversation',
    through: '',
    alone: 'not-said',
    words: '',
    wouldHelp: '',
    goodAtSchool: '',
    agreesWithPlan: 'not-asked',
    consent: null,
    isDeclined: false,
  }))
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <HearFields draft={draft} />
}

const HearFields = ({ draft }: { draft: FormDraft<VoiceForm> }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const back = useBackToCase()
  const wayBack = useWayBack()
  const say = useToast()
  const pupil = file.pupil.record
  const child = pupil.preferredForename ?? pupil.forename
  const isThrough = form.method === 'through-someone'
  const onSave = async () => {
    const { consent } = form
    const problems = [
      ...(form.heardOn === '' || form.heardOn > today
        ? [{ fieldId: 'day', message: 'Say which day it was, today or before.' }]
        : []),
      ...(isThrough && form.through.trim() === '' ? [{ fieldId: 'through', message: 'Say who told you.' }] : []),
      ...(!form.isDeclined && form.words.trim() === ''
        ? [{ fieldId: 'words', message: `Write what ${child} said, or that ${child} did not want to say.` }]
        : []),
      ...(consent === null ? [{ fieldId: 'consent', message: 'Say whether the words may be shared.' }] : []),
    ]
    const ready =
      problems.length > 0 || consent === null
        ? { ok: false as const, problems }
        : {
            ok: true as const,
            args: {
              pupilId: pupil.id,
              caseId: pupil.openCaseId,
              voiceId: form.voiceId,
              heardOn: form.heardOn,
              ...(form.heardAt === '' ? {} : { heardAt: form.heardAt }),
              method: form.method,
              through: isThrough ? form.through : '',
              alone: form.alone,
              words: form.isDeclined ? '' : form.words,
              wouldHelp: form.wouldHelp,
              goodAtSchool: form.goodAtSchool,
              agreesWithPlan: form.agreesWithPlan,
              consent,
              declined: form.isDeclined ? { why: form.words } : null,
            },
          }
    if (!(await submitting.submit(hearChild, ready))) return
    const said = `${child}’s words saved on this tablet.`
    if (wayBack === null) await back(said)
    else {
      say({ message: said })
      await wayBack.go()
    }
  }
  return (
    <FormPage
      title={`What ${child} says`}
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={[form.words, form.wouldHelp, form.goodAtSchool].filter((words) => words !== '').join('\n\n')}
      draft={draft}
      {...(wayBack === null
        ? {}
        : {
            acts: (
              <Button size="big" onPress={() => void draft.keepNow().then(wayBack.go)}>
                {wayBack.label}
              </Button>
            ),
          })}
    >
      <WhenItHappened
        happenedOn={form.heardOn}
        happenedAt={form.heardAt}
        today={today}
        onChange={({ happenedOn, happenedAt }) => change({ heardOn: happenedOn, heardAt: happenedAt })}
        error={problemOf(submitting.problems, 'day')}
      />
      <ChoiceButtons
        label={`How did ${child} say it?`}
        columns={3}
        choices={VoiceMethod.options.map((value) => ({ value, label: voiceMethodWords[value] }))}
        value={form.method}
        onChange={(method) => change({ method })}
      />
      {isThrough && (
        <TextField
          id="through"
          label="Who told you?"
          hint="Their name, and who they are to the child."
          autoComplete="off"
          value={form.through}
          onChange={(through) => change({ through })}
          error={problemOf(submitting.problems, 'through')}
        />
      )}
      <Checkbox
        label={`${child} was asked and did not want to say`}
        isSelected={form.isDeclined}
        onChange={(isDeclined) => change({ isDeclined })}
      />
      <TextArea
        id="words"
        label={form.isDeclined ? 'Why, if they said' : 'In their own words'}
        hint={
          form.isDeclined ? undefined : 'Exactly as said, drawn or written. For a drawing: what they said it shows.'
        }
        value={form.words}
        onChange={(words) => change({ words })}
        error={problemOf(submitting.problems, 'words')}
      />
      <TextArea
        label="What would help?"
        rows={2}
        value={form.wouldHelp}
        onChange={(wouldHelp) => change({ wouldHelp })}
      />
      <TextArea
        label="What is good at school?"
        rows={2}
        value={form.goodAtSchool}
        onChange={(goodAtSchool) => change({ goodAtSchool })}
      />
      <ChoiceButtons
        label="Was anyone else there?"
        big={false}
        columns="auto"
        choices={[
          { value: 'alone', label: 'Alone with me' },
          { value: 'with-adult', label: 'An adult was there' },
          { value: 'not-said', label: 'Not said' },
        ]}
        value={form.alone}
        onChange={(alone) => change({ alone })}
      />
      <ChoiceButtons
        label={`Does ${child} agree with the plan?`}
        big={false}
        columns="auto"
        choices={Agreement.options.map((value) => ({ value, label: agreementWords[value] }))}
        value={form.agreesWithPlan}
        onChange={(agreesWithPlan) => change({ agreesWithPlan })}
      />
      <ChoiceButtons
        id="consent"
        label={`May ${child}’s words be shared?`}
        hint="Ask them. Something that must be told to keep a child safe is told all the same."
        columns={2}
        choices={VoiceConsent.options.map((value) => ({ value, label: voiceConsentWords[value] }))}
        value={form.consent}
        onChange={(consent) => change({ consent })}
        error={problemOf(submitting.problems, 'consent')}
      />
    </FormPage>
  )
}
