import { useState } from 'react'
import { ArrowLeft, ChartColumn, FileDown, Printer } from 'lucide-react'
import { handOutFile } from '#client/app/hand-over.ts'
import { useSession } from '#client/app/session.tsx'
import { makePdf } from '#client/papers/make-pdf.ts'
import type { Paper } from '#client/papers/paper.ts'
import { PaperView } from '#client/papers/paper-view.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Row, Stack } from '#client/ui/page.tsx'
import { Printed } from '#client/ui/printed.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { csvText } from '#domain/csv.ts'
import { saySpan } from '#domain/insights/absence-span.ts'
import { sayGroupingLowered, type Grouping } from '#domain/insights/grouping.ts'
import { nationalFor } from '#domain/insights/national.ts'
import { useAskedOfInsights } from './asked-of-insights.ts'
import { insightsPaper, leavingLines } from './insights-paper.ts'
import { useInsights, type Insights } from './use-insights.ts'

/** The figures that were looked at as they may leave: on paper, as a PDF or as a file for a spreadsheet. */
export const HandOutPage = () => (
  <Leaving title="Hand these figures out">{(insights) => <HandOut insights={insights} />}</Leaving>
)

/** A report on the whole school for its governors. */
export const GovernorsPage = () => (
  <Leaving title="Report for governors">{(insights) => <Governors insights={insights} />}</Leaving>
)

const Leaving = ({ title, children }: { title: string; children: (insights: Insights) => React.ReactNode }) => {
  const insights = useInsights()
  return (
    <Page
      title={title}
      width="wide"
      detail="No child is named. Figures about fewer than five pupils are left out, and others with them."
      back={
        <LinkButton href="/insights" kind="quiet" icon={<ArrowLeft aria-hidden />}>
          Insights
        </LinkButton>
      }
    >
      {insights === undefined ? (
        <Skeleton rows={7} label="Counting sessions" />
      ) : insights === null || insights.pupils.length === 0 ? (
        <EmptyState icon={<ChartColumn />} title="Nobody to show">
          <p>There are no figures of a school on this tablet that could be handed out.</p>
        </EmptyState>
      ) : (
        children(insights)
      )}
    </Page>
  )
}

const HandOut = ({ insights }: { insights: Insights }) => {
  const { account, clock } = useSession()
  const { span, who, by } = useAskedOfInsights()
  const { school, group, called, today } = insights
  const when = saySpan(span, today)
  const about = {
    title: `Absence by ${sayGroupingLowered(by)}`,
    called: who === null ? called : `${school.name}: ${called}`,
    when,
    isWholeYear: span === 'last-year',
    group,
    span: insights.span,
    national: nationalFor(school.phase, who),
    madeBy: account.name,
  }
  return (
    <HandedOut
      // A name that a school gave a grouping of its own may say too much on a screen of downloads.
      name={`absence-by-${by.startsWith('own:') ? 'own-group' : by}-${today}`}
      paper={() => insightsPaper({ ...about, madeAt: clock() }, [by])}
      lines={() => leavingLines(by, group)}
    />
  )
}

/** What governors are commonly shown (domain: section 5.1): all, then by year and by what a school answers for most. No class: too few. */
const forGovernors: readonly Grouping[] = [
  'year',
  'free-school-meals',
  'sen',
  'first-language',
  'social-worker',
  'young-carer',
  'looked-after',
]

const Governors = ({ insights }: { insights: Insights }) => {
  const { account, clock } = useSession()
  const { span } = useAskedOfInsights()
  const { school, pupils, today, years } = insights
  if (years !== null) return <p>A report on the whole school is made by somebody who holds all of its files.</p>
  const about = {
    title: 'Attendance: report for governors',
    called: school.name,
    when: saySpan(span, today),
    isWholeYear: span === 'last-year',
    group: pupils,
    span: insights.span,
    national: nationalFor(school.phase, null),
    madeBy: account.name,
  }
  return (
    <HandedOut
      name={`governors-${school.code}-${today}`}
      paper={() => insightsPaper({ ...about, madeAt: clock() }, forGovernors)}
    />
  )
}

type HandedOutProps = {
  /** Of the file, without its ending. */
  name: string
  paper: () => Paper
  /** Lines for a spreadsheet, where there is one table. */
  lines?: () => string[][]
}

/** A paper to look at before it leaves, and the ways in which it can. */
const HandedOut = ({ name, paper, lines }: HandedOutProps) => {
  const { clock } = useSession()
  const [isMaking, setMaking] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const give = async (file: File): Promise<void> => {
    setSaid((await handOutFile(file)) === 'handed' ? `Given out as ${file.name}.` : null)
  }
  const asPdf = async () => {
    setMaking(true)
    const made = await makePdf(paper(), clock())
    setMaking(false)
    setFailed(made === null)
    if (made !== null) await give(new File([made.bytes], `${name}.pdf`, { type: 'application/pdf' }))
  }
  return (
    <Stack gap="wide">
      {hasFailed && <Banner tone="danger">The PDF could not be made on this tablet. Printing still works.</Banner>}
      <Row>
        <Button icon={<Printer aria-hidden />} onPress={() => window.print()}>
          Print
        </Button>
        <Button icon={<FileDown aria-hidden />} isPending={isMaking} onPress={() => void asPdf()}>
          Hand out as PDF
        </Button>
        {lines !== undefined && (
          <Button
            icon={<FileDown aria-hidden />}
            onPress={() => void give(new File([csvText(lines())], `${name}.csv`, { type: 'text/csv' }))}
          >
            Make a file for a spreadsheet
          </Button>
        )}
      </Row>
      <p aria-live="polite">{said}</p>
      <PaperView paper={paper()} isPreview />
      <Printed>
        <PaperView paper={paper()} />
      </Printed>
    </Stack>
  )
}
