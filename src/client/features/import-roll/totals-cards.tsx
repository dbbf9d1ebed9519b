import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { LineList } from './line-list.tsx'
import type { TotalsOutcome } from './send-roll.ts'

type Props = Pick<TotalsOutcome, 'report'> & { isDisabled: boolean; onRoll: () => void }

/** What a file of totals states beside what the marks at the office come to. There is nothing to import in it, unless it is a roll with totals beside. */
export const TotalsCards = ({ report, isDisabled, onRoll }: Props) => (
  <>
    <Card title="Totals, compared">
      <Quiet>
        This file holds totals and no marks. They were compared with the marks of this school year at the office, and
        nothing was changed. To bring marks up to date, export the marks themselves.
      </Quiet>
      <Quiet>If it is the school’s roll, with totals beside the pupils, it can be read as that.</Quiet>
      <div>
        <Button isDisabled={isDisabled} onPress={onRoll}>
          Read it as a roll
        </Button>
      </div>
      <Facts
        facts={[
          { label: 'Pupils in the file', value: report.rows },
          { label: 'Agree', value: report.agree },
          { label: 'Differ', value: report.differ.length },
        ]}
      />
    </Card>
    {report.differ.length > 0 && (
      <Card title="Where they differ">
        <LineList lines={report.differ} />
      </Card>
    )}
    {report.rejected.length > 0 && (
      <Card title="Not compared">
        <LineList lines={report.rejected.map(({ line, reason }) => ({ line, words: reason }))} />
      </Card>
    )}
  </>
)
