import { useParams } from 'react-router'
import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { useAfterNoAnswer } from '#client/casework/after-no-answer.ts'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { useMissingThisMorning } from '#client/casework/missing-this-morning.ts'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { readPlans } from '#client/casework/read-restricted.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { WhomToRing } from '#client/casework/whom-to-ring.tsx'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { tellSafeguardingLead } from '#domain/mutations/tell-safeguarding-lead.ts'
import { Urgency, urgencyWords } from '#domain/records/restricted-thread.ts'

const TellForm = z.object({ threadId: z.string(), noteId: z.string(), urgency: Urgency, words: z.string() })
type TellForm = z.infer<typeof TellForm>

/** Tell the safeguarding lead something about a pupil: how soon, and the words. Nobody else reads it unless the lead lets them. */
export const TellPage = () => (
  <WithPupil>
    <Tell />
  </WithPupil>
)

const Tell = () => {
  const { noteId } = useParams()
  const { file, may } = usePupilView()
  const nobodyCame = useAfterNoAnswer()
  const missing = useMissingThisMorning()
  const draft = useFormDraft(
    noteId === undefined ? 'tell-safeguarding-lead' : `tell-safeguarding-lead/${noteId}`,
    file.pupil.record.id,
    TellForm,
    (): TellForm => ({
      threadId: crypto.randomUUID(),
      noteId: crypto.randomUUID(),
      urgency: 'today',
      words: nobodyCame?.words ?? missing ?? '',
    }),
  )
  if (!may('tell-safeguarding-lead')) return <NotInFile />
  return draft === null ? <Skeleton rows={3} label="Opening the form" /> : <TellFields draft={draft} />
}

const TellFields = ({ draft }: { draft: FormDraft<TellForm> }) => {
  const { noteId: fromNoteId } = useParams()
  const { db } = useSession()
  const { file, colleagues, schools } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const { id: pupilId, organisationId } = file.pupil.record
  const plan = useLive(() => readPlans(db), [db])?.get(organisationId) ?? null
  const leads = [...colleagues.values()].filter(
    (member) =>
      member.organisationId === organisationId &&
      member.role === 'designated-safeguarding-lead' &&
      member.leftOn === null,
  )
  const school = schools.get(organisationId) ?? 'This school'
  const onSave = async () => {
    const problems =
      form.words.trim() === '' ? [{ fieldId: 'words', message: 'Write what you are worried about.' }] : []
    const args = { pupilId, ...form, fromNoteId: fromNoteId ?? null }
    const ready = problems.length > 0 ? { ok: false as const, problems } : { ok: true as const, args }
    if (await submitting.submit(tellSafeguardingLead, ready)) {
      say({ message: 'Saved on this tablet. The safeguarding lead gets it once the office has it.' })
      await goOn(`/restricted/${form.threadId}`)
    }
  }
  return (
    <FormPage
      title="Tell the safeguarding lead"
      saveLabel="Tell them"
      onSave={() => void onSave()}
      {...submitting}
      words={form.words}
      draft={draft}
    >
      {leads.length === 0 ? (
        <Banner tone="danger" title={`${school} has no safeguarding lead in Doorstep`}>
          <p>Nobody would read this here. Ring someone, and save it all the same: the next lead will find it.</p>
          <WhomToRing plan={plan} />
        </Banner>
      ) : (
        <Quiet>
          Goes to {leads.map((lead) => lead.name).join(' and ')} alone. Colleagues see that there is something, not
          what.
        </Quiet>
      )}
      <ChoiceButtons
        id="urgency"
        label="How soon must they read it?"
        columns={3}
        choices={Urgency.options.map((value) => ({ value, label: urgencyWords[value] }))}
        value={form.urgency}
        onChange={(urgency) => change({ urgency })}
      />
      {form.urgency === 'now' && leads.length > 0 && (
        <Banner tone="danger" title="Ring as well: do not wait for this to be read">
          <WhomToRing plan={plan} />
        </Banner>
      )}
      <TextArea
        id="words"
        label="What are you worried about?"
        hint="What you saw and heard, in the words used. Then what you think, said as your own view."
        rows={6}
        value={form.words}
        onChange={(words) => change({ words })}
        error={problemOf(submitting.problems, 'words')}
      />
      {fromNoteId !== undefined && <Quiet>This goes with the note you came from; the lead can open it.</Quiet>}
    </FormPage>
  )
}
