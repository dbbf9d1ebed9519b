import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './page.module.css'

export type PageProps = {
  title: ReactNode
  /** Beside the title. */
  aside?: ReactNode
  /** One line under the title. */
  detail?: ReactNode
  /** The way back, a quiet `LinkButton`: its arrow stands above the title's first letter. */
  back?: ReactNode
  /** `form` keeps lines short enough to read; `wide` uses the room. */
  width?: 'form' | 'wide' | undefined
  children: ReactNode
  /** Stays below what scrolls: an `ActionBar`. */
  foot?: ReactNode
}

/** A page that scrolls: its heading, then what it holds. Focus goes to the heading when the page opens. */
export const Page = ({ title, aside, detail, back, width = 'form', children, foot }: PageProps) => {
  const heading = useRef<HTMLHeadingElement>(null)
  // With the first drawing and not after it: whoever has gone to a field meanwhile is not called away from it.
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <div className={styles.page}>
      <div className={styles.scroll}>
        <div className={classNames(styles.column, styles[width])}>
          {back !== undefined && <div className={styles.back}>{back}</div>}
          <header className={styles.head}>
            <div>
              <h1 ref={heading} tabIndex={-1}>
                {title}
              </h1>
              {detail !== undefined && <p>{detail}</p>}
            </div>
            {aside}
          </header>
          {children}
        </div>
      </div>
      {foot}
    </div>
  )
}

/** A screen with nothing around it: signing in, unlocking, being stuck. */
export const BarePage = ({ mark, children, foot }: { mark?: ReactNode; children: ReactNode; foot?: ReactNode }) => (
  <main className={styles.bare}>
    <div className={styles.bareColumn}>
      {mark !== undefined && <div className={styles.mark}>{mark}</div>}
      {children}
      {foot !== undefined && <div className={styles.bareFoot}>{foot}</div>}
    </div>
  </main>
)

/** Things one under another with even room between them. */
export const Stack = ({
  gap = 'ordinary',
  children,
}: {
  gap?: 'tight' | 'ordinary' | 'wide' | undefined
  children: ReactNode
}) => <div className={classNames(styles.stack, styles[gap])}>{children}</div>

/** Things side by side, wrapping where there is no room. */
export const Row = ({ children }: { children: ReactNode }) => <div className={styles.row}>{children}</div>

/** Words that matter less. */
export const Quiet = ({ children }: { children: ReactNode }) => <p className={styles.quiet}>{children}</p>
