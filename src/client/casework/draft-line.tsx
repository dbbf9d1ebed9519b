import { CircleAlert, PencilLine } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { sayFault } from '#client/store/fault.ts'
import { useSyncState } from '#client/sync/state.ts'
import { classNames } from '#client/ui/class-names.ts'
import { dayOf } from '#domain/time/instant.ts'
import { sayInstant } from './day-words.ts'
import styles from './draft-line.module.css'
import type { FormDraft } from './use-form-draft.ts'

/** What the line is told about a draft. */
export type DraftKept = Pick<FormDraft<Record<string, unknown>>, 'status' | 'fault' | 'savedAt'>

/**
 * What is true of a form that is not saved yet: that its draft is kept on this tablet, since when, and whether there is
 * signal. It never says *saved*: that word belongs to records.
 */
export const DraftLine = ({ draft }: { draft: DraftKept }) => {
  const { clock, practice } = useSession()
  const { connection } = useSyncState()
  if (draft.status === 'not-kept') {
    return (
      <span className={classNames(styles.line, styles.fault)}>
        <CircleAlert aria-hidden size={15} />
        The draft could not be kept. {draft.fault === null ? '' : sayFault(draft.fault)}
      </span>
    )
  }
  const noSignal =
    practice !== undefined
      ? 'Practice: nothing is sent or kept.'
      : connection === 'offline' || connection === 'captive'
        ? 'No signal.'
        : ''
  if (draft.savedAt === null && noSignal === '') return null
  return (
    <span className={styles.line}>
      <PencilLine aria-hidden size={15} />
      {draft.savedAt !== null && `Draft kept on this tablet ${sayInstant(draft.savedAt, dayOf(clock()))}. `}
      {noSignal}
    </span>
  )
}
