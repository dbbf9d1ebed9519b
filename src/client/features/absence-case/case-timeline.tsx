import { History } from 'lucide-react'
import { Chip, Chips } from '#client/ui/chip.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Timeline } from '#client/ui/timeline.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import styles from './case-timeline.module.css'
import { TimelineLine } from './timeline-line.tsx'
import { inFilter, timelineFilterWords, timelineOf, type TimelineFilter } from '#client/casework/timeline-of.ts'

const filters: TimelineFilter[] = ['contacts', 'visits', 'barriers', 'promises', 'case']

/** Everything that happened, newest first by when it happened, with where each entry is. */
export const CaseTimeline = ({
  filter,
  onFilter,
}: {
  filter: TimelineFilter
  onFilter: (filter: TimelineFilter) => void
}) => {
  const { file } = usePupilView()
  const all = timelineOf(file)
  const shown = all.filter((entry) => inFilter(entry, filter))
  return (
    <section aria-label="Timeline" className={styles.timeline}>
      <h2>Timeline</h2>
      {all.length > 3 && (
        <Chips label="Show only">
          {filters.map((one) => {
            const count = all.filter((entry) => inFilter(entry, one)).length
            return count === 0 ? null : (
              <Chip
                key={one}
                count={count}
                isSelected={filter === one}
                onChange={(isOn) => onFilter(isOn ? one : 'all')}
              >
                {timelineFilterWords[one]}
              </Chip>
            )
          })}
        </Chips>
      )}
      {shown.length === 0 ? (
        <EmptyState icon={<History />} title="Nothing has been logged yet">
          <p>Log the first call or visit, and it stands here at once, with or without signal.</p>
        </EmptyState>
      ) : (
        <Timeline
          label={filter === 'all' ? 'Everything, newest first' : `${timelineFilterWords[filter]}, newest first`}
        >
          {shown.map((entry) => (
            <TimelineLine key={entry.key} entry={entry} />
          ))}
        </Timeline>
      )}
    </section>
  )
}
