import { Card } from '#client/ui/card.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { Due } from '#client/ui/list-row.tsx'
import { Quote } from '#client/ui/quote.tsx'
import { Tag, Tags, type TagTone } from '#client/ui/tag.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { agencyCalled } from '#domain/records/agency.ts'
import { barrierAboutWords } from '#domain/records/barrier.ts'
import {
  nextSupportReview,
  offerEffect,
  offerState,
  stepsInOrder,
  supportEffectWords,
  type SupportOffer,
  type SupportStep,
} from '#domain/records/support-offer.ts'
import { sayDay, sayDue } from '#domain/time/day-words.ts'
import { CameLate } from './came-late.tsx'
import styles from './card-lines.module.css'
import { offerStateWords } from './offer-words.ts'

const tones: Record<SupportStep | 'waiting', TagTone> = {
  waiting: 'due',
  accepted: 'notice',
  declined: 'plain',
  delivered: 'good',
  'not-delivered': 'due',
  reviewed: 'good',
}

/** What was offered, to whom and for what, where each offer stands, and what came of it. */
export const SupportCard = () => {
  const { file, may } = usePupilView()
  const here = `/caseload/${file.pupil.record.id}`
  const add = may('offer-support') ? { aside: <TextLink href={`${here}/support/new`}>Offer support</TextLink> } : {}
  return (
    <Card title="Support" {...add}>
      {file.offers.length === 0 ? (
        <p className={styles.none}>Nothing has been offered yet.</p>
      ) : (
        <ul className={styles.lines}>
          {file.offers.map(({ record }) => (
            <Offer key={record.id} offer={record} />
          ))}
        </ul>
      )}
    </Card>
  )
}

const Offer = ({ offer }: { offer: SupportOffer }) => {
  const { file, today, calendar, may } = usePupilView()
  const state = offerState(offer)
  const effect = offerEffect(offer)
  const agency = file.agencies.find(({ record }) => record.id === offer.agencyId)?.record
  const barriers = file.barriers.filter(({ record }) => offer.barrierIds.includes(record.id))
  const no = stepsInOrder(offer).findLast(({ what }) => what === 'declined')
  const reviewOn = nextSupportReview(offer)
  return (
    <li className={styles.line}>
      <p className={styles.words}>{offer.words}</p>
      <p className={styles.small}>
        Offered to {offer.offeredTo}, {sayDay(offer.offeredOn, today)}
        {barriers.length === 0
          ? ''
          : `, for: ${barriers.map(({ record }) => barrierAboutWords[record.about].toLowerCase()).join(', ')}`}
        . {agency === undefined ? offer.givenBy : agencyCalled(agency)}
      </p>
      {state === 'declined' && no !== undefined && no.words !== '' && <Quote>{no.words}</Quote>}
      <Tags>
        <Tag tone={tones[state]}>{first(offerStateWords[state])}</Tag>
        {effect !== null && <Tag tone={effect === 'helped' ? 'good' : 'plain'}>{supportEffectWords[effect]}</Tag>}
        <CameLate by={offer.by} at={offer.recordedAt} />
      </Tags>
      {reviewOn !== null && reviewOn <= today && (
        <p className={styles.small}>
          <Due isLate={reviewOn < today}>See how it goes: {sayDue(reviewOn, today, calendar)}</Due>
        </p>
      )}
      {may('note-support') && (
        <p className={styles.foot}>
          <TextLink href={`/caseload/${offer.pupilId}/support/${offer.id}`} label={`What became of it: ${offer.words}`}>
            What became of it
          </TextLink>
        </p>
      )}
    </li>
  )
}

const first = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
