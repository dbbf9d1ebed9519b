import { Button } from 'react-aria-components'
import { classNames } from './class-names.ts'
import type { FrameAct as Act } from './frame.tsx'
import styles from './frame.module.css'

/** A button that stands in the rail or the bottom bar beside the places. */
export const FrameAct = ({ label, icon, onPress }: Act) => (
  <Button onPress={onPress} className={classNames(styles.place, styles.act)}>
    <span className={styles.icon}>{icon}</span>
    <span>{label}</span>
  </Button>
)
