import type { ReactNode } from 'react'
import { Card } from '#client/ui/card.tsx'
import { Bars, Columns } from '#client/ui/chart.tsx'
import { NumberCell, NumberHead, ScrollingTable } from '#client/ui/scrolling-table.tsx'
import { LEFT_OUT, type Told } from './schools-told.ts'

/** One thing in a sentence, drawn, and as a table. */
export const Shown = ({
  told: { title, sentence, bars, isInTime = false, head, rows },
  children,
}: {
  told: Told
  children?: ReactNode
}) => (
  <Card title={title}>
    <p>{sentence}</p>
    {isInTime ? <Columns bars={bars} /> : <Bars bars={bars} />}
    <ScrollingTable label={title}>
      <thead>
        <tr>
          {head.map((words, place) =>
            isOfNumbers(rows, place) ? (
              <NumberHead key={words}>{words}</NumberHead>
            ) : (
              <th key={words} scope="col">
                {words}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(([called, ...cells]) => (
          <tr key={called}>
            <th scope="row">{called}</th>
            {cells.map((cell, place) =>
              isOfNumbers(rows, place + 1) ? (
                <NumberCell key={head[place + 1]}>{cell}</NumberCell>
              ) : (
                <td key={head[place + 1]}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
    {children}
  </Card>
)

const isOfNumbers = (rows: Told['rows'], place: number): boolean =>
  place > 0 && rows.every((row) => /^[\d,.]+%?$|^$/.test(row[place] ?? '') || row[place] === LEFT_OUT)
