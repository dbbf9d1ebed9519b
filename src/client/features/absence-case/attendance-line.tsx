import { AttendanceBandTag } from '#client/casework/attendance-band-tag.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { sayAttendance } from '#domain/register/attendance-band.ts'
import { standingIn } from '#domain/register/standing.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'

/** How the pupil stands this school year, in one line that leads to the register; nothing while none of its marks have come in. */
export const AttendanceLine = () => {
  const { file, today } = usePupilView()
  const year = file.registers.find(({ record }) => record.year === schoolYearOf(today))?.record
  if (year === undefined) return null
  const { counts, band } = standingIn(file.pupil.record, year, today)
  return (
    <>
      Attended {sayAttendance(counts)}.{' '}
      <TextLink href={`/caseload/${year.pupilId}/register`}>See the register</TextLink>{' '}
      <AttendanceBandTag band={band} />
    </>
  )
}
