import { ClipboardCopy, Mail, MessageSquare, Printer, Share2 } from 'lucide-react'
import { canShareText, copyText, shareText } from '#client/app/hand-over.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/page.tsx'
import { Printed } from '#client/ui/printed.tsx'
import { digitsOf, type Parent } from '#domain/records/parent.ts'
import { mobileOf, type MessageForm } from './message-form.ts'
import styles from './write-to-family.module.css'

type HandedTo = NonNullable<MessageForm['handedTo']>

export type HandOverProps = {
  form: MessageForm
  parent: Parent
  school: string
  /** True when nothing stands in the way of these words leaving the tablet. */
  isReady: boolean
  /** Says what stands in the way. */
  sayWhyNot: () => void
  onHanded: (to: HandedTo) => void
}

const handedWords: Record<HandedTo, string> = {
  messages: 'Handed to your messages app.',
  email: 'Handed to your e-mail app.',
  share: 'Handed to the app you chose.',
  clipboard: 'Copied.',
  printer: 'Handed to the printer.',
}

/**
 * The ways out of the tablet, each opened by the person. Doorstep cannot see what another app does with the words, so it
 * never says that they were sent: the person does, afterwards.
 */
export const HandOver = ({ form, parent, school, isReady, sayWhyNot, onHanded }: HandOverProps) => (
  <Stack>
    <Row>
      {form.channel === 'text' && mobileOf(parent) !== null && (
        <Way
          label="Open in messages"
          icon={<MessageSquare aria-hidden />}
          href={`sms:${digitsOf(mobileOf(parent) ?? '')}?&body=${encodeURIComponent(form.words)}`}
          {...{ isReady, sayWhyNot }}
          onHanded={() => onHanded('messages')}
        />
      )}
      {form.channel === 'email' && parent.email !== null && (
        <Way
          label="Open in e-mail"
          icon={<Mail aria-hidden />}
          href={`mailto:${parent.email}?subject=${encodeURIComponent(`From ${school}`)}&body=${encodeURIComponent(form.words)}`}
          {...{ isReady, sayWhyNot }}
          onHanded={() => onHanded('email')}
        />
      )}
      {form.channel === 'letter' && (
        <Button
          icon={<Printer aria-hidden />}
          onPress={() => {
            if (!isReady) return sayWhyNot()
            onHanded('printer')
            // After the mark is drawn: some browsers stand still while the print window is open.
            setTimeout(() => window.print())
            return undefined
          }}
        >
          Print
        </Button>
      )}
      {canShareText() && (
        <Button
          icon={<Share2 aria-hidden />}
          onPress={() => (isReady ? void shareText(form.words).then(() => onHanded('share')) : sayWhyNot())}
        >
          Share
        </Button>
      )}
      <Button
        icon={<ClipboardCopy aria-hidden />}
        onPress={() =>
          isReady ? void copyText(form.words).then((copied) => copied && onHanded('clipboard')) : sayWhyNot()
        }
      >
        Copy
      </Button>
    </Row>
    {form.handedTo !== null && (
      <Banner tone="notice" live="polite" title={handedWords[form.handedTo]}>
        Doorstep cannot see whether it went. Once it has, press <em>I sent it, keep it</em>; until then it stays here as
        a draft.
      </Banner>
    )}
    {form.channel === 'letter' && (
      <Printed>
        <div className={styles.letter}>{form.words}</div>
      </Printed>
    )}
  </Stack>
)

/** A link into another app once these words may leave; until then a button that says what is missing. */
const Way = ({
  label,
  icon,
  href,
  isReady,
  sayWhyNot,
  onHanded,
}: { label: string; icon: React.ReactNode; href: string; onHanded: () => void } & Pick<
  HandOverProps,
  'isReady' | 'sayWhyNot'
>) =>
  isReady ? (
    <LinkButton href={href} icon={icon} onPress={onHanded}>
      {label}
    </LinkButton>
  ) : (
    <Button icon={icon} onPress={sayWhyNot}>
      {label}
    </Button>
  )
