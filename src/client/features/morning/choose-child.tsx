import { PhoneCall } from 'lucide-react'
import { EmptyState } from '#client/ui/empty-state.tsx'

/** What stands beside the list until a child is chosen. */
export const ChooseChild = () => (
  <EmptyState icon={<PhoneCall />} title="Choose a child">
    <p>Whom to ring opens here, with how each was reached before. One tap says how a call ended.</p>
  </EmptyState>
)
