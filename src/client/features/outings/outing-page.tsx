import { HandHeart, Phone } from 'lucide-react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { sayInstant } from '#client/casework/day-words.ts'
import type { KeptOf } from '#client/casework/kept-record.ts'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { dialled, sayOutingOf, sayWhatOfficeKnows, stepWords } from '#client/casework/outing-words.ts'
import { sayWho, sayWhoFirst, type Colleagues } from '#client/casework/people-words.ts'
import { readColleagues } from '#client/casework/read-file.ts'
import { readOutings } from '#client/casework/read-outings.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useOfficeMeans } from '#client/casework/use-office-means.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { problemOf } from '#client/casework/form-page.tsx'
import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { TimeField } from '#client/ui/date-field.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Page, Quiet, Row, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { backByOf } from '#domain/casework/back-by.ts'
import { isAlong, outingState, standingAlarm } from '#domain/casework/outing-state.ts'
import { changeReturn } from '#domain/mutations/change-return.ts'
import { noteArrival } from '#domain/mutations/note-arrival.ts'
import { noteLeaving } from '#domain/mutations/note-leaving.ts'
import { saySafe } from '#domain/mutations/say-safe.ts'
import { takeAlarm } from '#domain/mutations/take-alarm.ts'
import { theOffice } from '#domain/permissions/actor.ts'
import type { Outing } from '#domain/records/outing.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import { sayAfterMidnight, whyNoTime } from './back-by-words.ts'
import { placeOf, useOutingAct } from './use-outing-act.ts'

/** One outing: for whoever is out, what to press and what the office knows; for their colleague, how to find them. */
export const OutingPage = () => {
  const { outingId } = useParams()
  const { db, actor } = useSession()
  const found = useLive(async () => {
    const [outings, colleagues] = await Promise.all([readOutings(db), readColleagues(db)])
    return { kept: outings.find(({ record }) => record.id === outingId) ?? null, colleagues }
  }, [db, outingId])
  const now = useNow()
  if (found === undefined) {
    return (
      <Page title="Out on visits">
        <Skeleton rows={4} label="Reading" />
      </Page>
    )
  }
  const { kept, colleagues } = found
  if (kept === null) {
    return (
      <Page title="Out on visits">
        <EmptyState title="Not on this tablet" action={<LinkButton href="/today">Today</LinkButton>}>
          It has ended and another colleague was named since, or it is still arriving.
        </EmptyState>
      </Page>
    )
  }
  const shown = { kept, colleagues, now }
  return kept.record.personId === actor.personId ? <Mine {...shown} /> : <Theirs {...shown} />
}

type Shown = { kept: KeptOf<'outing'>; colleagues: Colleagues; now: Instant }

const Mine = ({ kept, colleagues, now }: Shown) => {
  const { record: outing } = kept
  const { press, isSaving, notSaved } = useOutingAct()
  const knows = sayWhatOfficeKnows(kept, now, useOfficeMeans())
  const told = sayWho(colleagues, outing.watcherId, outing.personId)
  const place = placeOf(outing)
  const hasAlarm = outing.ended === null && standingAlarm(outing) !== null
  return (
    <Page title="Out on visits" detail={`Back by ${sayInstant(outing.backBy, dayOf(now))}. ${told} is told if not.`}>
      <Banner tone={knows.tone} title={knows.title} live="polite">
        {knows.says}
      </Banner>
      {hasAlarm && (
        <Banner tone="danger" title="The alarm has been raised" live="assertive">
          The office thinks that you are not back. Say that you are safe, or give another time.
        </Banner>
      )}
      {notSaved !== null && <NotSaved why={notSaved} words="" />}
      {knows.tone !== 'good' && outing.watcherPhone !== '' && (
        <Row>
          <LinkButton size="big" href={dialled(outing.watcherPhone)} icon={<Phone aria-hidden />}>
            Ring {told}, {outing.watcherPhone}
          </LinkButton>
        </Row>
      )}
      {outing.ended === null && (
        <>
          <Row>
            <Button
              kind="main"
              size="big"
              isPending={isSaving}
              onPress={() => void press(saySafe, { ...place, howKnown: '' })}
            >
              I’m safe
            </Button>
            <Button size="big" onPress={() => void press(noteArrival, place)}>
              Arrived
            </Button>
            <Button size="big" onPress={() => void press(noteLeaving, place)}>
              Left
            </Button>
          </Row>
          <ChangeTheTime key={outing.backBy} outing={outing} now={now} />
        </>
      )}
      <WhereAndWho outing={outing} colleagues={colleagues} now={now} />
      <Steps outing={outing} colleagues={colleagues} now={now} />
    </Page>
  )
}

const ReturnForm = z.object({ backAt: z.string(), why: z.string() })

const ChangeTheTime = ({ outing, now }: { outing: Outing; now: Instant }) => {
  const draft = useFormDraft(`change-return/${outing.id}`, null, ReturnForm, () => ({ backAt: '', why: '' }))
  return draft === null ? null : <ReturnFields draft={draft} outing={outing} now={now} />
}

const ReturnFields = ({
  draft,
  outing,
  now,
}: {
  draft: FormDraft<z.infer<typeof ReturnForm>>
  outing: Outing
  now: Instant
}) => {
  const { backAt, why } = draft.values
  const { submit, problems, attempt, isSaving, notSaved } = useSubmit(draft)
  const backBy = backAt === '' ? null : backByOf(now, backAt)
  const onChange = () => {
    if (backBy === null)
      return submit(changeReturn, { ok: false, problems: [{ fieldId: 'back', message: whyNoTime(backAt) }] })
    return submit(changeReturn, { ok: true, args: { ...placeOf(outing), backBy, why } })
  }
  return (
    <Card title="Change the time">
      <ErrorSummary problems={problems} attempt={attempt} />
      {notSaved !== null && <NotSaved why={notSaved} words={why} />}
      <TimeField
        id="back"
        label="Back by"
        hint={sayAfterMidnight(backBy, now).trim()}
        value={backAt}
        onChange={(typed) => draft.change({ backAt: typed })}
        error={problemOf(problems, 'back')}
      />
      <TextArea label="Why" rows={2} value={why} onChange={(typed) => draft.change({ why: typed })} />
      <div>
        <Button isPending={isSaving} onPress={() => void onChange()}>
          Change the time
        </Button>
      </div>
    </Card>
  )
}

const Theirs = ({ kept: { record: outing }, colleagues, now }: Shown) => {
  const { actor } = useSession()
  const { press, isSaving, notSaved } = useOutingAct()
  const who = sayWho(colleagues, outing.personId, actor.personId)
  const said = sayOutingOf(outing, now, { colleagues, mine: actor.personId, means: useOfficeMeans() })
  const state = outingState(outing, now)
  const along = isAlong(outing, actor.personId)
  return (
    <Page
      title={
        along
          ? `Out on visits with ${who}`
          : `${sayWhoFirst(colleagues, outing.personId, actor.personId)}, out on visits`
      }
    >
      <Banner tone={said.tone} title={said.title} live="polite">
        {said.says}
      </Banner>
      {notSaved !== null && <NotSaved why={notSaved} words="" />}
      {outing.ended === null && (
        <Row>
          {along && outing.watcherPhone !== '' && (
            <LinkButton size="big" href={dialled(outing.watcherPhone)} icon={<Phone aria-hidden />}>
              Ring {sayWho(colleagues, outing.watcherId, actor.personId)}, {outing.watcherPhone}
            </LinkButton>
          )}
          {!along && (state === 'alarm' || state === 'alarm-unanswered') && (
            <Button
              kind="main"
              size="big"
              icon={<HandHeart aria-hidden />}
              isPending={isSaving}
              onPress={() => void press(takeAlarm, placeOf(outing))}
            >
              I have it
            </Button>
          )}
          <LinkButton size="big" href={dialled(outing.phone)} icon={<Phone aria-hidden />}>
            Ring {who}, {outing.phone}
          </LinkButton>
        </Row>
      )}
      {!along && state !== 'out' && state !== 'safe' && (
        <Banner tone="notice">
          Follow your organisation’s procedure for lone workers. If you think that somebody is in danger, ring 999.
        </Banner>
      )}
      <WhereAndWho outing={outing} colleagues={colleagues} now={now} />
      <Steps outing={outing} colleagues={colleagues} now={now} />
      {outing.ended === null && <TheyAreSafe outing={outing} who={along ? `${who}, like you,` : who} />}
    </Page>
  )
}

const SafeForm = z.object({ howKnown: z.string() })

const TheyAreSafe = ({ outing, who }: { outing: Outing; who: string }) => {
  const draft = useFormDraft(`say-safe/${outing.id}`, null, SafeForm, () => ({ howKnown: '' }))
  return draft === null ? null : <SafeFields draft={draft} outing={outing} who={who} />
}

const SafeFields = ({
  draft,
  outing,
  who,
}: {
  draft: FormDraft<z.infer<typeof SafeForm>>
  outing: Outing
  who: string
}) => {
  const { howKnown } = draft.values
  const { submit, problems, attempt, isSaving, notSaved } = useSubmit(draft)
  const onSafe = () =>
    howKnown.trim() === ''
      ? submit(saySafe, { ok: false, problems: [{ fieldId: 'known', message: 'Write how you know.' }] })
      : submit(saySafe, { ok: true, args: { ...placeOf(outing), howKnown } })
  return (
    <Card title={`You know that ${who} is safe`}>
      <ErrorSummary problems={problems} attempt={attempt} />
      {notSaved !== null && <NotSaved why={notSaved} words={howKnown} />}
      <TextArea
        id="known"
        label="How you know"
        rows={2}
        value={howKnown}
        onChange={(typed) => draft.change({ howKnown: typed })}
        error={problemOf(problems, 'known')}
      />
      <div>
        <Button isPending={isSaving} onPress={() => void onSafe()}>
          They are safe
        </Button>
      </div>
    </Card>
  )
}

type Told = { outing: Outing; colleagues: Colleagues; now: Instant }

const WhereAndWho = ({ outing, colleagues, now }: Told) => {
  const { actor } = useSession()
  return (
    <Card isList>
      <Facts
        facts={[
          {
            label: 'Where',
            value: outing.where === '' ? 'Taken away: they are safe' : <InLines words={outing.where} />,
          },
          { label: 'Back by', value: sayInstant(outing.backBy, dayOf(now)) },
          { label: 'Who is told', value: sayWhoFirst(colleagues, outing.watcherId, actor.personId) },
          {
            label: 'Who comes along',
            value: outing.withId === null ? 'Nobody' : sayWhoFirst(colleagues, outing.withId, actor.personId),
          },
        ]}
      />
    </Card>
  )
}

/** Each place on a line of its own, as it was written. */
const InLines = ({ words }: { words: string }) =>
  words.split('\n').map((line, place) => (
    <span key={place}>
      {place > 0 && <br />}
      {line}
    </span>
  ))

const Steps = ({ outing, colleagues, now }: Told) => {
  const { actor } = useSession()
  const today = dayOf(now)
  const by = (personId: string): string =>
    personId === theOffice.personId ? '' : `, ${sayWho(colleagues, personId, actor.personId)}`
  return (
    <Stack>
      <Quiet>
        {sayInstant(outing.recordedAt, today)}: Plan made, {sayWho(colleagues, outing.personId, actor.personId)}
      </Quiet>
      {outing.steps.map((step, place) => (
        // Steps are only ever added, so that the place of each is its own.
        <Quiet key={place}>
          {sayInstant(step.at, today)}: {stepWords[step.what]}
          {step.backBy === null ? '' : `, ${sayInstant(step.backBy, today)}`}
          {by(step.by)}
          {step.words === '' ? '' : `. ${step.words}`}
        </Quiet>
      ))}
    </Stack>
  )
}
