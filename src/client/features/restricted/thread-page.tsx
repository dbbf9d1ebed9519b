import { ArrowLeft } from 'lucide-react'
import { useParams } from 'react-router'
import { useSession } from '#client/app/session.tsx'
import { readColleagues } from '#client/casework/read-file.ts'
import {
  readReadingRules,
  type ReadingRules,
  readThreads,
  threadReading,
  type HeldThread,
} from '#client/casework/read-restricted.ts'
import { useNoteOpening } from '#client/casework/use-note-opening.ts'
import { useNow } from '#client/casework/use-now.ts'
import { WhomToRing } from '#client/casework/whom-to-ring.tsx'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Page, Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { can } from '#domain/permissions/can.ts'
import { urgencyWords } from '#domain/records/restricted-thread.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { Colleagues } from '#client/casework/people-words.ts'
import { AddNote } from './add-note.tsx'
import { Outcomes } from './outcomes.tsx'
import { Readers } from './readers.tsx'
import { ThreadNotes } from './thread-notes.tsx'

/** A restricted thread: what was told, whether it was read, what came of it, and who may read it. */
export const ThreadPage = () => {
  const { threadId = '' } = useParams()
  const { db } = useSession()
  const found = useLive(
    async () => ({
      threadId,
      held: (await readThreads(db)).find(({ thread }) => thread.record.id === threadId) ?? null,
      rules: await readReadingRules(db),
      colleagues: await readColleagues(db),
      holdsPupils: new Set((await db.records.where('kind').equals('pupil').primaryKeys()).map(([fileId]) => fileId)),
    }),
    [db, threadId],
  )
  useNoteOpening(found?.threadId === threadId && found.held !== null ? [threadId] : null)
  if (found === undefined || found.threadId !== threadId) return <Skeleton rows={5} label="Opening the thread" />
  if (found.held === null)
    return (
      <Page title="This is not on this tablet">
        <p>
          It is for the safeguarding lead and the people they let in. If you were one of them and are no longer, ask the
          lead.
        </p>
        <div>
          <LinkButton href="/restricted">What you told the safeguarding lead</LinkButton>
        </div>
      </Page>
    )
  return (
    <Thread
      key={threadId}
      held={found.held}
      rules={found.rules}
      colleagues={found.colleagues}
      hasPupil={found.holdsPupils.has(found.held.thread.record.pupilId)}
    />
  )
}

const Thread = ({
  held,
  rules,
  colleagues,
  hasPupil,
}: {
  held: HeldThread
  rules: ReadingRules
  colleagues: Colleagues
  hasPupil: boolean
}) => {
  const { actor } = useSession()
  const now = useNow()
  const thread = held.thread.record
  const reading = threadReading(held, rules, now)
  const subject = { organisationId: thread.organisationId, thread }
  const isLead = can(actor, 'note-restricted-outcome', subject)
  const notSent = held.notes.some(({ waiting }) => waiting > 0)
  const hasToRing = !isLead && (reading.presses?.kind === 'late' || (notSent && thread.urgency === 'now'))
  const plan = rules.plans.get(thread.organisationId) ?? null
  return (
    <Page
      title={thread.called}
      detail={`Restricted. To be read: ${urgencyWords[thread.urgency].toLowerCase()}`}
      back={
        <LinkButton
          href={hasPupil ? `/caseload/${thread.pupilId}` : '/restricted'}
          kind="quiet"
          icon={<ArrowLeft aria-hidden />}
        >
          {hasPupil ? `Back to ${thread.called}` : 'Back'}
        </LinkButton>
      }
    >
      {hasToRing && (
        <Banner
          tone="danger"
          live="polite"
          title={notSent ? 'The lead has not got this yet: ring now' : 'Nobody has said that they read this: ring now'}
        >
          <WhomToRing plan={plan} />
        </Banner>
      )}
      {isLead && reading.presses?.kind === 'late' && (
        <Banner tone="danger" title="This was not read in time">
          Whoever wrote it has been told to ring. Read it, say so below, and ring them back.
        </Banner>
      )}
      <ThreadNotes held={held} reading={reading} colleagues={colleagues} />
      {hasPupil && thread.fromNoteId !== null && (
        <Quiet>
          It came from a note in <TextLink href={`/caseload/${thread.pupilId}`}>the pupil’s file</TextLink>.
        </Quiet>
      )}
      <Outcomes thread={thread} colleagues={colleagues} mayWrite={isLead} today={dayOf(now)} />
      {can(actor, 'add-restricted-note', subject) && <AddNote threadId={thread.id} />}
      <Readers thread={thread} colleagues={colleagues} mayChange={can(actor, 'set-restricted-reader', subject)} />
    </Page>
  )
}
