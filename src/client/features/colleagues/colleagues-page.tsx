import { UserPlus, Users } from 'lucide-react'
import { looksAfterColleagues, seesAccessLog, writesToFamilies } from '#client/app/home-of.ts'
import { OnceAllIsHere, StillToCome } from '#client/casework/still-to-come.tsx'
import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ListRow } from '#client/ui/list-row.tsx'
import { Page, Row } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { Tag } from '#client/ui/tag.tsx'
import { roleWords, type StaffMember } from '#domain/records/staff-member.ts'
import { stateWords, type Standing } from './office-accounts.ts'
import { readColleaguePlaces, type Colleague } from './read-colleagues.ts'
import { useStandings } from './use-standings.ts'

/**
 * Who works here, in which role, and who has left with cases that still name them. The list is on the tablet; how
 * somebody's sign-in stands only the office knows.
 */
export const ColleaguesPage = () => {
  const { db, actor } = useSession()
  const places = useLive(() => readColleaguePlaces(db, actor), [db, actor])
  const { standings, problem, again } = useStandings()
  if (places === undefined) {
    return (
      <Page title="Staff">
        <Skeleton rows={6} />
      </Page>
    )
  }
  const mayInvite = looksAfterColleagues(actor)
  const maySeeLog = seesAccessLog(actor)
  const here = places.filter(({ member }) => member.leftOn === null)
  const left = places.filter(({ member }) => member.leftOn !== null)
  const withCases = left.filter((place) => openCases(place, standings) > 0)
  const severalPlaces = new Set(places.map(({ organisation }) => organisation)).size > 1
  const rows = (shown: readonly Colleague[]) => (
    <ul>
      {shown.map((place) => (
        <li key={`${place.member.organisationId} ${place.member.id}`}>
          <ListRow
            href={`/colleagues/${place.member.organisationId}/${place.member.id}`}
            title={place.member.name}
            note={severalPlaces ? place.organisation : undefined}
            why={sayRole(place.member)}
            next={sayStanding(place, standings)}
            tag={
              openCases(place, standings) > 0 && place.member.leftOn !== null ? (
                <Tag tone="due">Hand over</Tag>
              ) : undefined
            }
          />
        </li>
      ))}
    </ul>
  )
  return (
    <Page
      title="Staff"
      detail="Who works here, and as what"
      width="wide"
      aside={
        <Row>
          <LinkButton href="/school-days">School days</LinkButton>
          {writesToFamilies(actor) && <LinkButton href="/messages">Our messages to families</LinkButton>}
          {maySeeLog && <LinkButton href="/access-log">Who opened which file</LinkButton>}
          {mayInvite && (
            <LinkButton kind="main" href="/colleagues/invite" icon={<UserPlus aria-hidden />}>
              Invite a colleague
            </LinkButton>
          )}
        </Row>
      }
    >
      {problem !== null && mayInvite && (
        <Banner tone="notice" live="polite" action={<Button onPress={again}>Try again</Button>}>
          {problem}
        </Banner>
      )}
      {withCases.length > 0 && (
        <Card title="Left, and still named on open cases" aside={withCases.length} isList>
          {rows(withCases)}
        </Card>
      )}
      {places.length === 0 && <StillToCome missing="colleagues" />}
      <Card title="Here now" aside={here.length === 0 ? undefined : here.length} isList>
        {here.length === 0 ? (
          <OnceAllIsHere>
            <EmptyState icon={<Users />} title="Nobody to show">
              Colleagues of the schools and services that you look after appear here.
            </EmptyState>
          </OnceAllIsHere>
        ) : (
          rows(here)
        )}
      </Card>
      {left.length > withCases.length && (
        <Card title="Have left" isList>
          {rows(left.filter((place) => !withCases.includes(place)))}
        </Card>
      )}
    </Page>
  )
}

/** `Head of year, years 7 and 8`. */
const sayRole = ({ role, yearGroups }: StaffMember): string => {
  if (yearGroups === null || yearGroups.length === 0) return roleWords[role]
  const years = yearGroups.map((year) => (year < 0 ? 'nursery' : year === 0 ? 'reception' : String(year)))
  return `${roleWords[role]}, ${years.length === 1 ? 'year' : 'years'} ${years.join(', ')}`
}

const standingOf = ({ member }: Colleague, standings: readonly Standing[]): Standing | undefined =>
  standings.find((each) => each.personId === member.id && each.organisationId === member.organisationId)

/** The office counts every open case; this tablet only those whose files it holds. */
const openCases = (place: Colleague, standings: readonly Standing[]): number =>
  Math.max(place.cases.length, standingOf(place, standings)?.openCases ?? 0)

const sayStanding = (place: Colleague, standings: readonly Standing[]): string | undefined => {
  const cases = openCases(place, standings)
  const sayCases = cases === 0 ? '' : cases === 1 ? 'Answers for 1 open case' : `Answers for ${cases} open cases`
  if (place.member.leftOn !== null) return sayCases === '' ? undefined : sayCases
  const state = standingOf(place, standings)?.state ?? null
  const said = [state === null ? '' : stateWords[state], sayCases].filter((part) => part !== '').join('. ')
  return said === '' ? undefined : said
}
