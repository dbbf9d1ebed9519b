import type { ReactElement, ReactNode } from 'react'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import styles from './banner.module.css'
import { classNames } from './class-names.ts'

type BannerTone = 'notice' | 'due' | 'danger' | 'good'

export type BannerProps = {
  tone?: BannerTone | undefined
  title?: ReactNode
  children?: ReactNode
  /** Replaces the tone's own icon. */
  icon?: ReactNode
  /** One button or link at the end. */
  action?: ReactNode
  /** Said at once when it appears; leave out for what is simply part of the screen. */
  live?: 'polite' | 'assertive' | undefined
}

/** A message that belongs to this screen: an alert about a pupil, a fault, a piece of news. */
export const Banner = ({ tone = 'notice', title, children, icon, action, live }: BannerProps) => (
  <div
    className={classNames(styles.banner, styles[tone])}
    {...(live === undefined ? {} : { role: live === 'assertive' ? 'alert' : 'status' })}
  >
    {icon ?? icons[tone]}
    <div className={styles.words}>
      {title !== undefined && <strong>{title}</strong>}
      {children !== undefined && <div className={classNames(title !== undefined && styles.below)}>{children}</div>}
    </div>
    {action !== undefined && <div className={styles.action}>{action}</div>}
  </div>
)

const icons: Record<BannerTone, ReactElement> = {
  notice: <Info aria-hidden size={22} />,
  due: <TriangleAlert aria-hidden size={22} />,
  danger: <CircleAlert aria-hidden size={22} />,
  good: <CircleCheck aria-hidden size={22} />,
}
