import { KeyRound, LockKeyholeOpen } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState, type SyntheticEvent } from 'react'
import { canMakePasskeys } from '#client/app/passkeys-here.ts'
import type { Person } from '#client/app/tablet.ts'
import { useTablet } from '#client/app/use-tablet.tsx'
import { classifyFault } from '#client/store/fault.ts'
import type { NotUnlocked, Unlocked } from '#client/store/keys.ts'
import type { NumberedKey } from '#client/store/seal.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Stack } from '#client/ui/page.tsx'
import { SecretField } from '#client/ui/text-field.tsx'
import { sayNotUnlocked } from './say-not-unlocked.ts'

export type EnterPassphraseProps = { person: Person; why: string | null; onOpened: (key: NumberedKey) => void }

/** The passphrase or a passkey. Guesses are counted on this tablet before they are tried; each answer says how many are left. */
export const EnterPassphrase = ({ person, why, onOpened }: EnterPassphraseProps) => {
  const { keys } = useTablet()
  const [passphrase, setPassphrase] = useState('')
  const [refusal, setRefusal] = useState<NotUnlocked | 'empty' | 'failed' | 'no-space' | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const [waitsUntil, setWaitsUntil] = useState(0)
  const field = useRef<HTMLInputElement>(null)

  // With the field itself, not a moment after it: whoever types at once must not type into nothing.
  useLayoutEffect(() => field.current?.focus(), [])

  const take = (answer: Unlocked): void => {
    setBusy(false)
    if (answer.ok) return onOpened(answer.key)
    setPassphrase('')
    setRefusal(answer)
    setAttempt((before) => before + 1)
    if (answer.why === 'wrong' || answer.why === 'wait') setWaitsUntil(performance.now() + answer.wait)
    return undefined
  }
  const ask = async (unlock: () => Promise<Unlocked>): Promise<void> => {
    setBusy(true)
    setRefusal(null)
    try {
      take(await unlock())
    } catch (fault) {
      // The key worker or the slots could not be had, or the guess could not be counted: none was judged.
      setBusy(false)
      setRefusal(classifyFault(fault) === 'no-space' ? 'no-space' : 'failed')
      setAttempt((before) => before + 1)
    }
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (passphrase === '') {
      setRefusal('empty')
      setAttempt((before) => before + 1)
      return
    }
    void ask(() => keys.unlockWithPassphrase(person.databaseName, passphrase))
  }
  const message = wordsFor(refusal)
  const mustSignIn =
    !person.passphrase || (refusal !== null && typeof refusal === 'object' && refusal.why === 'sign-in')

  return (
    <Stack>
      {why !== null && refusal === null && <p>{why}</p>}
      <ErrorSummary problems={message === null ? [] : [{ fieldId: 'unlock-passphrase', message }]} attempt={attempt} />
      {mustSignIn ? (
        <Banner tone="due" title="Sign in to go on">
          The office gives back the key once it knows that it is you. What is on this tablet is kept.
        </Banner>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack>
            <SecretField
              id="unlock-passphrase"
              label="Passphrase"
              name="passphrase"
              autoComplete="current-password"
              inputRef={field}
              value={passphrase}
              onChange={setPassphrase}
              error={message ?? undefined}
            />
            <UnlockButton key={waitsUntil} until={waitsUntil} isBusy={isBusy} />
          </Stack>
        </form>
      )}
      {person.passkey && canMakePasskeys() && (
        <Button
          wide
          icon={<KeyRound aria-hidden />}
          isDisabled={isBusy}
          onPress={() => void ask(() => keys.unlockWithPasskey(person.databaseName))}
        >
          Use my passkey
        </Button>
      )}
      <LinkButton kind={mustSignIn ? 'main' : 'quiet'} href="/sign-in?for=recovery">
        {mustSignIn ? 'Sign in' : 'I forgot my passphrase'}
      </LinkButton>
    </Stack>
  )
}

const wordsFor = (refusal: NotUnlocked | 'empty' | 'failed' | 'no-space' | null): string | null => {
  if (refusal === null) return null
  if (refusal === 'empty') return 'Write your passphrase'
  if (refusal === 'no-space')
    return 'This tablet has no room left to try that. Free some space, then try again. Nothing is lost.'
  if (refusal === 'failed') return 'Doorstep could not try that. Load the page again; nothing is lost.'
  return sayNotUnlocked(refusal)
}

/** The button that unlocks; while a wait runs it counts down. Keyed by the wait's end, so that each begins anew. */
const UnlockButton = ({ until, isBusy }: { until: number; isBusy: boolean }) => {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(performance.now())
      if (performance.now() >= until) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [until])
  const seconds = Math.max(0, Math.ceil((until - now) / 1000))
  return (
    <Button
      type="submit"
      kind="main"
      size="big"
      wide
      icon={<LockKeyholeOpen aria-hidden />}
      isPending={isBusy}
      isDisabled={seconds > 0}
    >
      {seconds > 0 ? `Wait ${seconds} s` : 'Unlock'}
    </Button>
  )
}
