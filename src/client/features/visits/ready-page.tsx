import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { askAppFiles } from '#client/app/app-files.ts'
import { useSession } from '#client/app/session.tsx'
import { isOpen } from '#client/casework/read-visits.ts'
import { sayWho } from '#client/casework/people-words.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useTablet } from '#client/app/use-tablet.tsx'
import { askToPersist, browserStorage } from '#client/store/device-storage.ts'
import { useLive } from '#client/store/live.ts'
import { useSyncState } from '#client/sync/state.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Page } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { dayOf } from '#domain/time/instant.ts'
import { BackToVisits } from './back-to-visits.tsx'
import { householdName, readDay } from './read-day.ts'
import { overall, readyChecks, type Light, type Mend, type ReadyCheck } from './ready-checks.ts'
import styles from './ready-page.module.css'
import { readReady } from './read-ready.ts'

/** Ready to visit? Every check is really made when the screen opens, and again after each thing mended. */
export const ReadyPage = () => {
  const session = useSession()
  const { keys } = useTablet()
  const { lastExchangeAt, clockDifference, onlyHere, sendNow } = useSyncState()
  const navigate = useNavigate()
  const [checks, setChecks] = useState<ReadyCheck[] | null>(null)
  const look = useCallback(
    () => readReady(session, keys, { lastExchangeAt, clockDifference, onlyHere }),
    [session, keys, lastExchangeAt, clockDifference, onlyHere],
  )
  useEffect(() => {
    let isOver = false
    const first = async (): Promise<void> => {
      const facts = await look()
      if (!isOver) setChecks(readyChecks(facts))
    }
    void first()
    return () => {
      isOver = true
    }
  }, [look])

  const again = async (): Promise<void> => setChecks(readyChecks(await look()))
  const mend = async (how: Mend): Promise<void> => {
    if (how === 'exchange') sendNow()
    else if (how === 'mend-app') await askAppFiles({ mend: true })
    else if (how === 'keep-storage') await askToPersist(browserStorage())
    else await navigate(places[how])
    await again()
  }
  return (
    <Page
      title="Ready to visit?"
      back={<BackToVisits />}
      aside={<Button onPress={() => void again()}>Look again</Button>}
    >
      {checks === null ? (
        <Skeleton rows={8} label="Looking" />
      ) : (
        <>
          <Banner tone={tones[overall(checks)]} title={verdicts[overall(checks)]} live="polite" />
          <Card isList>
            <ul className={styles.checks}>
              {checks.map((check) => (
                <li key={check.key} className={styles[check.light]} data-light={check.light}>
                  {icons[check.light]}
                  <span className={styles.words}>
                    <strong>{check.label}</strong>
                    <span>{check.says}</span>
                  </span>
                  {check.mend !== null && (
                    <Button
                      aria-label={`${mends[check.mend]}: ${check.label}`}
                      onPress={() => {
                        if (check.mend !== null) void mend(check.mend)
                      }}
                    >
                      {mends[check.mend]}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Card>
          <Round />
        </>
      )}
    </Page>
  )
}

/** The visits of today in the order in which they are made, so that what was looked at can be held against where one goes. */
const Round = () => {
  const { db, actor } = useSession()
  const today = dayOf(useNow())
  const day = useLive(() => readDay(db, actor), [db, actor])
  if (day === undefined) return null
  const visits = day.visits.filter(({ plan }) => isOpen(plan.record) && plan.record.on === today)
  const along = day.alongside.filter(({ accompanied: { record } }) => isOpen(record) && record.on === today)
  return (
    <Card title="Your visits today, in order">
      {visits.length + along.length === 0 ? (
        <p>No visit is planned for today.</p>
      ) : (
        <ol className={styles.round}>
          {visits.map((visit) => (
            <li key={visit.plan.record.id}>
              {householdName(visit)}, {visit.plan.record.at ?? 'any time'}
            </li>
          ))}
          {along.map((visit) => (
            <li key={visit.accompanied.record.id}>
              {householdName(visit)}, {visit.accompanied.record.at ?? 'any time'}, with{' '}
              {sayWho(day.colleagues, visit.accompanied.record.plannedBy, actor.personId)}
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

const places: Record<Exclude<Mend, 'exchange' | 'mend-app' | 'keep-storage'>, string> = {
  'open-visits': '/visits',
  'open-sync': '/sync',
  'open-device': '/device',
  'open-outing': '/outings/new',
}

const mends: Record<Mend, string> = {
  'mend-app': 'Fetch it',
  exchange: 'Exchange now',
  'keep-storage': 'Ask it to',
  'open-visits': 'Open my visits',
  'open-sync': 'Open Sync',
  'open-device': 'Open this tablet',
  'open-outing': 'Say when you are back',
}

const verdicts: Record<Light, string> = {
  green: 'Ready. Everything works without signal.',
  amber: 'Nearly ready. Look at what is amber.',
  red: 'Not ready. Mend what is red before you leave.',
}

const tones = { green: 'good', amber: 'due', red: 'danger' } as const

const icons: Record<Light, ReactNode> = {
  green: <CircleCheck aria-label="Good" size={24} />,
  amber: <TriangleAlert aria-label="Look" size={24} />,
  red: <CircleAlert aria-label="Mend" size={24} />,
}
