import { ArrowLeft, ChartColumn } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { sayToCome } from '#client/casework/say-to-come.ts'
import { HandedOut } from '#client/papers/handed-out.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { saySpan } from '#domain/insights/absence-span.ts'
import { sayGroupingLowered, type Grouping } from '#domain/insights/grouping.ts'
import { nationalFor } from '#domain/insights/national.ts'
import { useAskedOfInsights } from './asked-of-insights.ts'
import { insightsPaper } from './insights-paper.ts'
import { leavingLines } from './leaving-figures.ts'
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
      ) : insights.toCome !== 0 ? (
        <EmptyState icon={<ChartColumn />} title={sayToCome(insights.toCome)}>
          <p>
            Figures of only some of the school’s children would be taken for the school’s. They can be handed out when
            all files have come.
          </p>
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
      lines={() => leavingLines([by], group, insights.span)}
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
      lines={() => leavingLines(forGovernors, pupils, insights.span)}
    />
  )
}
