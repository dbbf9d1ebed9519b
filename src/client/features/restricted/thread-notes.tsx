import { Check } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import { sayInstant } from '#client/casework/day-words.ts'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWhoFirst, type Colleagues } from '#client/casework/people-words.ts'
import type { HeldThread, ThreadReading } from '#client/casework/read-restricted.ts'
import { ReadingLine } from '#client/casework/reading-line.tsx'
import { stateOf } from '#client/casework/state-of.ts'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Row } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { StateChip } from '#client/ui/state-chip.tsx'
import { Timeline, TimelineEntry } from '#client/ui/timeline.tsx'
import { markRestrictedRead } from '#domain/mutations/mark-restricted-read.ts'
import { roleWords } from '#domain/records/staff-member.ts'
import { dayOf } from '#domain/time/instant.ts'

export type ThreadNotesProps = { held: HeldThread; reading: ThreadReading; colleagues: Colleagues }

/** What was told, oldest first, each with its receipts: on this tablet, received, read by whom and when. */
export const ThreadNotes = ({ held, reading, colleagues }: ThreadNotesProps) => {
  const { actor, clock } = useSession()
  const mine = actor.personId
  const today = dayOf(clock())
  const { readings } = held.thread.record
  const unread = held.notes
    .map(({ record }) => record)
    .filter((note) => note.by !== mine && !readings.some(({ noteId, by }) => noteId === note.id && by === mine))
  return (
    <Card title="What was told">
      <Timeline label="What was told">
        {held.notes.map((kept) => {
          const note = kept.record
          const state = stateOf(kept, today)
          const at = reading.readings.get(note.id)
          const leftOn = colleagues.get(note.by)?.leftOn ?? null
          // Never written over, so its receipt is that of its author's own act.
          const isLate = leftOn !== null && kept.receivedAt !== null && dayOf(kept.receivedAt) > leftOn
          return (
            <TimelineEntry
              key={note.id}
              title={`${sayWhoFirst(colleagues, note.by, mine)}, ${roleWords[note.byRole].toLowerCase()}`}
              when={sayInstant(note.recordedAt, today)}
              tone={at?.kind === 'late' ? 'danger' : at?.kind === 'waiting' ? 'due' : 'plain'}
              foot={
                <>
                  {isLate && <span>Came after its author had left</span>}
                  {state !== null && <StateChip state={state} />}
                  {at !== undefined && <ReadingLine reading={at} colleagues={colleagues} mine={mine} today={today} />}
                </>
              }
            >
              <Prose>{note.words}</Prose>
            </TimelineEntry>
          )
        })}
      </Timeline>
      {unread.length > 0 && <ReadThem threadId={held.thread.record.id} noteIds={unread.map((note) => note.id)} />}
    </Card>
  )
}

/** A reading is said by a press, never guessed from an open screen: whoever wrote it relies on it. */
const ReadThem = ({ threadId, noteIds }: { threadId: string; noteIds: string[] }) => {
  const { save, isSaving, notSaved } = useSaving()
  const [uid, setUid] = useState(() => crypto.randomUUID())
  const onPress = async () => {
    if (await save(identified(uid), markRestrictedRead, { threadId, noteIds })) setUid(crypto.randomUUID())
  }
  return (
    <>
      {notSaved !== null && <NotSaved why={notSaved} words="I have read this." />}
      <Row>
        <Button kind="main" icon={<Check aria-hidden />} isPending={isSaving} onPress={() => void onPress()}>
          {noteIds.length === 1 ? 'I have read this' : `I have read these ${noteIds.length}`}
        </Button>
      </Row>
    </>
  )
}
