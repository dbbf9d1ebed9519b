import { AttendanceBandTag } from '#client/casework/attendance-band-tag.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import type { RegisterYear } from '#domain/records/register-year.ts'
import { sayAttendance } from '#domain/register/attendance-band.ts'
import { absentOf } from '#domain/register/count-sessions.ts'
import { standingIn } from '#domain/register/standing.ts'
import { dayOf } from '#domain/time/instant.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { saySchoolYear } from '#domain/time/school-year.ts'
import { sayAhead } from './say-ahead.ts'
import styles from './standing-card.module.css'

/** How the pupil stands this school year, never a rate without its sessions; what is still in their hands; and how it is known. */
export const StandingCard = ({ year }: { year: RegisterYear }) => {
  const { file, calendar, today } = usePupilView()
  const pupil = file.pupil.record
  const { counts, band, last } = standingIn(pupil, year, today)
  const ahead = sayAhead({ pupil, year, counts, band, last, calendar, today })
  return (
    <Card title={`Attendance ${saySchoolYear(year.year)}`} aside={<AttendanceBandTag band={band} />}>
      <p className={styles.rate}>{sayAttendance(counts)}</p>
      {counts.possible > 0 && (
        <p>
          {absentOf(counts) === 0
            ? 'No session missed.'
            : `Missed ${absentOf(counts)}: ${counts.authorised} authorised, ${counts.unauthorised} unauthorised.`}{' '}
          {counts.late > 0 && `Late, before the register closed: ${sayTimes(counts.late)}.`}
        </p>
      )}
      {ahead !== null && (
        <>
          <p>{ahead.words}</p>
          {ahead.assumed !== null && <Quiet>{ahead.assumed}</Quiet>}
        </>
      )}
      <Quiet>
        As the school’s system gave it on {sayDay(dayOf(year.takenAt), today)}.
        {last !== null && ` The last mark is of ${sayDay(last.day, today)}, ${last.session}.`}
      </Quiet>
    </Card>
  )
}

const sayTimes = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)
