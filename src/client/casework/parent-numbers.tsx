import { useState } from 'react'
import { Eye, MessageSquare, Phone, PhoneOff, ShieldAlert } from 'lucide-react'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Tag } from '#client/ui/tag.tsx'
import type { ContactHealth } from '#domain/casework/contact-health.ts'
import { digitsOf, type Parent, type Phone as PhoneNumber } from '#domain/records/parent.ts'
import { ordersOn, type CourtOrder } from '#domain/records/court-order.ts'
import { NumberWorks } from './number-works.tsx'
import { sayForbids } from './say-orders.ts'
import { relationshipOf } from './people-words.ts'
import styles from './parent-numbers.module.css'

const labels: Record<PhoneNumber['label'], string> = { mobile: 'Mobile', home: 'Home', work: 'Work', other: 'Other' }

/**
 * The numbers of one parent. Where there is a rule for contacting them safely, a court order that binds them, or nobody may contact
 * them, it stands alone first: the numbers come only after the person has pressed to say that they have read it. `orders` are
 * those of the pupil's file; `numbers` says how each was answered of late, where that is known. With `mayMark`, a number that was
 * marked as not working can be put right.
 */
export const ParentNumbers = ({
  parent,
  orders,
  numbers,
  mayMark = false,
}: {
  parent: Parent
  orders: readonly CourtOrder[]
  numbers?: ContactHealth['numbers']
  mayMark?: boolean
}) => {
  const [hasRead, setRead] = useState(false)
  const rule = parent.safeContactRule?.trim() ?? ''
  const who = relationshipOf(parent)
  const binding = ordersOn(orders, parent.id)
  if ((rule !== '' || parent.doNotContact || binding.length > 0) && !hasRead) {
    return (
      <div className={styles.rule}>
        <p className={styles.ruleHead}>
          <ShieldAlert aria-hidden size={20} />
          {parent.doNotContact ? `Do not contact ${who} about this child` : 'Read before you ring'}
        </p>
        {binding.map((order) => (
          <p key={order.id}>
            <strong>Court order: {sayForbids(order, [parent])}.</strong> {order.says}
          </p>
        ))}
        {rule !== '' && <p>{rule}</p>}
        <Button icon={<Eye aria-hidden />} onPress={() => setRead(true)}>
          {parent.doNotContact ? `Show ${who}’s numbers anyway` : `I have read it, show ${who}’s numbers`}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.numbers}>
      {rule !== '' && (
        <p className={styles.ruleRead}>
          <ShieldAlert aria-hidden size={18} />
          {rule}
        </p>
      )}
      {binding.map((order) => (
        <p key={order.id} className={styles.ruleRead}>
          <ShieldAlert aria-hidden size={18} />
          Court order: {sayForbids(order, [parent])}.
        </p>
      ))}
      {parent.phones.length === 0 && <p className={styles.none}>No telephone number is held.</p>}
      <ul>
        {parent.phones.map((phone) => (
          <li key={phone.number} className={styles.number}>
            <span className={styles.digits}>
              <span className={phone.failing ? styles.failing : undefined}>{phone.number}</span>
              <span className={styles.label}>{labels[phone.label]}</span>
              {phone.failing && <Tag tone="danger">Does not work</Tag>}
              <Unanswered times={numbers?.get(digitsOf(phone.number))?.unanswered ?? 0} />
            </span>
            <span className={styles.ways}>
              {phone.failing && mayMark && <NumberWorks parent={parent} number={phone.number} />}
              <LinkButton
                href={`tel:${digitsOf(phone.number)}`}
                icon={phone.failing ? <PhoneOff aria-hidden /> : <Phone aria-hidden />}
                aria-label={`Ring ${who}, ${phone.number}`}
              >
                Ring
              </LinkButton>
              {phone.label === 'mobile' && (
                <LinkButton
                  href={`sms:${digitsOf(phone.number)}`}
                  icon={<MessageSquare aria-hidden />}
                  aria-label={`Text ${who}, ${phone.number}`}
                >
                  Text
                </LinkButton>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** From how many unanswered rings in a row a number is worth a word. */
const WORTH_SAYING = 2

const Unanswered = ({ times }: { times: number }) =>
  times < WORTH_SAYING ? null : <span className={styles.label}>{times} rings in a row with no answer</span>
