import { useCallback, useEffect, useState } from 'react'
import { FileWarning } from 'lucide-react'
import { sayInstant } from '#client/casework/day-words.ts'
import { handOutFile } from '#client/app/hand-over.ts'
import { useSession } from '#client/app/session.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Quiet, Stack } from '#client/ui/page.tsx'
import { csvText } from '#domain/csv.ts'
import { dayOf } from '#domain/time/instant.ts'
import { LineList } from './line-list.tsx'
import { sayPlace } from './marks-report-cards.tsx'
import { askForMarks, wondeOf, type Wonde, type WondeFault } from './send-roll.ts'

const faultWords: Record<WondeFault, string> = {
  refused:
    'Wonde refused. The school has to approve Doorstep there for attendance, or the office’s token is not known any more.',
  'no-such-school': 'Wonde does not know this school by the name that the office was given.',
  unreachable: 'Wonde could not be reached, or asked to be left alone for a while.',
  unreadable: 'Wonde answered with something that the office does not understand.',
  'not-permitted': 'The office was not allowed to take them in.',
  'broke-off':
    'It broke off on the office’s side. Marks that were taken stay, none is half taken, and the next fetching asks for the same again.',
}

const nowWords = { asked: 'Asked for, and not begun yet', fetching: 'The office is fetching' } as const

/** Milliseconds between looks at a fetching that was asked for or goes on. */
const LOOK_EVERY = 3000

/**
 * How the school's marks come from Wonde: when the last came, what of them was not taken, and one more fetching now. Says nothing
 * where they come another way.
 */
export const WondeCard = ({ school }: { school: string }) => {
  const { deviceId, clock } = useSession()
  const [wonde, setWonde] = useState<Wonde | null>(null)
  const [isRefused, setRefused] = useState(false)
  const read = useCallback(async (): Promise<Wonde | null> => {
    const answer = await wondeOf(school, deviceId)
    return answer.kind === 'ok' ? answer.body : null
  }, [school, deviceId])
  const now = wonde?.isSetUp === true ? wonde.now : null
  useEffect(() => {
    let isGone = false
    const look = async (): Promise<void> => {
      const told = await read()
      // Without an answer, what was last told still stands.
      if (!isGone && told !== null) setWonde(told)
    }
    void look()
    // Whether one goes on is the office's to say, which knows of one that broke off.
    const turn = now === null ? undefined : window.setInterval(() => void look(), LOOK_EVERY)
    return () => {
      isGone = true
      window.clearInterval(turn)
    }
  }, [read, now])
  if (wonde === null || !wonde.isSetUp) return null

  const { last } = wonde
  const today = dayOf(clock())
  const fetchNow = async (): Promise<void> => {
    const answer = await askForMarks(school, deviceId)
    setRefused(answer.kind !== 'ok')
    if (answer.kind === 'ok') setWonde({ ...wonde, now: 'asked' })
  }
  return (
    <Card title="Marks from Wonde">
      <Quiet>
        The office fetches this school’s marks by itself, {sayOften(wonde.everyMinutes)}. What it has taken stays,
        whatever happens to the next.
      </Quiet>
      {last !== null && last.fault !== null && (
        <Banner tone="due" title={`Not fetched at ${sayInstant(last.triedAt, today)}`} live="polite">
          {faultWords[last.fault]}
        </Banner>
      )}
      {isRefused && <p role="alert">The office did not hear that. Try again with signal.</p>}
      <div>
        <Button isPending={now !== null} onPress={() => void fetchNow()}>
          {now === null ? 'Fetch now' : nowWords[now]}
        </Button>
      </div>
      {last !== null && last.rejected.length > 0 && (
        <section aria-label="Not taken from Wonde">
          <Stack gap="tight">
            <h3>Not taken</h3>
            <Quiet>
              Numbers are those of the school’s own system. Mend it there, or import the roll here: these are asked for
              again once a day, and by <em>Fetch now</em>.
            </Quiet>
            <div>
              <Button
                icon={<FileWarning aria-hidden size={20} />}
                onPress={() =>
                  void handOutFile(new File([notTakenCsv(last.rejected)], 'not-taken.csv', { type: 'text/csv' }))
                }
              >
                Get as a file
              </Button>
            </div>
            <LineList lines={last.rejected.map((words) => ({ line: null, words }))} />
          </Stack>{' '}
        </section>
      )}
      {last?.report && last.takenAt !== null ? (
        <Facts
          facts={[
            { label: 'Last fetched', value: sayInstant(last.takenAt, today) },
            { label: 'New marks', value: last.report.accepted },
            { label: 'Changed marks', value: last.report.updated },
            { label: 'Marks that stood already', value: last.report.unchanged },
            { label: 'Pupils', value: last.report.pupils },
            { label: 'The first mark landed on', value: sayPlace(last.report.first) },
            { label: 'The last mark landed on', value: sayPlace(last.report.last) },
          ]}
        />
      ) : (
        <p>No marks have been fetched yet.</p>
      )}
    </Card>
  )
}

const notTakenCsv = (rejected: readonly string[]): string =>
  csvText([['Not taken'], ...rejected.map((words) => [words])])

const sayOften = (minutes: number): string =>
  minutes === 60 ? 'every hour' : minutes % 60 === 0 ? `every ${minutes / 60} hours` : `every ${minutes} minutes`
