import { sayInstant } from '#client/casework/day-words.ts'
import { sayNotMailed, sayOutingOf, sayWhatOfficeKnows } from '#client/casework/outing-words.ts'
import { sayWhoFirst } from '#client/casework/people-words.ts'
import { readColleagues } from '#client/casework/read-file.ts'
import { myOuting, readOutings, watchedOutings } from '#client/casework/read-outings.ts'
import { useOfficeMeans } from '#client/casework/use-office-means.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton, TextLink } from '#client/ui/button.tsx'
import { NoticeLine } from '#client/ui/notice-line.tsx'
import { Row } from '#client/ui/page.tsx'
import { outingState, standingAlarm } from '#domain/casework/outing-state.ts'
import { takeAlarm } from '#domain/mutations/take-alarm.ts'
import type { Outing } from '#domain/records/outing.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { OfficeMeans } from '#sync/protocol.ts'
import { placeOf, useOutingAct } from './use-outing-act.ts'

/** On every screen: a colleague who has not come back, loudly; and for whoever is out themself, one line. */
export const OutingBars = () => {
  const { db, actor } = useSession()
  const now = useNow()
  const found = useLive(async () => {
    const [outings, colleagues] = await Promise.all([readOutings(db), readColleagues(db)])
    return { mine: myOuting(outings, actor.personId), watched: watchedOutings(outings, actor.personId), colleagues }
  }, [db, actor.personId])
  if (found === undefined) return null
  const missing = found.watched.map(({ record }) => record).filter((outing) => outingState(outing, now) !== 'out')
  return (
    <>
      {missing.map((outing) => (
        <Missing
          key={outing.id}
          outing={outing}
          who={sayWhoFirst(found.colleagues, outing.personId, actor.personId)}
          now={now}
        />
      ))}
      {found.mine !== null && <Out kept={found.mine} now={now} />}
    </>
  )
}

const Missing = ({ outing, who, now }: { outing: Outing; who: string; now: Instant }) => {
  const { press, isSaving, notSaved } = useOutingAct()
  const said = sayOutingOf(who, outing, now, useOfficeMeans())
  const alarm = standingAlarm(outing)
  return (
    <Banner
      tone="danger"
      title={said.title}
      live="assertive"
      action={
        <Row>
          {alarm !== null && alarm.taken === null && (
            <Button kind="main" isPending={isSaving} onPress={() => void press(takeAlarm, placeOf(outing))}>
              I have it
            </Button>
          )}
          <LinkButton href={`/outings/${outing.id}`}>Where they went</LinkButton>
        </Row>
      }
    >
      {said.says}
      {notSaved !== null && ` ${notSaved}`}
    </Banner>
  )
}

const Out = ({ kept, now }: { kept: NonNullable<ReturnType<typeof myOuting>>; now: Instant }) => {
  const { record: outing } = kept
  const means = useOfficeMeans()
  const knows = sayWhatOfficeKnows(kept, now, means)
  const hasAlarm = outing.ended === null && standingAlarm(outing) !== null
  const says = hasAlarm
    ? 'The alarm has been raised: the office thinks that you are not back.'
    : knows.tone === 'good'
      ? [`You are out. Back by ${sayInstant(outing.backBy, dayOf(now))}.`, sayOnlyWhereOpen(means)].join(' ').trim()
      : `${knows.title}.`
  return (
    <NoticeLine
      tone={hasAlarm || knows.tone === 'danger' ? 'danger' : knows.tone === 'due' ? 'due' : 'notice'}
      action={
        <TextLink href={`/outings/${outing.id}`}>{outing.ended === null ? 'Arrived, left, safe' : 'Open'}</TextLink>
      }
    >
      {says}
    </NoticeLine>
  )
}

/** For whoever is out, who may count on an e-mail that cannot come. */
const sayOnlyWhereOpen = (means: OfficeMeans | null): string => {
  const why = sayNotMailed(means)
  return why === null ? '' : `An alarm shows only where Doorstep is open. ${why}`
}
