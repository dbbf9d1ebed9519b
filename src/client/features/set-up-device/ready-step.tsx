import { CircleCheck, KeyRound, TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { AccountAtOffice } from '#client/app/account-at-office.ts'
import { installAdvice } from '#client/app/install-advice.ts'
import { canMakePasskeys } from '#client/app/passkeys-here.ts'
import { useTablet } from '#client/app/use-tablet.tsx'
import type { NumberedKey } from '#client/store/seal.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Stack } from '#client/ui/page.tsx'
import styles from './ready-step.module.css'

export type ReadyStepProps = {
  account: AccountAtOffice
  /** The data key in hand. Used up when the person goes on. */
  open: NumberedKey
  deviceId: string
  deviceName: string
  /** Whether several people use this device. */
  isShared: boolean
  /** Whether the browser promised to keep the storage. */
  kept: boolean
}

/** What is done, and the two things that make working easier and safer; then in. */
export const ReadyStep = ({ account, open, deviceId, deviceName, isShared, kept }: ReadyStepProps) => {
  const tablet = useTablet()
  const navigate = useNavigate()
  const [passkey, setPasskey] = useState<'none' | 'asking' | 'made' | 'not-made' | 'cannot-unlock'>('none')
  const [isBusy, setBusy] = useState(false)
  const advice = installAdvice()

  const addPasskey = async (): Promise<void> => {
    setPasskey('asking')
    const added = await tablet.keys.addPasskey(account.account.databaseName, open)
    setPasskey(added.ok ? 'made' : added.why)
  }
  const goIn = async (): Promise<void> => {
    setBusy(true)
    const kind = await tablet.open(account.account.databaseName, open, {
      account: account.account,
      actor: account.actor,
      deviceId,
      deviceName,
      isShared,
    })
    setBusy(false)
    if (kind === 'open') await navigate('/', { replace: true })
  }
  return (
    <Stack>
      <ul className={styles.checks}>
        <Check isGood>Sealed with your passphrase</Check>
        <Check isGood>If you forget it, signing in with signal lets you choose a new one</Check>
        {kept ? (
          <Check isGood>The browser will keep what you write</Check>
        ) : (
          <Check isGood={false}>
            The browser made no promise to keep what is stored here. Send what you write while you have signal, and
            install Doorstep.
          </Check>
        )}
        {advice !== null && <Check isGood={false}>{advice}</Check>}
        {passkey === 'made' && <Check isGood>You can unlock with your passkey too</Check>}
      </ul>
      {passkey === 'cannot-unlock' && (
        <Banner tone="notice" live="polite">
          This browser’s passkeys cannot open a tablet without signal, so none was kept. Your passphrase opens it.
        </Banner>
      )}
      {passkey === 'not-made' && (
        <Banner tone="notice" live="polite">
          No passkey was made. You can add one later under This tablet.
        </Banner>
      )}
      <Button kind="main" size="big" wide isPending={isBusy} onPress={() => void goIn()}>
        Start working
      </Button>
      {canMakePasskeys() && passkey !== 'made' && (
        <Button wide icon={<KeyRound aria-hidden />} isPending={passkey === 'asking'} onPress={() => void addPasskey()}>
          Unlock with a fingerprint or face too
        </Button>
      )}
    </Stack>
  )
}

const Check = ({ isGood, children }: { isGood: boolean; children: ReactNode }) => (
  <li className={isGood ? styles.good : styles.due}>
    {isGood ? <CircleCheck aria-label="Done" size={22} /> : <TriangleAlert aria-label="To mend" size={22} />}
    <span>{children}</span>
  </li>
)
