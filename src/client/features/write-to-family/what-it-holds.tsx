import { ShieldAlert } from 'lucide-react'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { parentName, relationshipOf } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { sayForbids } from '#client/casework/say-orders.ts'
import type { CourtOrder } from '#domain/records/court-order.ts'
import type { Parent } from '#domain/records/parent.ts'
import { calledName } from '#domain/records/pupil.ts'
import { mobileOf, type MessageForm } from './message-form.ts'
import styles from './write-to-family.module.css'

export type WhatItHoldsProps = {
  form: MessageForm
  parent: Parent
  /** Those in force that bind this parent. */
  orders: readonly CourtOrder[]
  /** The language of the template that the words began from; null for English. */
  language: string | null
  /** True when the rule for contacting this parent safely and the orders that bind them have been read, or there are none. */
  hasRead: boolean
  onRead: () => void
}

/** Before anything leaves the tablet: what must be read first, to whom it goes, by which way, and what does not go with it. */
export const WhatItHolds = ({ form, parent, orders, language, hasRead, onRead }: WhatItHoldsProps) => {
  const { siblings } = usePupilView()
  const who = relationshipOf(parent)
  const named = siblings.filter((sibling) => form.words.includes(sibling.preferredForename ?? sibling.forename))
  if (!hasRead) {
    return (
      <Banner tone="due" title={`Read before you write to ${who}`} icon={<ShieldAlert aria-hidden size={22} />}>
        <div className={styles.rule}>
          {orders.map((order) => (
            <p key={order.id}>
              <strong>Court order: {sayForbids(order, [parent])}.</strong> {order.says}
            </p>
          ))}
          {(parent.safeContactRule?.trim() ?? '') !== '' && <p>{parent.safeContactRule}</p>}
          <Button onPress={onRead}>I have read it</Button>
        </div>
      </Banner>
    )
  }
  return (
    <>
      {parent.interpreterNeeded && (
        <Banner
          tone="due"
          title={`${who} needs an interpreter${parent.language === null ? '' : ` (${parent.language})`}`}
        >
          {language !== null && language.toLowerCase() === parent.language?.toLowerCase()
            ? `These words began in ${language}. What you change yourself, have checked by an interpreter.`
            : `These words are in ${language ?? 'English'}. Have them put into ${parent.language ?? 'their language'} by an interpreter, not by a child of the family.`}
        </Banner>
      )}
      {named.length > 0 && (
        <Banner tone="due">
          It names {named.map(calledName).join(' and ')} too. Check that this is what you want.
        </Banner>
      )}
      <Facts
        facts={[
          { label: 'To', value: `${who}, ${parentName(parent)}` },
          { label: 'By', value: wayOf(form, parent) },
          { label: 'What goes', value: 'Only the words above. No record, register or note goes with them.' },
        ]}
      />
    </>
  )
}

/** The number or address it goes to. */
const wayOf = ({ channel }: MessageForm, parent: Parent): string => {
  if (channel === 'letter') return 'A letter on paper'
  if (channel === 'text') return mobileOf(parent) ?? 'No working mobile number is held. Copy it, or choose another way.'
  return parent.email ?? 'No e-mail address is held. Copy it, or choose another way.'
}
