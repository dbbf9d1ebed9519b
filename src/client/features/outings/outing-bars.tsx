import { sayInstant } from '#client/casework/day-words.ts'
import { sayNotMailed, sayOutingOf, sayWhatOfficeKnows } from '#client/casework/outing-words.ts'
import { sayWho, type Colleagues } from '#client/casework/people-words.ts'
import { readColleagues } from '#client/casework/read-file.ts'
import { myOuting, outingsAlong, readOutings, watchedOutings } from '#client/casework/read-outings.ts'
import { useOfficeMeans } from '#client/casework/use-office-means.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useSession } from '#client/app/session.tsx'
import { useKeptNotified } from '#client/app/use-kept-notified.ts'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton, TextLink } from '#client/ui/button.tsx'
import { NoticeLine } from '#client/ui/notice-line.tsx'
import { Row } from '#client/ui/page.tsx'
import { outingState, standingAlarm } from '#domain/casework/outing-state.ts'
import { takeAlarm } from '#domain/mutations/take-alarm.ts'
import type { Outing } from '#domain/records/outing.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import { placeOf, useOutingAct } from './use-outing-act.ts'

/**
 * On every screen: a colleague who has not come back, loudly; and for whoever is out themself, one line. While somebody
 * practises the screens of their work are not here to be opened: `stopPractising` ends it and goes to one.
 */
export const OutingBars = ({ stopPractising }: { stopPractising?: (goTo: string) => void }) => {
  const { db, actor } = useSession()
  const now = useNow()
  const notified = useKeptNotified()
  const found = useLive(async () => {
    const [outings, colleagues] = await Promise.all([readOutings(db), readColleagues(db)])
    return {
      mine: myOuting(outings, actor.personId),
      watched: watchedOutings(outings, actor.personId),
      along: outingsAlong(outings, actor.personId).map(({ record }) => record),
      colleagues,
    }
  }, [db, actor.personId])
  if (found === undefined) return null
  const missing = found.watched.map(({ record }) => record).filter((outing) => outingState(outing, now) !== 'out')
  return (
    <>
      {missing.map((outing) => (
        <Missing
          key={outing.id}
          outing={outing}
          colleagues={found.colleagues}
          mine={actor.personId}
          now={now}
          stopPractising={stopPractising}
        />
      ))}
      {(notified === 'dropped' || notified === 'forbidden') && stopPractising === undefined && (
        <NoticeLine tone="due" action={<TextLink href="/device">This tablet</TextLink>}>
          With Doorstep closed, this tablet no longer tells you of an alarm.
          {notified === 'forbidden' && ' Its browser does not allow notifications any more.'}
        </NoticeLine>
      )}
      {found.along.map((outing) => (
        <Along
          key={outing.id}
          outing={outing}
          colleagues={found.colleagues}
          mine={actor.personId}
          now={now}
          stopPractising={stopPractising}
        />
      ))}
      {found.mine !== null && <Out kept={found.mine} now={now} stopPractising={stopPractising} />}
    </>
  )
}

type Shown = { now: Instant; stopPractising: ((goTo: string) => void) | undefined }

type MissingProps = Shown & { outing: Outing; colleagues: Colleagues; mine: string }

const Missing = ({ outing, colleagues, mine, now, stopPractising }: MissingProps) => {
  const { press, isSaving, notSaved } = useOutingAct()
  const said = sayOutingOf(outing, now, { colleagues, mine, means: useOfficeMeans() })
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
          {stopPractising === undefined ? (
            <LinkButton href={`/outings/${outing.id}`}>Where they went</LinkButton>
          ) : (
            <Button onPress={() => stopPractising(`/outings/${outing.id}`)}>Stop practising: where they went</Button>
          )}
        </Row>
      }
    >
      {said.says}
      {notSaved !== null && ` ${notSaved}`}
    </Banner>
  )
}

/** For whoever comes along: the time is theirs too, and whoever is told is told of both. */
const Along = ({ outing, colleagues, mine, now, stopPractising }: MissingProps) => {
  const who = sayWho(colleagues, outing.personId, mine)
  const by = sayInstant(outing.backBy, dayOf(now))
  const state = outingState(outing, now)
  const isOut = state === 'out'
  return (
    <NoticeLine
      tone={isOut ? 'notice' : 'danger'}
      action={
        stopPractising === undefined ? (
          <TextLink href={`/outings/${outing.id}`}>Open</TextLink>
        ) : (
          <Button kind="quiet" onPress={() => stopPractising(`/outings/${outing.id}`)}>
            Stop practising: open
          </Button>
        )
      }
    >
      {isOut
        ? `You are out with ${who}. Back by ${by}.`
        : state === 'late'
          ? `You and ${who} were expected back by ${by}.`
          : `The alarm has been raised: the office thinks that you and ${who} are not back.`}
    </NoticeLine>
  )
}

const Out = ({ kept, now, stopPractising }: Shown & { kept: NonNullable<ReturnType<typeof myOuting>> }) => {
  const { record: outing } = kept
  const means = useOfficeMeans()
  const knows = sayWhatOfficeKnows(kept, now, means)
  const hasAlarm = outing.ended === null && standingAlarm(outing) !== null
  const says = hasAlarm
    ? 'The alarm has been raised: the office thinks that you are not back.'
    : knows.tone === 'good'
      ? [`You are out. Back by ${sayInstant(outing.backBy, dayOf(now))}.`, sayNotMailed(means) ?? ''].join(' ').trim()
      : `${knows.title}.`
  return (
    <NoticeLine
      tone={hasAlarm || knows.tone === 'danger' ? 'danger' : knows.tone === 'due' ? 'due' : 'notice'}
      action={
        stopPractising === undefined ? (
          <TextLink href={`/outings/${outing.id}`}>{outing.ended === null ? 'Arrived, left, safe' : 'Open'}</TextLink>
        ) : (
          <Button kind="quiet" onPress={() => stopPractising(`/outings/${outing.id}`)}>
            {outing.ended === null ? 'Stop practising: arrived, left, safe' : 'Stop practising: open'}
          </Button>
        )
      }
    >
      {says}
    </NoticeLine>
  )
}
