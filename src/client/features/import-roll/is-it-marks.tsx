import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import type { Outcome } from './send-roll.ts'

type Props = { outcome: Outcome; isDisabled: boolean; onSay: () => void }

/** A table that was read as a roll may hold marks under headings that nobody knows: whoever brings it can say so. */
export const IsItMarks = ({ outcome, isDisabled, onSay }: Props) =>
  outcome.of === 'roll' && outcome.report.format !== 'ctf' ? (
    <Card title="Is it a file of marks?">
      <Quiet>
        By its headings it was read as a roll. If it holds marks or totals, do not import it: say which columns.
      </Quiet>
      <div>
        <Button isDisabled={isDisabled} onPress={onSay}>
          Say what its columns hold
        </Button>
      </div>
    </Card>
  ) : null
