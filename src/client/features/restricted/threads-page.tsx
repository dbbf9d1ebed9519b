import { ShieldAlert } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { readColleagues, readSchools } from '#client/casework/read-file.ts'
import { byPressing, readReadingRules, readThreads, threadReading } from '#client/casework/read-restricted.ts'
import { sayReading } from '#client/casework/reading-line.tsx'
import { useNow } from '#client/casework/use-now.ts'
import { OnceAllIsHere, StillToCome } from '#client/casework/still-to-come.tsx'
import { useLive } from '#client/store/live.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Due, ListRow, ListRows } from '#client/ui/list-row.tsx'
import { Page, Row } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { isAwaited } from '#domain/casework/reading-due.ts'
import { can } from '#domain/permissions/can.ts'
import { dayOf } from '#domain/time/instant.ts'

/** Every restricted thread that this person may read, the most pressing first. */
export const ThreadsPage = () => {
  const { db, actor } = useSession()
  const now = useNow()
  const found = useLive(
    async () => ({
      threads: await readThreads(db),
      rules: await readReadingRules(db),
      colleagues: await readColleagues(db),
      schools: await readSchools(db),
    }),
    [db],
  )
  const today = dayOf(now)
  const mine = actor.personId
  const plannable = [...(found?.schools ?? [])].filter(([organisationId]) =>
    can(actor, 'set-safeguarding-plan', { organisationId }),
  )
  return (
    <Page title="Told to the safeguarding lead" detail="Only what you may read. Nobody else’s tablet holds it.">
      <StillToCome missing="concerns" />
      {found === undefined ? (
        <Skeleton rows={3} />
      ) : found.threads.length === 0 ? (
        <OnceAllIsHere>
          <EmptyState icon={<ShieldAlert />} title="Nothing here">
            To tell the safeguarding lead something, open the pupil and choose Tell the safeguarding lead.
          </EmptyState>
        </OnceAllIsHere>
      ) : (
        <Card isList>
          <ListRows>
            {found.threads
              .map((held) => ({ held, reading: threadReading(held, found.rules, now) }))
              .toSorted(byPressing)
              .map(({ held, reading }) => {
                const last = held.notes.at(-1)?.record
                const at = reading.presses ?? (last === undefined ? undefined : reading.readings.get(last.id))
                const words = at === undefined ? '' : sayReading(at, found.colleagues, mine, today)
                return (
                  <li key={held.thread.record.id}>
                    <ListRow
                      href={`/restricted/${held.thread.record.id}`}
                      title={held.thread.record.called}
                      note={found.schools.get(held.thread.record.organisationId)}
                      why={last?.words.split('\n', 1)[0]}
                      next={at !== undefined && isAwaited(at) ? <Due isLate={at.kind === 'late'}>{words}</Due> : words}
                    />
                  </li>
                )
              })}
          </ListRows>
        </Card>
      )}
      <Row>
        {plannable.map(([organisationId, name]) => (
          <LinkButton key={organisationId} href={`/restricted/plan/${organisationId}`}>
            {plannable.length === 1 ? 'Whom to ring, and how soon to read' : `Whom to ring at ${name}`}
          </LinkButton>
        ))}
      </Row>
    </Page>
  )
}
