import { ShieldAlert } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { byPressing, readReadingRules, readThreads, threadReading } from '#client/casework/read-restricted.ts'
import { sayReading } from '#client/casework/reading-line.tsx'
import { sayInstant } from '#client/casework/day-words.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useLive } from '#client/store/live.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Due, ListRow, ListRows } from '#client/ui/list-row.tsx'
import { Row } from '#client/ui/page.tsx'
import { isAwaited } from '#domain/casework/reading-due.ts'

/** That something restricted is written about this pupil and whom to ask, or for its readers the way to it; and the way to tell the lead. */
export const RestrictedCard = () => {
  const { db } = useSession()
  const { file, colleagues, mine, today, may } = usePupilView()
  const now = useNow()
  const { id, organisationId } = file.pupil.record
  const found = useLive(
    async () => ({ pupilId: id, threads: await readThreads(db, id), rules: await readReadingRules(db) }),
    [db, id],
  )
  const here = found?.pupilId === id ? found : null
  const threads = here?.threads ?? []
  const leads = [...colleagues.values()].filter(
    (member) =>
      member.organisationId === organisationId &&
      member.role === 'designated-safeguarding-lead' &&
      member.leftOn === null,
  )
  if (!file.isRestricted && threads.length === 0 && !may('tell-safeguarding-lead')) return null
  return (
    <Card title="For the safeguarding lead">
      {threads.length === 0 && file.isRestricted && (
        <p>
          Something is written for the safeguarding lead. Ask{' '}
          {leads.length === 0 ? 'the head of the school' : leads.map((lead) => lead.name).join(' or ')}.
        </p>
      )}
      {here !== null && threads.length > 0 && (
        <ListRows>
          {threads
            .map((held) => ({ held, reading: threadReading(held, here.rules, now) }))
            .toSorted(byPressing)
            .map(({ held, reading }) => {
              const last = held.notes.at(-1)?.record
              const at = reading.presses ?? (last === undefined ? undefined : reading.readings.get(last.id))
              const words = at === undefined ? '' : sayReading(at, colleagues, mine, today)
              return (
                <li key={held.thread.record.id}>
                  <ListRow
                    href={`/restricted/${held.thread.record.id}`}
                    title={`Told ${sayInstant(held.thread.record.recordedAt, today)}`}
                    next={at !== undefined && isAwaited(at) ? <Due isLate={at.kind === 'late'}>{words}</Due> : words}
                  />
                </li>
              )
            })}
        </ListRows>
      )}
      {may('tell-safeguarding-lead') && (
        <Row>
          <LinkButton href={`/caseload/${id}/tell`} icon={<ShieldAlert aria-hidden />}>
            Tell the safeguarding lead
          </LinkButton>
        </Row>
      )}
    </Card>
  )
}
