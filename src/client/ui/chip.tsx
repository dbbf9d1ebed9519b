import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components'
import { X } from 'lucide-react'
import styles from './chip.module.css'
import { classNames } from './class-names.ts'

export type ChipProps = {
  children: ReactNode
  /** How many rows it would leave. */
  count?: number | undefined
  isSelected: boolean
  onChange: (isSelected: boolean) => void
}

/** A filter that can be put on and taken off. Drawn 36 px tall; what can be touched is 44. */
export const Chip = ({ children, count, isSelected, onChange }: ChipProps) => (
  <ToggleButton isSelected={isSelected} onChange={onChange} className={classNames(styles.chip)}>
    {children}
    {count !== undefined && <span className={styles.count}>{count}</span>}
    {isSelected && <X aria-hidden className={styles.remove} />}
  </ToggleButton>
)

/** Chips in a row that wraps; `label` tells a screen reader what they filter. */
export const Chips = ({ label, children }: { label: string; children: ReactNode }) => (
  <fieldset aria-label={label} className={styles.chips}>
    {children}
  </fieldset>
)
