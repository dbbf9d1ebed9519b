import { useEffect, useState } from 'react'
import { headingMeaningWords } from '#domain/register/heading-meaning.ts'
import { meaningOf, type MarkCode } from '#domain/register/mark-codes.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import styles from './import-roll.module.css'
import { AnotherMeaning } from './another-meaning.tsx'
import { endReading, readingsOf, sayReadings, type SaidReading } from './send-roll.ts'

type Props = { school: string; deviceId: string; today: SchoolDay; onChanged: () => void }

/** What the school says of its files, each with a way to take it back. Says nothing while there is nothing, or no signal. */
export const KeptReadings = ({ school, deviceId, today, onChanged }: Props) => {
  const [kept, setKept] = useState<SaidReading[]>([])
  const [isRefused, setRefused] = useState(false)
  /** The code of which another meaning is being said. */
  const [changing, setChanging] = useState<string | null>(null)
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
    onChanged()
  }
  const sayFrom = async (written: string, means: MarkCode, from: string): Promise<void> => {
    const answer = await sayReadings(school, [{ of: 'code', written, means, from }], deviceId)
    setRefused(answer.kind !== 'ok')
    if (answer.kind !== 'ok') return
    const again = await readingsOf(school, deviceId)
    if (again.kind === 'ok') setKept(again.body.readings)
    setChanging(null)
    onChanged()
  }
  return (
    <Card title="How this school’s files are read">
      <Quiet>What an administrator of this school said of headings and codes in its files.</Quiet>
      <ul className={styles.kept}>
        {kept.map((said) => (
          <li key={`${said.of} ${said.written}${sayFromDay(said, today)}`}>
            <span>
              <strong>{said.written}</strong> {sayMeaning(said)}
              {sayFromDay(said, today)}
            </span>
            <span className={styles.acts}>
              {said.of === 'code' && (
                <Button aria-label={`Another meaning of ${said.written}`} onPress={() => setChanging(said.written)}>
                  Another meaning
                </Button>
              )}
              <Button aria-label={`Take back ${said.written}${sayFromDay(said, today)}`} onPress={() => void end(said)}>
                Take back
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {changing !== null && (
        <AnotherMeaning
          key={changing}
          written={changing}
          onSay={(means, from) => void sayFrom(changing, means, from)}
          onLeave={() => setChanging(null)}
        />
      )}
      {isRefused && (
        <p role="alert" className={styles.error}>
          The office did not take that. Try again with signal.
        </p>
      )}
    </Card>
  )
}

/** `, from Mon 16 Nov`; nothing for what has been so as long as there are marks. */
const sayFromDay = (said: SaidReading, today: SchoolDay): string =>
  said.of === 'code' && said.from !== undefined ? `, from ${sayDay(said.from, today)}` : ''

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
