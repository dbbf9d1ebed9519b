import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './frame.module.css'

export type FramePlace = {
  href: string
  /** One word, or a count and a word. */
  label: string
  icon: ReactNode
  isCurrent: boolean
  /** At the foot of the rail rather than the top. */
  isLast?: boolean | undefined
  /** Left out of the bottom bar, where there is room for few: it is reached from a page there. */
  isOnRailOnly?: boolean | undefined
  /** A dot: something here needs the person. */
  needsYou?: boolean | undefined
}

export type FrameAct = { label: string; icon: ReactNode; onPress: () => void }

export type FrameProps = {
  mark: ReactNode
  places: readonly FramePlace[]
  /** Acts that stand with the places: *Lock now*. */
  acts?: ReactNode
  /** The line above everything: a `NoticeLine`. */
  line: ReactNode
  children: ReactNode
}

/** What stands around every page: a rail with icon and word from 1024 px, a bottom bar below that. */
export const Frame = ({ mark, places, acts, line, children }: FrameProps) => (
  <div className={styles.frame}>
    <a href="#page" className={styles.skip}>
      Skip to the page
    </a>
    <div className={styles.line}>{line}</div>
    <nav aria-label="Places" className={styles.nav}>
      <div className={styles.mark}>{mark}</div>
      {places.map((place) => (
        <Link
          key={place.href}
          href={place.href}
          {...(place.isCurrent ? { 'aria-current': 'page' as const } : {})}
          {...(place.needsYou === true ? { 'aria-label': `${place.label}, needs you` } : {})}
          className={classNames(
            styles.place,
            place.isCurrent && styles.current,
            place.isLast === true && styles.last,
            place.isOnRailOnly === true && styles.railOnly,
          )}
        >
          <span className={styles.icon}>
            {place.icon}
            {place.needsYou === true && <span className={styles.dot} />}
          </span>
          <span>{place.label}</span>
        </Link>
      ))}
      {acts}
    </nav>
    <main id="page" tabIndex={-1} className={styles.page}>
      {children}
    </main>
  </div>
)
