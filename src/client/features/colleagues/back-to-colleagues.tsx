import { ArrowLeft } from 'lucide-react'
import { LinkButton } from '#client/ui/button.tsx'

/** Back to everybody. */
export const BackToColleagues = () => (
  <LinkButton kind="quiet" href="/colleagues" icon={<ArrowLeft aria-hidden />}>
    Staff
  </LinkButton>
)
