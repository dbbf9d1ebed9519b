import { CalendarPlus, ShieldAlert, UsersRound } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Row } from '#client/ui/page.tsx'
import type { Action } from '#domain/permissions/can.ts'
import type { Escalation, EscalationStep } from '#domain/today/escalation-due.ts'
import styles from './escalation-lines.module.css'
import { usePupilView } from './pupil-view.tsx'

export type EscalationLinesProps = {
  escalation: Escalation
  /** Opens the form at this address; absent where a link may do it, since there is nothing to lose. */
  onOpen?: (address: string) => void
  isBusy?: boolean
}

/** What is due after visits that nobody answered, in the order in which it is done, each with the form for it filled in. */
export const EscalationLines = ({ escalation, onOpen, isBusy = false }: EscalationLinesProps) => {
  const { file, may } = usePupilView()
  const here = `/caseload/${file.pupil.record.id}`
  const due = escalation.due.filter((step) => may(ways[step].action))
  return (
    <>
      <ol className={styles.steps}>
        {escalation.done.map((step) => (
          <li key={step} className={styles.done}>
            {ways[step].done}
          </li>
        ))}
        {escalation.due.map((step) => (
          <li key={step}>{ways[step].due}</li>
        ))}
      </ol>
      <Row>
        {due.map((step) => {
          const { icon, path, label } = ways[step]
          const address = `${here}/${path}`
          return onOpen === undefined ? (
            <LinkButton key={step} href={address} icon={icon}>
              {label}
            </LinkButton>
          ) : (
            <Button key={step} icon={icon} isPending={isBusy} onPress={() => onOpen(address)}>
              Save, then {label.slice(0, 1).toLowerCase()}
              {label.slice(1)}
            </Button>
          )
        })}
      </Row>
    </>
  )
}

type Way = { due: string; done: string; label: string; path: string; action: Action; icon: ReactElement }

const ways: Record<EscalationStep, Way> = {
  'tell-lead': {
    due: 'Tell the safeguarding lead today.',
    done: 'The safeguarding lead has been told.',
    label: 'Tell the safeguarding lead',
    path: 'tell?no-answer',
    action: 'tell-safeguarding-lead',
    icon: <ShieldAlert aria-hidden />,
  },
  'tell-manager': {
    due: 'Tell a manager: is a welfare check to be asked for?',
    done: 'A manager has been told.',
    label: 'Note it for the manager',
    path: 'meetings/new?no-answer',
    action: 'record-meeting',
    icon: <UsersRound aria-hidden />,
  },
  'visit-again': {
    due: 'Visit again, at another time of day. Ring every number first.',
    done: 'The next visit is planned.',
    label: 'Plan the next visit',
    path: 'plan-visit?no-answer',
    action: 'log-home-visit',
    icon: <CalendarPlus aria-hidden />,
  },
}
