import { EscalationLines } from '#client/casework/escalation-lines.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { useEscalation } from '#client/casework/use-escalation.ts'
import { Card } from '#client/ui/card.tsx'
import { sayEscalation } from '#domain/today/escalation-due.ts'

/** Visits that nobody answered, how long nobody has noted seeing the child, and what is due now; nothing where the last visit was answered. */
export const NoAnswerCard = () => {
  const { file, today } = usePupilView()
  const escalation = useEscalation()
  if (escalation === null) return null
  const child = file.pupil.record.preferredForename ?? file.pupil.record.forename
  return (
    <Card title="Nobody came to the door">
      <p>{sayEscalation(escalation, child, today)}</p>
      <EscalationLines escalation={escalation} />
    </Card>
  )
}
