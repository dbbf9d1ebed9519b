import { useState } from 'react'
import { ArrowLeft, Users } from 'lucide-react'
import { AttendanceBandTag } from '#client/casework/attendance-band-tag.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Chip, Chips } from '#client/ui/chip.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ListRow, ListRows } from '#client/ui/list-row.tsx'
import { Page, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { saySpan } from '#domain/insights/absence-span.ts'
import { isBehind, type Behind } from '#domain/insights/behind.ts'
import { sayMissed } from '#domain/insights/missed.ts'
import { calledName } from '#domain/records/pupil.ts'
import { attendanceBands, attendanceBandWords, bandOf } from '#domain/register/attendance-band.ts'
import { absentOf } from '#domain/register/count-sessions.ts'
import { useAskedOfInsights } from './asked-of-insights.ts'
import type { CountedPupil } from './read-insights.ts'
import { sayBehind } from './told.ts'
import { useInsights, type Insights } from './use-insights.ts'

/** Who is behind a figure: each leads to the file, where something can be done. */
export const ThesePupilsPage = () => {
  const insights = useInsights()
  const { span, behind } = useAskedOfInsights()
  return (
    <Page
      title={insights ? titleOf(insights, behind) : 'These pupils'}
      detail={insights ? `What each missed ${saySpan(span, insights.today)}, most first.` : undefined}
      back={
        <LinkButton href="/insights" kind="quiet" icon={<ArrowLeft aria-hidden />}>
          Insights
        </LinkButton>
      }
    >
      {insights === undefined ? (
        <Skeleton rows={7} label="Counting sessions" />
      ) : insights === null || insights.group.length === 0 ? (
        <EmptyState icon={<Users />} title="Nobody to show">
          <p>Nobody whose file is on this tablet is in this group in these days.</p>
        </EmptyState>
      ) : (
        <Pupils insights={insights} />
      )}
    </Page>
  )
}

const titleOf = ({ called, today }: Insights, behind: Behind | null): string =>
  `These pupils: ${called}${behind === null ? '' : `, ${sayBehind(behind, today)}`}`

/** Rows drawn at first: more than anybody works through at once. */
const AT_FIRST = 100

const Pupils = ({ insights: { group, span } }: { insights: Insights }) => {
  const { band, behind, ask } = useAskedOfInsights()
  const [most, setMost] = useState(AT_FIRST)
  const rows = group
    .filter((one) => behind === null || isBehind(behind, one, span))
    .map((one) => ({ ...one, band: bandOf(one.counts), called: calledName(one.pupil) }))
    .toSorted((a, b) => shareOf(b) - shareOf(a) || collator.compare(a.called, b.called))
  const shown = band === null ? rows : rows.filter((row) => row.band === band)
  return (
    <Stack>
      <Chips label="Show only">
        {attendanceBands.map((each) => {
          const count = rows.filter((row) => row.band === each).length
          return count === 0 && band !== each ? null : (
            <Chip
              key={each}
              count={count}
              isSelected={band === each}
              onChange={(isOn) => ask({ band: isOn ? each : null })}
            >
              {attendanceBandWords[each]}
            </Chip>
          )
        })}
      </Chips>
      {shown.length === 0 && <p>Nobody.</p>}
      <Card isList>
        <ListRows>
          {shown.slice(0, most).map((row) => (
            <li key={row.pupil.id}>
              <ListRow
                href={`/caseload/${row.pupil.id}`}
                title={row.called}
                note={row.pupil.registrationGroup ?? undefined}
                why={row.counts.possible === 0 ? 'No session that counts' : `Missed ${sayMissed(row.counts)}`}
                // Under the name and not beside it, where large letters leave a name no room.
                next={<AttendanceBandTag band={row.band} />}
              />
            </li>
          ))}
        </ListRows>
      </Card>
      {shown.length > most && (
        <div>
          <Button onPress={() => setMost(most + AT_FIRST)}>Show more of {shown.length}</Button>
        </div>
      )}
    </Stack>
  )
}

const shareOf = ({ counts }: CountedPupil): number => (counts.possible === 0 ? -1 : absentOf(counts) / counts.possible)

const collator = new Intl.Collator('en-GB')
