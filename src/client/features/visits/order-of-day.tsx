import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import { Button } from '#client/ui/button.tsx'
import { Row } from '#client/ui/page.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { placesAfter } from '#domain/casework/order-of-day.ts'
import { movePlannedVisit } from '#domain/mutations/move-planned-visit.ts'
import styles from './order-of-day.module.css'
import { householdName, type VisitOfDay } from './read-day.ts'

type Way = 'earlier' | 'later'

/**
 * One visit's place among those of its day that have no time. `day` is those visits in their order. The focus stays on what
 * was pressed, or goes to the other way where this one has come to its end.
 */
export const OrderOfDay = ({ visit, day }: { visit: VisitOfDay; day: readonly VisitOfDay[] }) => {
  const { save, isSaving, notSaved } = useSaving()
  const say = useToast()
  const pressed = useRef<{ way: Way; from: number } | null>(null)
  const buttons = useRef<HTMLDivElement>(null)
  const at = day.indexOf(visit)
  useEffect(() => {
    if (pressed.current === null || pressed.current.from === at) return
    const { way } = pressed.current
    pressed.current = null
    const [earlier, later] = buttons.current?.querySelectorAll('button') ?? []
    const same = way === 'earlier' ? earlier : later
    const wanted = same?.disabled === false ? same : way === 'earlier' ? later : earlier
    wanted?.focus()
  }, [at])
  const called = householdName(visit)
  const move = async (way: Way) => {
    pressed.current = { way, from: at }
    const plans = day.map(({ plan }) => plan.record)
    for (const { visitId, order } of placesAfter(plans, visit.plan.record.id, way)) {
      const plan = plans.find(({ id }) => id === visitId)
      if (plan === undefined) continue
      const { organisationId, personId, on, at: time } = plan
      const args = { organisationId, personId, visitId, on, at: time, order, why: '' }
      if (!(await save(identified(crypto.randomUUID()), movePlannedVisit, args))) return
    }
    say({ message: `${called}: now ${at + (way === 'earlier' ? 0 : 2)} of ${day.length}, saved on this tablet.` })
  }
  return (
    <div ref={buttons} className={styles.order}>
      <Row>
        <Button
          kind="quiet"
          icon={<ArrowUp aria-hidden />}
          aria-label={`Earlier: ${called}`}
          isPending={isSaving}
          isDisabled={at === 0}
          onPress={() => void move('earlier')}
        >
          Earlier
        </Button>
        <Button
          kind="quiet"
          icon={<ArrowDown aria-hidden />}
          aria-label={`Later: ${called}`}
          isPending={isSaving}
          isDisabled={at === day.length - 1}
          onPress={() => void move('later')}
        >
          Later
        </Button>
        <span>
          {at + 1} of {day.length} without a time
        </span>
      </Row>
      {notSaved !== null && <NotSaved why={notSaved} words="" />}
    </div>
  )
}
