import { useParams } from 'react-router'
import { useGoOn } from '#client/app/go-on.tsx'
import { z } from 'zod'
import { FormPage, problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { parentName, relationshipOf } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { setSafeContact } from '#domain/mutations/set-safe-contact.ts'
import type { Parent } from '#domain/records/parent.ts'

const SafeForm = z.object({
  clashId: z.string(),
  sawRule: z.string(),
  sawStop: z.boolean(),
  rule: z.string(),
  stop: z.boolean(),
})
type SafeForm = z.infer<typeof SafeForm>

/** Say what must be read before a parent is contacted, or that nobody may contact them about the child. */
export const SafeContactPage = () => (
  <WithPupil>
    <FindParent />
  </WithPupil>
)

const FindParent = () => {
  const { parentId } = useParams()
  const { file, may } = usePupilView()
  const parent = file.parents.find(({ record }) => record.id === parentId)?.record
  return parent === undefined || !may('set-safe-contact') ? <NotInFile /> : <SafeContact parent={parent} />
}

const SafeContact = ({ parent }: { parent: Parent }) => {
  const draft = useFormDraft(`safe-contact/${parent.id}`, parent.pupilId, SafeForm, () => ({
    clashId: crypto.randomUUID(),
    sawRule: parent.safeContactRule ?? '',
    sawStop: parent.doNotContact,
    rule: parent.safeContactRule ?? '',
    stop: parent.doNotContact,
  }))
  return draft === null ? <Skeleton rows={3} label="Opening the form" /> : <SafeFields draft={draft} parent={parent} />
}

const SafeFields = ({ draft, parent }: { draft: FormDraft<SafeForm>; parent: Parent }) => {
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const onSave = async () => {
    const isSame = rule(form.rule) === rule(form.sawRule) && form.stop === form.sawStop
    const ready = isSame
      ? { ok: false as const, problems: [{ fieldId: 'rule', message: 'Nothing has been changed yet.' }] }
      : {
          ok: true as const,
          args: {
            pupilId: parent.pupilId,
            parentId: parent.id,
            clashId: form.clashId,
            ...(rule(form.rule) === rule(form.sawRule)
              ? {}
              : { safeContactRule: { from: rule(form.sawRule), to: rule(form.rule) } }),
            ...(form.stop === form.sawStop ? {} : { doNotContact: { from: form.sawStop, to: form.stop } }),
          },
        }
    if (await submitting.submit(setSafeContact, ready)) {
      say({ message: 'Safe-contact rule saved on this tablet.' })
      await goOn(`/caseload/${parent.pupilId}`)
    }
  }
  return (
    <FormPage
      title={`Contacting ${relationshipOf(parent)}, ${parentName(parent)}`}
      saveLabel="Save"
      onSave={() => void onSave()}
      {...submitting}
      words={form.rule}
      draft={draft}
    >
      <TextArea
        id="rule"
        label="What must be read before contacting them"
        hint="For example: text first, and never leave a voicemail."
        value={form.rule}
        onChange={(changed) => change({ rule: changed })}
        error={problemOf(submitting.problems, 'rule')}
      />
      <Checkbox
        label="Nobody may contact them about this child"
        hint="Everyone who opens the file is told. A court order is written down by itself: under More."
        isSelected={form.stop}
        onChange={(stop) => change({ stop })}
      />
    </FormPage>
  )
}

/** An empty rule is no rule. */
const rule = (text: string): string | null => (text.trim() === '' ? null : text.trim())
