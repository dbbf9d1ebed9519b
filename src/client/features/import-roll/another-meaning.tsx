import { useState } from 'react'
import { isInForce, markCodes, meaningOf, type MarkCode } from '#domain/register/mark-codes.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import styles from './import-roll.module.css'

type Props = { written: string; onSay: (means: MarkCode, from: string) => void; onLeave: () => void }

/** Says of a school's own code what else it stands for from a day on. Marks of the days before are read as they were. */
export const AnotherMeaning = ({ written, onSay, onLeave }: Props) => {
  const [means, setMeans] = useState<MarkCode | null>(null)
  const [from, setFrom] = useState('')
  const [isTried, setTried] = useState(false)
  const say = (): void => {
    setTried(true)
    if (means !== null && from !== '') onSay(means, from)
  }
  return (
    <fieldset className={styles.another} aria-label={`Another meaning of ${written}`}>
      <div className={styles.asked}>
        <SelectField
          label={`${written} stands for`}
          choices={markCodes
            .filter((code) => from === '' || isInForce(code, from))
            .map((code) => ({ value: code, label: `${code}: ${meaningOf(code).words}` }))}
          value={means}
          onChange={setMeans}
          error={isTried && means === null ? 'Choose what it stands for.' : undefined}
        />
        <DateField
          label="From which day?"
          value={from}
          onChange={setFrom}
          error={isTried && from === '' ? 'Give the first day.' : undefined}
        />
      </div>
      <div className={styles.acts}>
        <Button kind="main" onPress={say}>
          Read it so from that day
        </Button>
        <Button onPress={onLeave}>Leave it</Button>
      </div>
    </fieldset>
  )
}
