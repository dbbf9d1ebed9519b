import { Navigate } from 'react-router'
import { homeOf } from './home-of.ts'
import { useTabletState } from './use-tablet.tsx'

/** Where the app begins: the caseload, the lock, or signing in. */
export const Home = () => {
  const state = useTabletState()
  if (state.kind === 'open') return <Navigate to={homeOf(state.session.actor)} replace />
  return <Navigate to={state.kind === 'locked' && state.people.length === 0 ? '/sign-in' : '/unlock'} replace />
}
