import { Copy } from 'lucide-react'
import { useState } from 'react'
import { copyText } from '#client/app/hand-over.ts'
import { appVersion } from '#client/app/version.ts'
import type { Pass } from '#client/sync/passes.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { passesAsText, sayPass } from './say-pass.ts'
import styles from './sync.module.css'

/** Shown at once; the rest unfolds. */
const SHOWN = 5

/** Each exchange with the office as a person can read it: when, what went, what came, what was refused, why it failed. */
export const PassesCard = ({ passes, today }: { passes: readonly Pass[]; today: SchoolDay }) => {
  const [all, setAll] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  if (passes.length === 0) return null
  const copy = async () => {
    const copied = await copyText(passesAsText(passes, today, appVersion))
    setSaid(copied ? 'Copied' : 'This browser did not allow copying')
  }
  return (
    <Card
      title="What was exchanged"
      isList
      aside={
        <Button kind="quiet" icon={<Copy aria-hidden />} onPress={() => void copy()}>
          Copy without names
        </Button>
      }
    >
      <ol className={styles.list} aria-label="Exchanges, newest first">
        {passes.slice(0, all ? undefined : SHOWN).map((pass) => {
          const { when, ended, lines } = sayPass(pass, today)
          return (
            <li key={pass.at} className={styles.entry}>
              <div className={styles.entryHead}>
                <strong>{ended}</strong>
                <span className={styles.detail}>{when}</span>
              </div>
              {lines.map((line) => (
                <span key={line} className={styles.detail}>
                  {line}
                </span>
              ))}
            </li>
          )
        })}
      </ol>
      <output className={styles.said}>{said}</output>
      {passes.length > SHOWN && !all && (
        <Button kind="quiet" onPress={() => setAll(true)}>
          Show all {passes.length}
        </Button>
      )}
    </Card>
  )
}
