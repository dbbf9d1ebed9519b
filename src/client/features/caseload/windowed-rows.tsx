import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { Tablet } from 'lucide-react'
import { Due, ListRow } from '#client/ui/list-row.tsx'
import { Tag } from '#client/ui/tag.tsx'
import { WeeklyLine, WeeklyLineRoom } from '#client/ui/weekly-line.tsx'
import { absentOf } from '#domain/register/count-sessions.ts'
import { useAskedOfList } from './asked-of-list.ts'
import styles from './caseload-list.module.css'
import type { CaseloadRow } from './caseload-row.ts'
import type { FoundPlace } from './found-place.ts'
import { useRegisters, type RowRegister } from './use-registers.ts'
import { useFoundPlace } from './use-words-found.ts'

/** Pixels that a row of one line of why and one of next takes; each is measured once it is drawn. */
const ROW_HEIGHT = 92

/** The rows in sight and a few more: a caseload of thousands scrolls like one of thirty. Keeps its place between visits. */
export const WindowedRows = ({
  rows,
  inWords,
  current,
}: {
  rows: readonly CaseloadRow[]
  /** Of rows found in what people wrote: the words found there. */
  inWords: ReadonlyMap<string, readonly string[]>
  current: string | null
}) => {
  const scroller = useRef<HTMLDivElement>(null)
  const { scrolled, scrollTo } = useAskedOfList()
  // oxlint-disable-next-line react/incompatible-library -- it warns the React Compiler, which this app does not use
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.pupilId ?? index,
    overscan: 6,
    // Rows may follow a frame behind the finger; a pass of drawing in the middle of a scroll may not.
    useFlushSync: false,
    initialOffset: scrolled,
    // Before the first layout, so that the first drawing already holds rows.
    initialRect: { width: 390, height: 800 },
  })
  const items = virtual.getVirtualItems()
  const inSight = items.flatMap(({ index }) => rows[index] ?? [])
  const registers = useRegisters(inSight)
  const place = useRef(scrolled)
  useEffect(() => () => scrollTo(place.current), [scrollTo])
  return (
    <div
      ref={scroller}
      className={styles.rows}
      onScroll={(event) => {
        place.current = event.currentTarget.scrollTop
      }}
    >
      <ul style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          return row === undefined ? null : (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <PupilRow
                row={row}
                register={registers.get(row.pupilId)}
                words={inWords.get(row.pupilId) ?? null}
                isCurrent={row.pupilId === current}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const bands = { severe: 'Severe', persistent: 'Persistent', 'at-risk': 'At risk', 'on-track': 'On track' } as const

/** How it is by the register; where there is none, for what the case was opened. Of whoever has no case only what gives concern. */
const bandOf = ({ openedFor, hasCase }: CaseloadRow, register: RowRegister | undefined): keyof typeof bands | null => {
  const band = register?.band ?? 'nothing-to-count'
  if (band === 'nothing-to-count') return openedFor
  return band === 'on-track' && !hasCase ? null : band
}

const PupilRow = ({
  row,
  register,
  words,
  isCurrent,
}: {
  row: CaseloadRow
  register: RowRegister | undefined
  words: readonly string[] | null
  isCurrent: boolean
}) => {
  const place = useFoundPlace(row.pupilId, words)
  const band = bandOf(row, register)
  const note = [row.form, row.school].filter((part) => part !== null && part !== '').join(', ')
  const lines =
    place === null
      ? { why: row.need.why, next: row.need.late ? <Due isLate>{row.need.next}</Due> : row.need.next }
      : { why: <FoundWords place={place} />, next: place.where }
  return (
    <ListRow
      href={place?.href ?? `/caseload/${row.pupilId}`}
      title={row.called}
      note={note}
      isCurrent={isCurrent}
      {...lines}
      tag={<span className={styles.band}>{band !== null && <Tag tone={band}>{bands[band]}</Tag>}</span>}
      picture={
        row.isOnlyHere ? (
          <span className={styles['only-here']}>
            <Tablet aria-hidden size={14} />
            Only here
          </span>
        ) : register === undefined || register.counts.possible === 0 ? (
          <WeeklyLineRoom />
        ) : (
          <WeeklyLine
            shares={register.weeks.map(({ possible, missed }) => 1 - missed / possible)}
            tone={band ?? 'on-track'}
            words={`Missed ${absentOf(register.counts)} of ${register.counts.possible} sessions this school year`}
          />
        )
      }
    />
  )
}

const FoundWords = ({ place: { before, word, after } }: { place: FoundPlace }) => (
  <>
    {before} <mark>{word}</mark> {after}
  </>
)
