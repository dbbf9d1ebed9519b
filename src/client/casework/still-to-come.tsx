import type { ReactNode } from 'react'
import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { readToCome } from '#client/store/to-come.ts'
import { Banner } from '#client/ui/banner.tsx'
import { sayToCome } from './say-to-come.ts'

/** Says above a list that what it shows may not be all, and of what; nothing once every file is on this tablet. */
export const StillToCome = ({ missing }: { missing: string }) => {
  const toCome = useToCome()
  const words = toCome === undefined ? null : sayToCome(toCome)
  return words === null ? null : (
    <Banner tone="due">
      {words}, so {missing} may be missing here.
    </Banner>
  )
}

/** What may be said only once every file is on this tablet: that there is nothing. */
export const OnceAllIsHere = ({ children }: { children: ReactNode }) => (useToCome() === 0 ? children : null)

const useToCome = () => {
  const { db } = useSession()
  return useLive(() => readToCome(db), [db])
}
