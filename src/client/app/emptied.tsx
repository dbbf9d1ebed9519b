import { Banner } from '#client/ui/banner.tsx'
import { useTabletState } from './use-tablet.tsx'

/**
 * Said before signing in again, where a browser threw a whole tablet away: a set-up screen without a word would look as if
 * nothing had ever been here (trust C4). How much is missing is said once the person has unlocked, to them alone.
 */
export const Emptied = () => {
  const state = useTabletState()
  if (state.kind !== 'locked' || !state.isEmptied) return null
  return (
    <Banner tone="danger" title="This browser threw away what was kept here">
      Sign in with signal and set this tablet up again. What the office had received comes back by itself; then you see
      how much is missing.
    </Banner>
  )
}
