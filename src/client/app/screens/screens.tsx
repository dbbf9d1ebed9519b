import { useState } from 'react'
import { Chip, Chips } from '../../ui/chip.tsx'
import { Stack } from '../../ui/page.tsx'
import { CaseloadShown } from './caseload-shown.tsx'
import { DoorstepShown } from './doorstep-shown.tsx'
import { PartsShown } from './parts-shown.tsx'
import styles from './screens.module.css'

type Scheme = 'light' | 'dark' | 'outdoor'

/**
 * Every part in its states, for looking at while drawing. Only in development: nothing of the built app imports it.
 * `/screens?show=caseload&scheme=dark` shows one alone, without the choices above it.
 */
export const Screens = () => {
  const asked = new URLSearchParams(location.search)
  const [scheme, setScheme] = useState<Scheme>(schemes.find((each) => each === asked.get('scheme')) ?? 'light')
  const [shown, setShown] = useState<Shown>(names.find((each) => each === asked.get('show')) ?? 'parts')
  const Part = parts[shown]
  if (asked.has('show')) {
    return (
      <div data-scheme={scheme} className={styles.alone}>
        <Part />
      </div>
    )
  }
  return (
    <div data-scheme={scheme} className={styles.alone}>
      <Stack>
        <Chips label="Scheme">
          {schemes.map((each) => (
            <Chip key={each} isSelected={each === scheme} onChange={() => setScheme(each)}>
              {each}
            </Chip>
          ))}
          {names.map((each) => (
            <Chip key={each} isSelected={each === shown} onChange={() => setShown(each)}>
              {each}
            </Chip>
          ))}
        </Chips>
        <Part />
      </Stack>
    </div>
  )
}

const schemes: readonly Scheme[] = ['light', 'dark', 'outdoor']
type Shown = 'parts' | 'caseload' | 'doorstep'
const names: readonly Shown[] = ['parts', 'caseload', 'doorstep']
const parts: Record<Shown, () => React.ReactElement> = {
  parts: PartsShown,
  caseload: CaseloadShown,
  doorstep: DoorstepShown,
}
