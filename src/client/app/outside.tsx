import { useEffect } from 'react'
import { RouterProvider } from 'react-aria-components'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { PlaceProvider } from './go-on.tsx'
import { ProblemScreen } from './problem-screen.tsx'
import { useTabletState } from './use-tablet.tsx'

/** Titles say where one is and never about whom. */
const titles: readonly (readonly [path: RegExp, title: string])[] = [
  [/^\/sign-in/, 'Sign in'],
  [/^\/set-up/, 'Set up this tablet'],
  [/^\/unlock/, 'Unlock'],
  [/^\/caseload\/[^/]+\/log-call/, 'Log a contact'],
  [/^\/caseload\/[^/]+\/log-home-visit/, 'Log a home visit'],
  [/^\/caseload\/[^/]+/, 'Pupil'],
  [/^\/today/, 'Today'],
  [/^\/monday/, 'Monday'],
  [/^\/caseload/, 'My caseload'],
  [/^\/sync/, 'Sending and receiving'],
  [/^\/device/, 'This tablet'],
  [/^\/admin/, 'Administration'],
]

/** Around every page, before and behind the lock: links without reloading, titles, and what stands in the way of opening. */
export const Outside = () => {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const state = useTabletState()
  useEffect(() => {
    const title = titles.find(([path]) => path.test(pathname))?.[1]
    document.title = title === undefined ? 'Doorstep' : `${title} · Doorstep`
  }, [pathname])
  const isInTheWay =
    state.kind !== 'open' && state.kind !== 'locked' && !(state.kind === 'unfinished' && pathname === '/sign-in')
  return (
    <RouterProvider navigate={(path) => void navigate(path)}>
      <PlaceProvider>{isInTheWay ? <ProblemScreen problem={state} /> : <Outlet />}</PlaceProvider>
    </RouterProvider>
  )
}
