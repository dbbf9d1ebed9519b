import { DoorOpen, History, LogOut } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import { drawnFor } from '#client/casework/drawn-for.ts'
import { problemOf } from '#client/casework/form-page.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { Button } from '#client/ui/button.tsx'
import { DateField, TimeField } from '#client/ui/date-field.tsx'
import { timeOf } from '#domain/time/instant.ts'
import styles from './log-home-visit.module.css'
import { useNoteAtTheDoor } from './note-at-the-door.ts'
import type { PartOfVisit } from './part-of-visit.ts'

const answers = ['arrivedAt', 'leftAt', 'happenedOn'] as const
type Answers = (typeof answers)[number]

const ArrivedAndLeftDrawn = (part: PartOfVisit<Answers>) => {
  const { form, problems } = part
  const { today } = usePupilView()
  const [isOpen, setOpen] = useState(false)
  const isEarlier = isOpen || form.happenedOn !== today || problemOf(problems, 'day') !== undefined
  return isEarlier ? <SaidAfterwards {...part} /> : <OneTap {...part} onEarlier={() => setOpen(true)} />
}

const OneTap = ({ form, change, onEarlier }: PartOfVisit<Answers> & { onEarlier: () => void }) => {
  const { clock } = useSession()
  const { noteArrived, noteLeft, notSaved } = useNoteAtTheDoor()
  return (
    <div className={styles.times}>
      {notSaved !== null && <p role="alert">Your outing does not hold this: {notSaved}</p>}
      {form.arrivedAt === '' ? (
        <Button
          size="big"
          icon={<DoorOpen aria-hidden />}
          onPress={() => {
            change({ arrivedAt: timeOf(clock()) })
            noteArrived()
          }}
        >
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
        <Button
          size="big"
          icon={<LogOut aria-hidden />}
          onPress={() => {
            change({ leftAt: timeOf(clock()) })
            noteLeft()
          }}
        >
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
      <Button kind="quiet" icon={<History aria-hidden />} onPress={onEarlier}>
        Done earlier
      </Button>
    </div>
  )
}

const SaidAfterwards = ({ form, change, problems }: PartOfVisit<Answers>) => {
  const { today } = usePupilView()
  return (
    <div className={styles.pair}>
      <DateField
        id="day"
        label="Day of the visit"
        hint="The record also keeps that it was written down today."
        max={today}
        value={form.happenedOn}
        // Another day has other times, and nobody has said them yet.
        onChange={(happenedOn) => change({ happenedOn, arrivedAt: '', leftAt: '' })}
        error={problemOf(problems, 'day')}
      />
      <TimeField
        label="Arrived at"
        hint="Leave empty if you do not know."
        value={form.arrivedAt}
        onChange={(arrivedAt) => change({ arrivedAt })}
      />
      <TimeField label="Left at" value={form.leftAt} onChange={(leftAt) => change({ leftAt })} />
    </div>
  )
}

/** One tap on arriving and one on leaving, each taken back by another; or the day and the times, for a visit made earlier. An open outing is told too; taking a time back leaves it, as what happened then. */
export const ArrivedAndLeft = drawnFor(answers, ArrivedAndLeftDrawn)
