import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useBackToCase } from '#client/casework/use-back-to-case.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { addAgency } from '#domain/mutations/add-agency.ts'
import { AgencyType, agencyTypeWords, ShareConsent, shareConsentWords } from '#domain/records/agency.ts'

const AgencyForm = z.object({
  agencyId: z.string(),
  type: AgencyType.nullable(),
  name: z.string(),
  person: z.string(),
  phone: z.string(),
  role: z.string(),
  since: z.string(),
  consent: ShareConsent.nullable(),
})
type AgencyForm = z.infer<typeof AgencyForm>

/** Add a service that works with the child or the family, and who to ring there. */
export const AddAgencyPage = () => (
  <WithPupil>
    <AddAgency />
  </WithPupil>
)

const AddAgency = () => {
  const { file } = usePupilView()
  const draft = useFormDraft('add-agency', file.pupil.record.id, AgencyForm, (): AgencyForm => ({
    agencyId: crypto.randomUUID(),
    type: null,
    name: '',
    person: '',
    phone: '',
    role: '',
    since: '',
    consent: null,
  }))
  return draft === null ? <Skeleton rows={4} label="Opening the form" /> : <AgencyFields draft={draft} />
}

const AgencyFields = ({ draft }: { draft: FormDraft<AgencyForm> }) => {
  const { file } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const back = useBackToCase()
  const onSave = async () => {
    const { type, consent } = form
    const found = [
      ...(type === null ? [{ fieldId: 'type', message: 'Choose what kind of service it is.' }] : []),
      ...(type === 'other' && form.name.trim() === '' ? [{ fieldId: 'name', message: 'Write its name.' }] : []),
      ...(consent === null ? [{ fieldId: 'consent', message: 'Say whether the family agreed to sharing.' }] : []),
    ]
    const ready =
      found.length > 0 || type === null || consent === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              ...form,
              pupilId: file.pupil.record.id,
              type,
              consent,
              since: form.since === '' ? null : form.since,
            },
          }
    if (await submitting.submit(addAgency, ready)) await back('Service saved on this tablet.')
  }
  return (
    <FormPage
      title="Add a service"
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={[form.name, form.person, form.phone, form.role].filter((words) => words !== '').join('\n')}
      draft={draft}
    >
      <SelectField
        id="type"
        label="What kind of service?"
        choices={AgencyType.options.map((value) => ({ value, label: agencyTypeWords[value] }))}
        value={form.type}
        onChange={(type) => change({ type })}
        error={problemOf(problems, 'type')}
      />
      <TextField
        id="name"
        label="Its name"
        hint="Can stay empty where the kind says enough."
        autoComplete="off"
        value={form.name}
        onChange={(name) => change({ name })}
        error={problemOf(problems, 'name')}
      />
      <TextField
        label="Who works with the family?"
        autoComplete="off"
        value={form.person}
        onChange={(person) => change({ person })}
      />
      <TextField
        label="Their number"
        type="tel"
        autoComplete="off"
        value={form.phone}
        onChange={(phone) => change({ phone })}
      />
      <TextArea
        label="What do they do for the family?"
        rows={2}
        value={form.role}
        onChange={(role) => change({ role })}
      />
      <ChoiceButtons
        id="consent"
        label="May we and they tell each other things?"
        hint="Keeping a child safe never waits for this."
        columns={3}
        choices={ShareConsent.options.map((value) => ({ value, label: shareConsentWords[value] }))}
        value={form.consent}
        onChange={(consent) => change({ consent })}
        error={problemOf(problems, 'consent')}
      />
      <DateField label="Since" hint="Can stay empty." value={form.since} onChange={(since) => change({ since })} />
    </FormPage>
  )
}
