import { useMemo, type ReactNode } from 'react'
import { ChartColumn, FileDown, FileText, Users } from 'lucide-react'
import { sayToCome } from '#client/casework/say-to-come.ts'
import { Banner } from '#client/ui/banner.tsx'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Bars, Columns } from '#client/ui/chart.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet, Row, Stack } from '#client/ui/page.tsx'
import { NumberCell, NumberHead, ScrollingTable } from '#client/ui/scrolling-table.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { saySpan } from '#domain/insights/absence-span.ts'
import { figuresOf, type Figures } from '#domain/insights/figures.ts'
import { sayCount } from '#domain/insights/missed.ts'
import { nationalFor } from '#domain/insights/national.ts'
import { shapeOf } from '#domain/insights/shape.ts'
import { AskInsights } from './ask-insights.tsx'
import { useAskedOfInsights } from './asked-of-insights.ts'
import styles from './insights.module.css'
import {
  compare,
  tellBands,
  tellCodes,
  tellFirstWeek,
  tellGroups,
  tellMissed,
  tellNational,
  tellPersistent,
  tellSpells,
  tellWeekdays,
  tellWeeks,
  type Told,
  type Whose,
} from './told.ts'
import { useInsights, type Insights } from './use-insights.ts'

/** How a school's pupils attend, and how some of them do beside the others; worked out on this tablet. Needs no signal. */
export const InsightsPage = () => {
  const insights = useInsights()
  return (
    <Page
      title="Insights"
      width="wide"
      detail="Worked out on this tablet, from the registers of the pupils whose files it holds."
    >
      {insights === undefined ? (
        <Skeleton rows={7} label="Counting sessions" />
      ) : insights === null ? (
        <EmptyState icon={<ChartColumn />} title="Nothing to count for you">
          <p>Groups of pupils are for those who lead a year, attendance or safeguarding at a school.</p>
        </EmptyState>
      ) : (
        <Looked insights={insights} />
      )}
    </Page>
  )
}

const Looked = ({ insights }: { insights: Insights }) => {
  const { toCome, called, group, pupils, today } = insights
  const { span } = useAskedOfInsights()
  const figures = useMemo(() => figuresOf(group), [group])
  return (
    <Stack gap="wide">
      <AskInsights insights={insights} />
      {toCome !== 0 && <Banner tone="due">{sayToCome(toCome)}, so these figures are not whole.</Banner>}
      {figures.pupils === 0 ? (
        <EmptyState icon={<ChartColumn />} title="Nothing to count">
          <p>
            {pupils.length === 0
              ? 'No pupil of this school was on the roll in these days, as far as this tablet knows.'
              : `No mark of ${called} ${saySpan(span, today)} counts. Registers come in with the school’s own file of marks.`}
          </p>
        </EmptyState>
      ) : (
        <Found insights={insights} figures={figures} />
      )}
    </Stack>
  )
}

const Found = ({ insights, figures }: { insights: Insights; figures: Figures }) => {
  const { called, group, school, span: days, today, years } = insights
  const { span, who, by, ask } = useAskedOfInsights()
  const shape = useMemo(() => shapeOf(group, days), [group, days])
  const groups = useMemo(() => compare(by, group), [by, group])
  const national = nationalFor(school.phase, who)
  const firstWeek = span === 'last-four-weeks' ? null : tellFirstWeek(shape, today, saySpan(span, today))
  return (
    <>
      <Card title={called}>
        <p className={styles.lead}>{tellMissed(called, figures, saySpan(span, today))}</p>
        <p>{tellPersistent(figures)}</p>
        <p>
          {national === null
            ? 'No national figure of such a group is held here.'
            : tellNational(national, span === 'last-year')}
        </p>
        <WhoCounts figures={figures} />
        <Row>
          <LinkButton
            href="/insights/pupils"
            icon={<Users aria-hidden />}
            onPress={() => ask({ behind: null, band: null })}
          >
            Show me these pupils
          </LinkButton>
          <LinkButton href="/insights/hand-out" icon={<FileDown aria-hidden />}>
            Hand these figures out
          </LinkButton>
          {years === null && (
            <LinkButton href="/insights/governors" icon={<FileText aria-hidden />}>
              Report for governors
            </LinkButton>
          )}
        </Row>
      </Card>
      <Shown told={tellGroups(by, groups)} />
      <Shown told={tellBands(figures)} />
      <Shown told={tellWeeks(shape, today)} />
      <Shown told={tellWeekdays(shape)} />
      <Shown told={tellCodes(shape)} />
      <Card title="Spells of absence">
        <p>{tellSpells(shape)}</p>
        {firstWeek !== null && <p>{firstWeek}</p>}
      </Card>
    </>
  )
}

/** Of how many pupils these are figures, and what is not in them. */
const WhoCounts = ({ figures: { pupils, withNothing } }: { figures: Figures }) => {
  const all = pupils + withNothing
  if (withNothing === 0) return null
  const words = `${sayCount(withNothing)} of ${sayCount(all)} pupils have no session that counts in these days and are in none of these figures: no register came, or they are below compulsory school age.`
  // A handful whose registers happen to be here is not a school.
  return withNothing * 2 > all ? (
    <Banner tone="due">{words} What is left says little of the whole group.</Banner>
  ) : (
    <Quiet>{words}</Quiet>
  )
}

const Shown = ({ told: { title, sentence, bars, isInTime = false, head, rows, whose } }: { told: Told }) => (
  <Card title={title}>
    <p>{sentence}</p>
    {isInTime ? <Columns bars={bars} /> : <Bars bars={bars} />}
    <TableOf label={title}>
      <thead>
        <tr>{head.map((words, place) => headOf(words, isNumber(rows, place)))}</tr>
      </thead>
      <tbody>
        {rows.map(([first, ...cells], row) => (
          <tr key={first}>
            <th scope="row">
              <ThesePupils called={first ?? ''} whose={whose[row]} />
            </th>
            {cells.map((cell, place) =>
              isNumber(rows, place + 1) ? (
                <NumberCell key={head[place + 1]}>{cell}</NumberCell>
              ) : (
                <td key={head[place + 1]}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </TableOf>
  </Card>
)

/** What a row is about, which leads to the pupils behind it. */
const ThesePupils = ({ called, whose }: { called: string; whose: Whose | undefined }) => {
  const { ask } = useAskedOfInsights()
  return whose === undefined ? (
    called
  ) : (
    <TextLink href="/insights/pupils" label={`${called}: show me these pupils`} onPress={() => ask(whose)}>
      {called}
    </TextLink>
  )
}

const headOf = (words: string, isOfNumbers: boolean): ReactNode =>
  isOfNumbers ? (
    <NumberHead key={words}>{words}</NumberHead>
  ) : (
    <th key={words} scope="col">
      {words}
    </th>
  )

const isNumber = (rows: Told['rows'], place: number): boolean =>
  place > 0 && rows.every((row) => /^[\d,.]+%?$/.test(row[place] ?? ''))

/** Folded away until somebody wants every figure. */
const TableOf = ({ label, children }: { label: string; children: ReactNode }) => (
  <details className={styles.table}>
    <summary>Every figure, and who is behind it: {label.charAt(0).toLowerCase() + label.slice(1)}</summary>
    <ScrollingTable label={label}>{children}</ScrollingTable>
  </details>
)
