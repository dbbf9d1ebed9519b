import { Tag } from '#client/ui/tag.tsx'
import { attendanceBandWords } from '#domain/register/attendance-band.ts'
import type { Standing } from '#domain/register/standing.ts'

/** A pupil's band with its shape and word; nothing where nothing can be counted or nobody is called absent yet. */
export const AttendanceBandTag = ({ band }: Pick<Standing, 'band'>) =>
  band === null || band === 'nothing-to-count' ? null : <Tag tone={band}>{attendanceBandWords[band]}</Tag>
