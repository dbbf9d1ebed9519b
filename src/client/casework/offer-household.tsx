import { useLocation } from 'react-router'
import { z } from 'zod'
import { Banner } from '#client/ui/banner.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import { usePupilView } from './pupil-view.tsx'

/** What goes along to the case page after a call or visit: random ids alone. */
const Offer = z.object({ alsoFor: z.array(z.string()) })
type Offer = z.infer<typeof Offer>

/** The brothers and sisters of the household whom the act just saved did not speak of. */
export const offerOf = (siblings: readonly Pupil[], children: readonly { pupilId: string }[]): Offer => ({
  alsoFor: siblings.filter(({ id }) => !children.some(({ pupilId }) => pupilId === id)).map(({ id }) => id),
})

/** Household first: after a call or visit about one child, the others of the home are one tap away. */
export const OfferHousehold = () => {
  const { state } = useLocation()
  const { siblings } = usePupilView()
  const offer = Offer.safeParse(state)
  if (!offer.success) return null
  const others = siblings.filter(({ id }) => offer.data.alsoFor.includes(id))
  if (others.length === 0) return null
  return (
    <Banner tone="notice">
      Was there anything about {others.map(calledName).join(' or ')} too?{' '}
      {others.map((other) => (
        <span key={other.id}>
          <TextLink href={`/caseload/${other.id}/log-call`}>Log it for {calledName(other)}</TextLink>{' '}
        </span>
      ))}
    </Banner>
  )
}
