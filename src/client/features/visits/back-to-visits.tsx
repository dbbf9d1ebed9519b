import { ArrowLeft } from 'lucide-react'
import { LinkButton } from '#client/ui/button.tsx'

/** The way back to the day. */
export const BackToVisits = () => (
  <LinkButton href="/visits" kind="quiet" icon={<ArrowLeft aria-hidden />}>
    My visits
  </LinkButton>
)
