import { headingMeaningWords, type HeadingMeaning } from '#domain/register/heading-meaning.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { ScrollingTable } from '#client/ui/scrolling-table.tsx'
import styles from './import-roll.module.css'
import { askedOfColumns, meaningChoices } from './read-columns.tsx'
import type { ColumnsRead, SaidReading } from './send-roll.ts'
import { SayWhatTheyMean } from './what-they-mean.tsx'

type Props = { read: ColumnsRead; isBusy: boolean; onSay: (said: SaidReading[]) => void }

/** Lines of the file that stand beside each heading, at most. */
const lineHeads = ['First line', 'Second', 'Third']

/** What each column of a table of marks or totals was taken for, with its first lines, and a way to say that it holds something else. */
export const HowColumnsWereRead = ({ read: { columns, dated }, isBusy, onSay }: Props) => (
  <Card title="How each column was read">
    <ScrollingTable label="How each column was read">
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Read as</th>
          {linesOf(columns).map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {columns.map(({ heading, samples, suggested }) => (
          <tr key={heading}>
            <th scope="row">{heading}</th>
            <td>{sayReadAs(suggested)}</td>
            {linesOf(columns).map((head, line) => (
              <td key={head}>{samples[line] ?? ''}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
    {dated !== null && <Quiet>{sayDated(dated)}</Quiet>}
    {columns.length > 0 && (
      <details className={styles.change}>
        <summary>Change how a column is read</summary>
        <div className={styles.changing}>
          <SayWhatTheyMean
            asked={askedOfColumns(columns)}
            choices={meaningChoices}
            label="Read it so"
            nothingSaid="Choose something else for at least one column."
            isBusy={isBusy}
            onSay={(said) => onSay(said.map((each) => ({ of: 'heading', ...each })))}
          />
        </div>
      </details>
    )}
  </Card>
)

/** A file may have fewer lines. */
const linesOf = (columns: ColumnsRead['columns']): string[] =>
  lineHeads.slice(0, Math.max(0, ...columns.map(({ samples }) => samples.length)))

const sayReadAs = (meaning: HeadingMeaning | null): string =>
  meaning === null ? 'Not read' : headingMeaningWords[meaning]

const sayDated = ({ columns, first, last }: NonNullable<ColumnsRead['dated']>): string =>
  columns === 1
    ? `One more column says its day in its heading: ${sayColumnsDay(first)}.`
    : `${columns} more columns say their day in their headings, from ${sayColumnsDay(first)} to ${sayColumnsDay(last)}.`

const sayColumnsDay = ({ day, session }: NonNullable<ColumnsRead['dated']>['first']): string =>
  session === null ? `${sayDay(day, '')}, both marks` : `${sayDay(day, '')}, ${session}`
