import { useParams } from 'react-router'
import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { changeAgency } from '#domain/mutations/change-agency.ts'
import { agencyCalled, ShareConsent, shareConsentWords, type Agency } from '#domain/records/agency.ts'

/** What can be changed of a service, as the person saw it and as they made it. */
const Changeable = z.object({
  person: z.string(),
  phone: z.string(),
  role: z.string(),
  consent: ShareConsent,
  endedOn: z.string(),
})
const ChangeForm = z.object({ clashId: z.string(), saw: Changeable, now: Changeable })
type ChangeForm = z.infer<typeof ChangeForm>

/** Say that a service has another worker or number, that the family agreed to sharing, or that it stopped. */
export const ChangeAgencyPage = () => (
  <WithPupil>
    <FindAgency />
  </WithPupil>
)

const FindAgency = () => {
  const { agencyId } = useParams()
  const { file, may } = usePupilView()
  const agency = file.agencies.find(({ record }) => record.id === agencyId)?.record
  return agency === undefined || !may('change-agency') ? <NotInFile /> : <ChangeAgency agency={agency} />
}

const ChangeAgency = ({ agency }: { agency: Agency }) => {
  const draft = useFormDraft(`change-agency/${agency.id}`, agency.pupilId, ChangeForm, () => {
    const { person, phone, role, consent } = agency
    const saw = { person, phone, role, consent, endedOn: agency.endedOn ?? '' }
    return { clashId: crypto.randomUUID(), saw, now: saw }
  })
  return draft === null ? (
    <Skeleton rows={4} label="Opening the form" />
  ) : (
    <ChangeFields draft={draft} agency={agency} />
  )
}

const ChangeFields = ({ draft, agency }: { draft: FormDraft<ChangeForm>; agency: Agency }) => {
  const { today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const back = useBackToCase()
  const { saw, now } = form
  const put = (part: Partial<ChangeForm['now']>) => change((latest) => ({ now: { ...latest.now, ...part } }))
  const onSave = async () => {
    const args = {
      pupilId: agency.pupilId,
      agencyId: agency.id,
      clashId: form.clashId,
      // Only what was touched is sent, so that a colleague's change of another field stands.
      ...(saw.person === now.person ? {} : { person: { from: saw.person, to: now.person } }),
      ...(saw.phone === now.phone ? {} : { phone: { from: saw.phone, to: now.phone } }),
      ...(saw.role === now.role ? {} : { role: { from: saw.role, to: now.role } }),
      ...(saw.consent === now.consent ? {} : { consent: { from: saw.consent, to: now.consent } }),
      ...(saw.endedOn === now.endedOn ? {} : { endedOn: { from: day(saw.endedOn), to: day(now.endedOn) } }),
    }
    const isSame = JSON.stringify(saw) === JSON.stringify(now)
    const ready = isSame
      ? { ok: false as const, problems: [{ fieldId: 'person', message: 'Nothing has been changed yet.' }] }
      : { ok: true as const, args }
    if (await submitting.submit(changeAgency, ready)) await back('Service saved on this tablet.')
  }
  return (
    <FormPage
      title={agencyCalled(agency)}
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={[now.person, now.phone, now.role].filter((words) => words !== '').join('\n')}
      draft={draft}
    >
      <TextField
        id="person"
        label="Who works with the family?"
        autoComplete="off"
        value={now.person}
        onChange={(person) => put({ person })}
        error={problemOf(submitting.problems, 'person')}
      />
      <TextField
        label="Their number"
        type="tel"
        autoComplete="off"
        value={now.phone}
        onChange={(phone) => put({ phone })}
      />
      <TextArea label="What do they do for the family?" rows={2} value={now.role} onChange={(role) => put({ role })} />
      <ChoiceButtons
        label="May we and they tell each other things?"
        hint="Keeping a child safe never waits for this."
        columns={3}
        choices={ShareConsent.options.map((value) => ({ value, label: shareConsentWords[value] }))}
        value={now.consent}
        onChange={(consent) => put({ consent })}
      />
      <DateField
        label="They stopped on"
        hint="Empty while they work with the family."
        value={now.endedOn}
        max={today}
        onChange={(endedOn) => put({ endedOn })}
      />
    </FormPage>
  )
}

const day = (value: string): string | null => (value === '' ? null : value)
