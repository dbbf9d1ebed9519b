import { MapPinOff } from 'lucide-react'
import { LinkButton } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page } from '#client/ui/page.tsx'

/** An address that leads nowhere. */
export const NotFound = () => (
  <Page title="Nothing is at this address">
    <EmptyState
      icon={<MapPinOff />}
      title="This page is not there, or not any more"
      action={
        <LinkButton kind="main" href="/caseload">
          Go to my caseload
        </LinkButton>
      }
    >
      It may have moved, or the address was cut short.
    </EmptyState>
  </Page>
)
