import { useEffect, useState } from 'react'
import { ArrowLeft, ChartColumn, FileDown } from 'lucide-react'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { seesFiguresOfSchools } from '#client/app/home-of.ts'
import { useSession } from '#client/app/session.tsx'
import { readSchools } from '#client/casework/read-file.ts'
import { HandedOut } from '#client/papers/handed-out.tsx'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Bars } from '#client/ui/chart.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet, Row, Stack } from '#client/ui/page.tsx'
import { NumberCell, NumberHead, ScrollingTable } from '#client/ui/scrolling-table.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { sayCount, sayShare } from '#domain/insights/missed.ts'
import { missedOf } from '#domain/insights/suppress-sessions.ts'
import { dayOf } from '#domain/time/instant.ts'
import { saySchoolYear, schoolYearOf } from '#domain/time/school-year.ts'
import { byWords, FiguresAnswer, sayKey, type AskedBy, type ToldFigures } from './figures-answer.ts'
import { schoolsLines, schoolsPaper } from './schools-paper.ts'
import { LEFT_OUT, sayShareTold, tellAll, tellCodes, tellGroups, tellNationals, tellWeeks } from './schools-told.ts'
import { Shown } from './shown.tsx'
import { tellBands, tellFirstWeek, tellHalves, tellSpells } from './together-told.ts'

const isBy = (value: string): value is AskedBy => Object.hasOwn(byWords, value)
const choices = Object.keys(byWords)
  .filter(isBy)
  .map((value) => ({ value, label: byWords[value] }))

/**
 * How the pupils of all a service manager's schools attend, in groups. The office adds it up, since no tablet holds these pupils' files, and
 * keeps back what could tell of a few of them.
 */
export const FiguresOfSchoolsPage = () => {
  const { actor } = useSession()
  return (
    <Page
      title="Insights"
      width="wide"
      detail="How the pupils of all your schools attend. The office adds it up, so this needs signal."
    >
      {seesFiguresOfSchools(actor) ? <Asked /> : <p>The service manager of a council sees this.</p>}
    </Page>
  )
}

const Asked = () => {
  const { deviceId, clock } = useSession()
  const thisYear = schoolYearOf(dayOf(clock()))
  const [asked, setAsked] = useState<{ by: AskedBy; year: string; turn: number }>({
    by: 'school',
    year: String(thisYear),
    turn: 0,
  })
  const [found, setFound] = useState<{ of: typeof asked; answer: FiguresAnswer } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    let isOver = false
    const ask = async (): Promise<void> => {
      const query = new URLSearchParams({ by: asked.by, year: asked.year })
      const answer = await officeFor({ deviceId }).get(`/api/figures?${query.toString()}`, FiguresAnswer)
      if (isOver) return
      setProblem(answer.kind === 'ok' ? null : sayAnswer(answer, 'to see how your schools attend'))
      if (answer.kind === 'ok') setFound({ of: asked, answer: answer.body })
    }
    void ask()
    return () => {
      isOver = true
    }
  }, [asked, deviceId])

  return (
    <Stack gap="wide">
      <SelectField
        label="Compare by"
        choices={choices}
        value={asked.by}
        onChange={(by) => setAsked((now) => ({ ...now, by: by ?? now.by }))}
      />
      <SelectField
        label="School year"
        choices={[thisYear, thisYear - 1].map((year) => ({ value: String(year), label: saySchoolYear(year) }))}
        value={asked.year}
        onChange={(year) => setAsked((now) => ({ ...now, year: year ?? now.year }))}
      />
      {problem !== null && (
        <Banner
          tone="notice"
          live="polite"
          action={<Button onPress={() => setAsked((now) => ({ ...now, turn: now.turn + 1 }))}>Try again</Button>}
        >
          {problem}
        </Banner>
      )}
      {/* Never the figures of another question under this one's name. */}
      {found?.of === asked ? (
        <Found by={asked.by} answer={found.answer} />
      ) : (
        problem === null && <Skeleton rows={7} label="The office is adding up" />
      )}
    </Stack>
  )
}

const Found = ({ by, answer }: { by: AskedBy; answer: FiguresAnswer }) => {
  const { all, groups, spells, weekdays, weeks, year } = answer
  const { account, db, clock } = useSession()
  const [isLeaving, setLeaving] = useState(false)
  const schools = useLive(() => readSchools(db), [db])
  const today = dayOf(clock())
  if (schools === undefined) return <Skeleton rows={7} label="Reading the names of your schools" />
  if (all.pupils === null || all.counts === null || all.pupils === 0) {
    return (
      <EmptyState icon={<ChartColumn />} title="Nothing to count">
        <p>
          No register of {saySchoolYear(year)} has come in from your schools, or of so few pupils that it would tell of
          them.
        </p>
      </EmptyState>
    )
  }
  const rows = groups
    .map(({ key, ...figures }) => ({ key, called: sayKey(by, key, schools), figures }))
    .toSorted((a, b) => collator.compare(a.called, b.called))
  const hasGaps = [all, ...groups].some(({ counts, ...pupils }) => [pupils, counts ?? {}].some(hasNull))
  const missed = missedOf(all.counts)
  const nationals = by === 'phase' ? tellNationals(rows, year < schoolYearOf(today)) : []
  if (isLeaving) {
    const leaving = { answer, groups: rows, by: byWords[by], nationals, madeBy: account.name }
    return (
      <>
        <Row>
          <Button icon={<ArrowLeft aria-hidden />} onPress={() => setLeaving(false)}>
            Back to the figures
          </Button>
        </Row>
        <HandedOut
          name={`our-schools-by-${by}-${year}`}
          paper={() => schoolsPaper({ ...leaving, madeAt: clock() })}
          lines={() => schoolsLines(leaving)}
        />
      </>
    )
  }
  const told = tellGroups(rows)
  return (
    <>
      <Card title="All your schools">
        <p>{tellAll(all.pupils, all.counts, year)}</p>
        {all.persistent !== null && (
          <p>
            {sayCount(all.persistent)} of them ({sayShare(all.persistent, all.pupils)}) missed a tenth or more
            {all.severe !== null && `, ${sayCount(all.severe)} half or more`}.
          </p>
        )}
        <Row>
          <Button icon={<FileDown aria-hidden />} onPress={() => setLeaving(true)}>
            Hand these figures out
          </Button>
        </Row>
      </Card>
      <Card title={`By ${byWords[by].toLowerCase()}`}>
        <p>{told.sentence}</p>
        <Bars bars={told.bars} />
        <ScrollingTable label={`By ${byWords[by].toLowerCase()}`}>
          <thead>
            <tr>
              <th scope="col">{byWords[by]}</th>
              {groupHeads.map((head) => (
                <NumberHead key={head}>{head}</NumberHead>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, called, figures }) => (
              <tr key={key}>
                <th scope="row">{called}</th>
                {cellsOf(figures).map((cell, place) => (
                  <NumberCell key={groupHeads[place]}>{cell}</NumberCell>
                ))}
              </tr>
            ))}
          </tbody>
        </ScrollingTable>
        {nationals.length > 0 && <p>{nationals.join(' ')}</p>}
        {hasGaps && (
          <Quiet>
            Left out is what could tell of fewer than five pupils, by itself or when it is taken from the rest.
          </Quiet>
        )}
      </Card>
      <Shown told={tellBands(answer)} />
      <Shown told={tellWeeks(weeks, today)} />
      <Shown told={tellHalves(weekdays)} />
      <Shown told={tellCodes(answer)}>
        {answer.otherSessions > 0 && <Quiet>Codes that few pupils have are told together.</Quiet>}
      </Shown>
      <Card title="Spells of absence">
        <p>{tellSpells(spells, missed)}</p>
        <p>{tellFirstWeek(answer, today)}</p>
      </Card>
    </>
  )
}

const hasNull = (figures: object): boolean => Object.values(figures).includes(null)

const groupHeads = [
  'Pupils',
  'Sessions',
  'Missed',
  'Authorised',
  'Unauthorised',
  'Late',
  'A tenth or more',
  'Half or more',
]

const cellsOf = ({ pupils, counts, persistent, severe }: ToldFigures): string[] =>
  pupils === null || counts === null
    ? groupHeads.map(() => LEFT_OUT)
    : [
        sayCount(pupils),
        sayCount(counts.possible),
        ...[missedOf(counts), counts.authorised, counts.unauthorised, counts.late].map((part) =>
          sayShareTold(part, counts.possible),
        ),
        ...[persistent, severe].map((count) =>
          count === null ? LEFT_OUT : `${sayCount(count)} (${sayShare(count, pupils)})`,
        ),
      ]

const collator = new Intl.Collator('en-GB', { numeric: true })
