import { createContext, use, useCallback, useLayoutEffect, useRef, type ReactNode } from 'react'
import { useLocation, useNavigate, type NavigateOptions } from 'react-router'

const WhereNow = createContext<() => string | null>(() => null)

/** Around every page: says where a person is now, to whatever asked before they went on. */
export const PlaceProvider = ({ children }: { children: ReactNode }) => {
  const { pathname } = useLocation()
  const latest = useRef(pathname)
  useLayoutEffect(() => {
    latest.current = pathname
  }, [pathname])
  const whereNow = useCallback(() => latest.current, [])
  return <WhereNow value={whereNow}>{children}</WhereNow>
}

/**
 * Leads on from this page once something has been kept or saved, which takes a slow tablet a moment. Whoever went elsewhere
 * meanwhile stays where they went: nobody is taken away from what they opened since.
 */
export const useGoOn = (): ((to: string, options?: NavigateOptions) => Promise<void>) => {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const whereNow = use(WhereNow)
  return async (to, options) => {
    const now = whereNow()
    if (now === null || now === pathname) await navigate(to, options)
  }
}
