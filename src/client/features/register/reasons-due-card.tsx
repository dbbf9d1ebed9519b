import { usePupilView } from '#client/casework/pupil-view.tsx'
import { Card } from '#client/ui/card.tsx'
import { Due } from '#client/ui/list-row.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { reasonsDue, sayReasonDue } from '#domain/register/clocks/reason-due.ts'
import { sayDay } from '#domain/time/day-words.ts'

/** Days that are still N, and how long a reason may be found for each before the mark becomes O, of every year that has come in. */
export const ReasonsDueCard = () => {
  const { file, calendar, today } = usePupilView()
  const due = reasonsDue(
    file.pupil.record,
    file.registers.map(({ record }) => record),
    calendar,
    today,
  )
  return (
    <Card title="Reasons still to find">
      {due.length === 0 && <p>None: no session is marked N.</p>}
      {due.map((one) => (
        <p key={one.day}>
          {sayDay(one.day, today)}, {one.sessions.join(' and ')}:{' '}
          <Due isLate={one.isOver}>{sayReasonDue(one, sayDay(one.dueOn, today))}</Due>.
        </p>
      ))}
      <Quiet>
        N stands until the reason is known, for five school days at most; then the school’s own register must say O.
        {calendar.enteredTo === null &&
          ' The school has entered no holidays, so days of holiday are counted as school days here.'}
      </Quiet>
    </Card>
  )
}
