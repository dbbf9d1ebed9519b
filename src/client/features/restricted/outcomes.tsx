import { useState } from 'react'
import { z } from 'zod'
import { sayInstant } from '#client/casework/day-words.ts'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWhoFirst, type Colleagues } from '#client/casework/people-words.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { useSession } from '#client/app/session.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Quiet, Row, Stack } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { noteRestrictedOutcome } from '#domain/mutations/note-restricted-outcome.ts'
import type { RestrictedThread } from '#domain/records/restricted-thread.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

const OutcomeForm = z.object({ words: z.string() })
type OutcomeForm = z.infer<typeof OutcomeForm>

export type OutcomesProps = {
  thread: RestrictedThread
  colleagues: Colleagues
  /** True for the safeguarding leads. */
  mayWrite: boolean
  today: SchoolDay
}

/** What came of it, said by the safeguarding leads to whoever may read the thread. */
export const Outcomes = ({ thread, colleagues, mayWrite, today }: OutcomesProps) => {
  const { actor } = useSession()
  const [round, setRound] = useState(0)
  if (thread.outcomes.length === 0 && !mayWrite) return null
  return (
    <Card title="What came of it">
      <Stack>
        {thread.outcomes.length === 0 && (
          <Quiet>Nothing has been noted yet. Whoever told you would like to hear.</Quiet>
        )}
        {thread.outcomes.map((outcome) => (
          <div key={`${outcome.recordedAt}-${outcome.by}`}>
            <Prose>{outcome.words}</Prose>
            <Quiet>
              {sayWhoFirst(colleagues, outcome.by, actor.personId)}, {sayInstant(outcome.recordedAt, today)}
            </Quiet>
          </div>
        ))}
        {mayWrite && <OpenOutcome key={round} threadId={thread.id} onNoted={() => setRound(round + 1)} />}
      </Stack>
    </Card>
  )
}

type OutcomeProps = { threadId: string; onNoted: () => void }

const OpenOutcome = (props: OutcomeProps) => {
  const draft = useFormDraft('note-restricted-outcome', props.threadId, OutcomeForm, () => ({ words: '' }))
  return draft === null ? null : <OutcomeFields draft={draft} {...props} />
}

const OutcomeFields = ({ draft, threadId, onNoted }: OutcomeProps & { draft: FormDraft<OutcomeForm> }) => {
  const { words } = draft.values
  const { problems, attempt, isSaving, notSaved, submit } = useSubmit(draft)
  const onSave = async () => {
    const wrong = words.trim() === '' ? [{ fieldId: 'outcome', message: 'Write what was done or decided.' }] : []
    const ready =
      wrong.length > 0 ? { ok: false as const, problems: wrong } : { ok: true as const, args: { threadId, words } }
    if (await submit(noteRestrictedOutcome, ready)) onNoted()
  }
  return (
    <>
      <ErrorSummary problems={problems} attempt={attempt} />
      {notSaved !== null && <NotSaved why={notSaved} words={words} />}
      <TextArea
        id="outcome"
        label="What was done or decided"
        rows={3}
        value={words}
        onChange={(typed) => draft.change({ words: typed })}
        error={problemOf(problems, 'outcome')}
      />
      <Row>
        <Button isPending={isSaving} onPress={() => void onSave()}>
          Note it
        </Button>
      </Row>
    </>
  )
}
