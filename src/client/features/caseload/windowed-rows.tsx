import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { Tablet } from 'lucide-react'
import { Due, ListRow } from '#client/ui/list-row.tsx'
import { Tag } from '#client/ui/tag.tsx'
import { useAskedOfList } from './asked-of-list.ts'
import styles from './caseload-list.module.css'
import type { CaseloadRow } from './caseload-row.ts'

/** Pixels that a row of one line of why and one of next takes; each is measured once it is drawn. */
const ROW_HEIGHT = 92

/** The rows in sight and a few more: a caseload of thousands scrolls like one of thirty. Keeps its place between visits. */
export const WindowedRows = ({ rows, current }: { rows: readonly CaseloadRow[]; current: string | null }) => {
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
        {virtual.getVirtualItems().map((item) => {
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
              <PupilRow row={row} isCurrent={row.pupilId === current} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const bands = { severe: 'Severe', persistent: 'Persistent', 'at-risk': 'At risk' } as const

const PupilRow = ({ row, isCurrent }: { row: CaseloadRow; isCurrent: boolean }) => {
  const note = [row.form, row.school].filter((part) => part !== null && part !== '').join(', ')
  return (
    <ListRow
      href={`/caseload/${row.pupilId}`}
      title={row.called}
      note={note}
      isCurrent={isCurrent}
      why={row.need.why}
      next={row.need.late ? <Due isLate>{row.need.next}</Due> : row.need.next}
      {...(row.band === null ? {} : { tag: <Tag tone={row.band}>{bands[row.band]}</Tag> })}
      {...(row.isOnlyHere
        ? {
            picture: (
              <span className={styles['only-here']}>
                <Tablet aria-hidden size={14} />
                Only here
              </span>
            ),
          }
        : {})}
    />
  )
}
