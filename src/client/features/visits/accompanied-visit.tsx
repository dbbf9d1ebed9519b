import { FolderOpen, House, MapPin } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { ParentNumbers } from '#client/casework/parent-numbers.tsx'
import { ParentTags } from '#client/casework/parent-tags.tsx'
import { parentName, relationshipOf, sayWho, sayWhoFirst, type Colleagues } from '#client/casework/people-words.ts'
import { outingsAlong, readOutings } from '#client/casework/read-outings.ts'
import { isOpen } from '#client/casework/read-visits.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Page, Quiet, Row } from '#client/ui/page.tsx'
import { can } from '#domain/permissions/can.ts'
import { visitReasonWords } from '#domain/records/home-visit.ts'
import { sayDay, sayDue } from '#domain/time/day-words.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { BackToVisits } from './back-to-visits.tsx'
import { FlagBanners, OrderBanners } from './flag-banners.tsx'
import { HouseholdRow } from './household-row.tsx'
import { addressLine, mapLink, householdName, type AccompaniedOfDay } from './read-day.ts'

/** A colleague's visit to which one comes along: what to know first, where it is, and whom to ring. Its planner moves it. */
export const AccompaniedVisit = ({ visit, colleagues }: { visit: AccompaniedOfDay; colleagues: Colleagues }) => {
  const { db, actor } = useSession()
  const today = dayOf(useNow())
  const out = useLive(
    async () => outingsAlong(await readOutings(db), actor.personId).map(({ record }) => record),
    [db, actor.personId],
  )
  const { record } = visit.accompanied
  const planner = sayWho(colleagues, record.plannedBy, actor.personId)
  const address = addressLine(visit.pupils[0]?.address)
  const outing = out?.find(({ personId }) => personId === record.plannedBy)
  const [pupil] = visit.pupils
  const mayLog = pupil !== undefined && can(actor, 'log-home-visit', { organisationId: pupil.organisationId, pupil })
  return (
    <Page
      title={householdName(visit)}
      detail={
        <>
          {sayDay(record.on, today)}
          {record.at === null ? '' : `, ${record.at}`}. You come along with {planner}.
          {record.reason === null || visit.pupils.length === 0 ? '' : ` ${visitReasonWords[record.reason]}.`}
        </>
      }
      back={<BackToVisits />}
    >
      {record.ended !== null ? (
        <Banner tone={record.ended.how === 'made' ? 'good' : 'notice'}>
          {record.ended.how === 'made' ? 'Made' : 'Called off'} on {sayDay(record.ended.on, today)}.
        </Banner>
      ) : (
        record.on < today && (
          <Banner tone="due">
            This visit is {sayDue(record.on, today, visit.calendar)}. Ask {planner} whether it goes on.
          </Banner>
        )
      )}
      <FlagBanners flags={visit.flags} />
      <OrderBanners orders={visit.orders} parents={visit.everyParent} />
      {visit.pupils.length === 0 ? (
        <Banner tone="notice" title="You may not open the file of this family, or it is still arriving">
          Ask {planner} where you go and what you need to know to be safe. What you do not see here is not for you to
          read.
        </Banner>
      ) : (
        (!record.isWhole || visit.isPartlyAway) && (
          <Banner tone="notice">The visit is about another child too, whose file is not on this tablet.</Banner>
        )
      )}
      <Card isList>
        <Facts
          facts={[
            ...(visit.pupils.length === 0
              ? []
              : [
                  {
                    label: 'Where',
                    value: address ?? 'No address is held',
                    action:
                      address === null ? undefined : (
                        <LinkButton href={mapLink(address)} icon={<MapPin aria-hidden />}>
                          Map
                        </LinkButton>
                      ),
                  },
                ]),
            { label: 'Who goes', value: `${sayWhoFirst(colleagues, record.plannedBy, actor.personId)} and you` },
            {
              label: 'If you do not come back',
              value:
                outing === undefined ? (
                  `Nothing is lodged yet, as far as this tablet knows. Ask ${planner} to do it before you leave.`
                ) : (
                  <TextLink href={`/outings/${outing.id}`}>
                    {sayWhoFirst(colleagues, outing.watcherId, actor.personId)} is told
                  </TextLink>
                ),
            },
          ]}
        />
      </Card>
      {isOpen(record) && pupil !== undefined && (
        <>
          <Row>
            <LinkButton href={`/caseload/${pupil.id}`} icon={<FolderOpen aria-hidden />}>
              Open the file
            </LinkButton>
            {mayLog && (
              <LinkButton href={`/caseload/${pupil.id}/log-home-visit`} icon={<House aria-hidden />}>
                At the door
              </LinkButton>
            )}
          </Row>
          {mayLog && (
            <Quiet>One of you writes the visit down. If you do, {planner} is asked whether it was this one.</Quiet>
          )}
        </>
      )}
      {isOpen(record) &&
        visit.parents.map((parent) => (
          <Card key={parent.id} title={`${relationshipOf(parent)}, ${parentName(parent)}`}>
            <ParentTags parent={parent} />
            <ParentNumbers parent={parent} orders={visit.orders} />
          </Card>
        ))}
    </Page>
  )
}

/** The same in a list of visits. */
export const AccompaniedRow = ({
  visit,
  colleagues,
  today,
}: {
  visit: AccompaniedOfDay
  colleagues: Colleagues
  today: SchoolDay
}) => {
  const { actor } = useSession()
  const { record } = visit.accompanied
  return (
    <HouseholdRow
      household={visit}
      record={record}
      today={today}
      why={
        <>
          {sayWhoFirst(colleagues, record.plannedBy, actor.personId)} asked you to come along
          {record.reason === null || visit.pupils.length === 0
            ? ''
            : `: ${visitReasonWords[record.reason].toLowerCase()}`}
        </>
      }
    />
  )
}
