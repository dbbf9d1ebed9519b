import { History } from 'lucide-react'
import { contactHealthOf, type ContactHealth, type PartOfDay, type Reach } from '#domain/casework/contact-health.ts'
import { meansWords } from '#domain/records/contact-note.ts'
import type { Parent } from '#domain/records/parent.ts'
import { sayNearDay } from '#domain/time/day-words.ts'
import styles from './contact-health-lines.module.css'
import { sayWho } from './people-words.ts'
import { usePupilView } from './pupil-view.tsx'

/** How well a parent of this pupil can be reached, from this pupil's file. */
export const useContactHealth = (parent: Parent | undefined): ContactHealth | null => {
  const { file } = usePupilView()
  return parent === undefined
    ? null
    : contactHealthOf(parent.id, {
        notes: file.notes.map(({ record }) => record),
        visits: file.visits.map(({ record }) => record),
      })
}

const partWords: Record<PartOfDay, string> = {
  early: 'before nine',
  morning: 'in the morning',
  midday: 'around dinner time',
  afternoon: 'in the afternoon',
  evening: 'after four',
}

/** When this parent was last reached, how often they were tried since, and when they mostly answer: before anyone dials. */
export const ContactHealthLines = ({ health }: { health: ContactHealth }) => {
  const { colleagues, mine, today } = usePupilView()
  const say = ({ on, at, by, how }: Reach): string =>
    `${sayNearDay(on, today)}${at === null ? '' : `, ${at}`}, ${howWords(how)}, by ${sayWho(colleagues, by, mine)}`
  const { lastReached, lastTried, triesSince, bestTime } = health
  return (
    <ul className={styles.lines}>
      <li className={styles.reached}>
        <History aria-hidden size={16} />
        <span>{lastReached === null ? 'Not reached yet, on this record.' : `Last reached ${say(lastReached)}.`}</span>
      </li>
      {triesSince > 0 && lastTried !== null && (
        <li className={styles.tries}>
          {triesSince === 1 ? 'Tried once' : `Tried ${triesSince} times`}
          {lastReached === null ? '' : ' since'} with no answer, last {say(lastTried)}.
        </li>
      )}
      {bestTime !== null && (
        <li>
          Mostly answers {partWords[bestTime.part]}: {bestTime.times} of {bestTime.of} times.
        </li>
      )}
    </ul>
  )
}

const howWords = (how: Reach['how']): string => (how === 'home-visit' ? 'at home' : meansWords[how].toLowerCase())
