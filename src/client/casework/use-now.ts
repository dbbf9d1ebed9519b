import { useEffect, useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import type { Instant } from '#domain/time/instant.ts'

/** The time by the tablet's clock, drawn again every half minute: for what turns late while somebody looks at it. */
export const useNow = (): Instant => {
  const { clock } = useSession()
  const [now, setNow] = useState(clock)
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), 30_000)
    return () => clearInterval(timer)
  }, [clock])
  return now
}
