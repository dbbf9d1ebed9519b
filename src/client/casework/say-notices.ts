import { parentName, relationshipOf } from '#client/casework/people-words.ts'
import type { PupilFile } from '#client/casework/pupil-file.ts'
import { noticeStepWords, offenceWords, type PenaltyNotice } from '#domain/records/penalty-notice.ts'
import { twoInThreeYears } from '#domain/register/clocks/two-in-three-years.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** `Mum, Mrs Farida Rahman`; a parent whose record this tablet cannot read is said to be so. */
export const sayNoticeParent = ({ parentId }: PenaltyNotice, file: PupilFile): string => {
  const parent = file.parents.find(({ record }) => record.id === parentId)?.record
  return parent === undefined ? 'a parent not on this tablet' : `${relationshipOf(parent)}, ${parentName(parent)}`
}

/** `First notice, issued Mon 2 Mar to Mum, Mrs Farida Rahman. Number PN 0417.` */
export const sayNotice = (notice: PenaltyNotice, file: PupilFile, today: SchoolDay): string =>
  [
    `${offenceWords[notice.offence]} notice, issued ${sayDay(notice.issuedOn, today)} to ${sayNoticeParent(notice, file)}.`,
    ...(notice.reference === '' ? [] : [`Number ${notice.reference}.`]),
  ].join(' ')

/** The latest that became of a notice, as a sentence; empty while nothing is written. */
export const sayLatestOf = ({ steps }: PenaltyNotice): string => {
  const last = steps.at(-1)
  return last === undefined ? '' : `${noticeStepWords[last.what]}.`
}

/** How the two in three years stand for one parent of this child, and what is then to be considered. */
export const sayNoticesOf = (notices: readonly PenaltyNotice[], parentId: string, today: SchoolDay): string => {
  const { counted, next, againFrom } = twoInThreeYears(notices, parentId, today)
  if (counted.length === 0) return 'No notice in three years that is written down here: another would be the first.'
  const each = counted
    .map(
      ({ notice, dropsOutOn }) => `issued ${sayDay(notice.issuedOn, today)}, drops out on ${sayDay(dropsOutOn, today)}`,
    )
    .join('; ')
  const count = counted.length === 1 ? 'One notice in three years' : `${counted.length} notices in three years`
  if (next !== null) return `${count}: ${each}. Another would be the second, and the last.`
  return `${count}: ${each}. The framework allows no third before ${againFrom === null ? 'then' : sayDay(againFrom, today)}: consider another way, such as a supervision order or a prosecution.`
}
