import { memo, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { sayDate } from '#client/casework/day-words.ts'
import { classNames } from '#client/ui/class-names.ts'
import { sayWeekday } from '#domain/time/day-words.ts'
import type { PicturedSession, RegisterPicture } from '#domain/register/register-picture.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { saySchoolYear } from '#domain/time/school-year.ts'
import { lookOf, lookWords, looks, saySession } from './say-session.ts'
import styles from './picture.module.css'

type Place = { row: number; column: number }
type Props = { picture: RegisterPicture; year: number; today: SchoolDay }

/**
 * Weeks across, days down, each day's morning and afternoon with its code. One stop for the Tab key; arrow keys move within. What the
 * session under the finger or the focus was is said in words below.
 */
export const Picture = ({ picture, year, today }: Props) => {
  const { weeks, rows } = picture
  const [at, setAt] = useState<Place>(() => lastMarked(picture))
  const table = useRef<HTMLTableElement>(null)
  const region = useRef<HTMLDivElement>(null)
  // The latest weeks are what people come for; the earlier ones are a swipe away.
  useEffect(() => {
    if (region.current !== null) region.current.scrollLeft = region.current.scrollWidth
  }, [])
  const here = rows[at.row]?.sessions[at.column]

  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event, at, { row: rows.length - 1, column: weeks.length * 2 - 1 })
    if (next === null) return
    event.preventDefault()
    table.current?.querySelector<HTMLElement>(`[data-at="${next.row} ${next.column}"]`)?.focus()
  }
  const onFocus = ({ target }: FocusEvent) => {
    const [row, column] = (target.getAttribute('data-at') ?? '').split(' ').map(Number)
    if (row !== undefined && column !== undefined) setAt({ row, column })
  }

  const shown = new Set(rows.flatMap(({ sessions }) => sessions.map(lookOf)))
  return (
    <>
      <div ref={region} className={styles.region}>
        <table
          ref={table}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table in which arrow keys move
          role="grid"
          aria-label={`Register ${saySchoolYear(year)}, weeks across and days down`}
          aria-readonly
          className={styles.picture}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
        >
          <thead>
            <tr>
              <th scope="col" className={styles.weekday}>
                <span className={styles.unseen}>Day</span>
              </th>
              {weeks.map((week) => (
                <th key={week} scope="colgroup" colSpan={2} className={styles.week}>
                  {sayDate(week, week)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ weekday, sessions }, row) => (
              <tr key={weekday}>
                <th scope="row" className={styles.weekday}>
                  {sayWeekday(weekday)}
                </th>
                {sessions.map((one, column) => (
                  <Half
                    key={`${one.day} ${one.session}`}
                    place={`${row} ${column}`}
                    one={one}
                    today={today}
                    isStop={row === at.row && column === at.column}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {/* Heard already: it is the name of the session that has the focus. */}
      <p aria-hidden className={styles.here}>
        {here === undefined ? '' : saySession(here, today)}
      </p>
      <ul aria-label="Key to the picture" className={styles.key}>
        {looks
          .filter((look) => shown.has(look))
          .map((look) => (
            <li key={look}>
              <span aria-hidden className={classNames(styles.half, styles.sample, styles[look])} />
              {lookWords[look]}
            </li>
          ))}
      </ul>
    </>
  )
}

const Half = memo(
  ({ one, place, today, isStop }: { one: PicturedSession; place: string; today: SchoolDay; isStop: boolean }) => (
    <td
      data-at={place}
      tabIndex={isStop ? 0 : -1}
      aria-label={saySession(one, today)}
      className={classNames(styles.half, styles[one.session], styles[lookOf(one)])}
    >
      {one.code ?? ''}
    </td>
  ),
)
Half.displayName = 'Half'

/** Where an arrow, Home or End leads from a place, within the last row and column; null for another key. */
const moved = ({ key, ctrlKey }: KeyboardEvent, { row, column }: Place, last: Place): Place | null => {
  switch (key) {
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) }
    case 'ArrowRight':
      return { row, column: Math.min(last.column, column + 1) }
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column }
    case 'ArrowDown':
      return { row: Math.min(last.row, row + 1), column }
    case 'Home':
      return { row: ctrlKey ? 0 : row, column: 0 }
    case 'End':
      return { row: ctrlKey ? last.row : row, column: last.column }
    default:
      return null
  }
}

/** The latest session with a mark: where the arrow keys begin. */
const lastMarked = ({ rows }: RegisterPicture): Place => {
  let found: Place & { when: string } = { row: 0, column: 0, when: '' }
  for (const [row, { sessions }] of rows.entries()) {
    for (const [column, { day, state }] of sessions.entries()) {
      if (state === 'marked' && day >= found.when) found = { row, column, when: day }
    }
  }
  return { row: found.row, column: found.column }
}
