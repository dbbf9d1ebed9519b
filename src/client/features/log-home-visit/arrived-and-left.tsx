import { drawnFor } from '#client/casework/drawn-for.ts'
import { DoorOpen, LogOut } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { Button } from '#client/ui/button.tsx'
import { timeOf } from '#domain/time/instant.ts'
import styles from './log-home-visit.module.css'
import type { PartOfVisit } from './part-of-visit.ts'

const answers = ['arrivedAt', 'leftAt'] as const
type Answers = (typeof answers)[number]

const ArrivedAndLeftDrawn = ({ form, change }: PartOfVisit<Answers>) => {
  const { clock } = useSession()
  return (
    <div className={styles.times}>
      {form.arrivedAt === '' ? (
        <Button size="big" icon={<DoorOpen aria-hidden />} onPress={() => change({ arrivedAt: timeOf(clock()) })}>
          Arrived
        </Button>
      ) : (
        <span className={styles.time}>
          Arrived {form.arrivedAt}
          <Button
            kind="quiet"
            aria-label="Take back the time of arriving"
            onPress={() => change({ arrivedAt: '', leftAt: '' })}
          >
            Undo
          </Button>
        </span>
      )}
      {form.arrivedAt !== '' && form.leftAt === '' && (
        <Button size="big" icon={<LogOut aria-hidden />} onPress={() => change({ leftAt: timeOf(clock()) })}>
          Left
        </Button>
      )}
      {form.leftAt !== '' && (
        <span className={styles.time}>
          Left {form.leftAt}
          <Button kind="quiet" aria-label="Take back the time of leaving" onPress={() => change({ leftAt: '' })}>
            Undo
          </Button>
        </span>
      )}
    </div>
  )
}

/** One tap on arriving and one on leaving; a tap on a time takes it back. */
export const ArrivedAndLeft = drawnFor(answers, ArrivedAndLeftDrawn)
