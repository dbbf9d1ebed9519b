import { useState } from 'react'
import { CalendarDays } from 'lucide-react'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { Card } from '#client/ui/card.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet } from '#client/ui/page.tsx'
import { calledName } from '#domain/records/pupil.ts'
import type { RegisterYear } from '#domain/records/register-year.ts'
import { registerPicture } from '#domain/register/register-picture.ts'
import { saySchoolYear } from '#domain/time/school-year.ts'
import { DecisionsCard } from './decisions-card.tsx'
import { EachParentCard } from './each-parent-card.tsx'
import { FifteenDaysOfSicknessCard } from './fifteen-days-of-sickness-card.tsx'
import { MarkHistoryCard } from './mark-history-card.tsx'
import { PatternsCard } from './patterns-card.tsx'
import { Picture } from './picture.tsx'
import { ReasonsDueCard } from './reasons-due-card.tsx'
import { StandingCard } from './standing-card.tsx'
import { TenContinuousDaysCard } from './ten-continuous-days-card.tsx'
import { TenInTenWeeksCard } from './ten-in-ten-weeks-card.tsx'
import { CodeTable, MonthTable } from './tables.tsx'

/** A pupil's register as the school's own system gave it: how they stand, the picture of the year, and its figures. */
export const RegisterPage = () => (
  <WithPupil>
    <PupilsRegister />
  </WithPupil>
)

const PupilsRegister = () => {
  const { file } = usePupilView()
  const [chosen, setChosen] = useState<string | null>(null)
  const years = file.registers.map(({ record }) => record)
  const shown = years.find(({ year }) => String(year) === chosen) ?? years[0]
  return (
    <Page title="Register" detail={calledName(file.pupil.record)} back={<BackToCase />} width="wide">
      {years.length > 1 && (
        <ChoiceButtons
          label="School year"
          columns="auto"
          choices={years.map(({ year }) => ({ value: String(year), label: saySchoolYear(year) }))}
          value={String(shown?.year)}
          onChange={setChosen}
        />
      )}
      {shown === undefined ? <NoRegister /> : <Year key={shown.id} year={shown} isLatest={shown === years[0]} />}
    </Page>
  )
}

/** A school year. What is counted up to today, over the turn of a year too, stands beside the latest that has come in. */
const Year = ({ year, isLatest }: { year: RegisterYear; isLatest: boolean }) => {
  const { file, calendar, today } = usePupilView()
  const picture = registerPicture(file.pupil.record, year, calendar, today)
  return (
    <>
      <StandingCard year={year} />
      {isLatest && <ReasonsDueCard />}
      <Card title={`Register ${saySchoolYear(year.year)}`}>
        {picture === null ? (
          <Quiet>No mark of this school year has come in.</Quiet>
        ) : (
          <Picture picture={picture} year={year.year} today={today} />
        )}
      </Card>
      {isLatest && (
        <>
          <TenInTenWeeksCard />
          <EachParentCard />
          <TenContinuousDaysCard />
          <FifteenDaysOfSicknessCard />
          <DecisionsCard />
        </>
      )}
      <PatternsCard year={year} />
      <MonthTable year={year} />
      <CodeTable year={year} />
      {isLatest && <MarkHistoryCard />}
    </>
  )
}

const NoRegister = () => (
  <EmptyState icon={<CalendarDays />} title="No marks have come in yet">
    The register stays in the school’s own system. Once its marks are taken in at the office, they come to this tablet
    by themselves, with the file.
  </EmptyState>
)
