import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import type { Outcome, Wanted } from './send-roll.ts'

type Props = { outcome: Outcome; isDone: boolean; isDisabled: boolean; onLook: (wanted: Wanted) => void }

/**
 * What else a transfer file holds than what is looked at: marks beside the roll, the roll beside marks. Each is looked at and imported by
 * itself, in either order; marks of a pupil who is not on the roll yet are not taken.
 */
export const OtherPart = ({ outcome, isDone, isDisabled, onLook }: Props) => {
  if (outcome.report.format !== 'ctf') return null
  if (outcome.of === 'marks')
    return isDone ? null : (
      <Card title="These are the marks of the file">
        <Quiet>It holds pupils and their contacts too, which are imported by themselves.</Quiet>
        <div>
          <Button isDisabled={isDisabled} onPress={() => onLook('auto')}>
            Look at its roll
          </Button>
        </div>
      </Card>
    )
  const { withMarks } = outcome.report
  if (withMarks === 0) return null
  return (
    <Card title="The file holds marks too">
      <Quiet>
        It has marks of the register for {withMarks} {withMarks === 1 ? 'pupil' : 'pupils'}, which are imported by
        themselves. {isDone ? '' : 'For pupils who are new here, import the roll first.'}
      </Quiet>
      <div>
        <Button kind={isDone ? 'main' : 'plain'} isDisabled={isDisabled} onPress={() => onLook('marks')}>
          Look at its marks
        </Button>
      </div>
    </Card>
  )
}
