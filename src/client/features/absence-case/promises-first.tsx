import { useState } from 'react'
import { Check, X } from 'lucide-react'
import { z } from 'zod'
import { Card } from '#client/ui/card.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Due } from '#client/ui/list-row.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { duenessOf, settledWords } from '#client/casework/late-words.ts'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSaving } from '#client/casework/use-saving.ts'
import { useUndo } from '#client/casework/use-undo.ts'
import { settlePromise } from '#domain/mutations/settle-promise.ts'
import { unsettlePromise } from '#domain/mutations/unsettle-promise.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import { sayDue } from '#domain/time/day-words.ts'
import { CameLate } from './came-late.tsx'
import styles from './promises-first.module.css'

/** What we said we would do and have not settled, before anything else: the family will ask, whichever child it was about. */
export const PromisesFirst = () => {
  const { file, householdPromises: siblings, may } = usePupilView()
  const own = file.promises.filter(({ record }) => record.settled === null).map(({ record }) => record)
  const count = own.length + siblings.length
  if (count === 0) return null
  return (
    <Card title={count === 1 ? 'We promised' : `We promised, ${count} things`}>
      <ul className={styles.promises}>
        {own.map((promise) => (
          <Promised key={promise.id} promise={promise} about={null} maySettle={may('settle-promise')} />
        ))}
        {siblings.map(({ promise, about, maySettle }) => (
          <Promised key={promise.id} promise={promise} about={about} maySettle={maySettle} />
        ))}
      </ul>
    </Card>
  )
}

type Line = {
  promise: MadePromise
  /** The brother or sister it was about; null for the child of this case. */
  about: string | null
  maySettle: boolean
}

const Promised = ({ promise, about, maySettle }: Line) => {
  const { today, calendar, colleagues, mine } = usePupilView()
  const dueness = duenessOf(promise.dueOn, today)
  const due = sayDue(promise.dueOn, today, calendar)
  return (
    <li className={styles.promise}>
      <p className={styles.words}>{promise.words}</p>
      <p className={styles.small}>
        {about === null ? '' : `About ${about}. `}To {promise.promisedTo},{' '}
        {dueness === 'later' ? due : <Due isLate={dueness === 'late'}>{due}</Due>}.{' '}
        {promise.ownerId === mine ? 'Yours to keep' : `${sayWhoFirst(colleagues, promise.ownerId, mine)} keeps it`}.{' '}
        <CameLate by={promise.by} at={promise.recordedAt} />
      </p>
      {maySettle && <SettleHere promise={promise} />}
    </li>
  )
}

/** The same draft as the whole form's, so that a word begun here is found there. */
const WordForm = z.object({ how: z.string().nullable(), on: z.string(), words: z.string() })
type WordForm = z.infer<typeof WordForm>

const SettleHere = ({ promise }: { promise: MadePromise }) => {
  const { today } = usePupilView()
  const draft = useFormDraft(`settle-promise/${promise.id}`, promise.pupilId, WordForm, (): WordForm => ({
    how: null,
    on: today,
    words: '',
  }))
  return draft === null ? null : <OneTap promise={promise} draft={draft} />
}

/** Kept or not kept in one tap, with a word where there is one to say; a wrong tap can be taken back. */
const OneTap = ({ promise, draft }: { promise: MadePromise; draft: FormDraft<WordForm> }) => {
  const { today } = usePupilView()
  const { save, isSaving, notSaved } = useSaving()
  const undoOf = useUndo()
  const say = useToast()
  const [isOpen, setOpen] = useState(false)
  const isLate = duenessOf(promise.dueOn, today) === 'late'
  const { pupilId, id: promiseId } = promise
  const settle = async (how: 'kept' | 'kept-late' | 'not-kept') => {
    const args = { pupilId, promiseId, how, on: today, words: draft.values.words }
    if (!(await save(draft, settlePromise, args))) return
    say({ message: `${settledWords[how]}, on this tablet.`, undo: undoOf(unsettlePromise, { pupilId, promiseId }) })
  }
  const kept = isLate ? 'kept-late' : 'kept'
  const hasWord = isOpen || draft.values.words !== ''
  return (
    <>
      {hasWord && (
        <TextField
          label={`A word about it: ${promise.words}`}
          autoComplete="off"
          value={draft.values.words}
          onChange={(words) => draft.change({ words })}
        />
      )}
      {notSaved !== null && <NotSaved why={notSaved} words={draft.values.words} />}
      <div className={styles.acts}>
        <Button
          icon={<Check aria-hidden />}
          isPending={isSaving}
          aria-label={`${settledWords[kept]}: ${promise.words}`}
          onPress={() => void settle(kept)}
        >
          {settledWords[kept]}
        </Button>
        <Button
          icon={<X aria-hidden />}
          isPending={isSaving}
          aria-label={`Not kept: ${promise.words}`}
          onPress={() => void settle('not-kept')}
        >
          Not kept
        </Button>
        {!hasWord && (
          <Button kind="quiet" aria-label={`Add a word: ${promise.words}`} onPress={() => setOpen(true)}>
            Add a word
          </Button>
        )}
        <LinkButton
          kind="quiet"
          href={`/caseload/${pupilId}/promises/${promiseId}`}
          aria-label={`More: ${promise.words}`}
        >
          More
        </LinkButton>
      </div>
    </>
  )
}
