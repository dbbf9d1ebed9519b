import { useState } from 'react'
import { HeadingMeaning, headingMeaningWords } from '#domain/register/heading-meaning.ts'
import { isInForce, markCodes, meaningOf } from '#domain/register/mark-codes.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { DateField } from '#client/ui/date-field.tsx'
import { Quiet } from '#client/ui/page.tsx'
import type { ColumnsOutcome, MarksReport, OfferedColumn, SaidReading } from './send-roll.ts'
import { WhatTheyMean, type Asked } from './what-they-mean.tsx'

type Props = { isBusy: boolean; onSay: (said: SaidReading[]) => void }

/** The columns of a file whose headings nobody knows, for an administrator to say what they hold. */
export const SayColumns = ({ outcome, isBusy, onSay }: Props & { outcome: ColumnsOutcome }) => (
  <WhatTheyMean
    title="What do the columns hold?"
    asked={askedOfColumns(outcome.columns)}
    choices={meaningChoices}
    label="Read it so"
    isBusy={isBusy}
    onSay={(said) => onSay(said.map((each) => ({ of: 'heading', ...each })))}
  >
    {outcome.message !== null && <p>{outcome.message}</p>}
    <Quiet>
      If it is a file of marks, say which column has the UPN, the date, the session and the mark; if it is one of
      totals, which has the UPN, the possible sessions and the others. Under each heading stand the first lines of the
      file.
    </Quiet>
  </WhatTheyMean>
)

/** Columns to ask about, each with what stands under it. */
export const askedOfColumns = (columns: readonly OfferedColumn[]): Asked<HeadingMeaning>[] =>
  columns.map(({ heading, samples, suggested }) => ({
    written: heading,
    hint: [...new Set(samples.filter((sample) => sample !== ''))].join(' · ') || 'Nothing in the first lines',
    suggested,
  }))

export const meaningChoices = HeadingMeaning.options.map((value) => ({ value, label: headingMeaningWords[value] }))

/** Codes of marks that are neither national nor known here, for an administrator to say what they stand for. */
export const SayCodes = ({
  report,
  today,
  isBusy,
  onSay,
}: Props & { report: Pick<MarksReport, 'unknownCodes'>; today: SchoolDay }) => {
  const [from, setFrom] = useState('')
  return (
    <WhatTheyMean
      title="Codes that nobody here knows"
      asked={report.unknownCodes.map(({ written, marks }) => ({
        written,
        hint: marks === 1 ? '1 mark' : `${marks} marks`,
        suggested: null,
      }))}
      choices={markCodes
        .filter((code) => isInForce(code, today))
        .map((code) => ({ value: code, label: `${code}: ${meaningOf(code).words}` }))}
      label="Read them so"
      isBusy={isBusy}
      onSay={(said) => onSay(said.map((each) => ({ of: 'code', ...each, ...(from === '' ? {} : { from }) })))}
    >
      <Quiet>
        If they are codes of the school’s own, say which national code each stands for. Doorstep never changes the
        register itself.
      </Quiet>
      <DateField
        label="From which day?"
        hint="Marks of earlier days are not read so. Leave it empty if it has always been so."
        value={from}
        onChange={setFrom}
      />
    </WhatTheyMean>
  )
}
