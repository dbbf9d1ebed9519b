import { memo } from 'react'
import { Banner } from '#client/ui/banner.tsx'
import { sayDue } from '#domain/time/day-words.ts'
import { sayDate } from './day-words.ts'
import { usePupilView } from './pupil-view.tsx'

/** What we promised and have not settled, before the next contact begins: the family will ask. Not drawn anew at each letter. */
export const SaidLastTime = memo(function SaidLastTime() {
  const { file, householdPromises: siblings, today, calendar } = usePupilView()
  const open = file.promises.filter(({ record }) => record.settled === null)
  if (open.length + siblings.length === 0) return null
  return (
    <Banner tone="due" title="Said last time">
      <ul>
        {open.map(({ record }) => (
          <li key={record.id}>
            To {record.promisedTo}, {sayDate(record.madeOn, today)}: {record.words} (
            {sayDue(record.dueOn, today, calendar)}).
          </li>
        ))}
        {siblings.map(({ promise, about }) => (
          <li key={promise.id}>
            About {about}, to {promise.promisedTo}, {sayDate(promise.madeOn, today)}: {promise.words} (
            {sayDue(promise.dueOn, today, calendar)}).
          </li>
        ))}
      </ul>
    </Banner>
  )
})
