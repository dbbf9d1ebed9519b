import { BellRing } from 'lucide-react'
import { useEffect, useState } from 'react'
import { addressHeld, notificationsHere, switchOff, switchOn, type SwitchedOn } from '#client/app/notifications.ts'
import { sayAnswer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { noteNotified, noteNotNotified } from '#client/app/use-kept-notified.ts'
import { useOfficeMeans } from '#client/casework/use-office-means.ts'
import { useLive } from '#client/store/live.ts'
import { meta, readMeta, writeMeta } from '#client/store/meta.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Row } from '#client/ui/page.tsx'
import { Tag } from '#client/ui/tag.tsx'

/**
 * Being told of an alarm while Doorstep is closed: asked for on a press, taken back on a press, and *on* only while the office
 * says so and the browser still holds what it gave it.
 */
export const NotificationsCard = () => {
  const { db, deviceId } = useSession()
  const means = useOfficeMeans()
  const [reachable, setReachable] = useState<boolean | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const isNotified = means?.isNotified === true
  const key = means?.notificationKey ?? null
  const isWanted = useLive(() => readMeta(db, meta.wantsNotifications), [db]) === true
  useEffect(() => {
    let isOver = false
    const look = async (): Promise<void> => {
      const found = isNotified ? await addressHeld(key) : null
      if (!isOver) setReachable(found !== null)
    }
    void look()
    return () => {
      isOver = true
    }
    // What was lost may have been had again without a press.
  }, [key, isNotified])
  if (means === null || reachable === null) return null

  const turn = async (work: () => Promise<string | null>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      setProblem(await work())
    } catch {
      // A full tablet cannot note what the office answered.
      setProblem('This tablet could not note it. What holds is said here after the next exchange with the office.')
    }
    setReachable((await addressHeld(key)) !== null)
    setBusy(false)
  }
  const on = (to: string) =>
    turn(async () => {
      // What was wanted, and is no more at the office, was given up by the push service.
      const answer = await switchOn({ deviceId, key: to, isAnew: isWanted && !isNotified })
      if (answer.kind !== 'on') return sayNotOn(answer)
      await noteNotified(db, answer.address)
      await writeMeta(db, meta.wantsNotifications, true)
      return null
    })
  const off = () =>
    turn(async () => {
      const answer = await switchOff(deviceId)
      if (answer.kind !== 'ok') return sayAnswer(answer, 'to switch notifications off')
      await writeMeta(db, meta.wantsNotifications, false)
      await noteNotNotified(db)
      return null
    })

  const here = notificationsHere()
  const isOn = isNotified && reachable
  return (
    <Card title="With Doorstep closed">
      <p>
        When a colleague who named you does not come back, this tablet can notify you. A notification says no name and
        no place: anybody may see a locked screen.
      </p>
      {isOn && <Tag tone="good">Notifications are on</Tag>}
      {(isNotified || isWanted) && !isOn && (
        <p role="alert">Notifications were on, and have been dropped. Until they are on again, none comes.</p>
      )}
      {!isOn && key === null && <p>This office sends no notifications.</p>}
      {!isOn && key !== null && here !== 'can' && <p>{whyNot[here]}</p>}
      {problem !== null && <p role="alert">{problem}</p>}
      <Row>
        {!isOn && key !== null && here === 'can' && (
          <Button icon={<BellRing aria-hidden />} isPending={isBusy} onPress={() => void on(key)}>
            Notify me of an alarm
          </Button>
        )}
        {(isNotified || isWanted) && (
          <Button isPending={isBusy} onPress={() => void off()}>
            Switch notifications off
          </Button>
        )}
      </Row>
    </Card>
  )
}

const denied =
  'Notifications are forbidden for Doorstep on this tablet. Allow them in the browser’s settings, or ask whoever looks after the tablet.'

const whyNot = {
  cannot: 'This browser cannot show notifications.',
  'home-screen-first':
    'On an iPad or iPhone notifications come only to an app on the home screen: Share, then Add to Home Screen, and open Doorstep from there.',
  denied,
}

const sayNotOn = (answer: Exclude<SwitchedOn, { kind: 'on' }>): string => {
  if (answer.kind === 'denied') return denied
  if (answer.kind === 'not-allowed')
    return 'You did not allow notifications, so none will come. Press again when you want them.'
  if (answer.kind === 'no-service')
    return 'This browser could not reach its notification service, so none will come. Try again with signal.'
  return sayAnswer(answer, 'to switch notifications on')
}
