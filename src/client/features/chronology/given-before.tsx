import { Banner } from '#client/ui/banner.tsx'
import { sayWhoFirst } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { sayDay } from '#domain/time/day-words.ts'
import { isStillSame } from './chronology-of.ts'
import { sayHash } from './chronology-paper.ts'

/** Chronologies that were given out before, and whether each still says what the file says today. */
export const GivenBefore = () => {
  const { file, colleagues, mine, today } = usePupilView()
  if (file.papers.length === 0) return null
  const pupil = file.pupil.record
  const telling = { child: pupil.preferredForename ?? pupil.forename, colleagues }
  return (
    <Banner tone="notice" title="Given before">
      <ul>
        {file.papers.map(({ record }) => (
          <li key={record.id}>
            {sayDay(record.sharedOn, today)}, {sayWhoFirst(colleagues, record.by, mine)} to {record.to}. Mark{' '}
            {sayHash(record.hash)}.{' '}
            {isStillSame(record, file, telling)
              ? 'The file still says the same.'
              : 'It would say something else today: entries were added or corrected since, or fewer are given out.'}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
