import { LifeBuoy, ListChecks, Route } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { sayWho } from '#client/casework/people-words.ts'
import { stateOf } from '#client/casework/state-of.ts'
import { useNow } from '#client/casework/use-now.ts'
import { sayInstant } from '#client/casework/day-words.ts'
import { readOutings } from '#client/casework/read-outings.ts'
import { isOpen } from '#client/casework/read-visits.ts'
import { sayLogged } from '#client/casework/say-logged.ts'
import { OnceAllIsHere, StillToCome } from '#client/casework/still-to-come.tsx'
import { useLive } from '#client/store/live.ts'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ListRows } from '#client/ui/list-row.tsx'
import { Page, Row } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { StateChip } from '#client/ui/state-chip.tsx'
import type { AccompaniedVisit } from '#domain/records/accompanied-visit.ts'
import { visitReasonWords } from '#domain/records/home-visit.ts'
import type { Outing } from '#domain/records/outing.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import { asksForTwo } from '#domain/records/risk-flag.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf, timeOf } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { AccompaniedRow } from './accompanied-visit.tsx'
import { HouseholdRow } from './household-row.tsx'
import { OrderOfDay } from './order-of-day.tsx'
import { readDay, type VisitOfDay } from './read-day.ts'

/** My visits: what is late, what is today in the order of the day, what is coming, what was done. */
export const VisitsPage = () => {
  const { db, actor } = useSession()
  const today = dayOf(useNow())
  const day = useLive(() => readDay(db, actor), [db, actor])
  const lastOut = useLive(
    async () => (await readOutings(db)).find(({ record }) => record.personId === actor.personId)?.record ?? null,
    [db, actor],
  )
  if (day === undefined) {
    return (
      <Page title="My visits">
        <Skeleton rows={5} label="Reading the day" />
      </Page>
    )
  }
  const open = day.visits.filter(({ plan }) => isOpen(plan.record))
  type Dated = Pick<PlannedVisit, 'on' | 'ended'> | AccompaniedVisit
  const isOn = (which: (on: SchoolDay) => boolean) => (record: Dated) => isOpen(record) && which(record.on)
  const groupOf = (title: string, belongs: (record: Dated) => boolean) => ({
    title,
    visits: day.visits.filter(({ plan, logged }) => logged === null && belongs(plan.record)),
    alongside: day.alongside.filter(({ accompanied }) => belongs(accompanied.record)),
  })
  const groups = [
    // Neither late nor to be made until its planner has answered.
    { title: 'Made by a colleague?', visits: day.visits.filter(({ logged }) => logged !== null), alongside: [] },
    groupOf(
      'Late',
      isOn((on) => on < today),
    ),
    groupOf(
      'Today',
      isOn((on) => on === today),
    ),
    groupOf(
      'Coming',
      isOn((on) => on > today),
    ),
    groupOf('Made or called off today', ({ ended }) => ended !== null && dayOf(ended.recordedAt) === today),
  ].filter(({ visits, alongside }) => visits.length + alongside.length > 0)
  // Those with a time stand by it; the order of the others is the officer's own.
  const untimed = open.filter(
    ({ plan, logged }) => logged === null && plan.record.on === today && plan.record.at === null,
  )
  const withName = (visit: VisitOfDay): string | null => {
    const { withId } = visit.plan.record
    return withId === null ? null : sayWho(day.colleagues, withId, actor.personId)
  }
  const askedOf = ({ plan, logged }: VisitOfDay): string | undefined =>
    logged === null
      ? undefined
      : `Planned for ${sayDay(plan.record.on, today)}. ${sayLogged(logged, { colleagues: day.colleagues, mine: actor.personId, today })}`
  return (
    <Page
      title="My visits"
      detail={sayDay(today, today)}
      aside={
        <Row>
          <LinkButton href="/outings/new" icon={<LifeBuoy aria-hidden />}>
            Before you leave
          </LinkButton>
          <LinkButton href="/visits/ready" icon={<ListChecks aria-hidden />}>
            Ready to visit?
          </LinkButton>
        </Row>
      }
    >
      <StillToCome missing="visits" />
      {groups.length === 0 ? (
        <OnceAllIsHere>
          <EmptyState
            icon={<Route aria-hidden size={32} />}
            title="No visit is planned"
            action={<LinkButton href="/caseload">Open my caseload</LinkButton>}
          >
            Open a pupil, then More, Plan a visit.
          </EmptyState>
        </OnceAllIsHere>
      ) : (
        groups.map(({ title, visits, alongside }) => (
          <Card key={title} title={title} isList>
            <ListRows>
              {visits.map((visit) => (
                <li key={visit.plan.record.id}>
                  <VisitRow visit={visit} withName={withName(visit)} asked={askedOf(visit)} today={today} />
                  {title === 'Today' && untimed.length > 1 && untimed.includes(visit) && (
                    <OrderOfDay visit={visit} day={untimed} />
                  )}
                </li>
              ))}
              {alongside.map((visit) => (
                <li key={visit.accompanied.record.id}>
                  <AccompaniedRow visit={visit} colleagues={day.colleagues} today={today} />
                </li>
              ))}
            </ListRows>
          </Card>
        ))
      )}
      {lastOut !== undefined && lastOut !== null && <LastOut outing={lastOut} today={today} />}
    </Page>
  )
}

/** The latest time one was out, or is: what was told the office then. */
const LastOut = ({ outing, today }: { outing: Outing; today: SchoolDay }) => (
  <p>
    <TextLink href={`/outings/${outing.id}`}>
      {outing.ended === null
        ? `You are out, back by ${sayInstant(outing.backBy, today)}`
        : `Last out ${sayDay(dayOf(outing.recordedAt), today)}, safe ${timeOf(outing.ended.at)}`}
    </TextLink>
  </p>
)

const VisitRow = ({
  visit,
  withName,
  asked,
  today,
}: {
  visit: VisitOfDay
  withName: string | null
  asked: string | undefined
  today: SchoolDay
}) => {
  const { record } = visit.plan
  const state = stateOf(visit.plan, today)
  return (
    <HouseholdRow
      household={visit}
      record={record}
      today={today}
      why={
        <>
          {visitReasonWords[record.reason]}
          {withName === null ? '' : `, with ${withName}`}
          {record.ended === null && visit.flags.some(asksForTwo) && record.withId === null ? ', alone' : ''}
        </>
      }
      asked={asked}
      state={state === null ? undefined : <StateChip state={state} />}
    />
  )
}
