import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { relationshipOf } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { offerSupport } from '#domain/mutations/offer-support.ts'
import { agencyCalled } from '#domain/records/agency.ts'
import { barrierAboutWords } from '#domain/records/barrier.ts'

const OfferForm = z.object({
  offerId: z.string(),
  words: z.string(),
  offeredTo: z.string(),
  givenBy: z.string(),
  agencyId: z.string().nullable(),
  barrierIds: z.array(z.string()),
  offeredOn: z.string(),
  reviewOn: z.string(),
})
type OfferForm = z.infer<typeof OfferForm>

/** Keep what support was offered, to whom, by whom and for which barriers. */
export const OfferSupportPage = () => (
  <WithPupil>
    <OfferSupport />
  </WithPupil>
)

const OfferSupport = () => {
  const { file, today } = usePupilView()
  const first = file.parents[0]?.record
  const draft = useFormDraft('offer-support', file.pupil.record.id, OfferForm, (): OfferForm => ({
    offerId: crypto.randomUUID(),
    words: '',
    offeredTo: first === undefined ? '' : relationshipOf(first),
    givenBy: 'School',
    agencyId: null,
    barrierIds: [],
    offeredOn: today,
    reviewOn: '',
  }))
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <OfferFields draft={draft} />
}

const OfferFields = ({ draft }: { draft: FormDraft<OfferForm> }) => {
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const pupil = file.pupil.record
  const barriers = file.barriers.filter(({ record }) => record.about !== 'protective' && record.status !== 'removed')
  const agencies = file.agencies.filter(({ record }) => record.endedOn === null)
  const onSave = async () => {
    const found = [
      ...(form.words.trim() === '' ? [{ fieldId: 'words', message: 'Write what was offered.' }] : []),
      ...(form.offeredTo.trim() === '' ? [{ fieldId: 'to', message: 'Say who it was offered to.' }] : []),
      ...(form.offeredOn === '' || form.offeredOn > today
        ? [{ fieldId: 'offered', message: 'Say which day it was offered, today or before.' }]
        : []),
    ]
    const ready =
      found.length > 0
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: pupil.id,
              caseId: pupil.openCaseId,
              offerId: form.offerId,
              words: form.words,
              offeredTo: form.offeredTo,
              givenBy: form.givenBy,
              agencyId: form.agencyId,
              barrierIds: form.barrierIds,
              offeredOn: form.offeredOn,
              reviewOn: form.reviewOn === '' ? null : form.reviewOn,
            },
          }
    if (await submitting.submit(offerSupport, ready)) await back('Offer saved on this tablet.')
  }
  return (
    <FormPage
      title="Offer support"
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={form.words}
      draft={draft}
    >
      <TextArea
        id="words"
        label="What is offered?"
        hint="As it was said: a bus pass until Easter, a place to go at lunch."
        value={form.words}
        onChange={(words) => change({ words })}
        error={problemOf(problems, 'words')}
      />
      <TextField
        id="to"
        label="Offered to"
        autoComplete="off"
        value={form.offeredTo}
        onChange={(offeredTo) => change({ offeredTo })}
        error={problemOf(problems, 'to')}
      />
      {barriers.length > 0 && (
        <ChoiceChecks
          label="What is it for?"
          columns={2}
          choices={barriers.map(({ record }) => ({
            value: record.id,
            label: `${barrierAboutWords[record.about]}: “${startOf(record.words)}”`,
          }))}
          value={form.barrierIds}
          onChange={(barrierIds) => change({ barrierIds })}
        />
      )}
      <TextField
        label="Who would give it?"
        autoComplete="off"
        value={form.givenBy}
        onChange={(givenBy) => change({ givenBy })}
      />
      {agencies.length > 0 && (
        <SelectField
          label="Through which service?"
          none="None of them"
          choices={agencies.map(({ record }) => ({ value: record.id, label: agencyCalled(record) }))}
          value={form.agencyId}
          onChange={(agencyId) => change({ agencyId })}
        />
      )}
      <DateField
        id="offered"
        label="Offered on"
        value={form.offeredOn}
        max={today}
        onChange={(offeredOn) => change({ offeredOn })}
        error={problemOf(problems, 'offered')}
      />
      <DateField
        label="See how it goes on"
        hint="Can stay empty."
        value={form.reviewOn}
        onChange={(reviewOn) => change({ reviewOn })}
      />
    </FormPage>
  )
}

const startOf = (words: string): string => (words.length > 60 ? `${words.slice(0, 60).trim()}…` : words)
