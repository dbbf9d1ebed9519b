import { UserRound } from 'lucide-react'
import { EmptyState } from '#client/ui/empty-state.tsx'

/** What stands beside the list until a pupil is chosen. */
export const ChoosePupil = () => (
  <EmptyState icon={<UserRound />} title="Choose a pupil">
    <p>Their case opens here: what keeps them away, what was promised and what happened.</p>
  </EmptyState>
)
