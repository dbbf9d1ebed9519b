import { Quote } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { useGoOn } from '#client/app/go-on.tsx'
import { LinkButton } from '#client/ui/button.tsx'

/** The forms from which a child's own words can be written apart, and to which the way leads back. */
const forms = ['log-call', 'log-home-visit'] as const
type Form = (typeof forms)[number]

export type OwnWordsLinkProps = {
  /** Whose words. */
  pupilId: string
  /** What the child is called. */
  called: string
  /** The form being filled in, and the pupil under whose file it is kept: its draft waits there. */
  from: Form
  fromPupilId: string
}

/** To the form for a child's own words, which says how they were heard and what may be done with them; and back to this form. */
export const OwnWordsLink = ({ pupilId, called, from, fromPupilId }: OwnWordsLinkProps) => (
  <div>
    <LinkButton
      kind="quiet"
      icon={<Quote aria-hidden />}
      href={`/caseload/${pupilId}/child-voice/new?from=${from}&of=${fromPupilId}`}
    >
      More of what {called} says
    </LinkButton>
  </div>
)

/** The way back to the form that led here, with its name in words; null where none did. */
export const useWayBack = (): { label: string; go: () => Promise<void> } | null => {
  const [asked] = useSearchParams()
  const goOn = useGoOn()
  const from = forms.find((form) => form === asked.get('from'))
  const pupilId = asked.get('of') ?? ''
  if (from === undefined || !/^[0-9a-f-]{36}$/.test(pupilId)) return null
  return {
    label: from === 'log-home-visit' ? 'Back to the visit' : 'Back to the contact',
    go: async () => goOn(`/caseload/${pupilId}/${from}`),
  }
}
