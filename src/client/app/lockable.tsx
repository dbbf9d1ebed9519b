import { Navigate, Outlet, useLocation } from 'react-router'
import { ToastProvider } from '#client/ui/toast.tsx'
import { HideProvider } from './hide.tsx'
import { LockWarning } from './lock-warning.tsx'
import { usePractice } from './practice-state.ts'
import { ReturnToField } from './return-to-field.tsx'
import { SessionProvider } from './session.tsx'
import { StayWithWords } from './stay-with-words.tsx'
import { useTabletState } from './use-tablet.tsx'

/** Everything behind the lock. Without an open session there is nothing here but the way to unlock. */
export const Lockable = () => {
  const state = useTabletState()
  const practising = usePractice()
  const { pathname, search } = useLocation()
  if (state.kind !== 'open') {
    const isSetUp = state.kind !== 'locked' || state.people.length > 0
    return <Navigate to={isSetUp ? '/unlock' : '/sign-in'} replace state={{ from: `${pathname}${search}` }} />
  }
  const session = practising ?? state.session
  // Drawn anew between practice and work: nothing of the one is left on the screen of the other.
  return (
    <SessionProvider key={session.db.name} session={session}>
      {/* What is said of an act may quote it: hidden from a family, that goes too. */}
      <HideProvider>
        <ToastProvider>
          <Outlet />
          <LockWarning />
          <StayWithWords />
          <ReturnToField />
        </ToastProvider>
      </HideProvider>
    </SessionProvider>
  )
}
