import type { ReactNode } from 'react'
import { Due, ListRow } from '#client/ui/list-row.tsx'
import { Tag } from '#client/ui/tag.tsx'
import type { AccompaniedVisit } from '#domain/records/accompanied-visit.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import { riskSeverityWords } from '#domain/records/risk-flag.ts'
import { sayDue } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { addressLine, householdName, type Household } from './read-day.ts'

/**
 * A visit in a list, one's own or one to which one comes along: whom, when, the gravest warning or how it ended, `why`, and where. `asked`
 * stands in place of when it is due, `state` where nothing is.
 */
export const HouseholdRow = ({
  household,
  record: { id, at, on, ended },
  why,
  asked,
  state,
  today,
}: {
  household: Household
  record: PlannedVisit | AccompaniedVisit
  why: ReactNode
  asked?: string | undefined
  state?: ReactNode
  today: SchoolDay
}) => {
  const [gravest] = household.flags
  const address = addressLine(household.pupils[0]?.address)
  return (
    <ListRow
      href={`/visits/${id}`}
      title={householdName(household)}
      note={at ?? undefined}
      tag={
        ended !== null ? (
          <Tag tone={ended.how === 'made' ? 'good' : 'plain'}>{ended.how === 'made' ? 'Made' : 'Called off'}</Tag>
        ) : gravest === undefined || gravest.severity === 'information' ? undefined : (
          <Tag tone="danger">{riskSeverityWords[gravest.severity]}</Tag>
        )
      }
      why={
        <>
          {why}
          {address === null ? null : (
            <>
              <br />
              {address}
            </>
          )}
        </>
      }
      next={
        asked !== undefined ? (
          <Due isLate={false}>{asked}</Due>
        ) : ended === null && on !== today ? (
          <Due isLate={on < today}>{sayDue(on, today, household.calendar)}</Due>
        ) : (
          state
        )
      }
    />
  )
}
