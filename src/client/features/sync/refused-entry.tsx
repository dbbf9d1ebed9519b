import { Check, Copy, FileText, PenLine, Share2 } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { sayMutation } from '#client/app/say-mutation.ts'
import { copyText, shareText, canShareText } from '#client/app/hand-over.ts'
import { useSession } from '#client/app/session.tsx'
import { asPlainText, wordsOf } from '#client/app/words-of.ts'
import { sayInstant } from '#client/casework/day-words.ts'
import type { RejectedRow } from '#client/store/tables.ts'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Row } from '#client/ui/page.tsx'
import { Quote } from '#client/ui/quote.tsx'
import { StateChip } from '#client/ui/state-chip.tsx'
import { sayRefusal } from '#domain/refusal.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { EntryLine } from './entry-line.tsx'
import { openWrittenAgain, writtenAgain, type WrittenAgain } from './write-again.ts'
import styles from './sync.module.css'

export type RefusedEntryProps = {
  row: RejectedRow
  today: SchoolDay
  /** Null when it has been dealt with already. */
  onHandled: (() => void) | null
}

/** Something the office refused: why, the person's own words, and ways forward. The words never go away by themselves. */
export const RefusedEntry = ({ row, today, onHandled }: RefusedEntryProps) => {
  const { db, clock } = useSession()
  const navigate = useNavigate()
  const [said, setSaid] = useState<string | null>(null)
  const title = sayMutation(row.mutation.name, row.mutation.args, today)
  const written = wordsOf(row.mutation.args)
  const text = asPlainText(title, written)
  const file = row.mutation.files[0]
  const again = onHandled === null ? null : writtenAgain(row.mutation, newId)
  const writeAgain = async (form: WrittenAgain): Promise<void> =>
    void navigate(await openWrittenAgain(db, form, { newId, now: clock() }))
  return (
    <EntryLine
      title={title}
      detail={`Written ${sayInstant(row.mutation.recordedAt, today)}, refused ${sayInstant(row.receivedAt, today)}, ref ${row.reference}`}
      state={onHandled !== null && <StateChip state={{ kind: 'needs-you' }} />}
    >
      <p className={styles.why}>{sayRefusal(row.code)}</p>
      {written.length > 0 && (
        <details className={styles.words} open={onHandled !== null}>
          <summary>What you wrote</summary>
          <dl>
            {written.map(({ question, words }, place) => (
              <div key={`${String(place)}-${question}`}>
                <dt>{question}</dt>
                <dd>
                  <Quote>{words}</Quote>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <Row>
        {again !== null && (
          <Button kind="main" icon={<PenLine aria-hidden />} onPress={() => void writeAgain(again)}>
            Open it again with these words
          </Button>
        )}
        {file !== undefined && (
          <LinkButton href={`/caseload/${file}`} icon={<FileText aria-hidden />}>
            Open the pupil
          </LinkButton>
        )}
        {written.length > 0 && (
          <Button
            icon={<Copy aria-hidden />}
            onPress={() =>
              void copyText(text).then((copied) => setSaid(copied ? 'Copied' : 'This browser did not allow copying'))
            }
          >
            Copy the words
          </Button>
        )}
        {written.length > 0 && canShareText() && (
          <Button icon={<Share2 aria-hidden />} onPress={() => void shareText(text)}>
            Share
          </Button>
        )}
        {onHandled !== null && (
          <Button icon={<Check aria-hidden />} onPress={onHandled}>
            I have dealt with this
          </Button>
        )}
      </Row>
      <output className={styles.said}>{said}</output>
    </EntryLine>
  )
}

const newId = (): string => crypto.randomUUID()
