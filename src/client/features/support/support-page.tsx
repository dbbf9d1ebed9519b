import { useParams } from 'react-router'
import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { sayWho } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { SupportSteps } from '#client/casework/support-steps.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Card } from '#client/ui/card.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { noteSupport } from '#domain/mutations/note-support.ts'
import {
  SupportEffect,
  supportEffectWords,
  SupportStep,
  supportStepWords,
  type SupportOffer,
} from '#domain/records/support-offer.ts'
import { sayDay } from '#domain/time/day-words.ts'

const StepForm = z.object({
  what: SupportStep.nullable(),
  on: z.string(),
  words: z.string(),
  effect: SupportEffect.nullable(),
})
type StepForm = z.infer<typeof StepForm>

/** One offer with everything that became of it, and room for the next thing. */
export const SupportPage = () => (
  <WithPupil>
    <FindOffer />
  </WithPupil>
)

const FindOffer = () => {
  const { offerId } = useParams()
  const { file, may } = usePupilView()
  const offer = file.offers.find(({ record }) => record.id === offerId)?.record
  return offer === undefined || !may('note-support') ? <NotInFile /> : <NextStep offer={offer} />
}

const NextStep = ({ offer }: { offer: SupportOffer }) => {
  const { today } = usePupilView()
  const draft = useFormDraft(`note-support/${offer.id}`, offer.pupilId, StepForm, (): StepForm => ({
    what: null,
    on: today,
    words: '',
    effect: null,
  }))
  return draft === null ? <Skeleton rows={3} label="Opening the form" /> : <StepFields draft={draft} offer={offer} />
}

const asks: Record<SupportStep, string> = {
  accepted: 'Anything they said',
  declined: 'Why, in their own words',
  delivered: 'What was given',
  'not-delivered': 'Why it was not given',
  reviewed: 'What was found',
}

const StepFields = ({ draft, offer }: { draft: FormDraft<StepForm>; offer: SupportOffer }) => {
  const { today, colleagues, mine } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const isEffect = form.what === 'reviewed' || form.what === 'delivered'
  const onSave = async () => {
    const { what } = form
    const found = [
      ...(what === null ? [{ fieldId: 'what', message: 'Choose what became of it.' }] : []),
      ...(form.on === '' || form.on > today ? [{ fieldId: 'on', message: 'Say which day, today or before.' }] : []),
      ...(what === 'declined' && form.words.trim() === ''
        ? [{ fieldId: 'words', message: 'Write their reason as they gave it, or that they gave none.' }]
        : []),
    ]
    const ready =
      found.length > 0 || what === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: offer.pupilId,
              offerId: offer.id,
              what,
              on: form.on,
              words: form.words,
              effect: isEffect ? form.effect : null,
            },
          }
    if (await submitting.submit(noteSupport, ready)) await back('Saved on this tablet.')
  }
  return (
    <FormPage
      title={offer.words}
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={form.words}
      draft={draft}
    >
      <Card title="So far">
        <Quiet>
          Offered to {offer.offeredTo}, {sayDay(offer.offeredOn, today)}, by {sayWho(colleagues, offer.by, mine)}.
          {offer.givenBy === '' ? '' : ` To be given by: ${offer.givenBy}.`}
        </Quiet>
        <SupportSteps offer={offer} />
      </Card>
      <ChoiceButtons
        id="what"
        label="What became of it?"
        columns={2}
        choices={SupportStep.options.map((value) => ({ value, label: supportStepWords[value] }))}
        value={form.what}
        onChange={(what) => change({ what })}
        error={problemOf(problems, 'what')}
      />
      {isEffect && (
        <ChoiceButtons
          label="Did it help?"
          columns={2}
          choices={SupportEffect.options.map((value) => ({ value, label: supportEffectWords[value] }))}
          value={form.effect}
          onChange={(effect) => change({ effect })}
        />
      )}
      <TextArea
        id="words"
        label={form.what === null ? 'In words' : asks[form.what]}
        value={form.words}
        onChange={(words) => change({ words })}
        error={problemOf(problems, 'words')}
      />
      <DateField
        id="on"
        label="On"
        value={form.on}
        max={today}
        onChange={(on) => change({ on })}
        error={problemOf(problems, 'on')}
      />
    </FormPage>
  )
}
