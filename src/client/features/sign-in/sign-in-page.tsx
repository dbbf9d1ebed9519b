import { useCallback, useMemo, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { type AccountAtOffice } from '#client/app/account-at-office.ts'
import { keptDeviceId, lastOpened } from '#client/app/device-id.ts'
import { Door } from '#client/app/door.tsx'
import { Emptied } from '#client/app/emptied.tsx'
import { officeFor } from '#client/app/office.ts'
import { useTablet, useTabletState } from '#client/app/use-tablet.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { sayProviderProblem } from './say-sign-in-problem.ts'
import { SignIn } from './sign-in.tsx'
import { signOut } from './sign-in-requests.ts'

/**
 * Signing in to the office: on a new tablet, after a session ended (work goes on without), or to set a new passphrase
 * (`?for=recovery`), or for one more person (`?for=another`), whoever else is still signed in. Unlocking the tablet is another thing and needs no office.
 */
export const SignInPage = () => {
  const tablet = useTablet()
  const state = useTabletState()
  const navigate = useNavigate()
  const { search, hash } = useLocation()
  const asked = new URLSearchParams(search)
  const isRecovery = asked.get('for') === 'recovery'
  const isAnother = asked.get('for') === 'another'
  const [other, setOther] = useState(false)

  const open = state.kind === 'open' ? state.session : null
  const deviceId = open?.deviceId ?? knownDevice()
  const office = useMemo(() => officeFor({ deviceId }), [deviceId])

  const onSignedIn = useCallback(
    async (account: AccountAtOffice) => {
      const now = tablet.state.getState()
      if (now.kind === 'open') {
        if (account.account.personId !== now.session.account.personId) {
          // The office must never take this person's work under another's name.
          await signOut(office)
          setOther(true)
          return
        }
        await tablet.refresh()
        await navigate('/sync', { replace: true })
        return
      }
      await tablet.start()
      const people = await tablet.keys.people()
      const isHere = people.some((person) => person.databaseName === account.account.databaseName)
      if (isHere)
        await navigate(isRecovery ? '/unlock?recover' : '/unlock', {
          replace: true,
          state: { whose: account.account.databaseName },
        })
      else await navigate('/set-up', { replace: true })
    },
    [tablet, office, navigate, isRecovery],
  )

  return (
    <Door
      title={isRecovery ? 'Sign in to choose a new passphrase' : 'Sign in'}
      foot={<Foot isOpen={open !== null} isSetUp={state.kind === 'locked' && state.people.length > 0} />}
    >
      <Emptied />
      {isRecovery && (
        <p>Nothing on this tablet is lost. Once the office knows that it is you, you choose a new passphrase.</p>
      )}
      {open !== null && !other && <p>Work goes on without this. Signing in lets the office take what waits here.</p>}
      {other && (
        <Banner tone="danger" live="assertive" title="That is somebody else">
          This tablet is unlocked for another person. Sign in as them, or lock it first. You have been signed out again.
        </Banner>
      )}
      <SignIn
        key={other ? 'again' : 'first'}
        office={office}
        fresh={isRecovery || isAnother || other}
        problem={sayProviderProblem(asked.get('problem'))}
        invitation={/^#invitation=(.+)$/.exec(hash)?.[1] ?? null}
        onInvitationOver={() => void navigate({ search }, { replace: true })}
        onSignedIn={(account) => void onSignedIn(account)}
      />
    </Door>
  )
}

const Foot = ({ isOpen, isSetUp }: { isOpen: boolean; isSetUp: boolean }) => {
  if (isOpen) {
    return (
      <LinkButton kind="quiet" href="/">
        Not now: go on working
      </LinkButton>
    )
  }
  return isSetUp ? (
    <LinkButton kind="quiet" href="/unlock">
      This tablet is set up: unlock it
    </LinkButton>
  ) : (
    <p>Doorstep is for people who work with schools. Accounts come from your administrator.</p>
  )
}

const knownDevice = (): string | null => {
  const last = lastOpened()
  return last === null ? null : keptDeviceId(last)
}
