import { Check, CircleAlert, Tablet } from 'lucide-react'
import { classNames } from './class-names.ts'
import styles from './state-chip.module.css'

/** Where something a person wrote is. Times and references come ready to read; received is only ever said from a receipt. */
export type KeptState =
  | { kind: 'draft'; at: string }
  | { kind: 'only-here' }
  | { kind: 'received'; at: string; reference: string | null }
  | { kind: 'needs-you' }

/** The quiet words under every entry: *Only on this tablet*, *Received 14:02, ref 7F3A*, *Needs you*. */
export const StateChip = ({ state }: { state: KeptState }) => {
  if (state.kind === 'received') {
    return (
      <span className={classNames(styles.state, styles.got)}>
        <Check aria-hidden size={15} strokeWidth={3} />
        {state.reference === null ? `Received ${state.at}` : `Received ${state.at}, ref ${state.reference}`}
      </span>
    )
  }
  if (state.kind === 'needs-you') {
    return (
      <span className={classNames(styles.state, styles.needs)}>
        <CircleAlert aria-hidden size={15} strokeWidth={2.4} />
        Needs you
      </span>
    )
  }
  return (
    <span className={classNames(styles.state, styles.here)}>
      <Tablet aria-hidden size={15} />
      {state.kind === 'draft' ? `Saved on this tablet ${state.at}` : 'Only on this tablet'}
    </span>
  )
}
