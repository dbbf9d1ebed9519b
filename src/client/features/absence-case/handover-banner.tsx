import { Banner } from '#client/ui/banner.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { sayWho, sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { sayDay } from '#domain/time/day-words.ts'

/** A case that was offered and not answered: both sides see it, and who answers for it meanwhile. */
export const HandoverBanner = () => {
  const { file, colleagues, mine, today } = usePupilView()
  return file.handovers
    .filter(({ record }) => record.answered === null)
    .map(({ record }) => {
      const href = `/caseload/${record.pupilId}/case/handover/${record.id}`
      const isMine = record.toId === mine
      return (
        <Banner
          key={record.id}
          tone={isMine ? 'due' : 'notice'}
          action={<TextLink href={href}>{isMine ? 'Read and answer' : 'Read'}</TextLink>}
        >
          {isMine
            ? `${sayWhoFirst(colleagues, record.by, mine)} ${record.by === mine ? 'offer' : 'offers'} you this case. `
            : `Offered to ${sayWho(colleagues, record.toId, mine)} on ${sayDay(record.offeredOn, today)}. `}
          {record.fromId === null
            ? 'Nobody answers for it yet.'
            : `Until it is accepted, ${sayWho(colleagues, record.fromId, mine)} ${record.fromId === mine ? 'answer' : 'answers'} for it.`}
        </Banner>
      )
    })
}
