import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { History } from 'lucide-react'
import { Button } from '#client/ui/button.tsx'
import { Chip, Chips } from '#client/ui/chip.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Timeline } from '#client/ui/timeline.tsx'
import { sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import styles from './case-timeline.module.css'
import {
  everything,
  isChildSeen,
  passes,
  timelineKinds,
  timelineKindWords,
  unfinished,
  writtenBy,
  type TimelineFilters,
} from './timeline-filters.ts'
import { TimelineLine } from './timeline-line.tsx'
import { useOpenedEntry } from './use-opened-entry.ts'
import { timelineOf, type TimelineEntry } from '#client/casework/timeline-of.ts'

/** How many entries are drawn at first and with each *Show more*: a file of years opens as fast as a new one. */
const PAGE = 40

/** Everything that happened, newest first by when it happened, with where each entry is. */
export const CaseTimeline = () => {
  const { file } = usePupilView()
  const [filters, setFilters] = useState(everything)
  const [count, setCount] = useState(PAGE)
  useWhileShown('beforeprint', () => flushSync(() => setCount(Number.POSITIVE_INFINITY)))
  useWhileShown('afterprint', () => setCount(PAGE))
  const all = timelineOf(file)
  const found = all.filter((entry) => passes(entry, filters))
  const shown = found.slice(0, count)
  const section = useOpenedEntry(
    found.map(({ key }) => key),
    count,
    setCount,
  )
  return (
    <section ref={section} aria-label="Timeline" className={styles.timeline}>
      <h2>Timeline</h2>
      {all.length > 3 && (
        <Filters
          all={all}
          filters={filters}
          onChange={(part) => {
            setFilters({ ...filters, ...part })
            setCount(PAGE)
          }}
        />
      )}
      {all.length === 0 && (
        <EmptyState icon={<History />} title="Nothing has been logged yet">
          <p>Log the first call or visit, and it stands here at once, with or without signal.</p>
        </EmptyState>
      )}
      {all.length > 0 && found.length === 0 && (
        <EmptyState
          icon={<History />}
          title="Nothing like that here"
          action={<Button onPress={() => setFilters(everything)}>Show everything</Button>}
        />
      )}
      {shown.length > 0 && (
        <Timeline
          label={
            filters.kind === null ? 'Everything, newest first' : `${timelineKindWords[filters.kind]}, newest first`
          }
        >
          {shown.map((entry) => (
            <TimelineLine key={entry.key} entry={entry} />
          ))}
        </Timeline>
      )}
      {found.length > shown.length && (
        <Button onPress={() => setCount(count + PAGE)}>
          Show {Math.min(PAGE, found.length - shown.length)} more of {found.length}
        </Button>
      )}
    </section>
  )
}

const Filters = ({
  all,
  filters,
  onChange,
}: {
  all: readonly TimelineEntry[]
  filters: TimelineFilters
  onChange: (part: Partial<TimelineFilters>) => void
}) => {
  const { colleagues, mine } = usePupilView()
  const seen = all.filter(isChildSeen).length
  const asks = all.filter((entry) => unfinished(entry) !== null).length
  const people = [...new Set(all.map(writtenBy))].filter((by) => by !== null)
  return (
    <div className={styles.filters}>
      <Chips label="Show only">
        {timelineKinds.map((kind) => {
          const count = all.filter((entry) => passes(entry, { ...everything, kind })).length
          return count === 0 ? null : (
            <Chip
              key={kind}
              count={count}
              isSelected={filters.kind === kind}
              onChange={(isOn) => onChange({ kind: isOn ? kind : null })}
            >
              {timelineKindWords[kind]}
            </Chip>
          )
        })}
        {seen > 0 && (
          <Chip count={seen} isSelected={filters.isSeen} onChange={(isSeen) => onChange({ isSeen })}>
            Child seen
          </Chip>
        )}
        {asks > 0 && (
          <Chip count={asks} isSelected={filters.isUnfinished} onChange={(isUnfinished) => onChange({ isUnfinished })}>
            Needs a line
          </Chip>
        )}
      </Chips>
      {people.length > 1 && (
        <SelectField
          label="Written by"
          none="Anyone"
          choices={people.map((by) => ({ value: by, label: sayWhoFirst(colleagues, by, mine) }))}
          value={filters.by}
          onChange={(by) => onChange({ by })}
        />
      )}
    </div>
  )
}

const useWhileShown = (event: 'beforeprint' | 'afterprint', run: () => void): void => {
  useEffect(() => {
    window.addEventListener(event, run)
    return () => window.removeEventListener(event, run)
  })
}
