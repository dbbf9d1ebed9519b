import { useEffect, useState } from 'react'
import { sayInstant } from '#client/casework/day-words.ts'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { sayCount } from '#domain/insights/missed.ts'
import { saySource } from '#domain/register/mark-source.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import styles from './import-roll.module.css'
import { pastImportsOf, type PastImport } from './send-roll.ts'

type Props = { school: string; deviceId: string; today: SchoolDay }

/** Which marks came in before, from which file, when, and what each did. Says nothing while there was none, or without signal. */
export const PastImports = ({ school, deviceId, today }: Props) => {
  const [imports, setImports] = useState<PastImport[] | null>(null)
  useEffect(() => {
    let isGone = false
    const read = async (): Promise<void> => {
      const answer = await pastImportsOf(school, deviceId)
      if (!isGone) setImports(answer.kind === 'ok' ? answer.body.imports : [])
    }
    void read()
    return () => {
      isGone = true
    }
  }, [school, deviceId])
  if (imports === null) return <Skeleton rows={2} label="Asking which marks came in before" />
  if (imports.length === 0) return null
  return (
    <Card title="Marks that came in before">
      <Quiet>
        The latest twenty at most. A mark that was changed keeps what it was, and which of these it came from.
      </Quiet>
      <ul className={`${styles.lines} ${styles.times}`}>
        {imports.map((one) => (
          <li key={one.id}>
            <span className={styles.line}>{sayInstant(one.takenAt, today)}</span>
            <span>
              {one.file ?? sentenceCase(saySource(one.source))}: {sayDone(one)}
              {one.sameAs !== null && ` The same file had come in already, ${sayInstant(one.sameAs, today)}.`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const sayDone = ({ added, changed, unchanged }: PastImport): string =>
  added === null || changed === null || unchanged === null
    ? 'how many marks was not kept then.'
    : `${sayCount(added)} new, ${sayCount(changed)} changed, ${sayCount(unchanged)} as they stood.`

const sentenceCase = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
