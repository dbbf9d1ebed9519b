import { Page } from '#client/ui/page.tsx'
import { BackToCase } from './back-to-case.tsx'

/** The address names something that this pupil's file does not hold (any more), or that this person may not do to it. */
export const NotInFile = () => (
  <Page title="This is not in the file" back={<BackToCase />}>
    <p>
      It may have been sent back by the office, or it is not yours to change. Anything of yours that needs you is under
      Sync.
    </p>
  </Page>
)
