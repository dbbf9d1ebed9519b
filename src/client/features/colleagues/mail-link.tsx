import { Mail } from 'lucide-react'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { Button } from '#client/ui/button.tsx'
import { Stack } from '#client/ui/page.tsx'
import { askStandings, type Standing } from './office-accounts.ts'

type Mailed = Exclude<Standing['mailed'], null>

/** How long after the last answer the office is asked again what became of the letter. Milliseconds. */
const LOOK_AGAIN = 3_000

/**
 * Sends a one-time link to its owner's address, after a look at the address, and says what became of it as the office knows it: asked
 * is not sent, and sent is what a mail server took.
 */
export const MailLink = ({ personId, email, link }: { personId: string; email: string; link: string }) => {
  const { deviceId } = useSession()
  const [mailed, setMailed] = useState<Mailed | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const isOpen = mailed === 'asked' || mailed === 'failing'

  useEffect(() => {
    if (!isOpen) return undefined
    let isOver = false
    const look = async (): Promise<void> => {
      const answer = await askStandings(deviceId)
      if (isOver || answer.kind !== 'ok') return
      const now = answer.body.accounts.find((each) => each.personId === personId)?.mailed ?? null
      if (now !== null) setMailed(now)
    }
    const timer = setInterval(() => void look(), LOOK_AGAIN)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [isOpen, deviceId, personId])

  const send = async (): Promise<void> => {
    setBusy(true)
    setSaid(null)
    const code = new URL(link).hash.replace('#invitation=', '')
    const answer = await officeFor({ deviceId }).post(`/api/accounts/${personId}/letter`, { code }, z.unknown())
    setBusy(false)
    if (answer.kind === 'ok') setMailed('asked')
    else setSaid(`It was not sent. ${sayAnswer(answer, 'to send the link')}`)
  }
  return (
    <Stack gap="tight">
      {mailed === null && (
        <>
          <p>
            Or let the office send it to <strong>{email}</strong>. Make sure that the address is theirs: whoever reads
            it can use the link. Tell them that it comes.
          </p>
          <div>
            <Button icon={<Mail aria-hidden />} isPending={isBusy} onPress={() => void send()}>
              Send it by e-mail
            </Button>
          </div>
        </>
      )}
      <output>{said ?? (mailed === null ? null : sayMailed(mailed, email))}</output>
    </Stack>
  )
}

const sayMailed = (mailed: Mailed, email: string): string => {
  switch (mailed) {
    case 'asked':
      return `The office was asked to send it to ${email}. It has not gone yet.`
    case 'failing':
      return `It could not be sent to ${email} so far. The office tries again; hand the link over yourself meanwhile.`
    case 'sent':
      return `Sent to ${email}: a mail server took it. Whether it was read nobody here knows.`
  }
}
