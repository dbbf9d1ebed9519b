import { useParams } from 'react-router'
import { useGoOn } from '#client/app/go-on.tsx'
import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { amendNote } from '#domain/mutations/amend-note.ts'
import { Amendment } from '#domain/records/amendment.ts'
import { ReasonGiven, reasonGivenWords } from '#domain/records/absence-asked.ts'
import type { ChildVoice } from '#domain/records/child-voice.ts'
import { contactResultWords, type ContactNote } from '#domain/records/contact-note.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import type { Meeting } from '#domain/records/meeting.ts'

type Account = ContactNote | HomeVisit | ChildVoice | Meeting
type Field = Amendment['field']
type Part = { field: Field; label: string; wrote: string }

const AmendForm = z.object({
  amendmentId: z.string(),
  field: Amendment.shape.field.nullable(),
  words: z.string(),
  why: z.string(),
  /** How a contact about a session really ended: a key of `endings`. Missing in drafts of before it could be said. */
  ended: z.string().nullable().optional(),
})
type AmendForm = z.infer<typeof AmendForm>

/** How a contact about a session can have ended: what the buttons of the morning say, and that there was none. */
const endings: { value: string; label: string; ended: NonNullable<Amendment['ended']> }[] = [
  ...ReasonGiven.options.map((reason) => ({
    value: reason,
    label: `Reached: ${reasonGivenWords[reason].toLowerCase()}`,
    ended: { result: 'spoke' as const, reason },
  })),
  ...(['no-answer', 'voicemail-left', 'sent', 'number-dead', 'wrong-person'] as const).map((result) => ({
    value: result,
    label: `Not reached: ${contactResultWords[result].toLowerCase()}`,
    ended: { result, reason: null },
  })),
  { value: 'none', label: 'There was no such contact', ended: { result: null, reason: null } },
]

/** The parts of an account that can be corrected, each with what was written. */
const partsOf = (account: Account): Part[] => {
  const parts = saidIn(account)
  return [
    ...parts,
    { field: 'when', label: 'When it was', wrote: '' },
    { field: 'who', label: 'Who it was with', wrote: '' },
    { field: 'other', label: 'Something else', wrote: '' },
  ]
}

const saidIn = (account: Account): Part[] => {
  switch (account.kind) {
    case 'contact-note':
      return [
        { field: 'facts', label: 'What was said', wrote: account.facts },
        { field: 'childWords', label: 'The child’s words', wrote: account.childWords },
        { field: 'familyView', label: 'What the family thinks', wrote: account.familyView },
        { field: 'schoolView', label: 'What the school thinks', wrote: account.schoolView },
        { field: 'opinion', label: 'What the author thinks', wrote: account.opinion },
      ]
    case 'home-visit':
      return [
        { field: 'saw', label: 'What was seen', wrote: account.saw },
        { field: 'childWords', label: 'The child’s words', wrote: account.childWords },
        { field: 'familyWords', label: 'What the adults said', wrote: account.familyWords },
        { field: 'thinks', label: 'What the author thinks', wrote: account.thinks },
        { field: 'privateLines', label: 'Lines for this file only', wrote: account.privateLines },
        { field: 'nextStep', label: 'Next step', wrote: account.nextStep },
      ]
    case 'child-voice':
      return [{ field: 'childWords', label: 'The child’s words', wrote: account.words }]
    case 'meeting':
      return [
        { field: 'childWords', label: 'The child’s words', wrote: account.said.child },
        { field: 'familyView', label: 'What the family said', wrote: account.said.family },
        { field: 'schoolView', label: 'What school said', wrote: account.said.school },
        { field: 'facts', label: 'What was agreed', wrote: account.agreed },
      ]
  }
}

const titles: Record<Account['kind'], string> = {
  'contact-note': 'Correct a contact',
  'home-visit': 'Correct a home visit',
  'child-voice': 'Correct the child’s words',
  meeting: 'Correct a meeting',
}

/** Correct a note: the first account stays as it was written, and the correction stands with it. */
export const AmendNotePage = () => (
  <WithPupil>
    <FindNote />
  </WithPupil>
)

const FindNote = () => {
  const { noteId } = useParams()
  const { file, may } = usePupilView()
  const account = [...file.notes, ...file.visits, ...file.voices, ...file.meetings].find(
    ({ record }) => record.id === noteId,
  )?.record
  return account === undefined || !may('amend-note', account.by) ? <NotInFile /> : <Amend account={account} />
}

const Amend = ({ account }: { account: Account }) => {
  const draft = useFormDraft(`amend-note/${account.id}`, account.pupilId, AmendForm, () => ({
    amendmentId: crypto.randomUUID(),
    field: null,
    words: '',
    why: '',
  }))
  return draft === null ? (
    <Skeleton rows={4} label="Opening the form" />
  ) : (
    <AmendFields draft={draft} account={account} />
  )
}

const AmendFields = ({ draft, account }: { draft: FormDraft<AmendForm>; account: Account }) => {
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const { problems } = submitting
  const goOn = useGoOn()
  const say = useToast()
  const parts = partsOf(account)
  const isAboutSession = account.kind === 'contact-note' && account.absence !== undefined
  const ending = isAboutSession ? endings.find(({ value }) => value === form.ended) : undefined
  const chosen = parts.find((part) => part.field === form.field)
  const onSave = async () => {
    // Whoever says how it ended has said what is corrected and how it should read.
    const field = form.field ?? (ending === undefined ? null : 'other')
    const words = form.words.trim() === '' && ending !== undefined ? `${ending.label}.` : form.words
    const found = [
      ...(field === null ? [{ fieldId: 'field', message: 'Choose what is to be corrected.' }] : []),
      ...(words.trim() === '' ? [{ fieldId: 'words', message: 'Write how it should read.' }] : []),
      ...(form.why.trim() === '' ? [{ fieldId: 'why', message: 'Write why it is corrected.' }] : []),
    ]
    const ready =
      found.length > 0 || field === null
        ? { ok: false as const, problems: found }
        : {
            ok: true as const,
            args: {
              pupilId: account.pupilId,
              noteKind: account.kind,
              noteId: account.id,
              amendmentId: form.amendmentId,
              field,
              words,
              why: form.why,
              ...(ending !== undefined && { ended: ending.ended }),
            },
          }
    if (await submitting.submit(amendNote, ready)) {
      say({ message: 'Correction saved on this tablet.' })
      await goOn(`/caseload/${account.pupilId}`)
    }
  }
  return (
    <FormPage
      title={titles[account.kind]}
      saveLabel="Save correction"
      onSave={() => void onSave()}
      {...submitting}
      words={[form.words, form.why].filter((words) => words !== '').join('\n\n')}
      draft={draft}
    >
      <Quiet>What was written stays. Your correction stands with it, with your name and the time.</Quiet>
      {isAboutSession && (
        <SelectField
          id="ended"
          label="How it ended"
          hint="Only where a wrong button was pressed. The child then stands on the list by this."
          choices={endings}
          value={form.ended ?? null}
          onChange={(ended) => change({ ended })}
        />
      )}
      <SelectField
        id="field"
        label="What is to be corrected?"
        choices={parts
          .filter(
            (part) => part.wrote.trim() !== '' || ['when', 'who', 'other', 'childWords', 'saw'].includes(part.field),
          )
          .map((part) => ({ value: part.field, label: part.label }))}
        value={form.field}
        onChange={(field) => change({ field })}
        error={problemOf(problems, 'field')}
      />
      {chosen !== undefined && chosen.wrote.trim() !== '' && (
        <Card title="As written">
          <Prose>{chosen.wrote}</Prose>
        </Card>
      )}
      <TextArea
        id="words"
        label="How it should read"
        value={form.words}
        onChange={(words) => change({ words })}
        error={problemOf(problems, 'words')}
      />
      <TextArea
        id="why"
        label="Why"
        rows={2}
        value={form.why}
        onChange={(why) => change({ why })}
        error={problemOf(problems, 'why')}
      />
    </FormPage>
  )
}
