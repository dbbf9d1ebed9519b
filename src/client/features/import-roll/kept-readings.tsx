import { useEffect, useState } from 'react'
import { headingMeaningWords } from '#domain/register/heading-meaning.ts'
import { meaningOf } from '#domain/register/mark-codes.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import styles from './import-roll.module.css'
import { endReading, readingsOf, type SaidReading } from './send-roll.ts'

type Props = { school: string; deviceId: string; onEnded: () => void }

/** What the school says of its files, each with a way to take it back. Says nothing while there is nothing, or no signal. */
export const KeptReadings = ({ school, deviceId, onEnded }: Props) => {
  const [kept, setKept] = useState<SaidReading[]>([])
  const [isRefused, setRefused] = useState(false)
  useEffect(() => {
    let isGone = false
    const read = async (): Promise<void> => {
      const answer = await readingsOf(school, deviceId)
      if (!isGone) setKept(answer.kind === 'ok' ? answer.body.readings : [])
    }
    void read()
    return () => {
      isGone = true
    }
  }, [school, deviceId])
  if (kept.length === 0) return null
  const end = async (said: SaidReading): Promise<void> => {
    const answer = await endReading(school, said, deviceId)
    setRefused(answer.kind !== 'ok')
    if (answer.kind !== 'ok') return
    setKept((before) => before.filter((each) => each !== said))
    onEnded()
  }
  return (
    <Card title="How this school’s files are read">
      <Quiet>What an administrator of this school said of headings and codes in its files.</Quiet>
      <ul className={styles.kept}>
        {kept.map((said) => (
          <li key={`${said.of} ${said.written}`}>
            <span>
              <strong>{said.written}</strong> {sayMeaning(said)}
            </span>
            <Button aria-label={`Take back ${said.written}`} onPress={() => void end(said)}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
      {isRefused && (
        <p role="alert" className={styles.error}>
          The office did not take that. Try again with signal.
        </p>
      )}
    </Card>
  )
}

const sayMeaning = (said: SaidReading): string => {
  switch (said.of) {
    case 'heading':
      return `holds ${lowerFirst(headingMeaningWords[said.means])}`
    case 'code':
      return `stands for ${said.means}: ${meaningOf(said.means).words}`
    case 'roll-heading':
      return 'is a grouping of the school’s own'
  }
}

/** Inside a sentence; an abbreviation keeps its capitals. */
const lowerFirst = (words: string): string =>
  /^[A-Z]{2}/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1)
