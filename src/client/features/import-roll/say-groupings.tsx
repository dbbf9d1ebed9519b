import { useState } from 'react'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Quiet } from '#client/ui/page.tsx'
import styles from './import-roll.module.css'
import type { SaidReading } from './send-roll.ts'

type Props = { columns: readonly string[]; isBusy: boolean; onSay: (said: SaidReading[]) => void }

/** Letters in the name of a grouping. */
const LONGEST = 40

/** Columns of a roll that were left out, of which an administrator can say that they are groupings of the school's own. */
export const SayGroupings = ({ columns, isBusy, onSay }: Props) => {
  const offered = [...new Set(columns)].filter((heading) => heading.length <= LONGEST)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [error, setError] = useState(false)
  if (offered.length === 0) return null
  const choose = (heading: string, isChosen: boolean): void => {
    const others = [...chosen].filter((each) => each !== heading)
    setChosen(new Set(isChosen ? [...others, heading] : others))
  }
  const say = (): void => {
    setError(chosen.size === 0)
    if (chosen.size > 0) onSay([...chosen].map((written) => ({ of: 'roll-heading', written, means: 'grouping' })))
  }
  return (
    <Card title="Are some of these groupings of your own?">
      <Quiet>
        These columns were left out. Insights can compare pupils by what stands in one, such as a house or the breakfast
        club. Whoever may see a pupil’s file sees it too: take ethnicity, religion or health only if the school has a
        reason for it in writing.
      </Quiet>
      {offered.map((heading) => (
        <Checkbox
          key={heading}
          label={heading}
          isSelected={chosen.has(heading)}
          onChange={(isChosen) => choose(heading, isChosen)}
        />
      ))}
      {error && (
        <p role="alert" className={styles.error}>
          Choose at least one column.
        </p>
      )}
      <Quiet>It is kept for this school: every roll that comes after is read so, until you say otherwise.</Quiet>
      <div>
        <Button isPending={isBusy} onPress={say}>
          Take them as groupings
        </Button>
      </div>
    </Card>
  )
}
