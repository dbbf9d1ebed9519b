import { useDeferredValue, useMemo, type ReactNode } from 'react'
import { SearchX, Users } from 'lucide-react'
import { sayToCome } from '#client/casework/say-to-come.ts'
import { Button } from '#client/ui/button.tsx'
import { Chip, Chips } from '#client/ui/chip.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { caseloadFilters } from '#domain/records/saved-view.ts'
import { useAskedOfList } from './asked-of-list.ts'
import styles from './caseload-list.module.css'
import { askList, caseloadFilterWords, type Asked } from './filter-rows.ts'
import type { Caseload } from './read-caseload.ts'
import { SavedViews } from './saved-views.tsx'
import { SortChip } from './sort-chip.tsx'
import { useCaseload } from './use-caseload.ts'
import { useWordsFound } from './use-words-found.ts'
import { WindowedRows } from './windowed-rows.tsx'
import { YearChip } from './year-chip.tsx'

/** My caseload: everyone with an open case, in order of need, with search and filters that never need signal. */
export const CaseloadList = ({ current, isOnScreen }: { current: string | null; isOnScreen: boolean }) => {
  const caseload = useCaseload(isOnScreen)
  return caseload === undefined ? (
    <div className={styles.list}>
      <header className={styles.head}>
        <Heading isBeside={current !== null}>My caseload</Heading>
      </header>
      <Skeleton rows={7} label="Reading your caseload" />
    </div>
  ) : (
    <ReadList caseload={caseload} current={current} />
  )
}

/** Beside a pupil the page is about the pupil: theirs is its one heading of the first level, where who listens goes first. */
const Heading = ({ isBeside, children }: { isBeside: boolean; children: ReactNode }) =>
  isBeside ? <h2 className={styles.title}>{children}</h2> : <h1 className={styles.title}>{children}</h1>

const ReadList = ({ caseload, current }: { caseload: Caseload; current: string | null }) => {
  const { search, yearGroup, filters, sort, lookFor, year, toggle, sortBy, ask, clear } = useAskedOfList()
  const { rows } = caseload
  const toCome = sayToCome(caseload.toCome)
  const now = useMemo((): Asked => ({ search, yearGroup, filters, sort }), [search, yearGroup, filters, sort])
  // The letters come first: the list follows when the tablet has a moment.
  const settled = useDeferredValue(now)
  const found = useWordsFound(settled.search)
  const isLooking = search.trim().length > 2 && found === null
  const { rows: shown, inWords, counts, years } = useMemo(() => askList(rows, settled, found), [rows, settled, found])
  const isAsked = search.trim() !== '' || yearGroup !== null || filters.size > 0
  return (
    <div className={styles.list}>
      <header className={styles.head}>
        <Heading isBeside={current !== null}>
          My caseload <span className={styles.count}>{rows.filter((row) => row.hasCase).length}</span>
        </Heading>
        <SearchField
          label="Search names and notes"
          placeholder="Name, note, anything"
          value={search}
          onChange={lookFor}
        />
        {rows.length > 0 && (
          <Chips label="Show only">
            {(years.length > 1 || yearGroup !== null) && <YearChip years={years} value={yearGroup} onChange={year} />}
            {caseloadFilters
              .filter((filter) => counts[filter] > 0 || filters.has(filter))
              .map((filter) => (
                <Chip
                  key={filter}
                  count={counts[filter]}
                  isSelected={filters.has(filter)}
                  onChange={(isOn) => toggle(filter, isOn)}
                >
                  {caseloadFilterWords[filter]}
                </Chip>
              ))}
            <SortChip value={sort} onChange={sortBy} />
          </Chips>
        )}
        {rows.length > 0 && <SavedViews now={now} onAsk={ask} />}
        <output className={styles.said}>
          {isAsked && `${shown.length} found`}
          {isLooking && ', still looking through notes'}
          {isAsked && toCome !== null && '. '}
          {(isAsked || rows.length > 0) && toCome}
        </output>
      </header>
      {shown.length > 0 ? (
        <WindowedRows rows={shown} inWords={inWords} current={current} />
      ) : isLooking ? (
        <Skeleton rows={5} label="Looking through notes" />
      ) : isAsked ? (
        <EmptyState
          icon={<SearchX />}
          title={toCome === null ? 'Nobody found' : 'Nobody found so far'}
          action={<Button onPress={clear}>Show everyone</Button>}
        >
          <p>{toCome !== null && `${toCome}. `}Only pupils whose files are on this tablet can be found here.</p>
        </EmptyState>
      ) : (
        <EmptyState icon={<Users />} title={toCome ?? 'No open cases'}>
          <p>
            {toCome !== null
              ? 'Each pupil appears here as soon as their file has arrived whole.'
              : rows.length > 0
                ? 'Search for any pupil by name to log a contact or open a case.'
                : 'Pupils appear here when they are given to you. Connect once, so that this tablet can fetch them.'}
          </p>
        </EmptyState>
      )}
    </div>
  )
}
