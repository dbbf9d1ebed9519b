import type { ReactNode } from 'react'
import { Card } from '#client/ui/card.tsx'
import { Mark } from '#client/ui/mark.tsx'
import { BarePage, Stack } from '#client/ui/page.tsx'
import styles from './door.module.css'
import { UpdatePrompt } from './update-prompt.tsx'

export type DoorProps = { title: string; children: ReactNode; foot?: ReactNode }

/** A screen before the lock: the mark, a heading, and one thing to do. Nothing personal is ever on it. */
export const Door = ({ title, children, foot }: DoorProps) => (
  <BarePage
    mark={
      <>
        <Mark size={44} />
        <span>Doorstep</span>
      </>
    }
    foot={foot}
  >
    <UpdatePrompt />
    <Card>
      <Stack>
        <h1 className={styles.title}>{title}</h1>
        {children}
      </Stack>
    </Card>
  </BarePage>
)
