import { useState } from 'react'
import { z } from 'zod'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { sayInstant } from '#client/casework/day-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { saySource } from '#domain/register/mark-source.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { Instant } from '#domain/time/instant.ts'
import { SchoolDay } from '#domain/time/school-day.ts'
import { sessionsOfDay } from '#domain/time/school-session.ts'
import { CountedDays } from './counted-days.tsx'

const History = z.object({
  /** False where the office keeps the names of files from this person. */
  isFileTold: z.boolean(),
  sessions: z.array(
    z.object({
      day: SchoolDay,
      session: z.enum(sessionsOfDay),
      marks: z.array(z.object({ code: z.string(), takenAt: Instant, source: z.string(), file: z.string().nullable() })),
    }),
  ),
})
type History = z.infer<typeof History>
type KeptMark = History['sessions'][number]['marks'][number]

/** Which marks of this pupil were changed, what each was, and when and from which file it came in. Kept at the office, and asked for. */
export const MarkHistoryCard = () => {
  const { deviceId } = useSession()
  const { file, today } = usePupilView()
  const [history, setHistory] = useState<History | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const { id, organisationId } = file.pupil.record
  const ask = async (): Promise<void> => {
    setAsking(true)
    const query = new URLSearchParams({ organisation: organisationId, file: id })
    const answer = await officeFor({ deviceId }).get(`/api/marks-history?${query.toString()}`, History)
    setAsking(false)
    setProblem(answer.kind === 'ok' ? null : sayAnswer(answer, 'to see what marks were before'))
    if (answer.kind === 'ok') setHistory(answer.body)
  }
  return (
    <Card title="Marks that were changed">
      {history === null && (
        <Quiet>
          A mark that the school changed is kept at the office, with when it came in and from what. This tablet holds
          those that stand.
        </Quiet>
      )}
      {history !== null && (
        <div aria-live="polite">
          {history.sessions.length === 0 ? (
            <p>No mark of this pupil was changed.</p>
          ) : (
            <CountedDays
              days={history.sessions.map(({ day, session, marks }) => ({
                on: `${sayDay(day, today)}, ${session}`,
                said: marks.map((mark) => sayMark(mark, today)).join('; then '),
              }))}
            />
          )}
          {history.sessions.length > 0 && !history.isFileTold && (
            <Quiet>
              What a file was called is told to whoever leads attendance or safeguarding: it may be named after another
              child.
            </Quiet>
          )}
        </div>
      )}
      {problem !== null && (
        <Banner tone="notice" live="polite">
          {problem}
        </Banner>
      )}
      <div>
        <Button isPending={isAsking} onPress={() => void ask()}>
          {history === null ? 'Ask the office' : 'Ask again'}
        </Button>
      </div>
    </Card>
  )
}

/** `N, from marks-nov.csv, 24 Nov 08:10`. */
const sayMark = ({ code, takenAt, source, file }: KeptMark, today: SchoolDay): string =>
  `${code}, from ${file ?? saySource(source)}, ${sayInstant(takenAt, today)}`
