import { useState } from 'react'
import { Eye, MessageSquare, Phone, PhoneOff, ShieldAlert } from 'lucide-react'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Tag } from '#client/ui/tag.tsx'
import type { Parent, Phone as PhoneNumber } from '#domain/records/parent.ts'
import { relationshipOf } from './people-words.ts'
import styles from './parent-numbers.module.css'

const labels: Record<PhoneNumber['label'], string> = { mobile: 'Mobile', home: 'Home', work: 'Work', other: 'Other' }

/** A number as `tel:` and `sms:` links want it. */
const dialled = (number: string): string => number.replaceAll(/[^\d+]/g, '')

/**
 * The numbers of one parent. Where there is a rule for contacting them safely, or nobody may contact them, it stands alone
 * first: the numbers come only after the person has pressed to say that they have read it.
 */
export const ParentNumbers = ({ parent }: { parent: Parent }) => {
  const [hasRead, setRead] = useState(false)
  const rule = parent.safeContactRule?.trim() ?? ''
  const who = relationshipOf(parent)
  if ((rule !== '' || parent.doNotContact) && !hasRead) {
    return (
      <div className={styles.rule}>
        <p className={styles.ruleHead}>
          <ShieldAlert aria-hidden size={20} />
          {parent.doNotContact ? `Do not contact ${who} about this child` : 'Read before you ring'}
        </p>
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
      {parent.phones.length === 0 && <p className={styles.none}>No telephone number is held.</p>}
      <ul>
        {parent.phones.map((phone) => (
          <li key={phone.number} className={styles.number}>
            <span className={styles.digits}>
              <span className={phone.failing ? styles.failing : undefined}>{phone.number}</span>
              <span className={styles.label}>{labels[phone.label]}</span>
              {phone.failing && <Tag tone="danger">Does not work</Tag>}
            </span>
            <span className={styles.ways}>
              <LinkButton
                href={`tel:${dialled(phone.number)}`}
                icon={phone.failing ? <PhoneOff aria-hidden /> : <Phone aria-hidden />}
                aria-label={`Ring ${who}, ${phone.number}`}
              >
                Ring
              </LinkButton>
              {phone.label === 'mobile' && (
                <LinkButton
                  href={`sms:${dialled(phone.number)}`}
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
