import { Check, Copy, FileText, PenLine, Send, Share2 } from 'lucide-react'
import { useState } from 'react'
import { sayForm } from '#client/casework/draft-forms.ts'
import { sayMutation } from '#client/app/say-mutation.ts'
import { copyText, shareText, canShareText } from '#client/app/hand-over.ts'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { asPlainText, wordsOf } from '#client/app/words-of.ts'
import { sayInstant } from '#client/casework/day-words.ts'
import { classifyFault, sayFault } from '#client/store/fault.ts'
import type { RejectedRow } from '#client/store/tables.ts'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Row } from '#client/ui/page.tsx'
import { Quote } from '#client/ui/quote.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { StateChip } from '#client/ui/state-chip.tsx'
import { sayRefusal } from '#domain/refusal.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { EntryLine } from './entry-line.tsx'
import { calledOf, type SyncPageRows } from './read-sync.ts'
import { goAgain, waysForward } from './ways-forward.ts'
import { openWrittenAgain, type WrittenAgain } from './write-again.ts'
import styles from './sync.module.css'

export type RefusedEntryProps = {
  row: RejectedRow
  today: SchoolDay
  /** What is on this tablet, to write it again on. */
  held: Pick<SyncPageRows, 'pupils' | 'threads' | 'called'>
  /** Null when it has been dealt with already. */
  onHandled: (() => void) | null
}

/** Something the office refused: why, the person's own words, and ways forward. The words never go away by themselves. */
export const RefusedEntry = ({ row, today, held, onHandled }: RefusedEntryProps) => {
  const [said, setSaid] = useState<string | null>(null)
  const title =
    row.detail === 'draft'
      ? `${sayForm(row.mutation.name)}, not finished`
      : sayMutation(row.mutation.name, row.mutation.args, today)
  const written = wordsOf(row.mutation.args)
  const text = asPlainText(title, written)
  const copy = async () => setSaid((await copyText(text)) ? 'Copied' : 'This browser did not allow copying')
  return (
    <EntryLine
      title={title}
      about={calledOf(row.mutation, held.called)}
      detail={sayRefused(row, today)}
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
      {onHandled !== null && <WaysOn row={row} held={held} text={text} onHandled={onHandled} onSaid={setSaid} />}
      <Row>
        {written.length > 0 && (
          <Button icon={<Copy aria-hidden />} onPress={() => void copy()}>
            Copy the words
          </Button>
        )}
        {written.length > 0 && canShareText() && (
          <Button icon={<Share2 aria-hidden />} onPress={() => void shareText(text)}>
            Hand the words to someone
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

/** A draft was never sent: its file was taken back while it was being written. */
const sayRefused = (row: RejectedRow, today: SchoolDay): string => {
  const written = `Written ${sayInstant(row.mutation.recordedAt, today)}`
  const at = sayInstant(row.receivedAt, today)
  return row.detail === 'draft'
    ? `${written}, never sent; the file went ${at}`
    : `${written}, refused ${at}, ref ${row.reference}`
}

type WaysOnProps = {
  row: RejectedRow
  held: RefusedEntryProps['held']
  text: string
  onHandled: () => void
  onSaid: (words: string) => void
}

/** What can be done now, for this refusal: send it again, write it again here or for another pupil, keep it as a note. */
const WaysOn = ({ row, held, text, onHandled, onSaid }: WaysOnProps) => {
  const { db, actor, clock } = useSession()
  const goOn = useGoOn()
  const [other, setOther] = useState<string | null>(null)
  const [uid, setUid] = useState(newId)
  const ways = waysForward(row, text, held, newId)
  const open = async (form: WrittenAgain): Promise<void> => {
    try {
      await goOn(await openWrittenAgain(db, form, { newId, now: clock() }))
    } catch (error) {
      onSaid(sayFault(classifyFault(error)))
    }
  }
  const again = async (): Promise<void> => {
    const saved = await goAgain(db, row, { by: actor, clock, uid })
    setUid(newId())
    if (saved.ok) return onHandled()
    onSaid('refusal' in saved ? `Still not possible. ${sayRefusal(saved.refusal)}` : sayFault(saved.fault))
  }
  const { elsewhere } = ways
  return (
    <>
      {ways.isAboutPupil && ways.pupilId === null && ways.threadId === null && (
        <p className={styles.why}>
          The pupil’s file is not on this tablet any more. Hand the words to whoever has the pupil now
          {elsewhere === null ? '.' : ', or write it for another pupil.'}
        </p>
      )}
      <Row>
        {ways.again !== null && (
          <Button
            kind="main"
            icon={<PenLine aria-hidden />}
            onPress={() => {
              if (ways.again !== null) void open(ways.again)
            }}
          >
            Open it again with these words
          </Button>
        )}
        {ways.mayGoAgain && (
          <Button icon={<Send aria-hidden />} onPress={() => void again()}>
            Send it again as it is
          </Button>
        )}
        {ways.reopen !== null && <LinkButton href={ways.reopen}>Reopen the case first</LinkButton>}
        {ways.asNote !== null && (
          <Button
            icon={<PenLine aria-hidden />}
            onPress={() => {
              if (ways.asNote !== null) void open(ways.asNote)
            }}
          >
            Keep the words in a contact note
          </Button>
        )}
        {ways.pupilId !== null && (
          <LinkButton href={`/caseload/${ways.pupilId}`} icon={<FileText aria-hidden />}>
            {row.code === 'case-already-open' ? 'Open the case that is there' : 'Open the pupil'}
          </LinkButton>
        )}
        {ways.threadId !== null && (
          <LinkButton href={`/restricted/${ways.threadId}`} icon={<FileText aria-hidden />}>
            Open what was told
          </LinkButton>
        )}
      </Row>
      {elsewhere !== null && held.pupils.length > 0 && (
        <Row>
          <SelectField
            label="Write it for another pupil"
            choices={held.pupils
              .filter(({ id }) => id !== ways.pupilId)
              .map(({ id, called }) => ({ value: id, label: called }))}
            value={other}
            onChange={setOther}
            none="Nobody chosen"
          />
          {other !== null && (
            <Button icon={<PenLine aria-hidden />} onPress={() => void open(elsewhere(other))}>
              Open it for them
            </Button>
          )}
        </Row>
      )}
    </>
  )
}

const newId = (): string => crypto.randomUUID()
