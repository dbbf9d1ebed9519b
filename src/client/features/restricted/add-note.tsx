import { useState } from 'react'
import { z } from 'zod'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Row } from '#client/ui/page.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { addRestrictedNote } from '#domain/mutations/add-restricted-note.ts'

const NoteForm = z.object({ noteId: z.string(), words: z.string() })
type NoteForm = z.infer<typeof NoteForm>

/** More about the same thing, for whoever may read the thread. After each save the form begins again. */
export const AddNote = ({ threadId }: { threadId: string }) => {
  const [round, setRound] = useState(0)
  return <OpenNote key={round} threadId={threadId} onAdded={() => setRound(round + 1)} />
}

type NoteProps = { threadId: string; onAdded: () => void }

const OpenNote = (props: NoteProps) => {
  const draft = useFormDraft('add-restricted-note', props.threadId, NoteForm, () => ({
    noteId: crypto.randomUUID(),
    words: '',
  }))
  return draft === null ? null : <NoteFields draft={draft} {...props} />
}

const NoteFields = ({ draft, threadId, onAdded }: NoteProps & { draft: FormDraft<NoteForm> }) => {
  const { values: form, change } = draft
  const { problems, attempt, isSaving, notSaved, submit } = useSubmit(draft)
  const onSave = async () => {
    const wrong = form.words.trim() === '' ? [{ fieldId: 'more', message: 'Write what there is to add.' }] : []
    const ready =
      wrong.length > 0 ? { ok: false as const, problems: wrong } : { ok: true as const, args: { threadId, ...form } }
    if (await submit(addRestrictedNote, ready)) onAdded()
  }
  return (
    <Card title="Add to this">
      <ErrorSummary problems={problems} attempt={attempt} />
      {notSaved !== null && <NotSaved why={notSaved} words={form.words} />}
      <TextArea
        id="more"
        label="What else is there?"
        rows={3}
        value={form.words}
        onChange={(words) => change({ words })}
        error={problemOf(problems, 'more')}
      />
      <Row>
        <Button isPending={isSaving} onPress={() => void onSave()}>
          Add
        </Button>
        <DraftLine draft={draft} />
      </Row>
    </Card>
  )
}
