import { BookOpenCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { z } from 'zod'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { sayInstant } from '#client/casework/day-words.ts'
import { sayWhoFirst } from '#client/casework/people-words.ts'
import { readColleagues, readSchools } from '#client/casework/read-file.ts'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { can } from '#domain/permissions/can.ts'
import { Id } from '#domain/records/words.ts'
import { dayOf, Instant, millisecondsBetween } from '#domain/time/instant.ts'
import styles from './access-log.module.css'
import { readFileNames } from './read-file-names.ts'

const Line = z.object({ id: Id, file: Id, personId: Id, openedAt: Instant, receivedAt: Instant })
type Line = z.infer<typeof Line>
const Log = z.object({ lines: z.array(Line), more: z.boolean() })

/**
 * Who opened which child’s file, or what few may read about one, and when, as the office was told; reading with no signal included. For whoever answers
 * for the children, about the files they may see themselves. Names come from this tablet: the office sends ids.
 */
export const AccessLogPage = () => {
  const { db, actor } = useSession()
  const mine = actor.memberships
    .map(({ organisationId }) => organisationId)
    .filter((organisationId) => can(actor, 'see-access-log', { organisationId }))
  const schools = useLive(() => readSchools(db), [db])
  const [chosen, setChosen] = useState<string | null>(mine[0] ?? null)
  if (chosen === null) {
    return (
      <Page title="Who opened which file">
        <p>The attendance lead, the safeguarding lead and the service manager see this.</p>
      </Page>
    )
  }
  return (
    <Page title="Who opened which file" detail="Within one hour a file counts once for each person" width="wide">
      {mine.length > 1 && (
        <SelectField
          label="Where"
          choices={mine.map((id) => ({ value: id, label: schools?.get(id) ?? 'One of yours' }))}
          value={chosen}
          onChange={(id) => setChosen(id ?? chosen)}
        />
      )}
      <LogOf key={chosen} organisationId={chosen} />
    </Page>
  )
}

const LogOf = ({ organisationId }: { organisationId: string }) => {
  const { db, actor, deviceId, clock } = useSession()
  const [search] = useSearchParams()
  const asked = search.get('file')
  const names = useLive(async () => ({ files: await readFileNames(db), colleagues: await readColleagues(db) }), [db])
  const [lines, setLines] = useState<Line[] | null>(null)
  const [next, setNext] = useState<{ behind: Line | null; at: number }>({ behind: null, at: 0 })
  const [hasMore, setMore] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const today = dayOf(clock())

  useEffect(() => {
    let isOver = false
    const ask = async (): Promise<void> => {
      const query = new URLSearchParams({ organisation: organisationId })
      if (asked !== null) query.set('file', asked)
      if (next.behind !== null) {
        query.set('before', next.behind.openedAt)
        query.set('last', next.behind.id)
      }
      const answer = await officeFor({ deviceId }).get(`/api/access-log?${query.toString()}`, Log)
      if (isOver) return
      setProblem(answer.kind === 'ok' ? null : sayAnswer(answer, 'to see who opened which file'))
      if (answer.kind !== 'ok') return
      setLines((before) => (next.behind === null ? answer.body.lines : [...(before ?? []), ...answer.body.lines]))
      setMore(answer.body.more)
    }
    void ask()
    return () => {
      isOver = true
    }
  }, [organisationId, asked, deviceId, next])

  return (
    <>
      {problem !== null && (
        <Banner
          tone="notice"
          live="polite"
          action={<Button onPress={() => setNext((now) => ({ ...now, at: now.at + 1 }))}>Try again</Button>}
        >
          {problem}
        </Banner>
      )}
      {lines === null && problem === null && <Skeleton rows={6} />}
      {lines !== null && names !== undefined && (
        <Card title={asked === null ? 'Newest first' : (names.files.get(asked) ?? 'One file')} isList>
          {lines.length === 0 ? (
            <EmptyState icon={<BookOpenCheck />} title="Nobody yet">
              A file that somebody opens appears here once their tablet has talked with the office.
            </EmptyState>
          ) : (
            <ol className={styles.lines}>
              {lines.map((line) => (
                <li key={line.id} className={styles.line}>
                  <span>
                    <strong>{sayWhoFirst(names.colleagues, line.personId, actor.personId)}</strong> opened{' '}
                    {names.files.get(line.file) ?? 'a file that is not on this tablet'}
                  </span>
                  <span className={styles.when}>
                    {sayInstant(line.openedAt, today)}
                    {isTold(line) && `, told ${sayInstant(line.receivedAt, today)}`}
                  </span>
                </li>
              ))}
            </ol>
          )}
          {hasMore && (
            <Button onPress={() => setNext((now) => ({ behind: lines.at(-1) ?? null, at: now.at + 1 }))}>
              Show earlier ones
            </Button>
          )}
        </Card>
      )}
      <Quiet>Times are by the clock of the tablet that was used.</Quiet>
    </>
  )
}

/** Opened with no signal, so that the office heard of it later. Milliseconds: what a slow exchange takes is not worth saying. */
const isTold = ({ openedAt, receivedAt }: Line): boolean => millisecondsBetween(openedAt, receivedAt) > 15 * 60_000
