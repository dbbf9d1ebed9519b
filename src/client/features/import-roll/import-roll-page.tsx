import { useState, type ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import { FileUp } from 'lucide-react'
import { sayAnswer, type Answer } from '#client/app/office.ts'
import { OnceAllIsHere, StillToCome } from '#client/casework/still-to-come.tsx'
import { useSession } from '#client/app/session.tsx'
import { dayOf } from '#domain/time/instant.ts'
import { useLive } from '#client/store/live.ts'
import { useSyncState } from '#client/sync/state.ts'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { GoesBack, whyNotTaken, WHY_BACK, type WhyBack } from './goes-back.tsx'
import { ReportCards } from './report-cards.tsx'
import { readSchools, type School } from './read-schools.ts'
import { HowColumnsWereRead } from './how-columns-were-read.tsx'
import { IsItMarks } from './is-it-marks.tsx'
import { OtherPart } from './other-part.tsx'
import { TotalsCards } from './totals-cards.tsx'
import { KeptReadings } from './kept-readings.tsx'
import { PastImports } from './past-imports.tsx'
import { WondeCard } from './wonde-card.tsx'
import { SayGroupings } from './say-groupings.tsx'
import { SayCodes, SayColumns } from './read-columns.tsx'
import {
  importRoll,
  LARGEST_FILE,
  lookAtRoll,
  sayReadings,
  type ColumnsOutcome,
  type Outcome,
  type SaidReading,
  type Wanted,
  type TotalsOutcome,
} from './send-roll.ts'

/** What went wrong, and how sure it is that nothing was done. */
type Problem = { title: string; words: string }

/** A file, and what of it is wanted: a transfer file holds the roll and marks. */
type Chosen = { file: File; wanted: Wanted }

/** The way of one file: chosen, looked at by the office, imported. What is asked for can fail at each step. */
type Step =
  | { at: 'choose'; problem: Problem | null }
  | { at: 'looking' }
  | { at: 'totals'; of: Chosen; outcome: TotalsOutcome; problem: Problem | null }
  | { at: 'columns'; of: Chosen; outcome: ColumnsOutcome; problem: Problem | null }
  | { at: 'looked'; of: Chosen; outcome: Outcome; problem: Problem | null }
  | { at: 'importing'; of: Chosen; outcome: Outcome }
  | { at: 'imported'; of: Chosen; outcome: Outcome }

/**
 * An administrator brings a school's roll up to date from a file: look first, then import exactly what was looked at. Needs
 * signal: a whole school's roll goes to the office and is never kept on a tablet.
 */
export const ImportRollPage = () => {
  const { db, actor } = useSession()
  const schools = useLive(() => readSchools(db, actor), [db, actor])
  if (schools === undefined) {
    return (
      <Page title="Import a roll or marks">
        <Skeleton rows={3} />
      </Page>
    )
  }
  if (schools.length === 0) {
    return (
      <Page title="Import a roll or marks">
        <StillToCome missing="your school" />
        <OnceAllIsHere>
          <EmptyState title="Only a school’s administrator can import its roll">
            <p>You are not the administrator of a school whose details are on this tablet.</p>
          </EmptyState>
        </OnceAllIsHere>
      </Page>
    )
  }
  return <ImportInto schools={schools} />
}

const ImportInto = ({ schools }: { schools: School[] }) => {
  const { deviceId, grace, clock } = useSession()
  const { connection } = useSyncState()
  const [code, setCode] = useState<string | null>(schools.length === 1 ? (schools[0]?.code ?? null) : null)
  const [step, setStep] = useState<Step>({ at: 'choose', problem: null })
  const [isSaying, setSaying] = useState(false)
  const [whyBack, setWhyBack] = useState<WhyBack | null>(null)
  const [attempt, setAttempt] = useState(0)
  const isAway = connection === 'offline' || connection === 'captive'
  const isBusy = step.at === 'looking' || step.at === 'importing'

  const look = async (school: string, of: Chosen, only: 'columns' | null = null): Promise<void> => {
    if (of.file.size > LARGEST_FILE) {
      setStep({
        at: 'choose',
        problem: notImported(
          'This file is larger than 20 MB, which is more than is taken at once. Marks can be exported a term at a time.',
        ),
      })
      return
    }
    setWhyBack(null)
    setAttempt(0)
    setStep({ at: 'looking' })
    const answer = await lookAtRoll(school, of.file, only ?? of.wanted, deviceId)
    if (answer.kind !== 'ok') setStep({ at: 'choose', problem: sayProblem(answer) })
    else if (answer.body.of === 'totals') setStep({ at: 'totals', of, outcome: answer.body, problem: null })
    else if (answer.body.of === 'columns') setStep({ at: 'columns', of, outcome: answer.body, problem: null })
    else setStep({ at: 'looked', of, outcome: answer.body, problem: null })
  }
  /** Keeps what a person says of their file, and looks at it again by that. */
  const say = async (
    from: Extract<Step, { at: 'columns' | 'looked' | 'totals' }>,
    said: SaidReading[],
  ): Promise<void> => {
    if (code === null) return
    setSaying(true)
    const answer = await sayReadings(code, said, deviceId)
    setSaying(false)
    if (answer.kind === 'ok') await look(code, from.of)
    else setStep({ ...from, problem: sayProblem(answer) })
  }
  const apply = async (school: string, of: Chosen, outcome: Outcome): Promise<void> => {
    if (marksBack(outcome) > 0 && whyNotTaken(whyBack) !== null) {
      setAttempt((before) => before + 1)
      return
    }
    setStep({ at: 'importing', of, outcome })
    const { preview } = outcome
    const answer = await importRoll(
      school,
      of.file,
      { preview, wanted: of.wanted, goesBack: whyBack === 'changed-back' },
      deviceId,
    )
    setStep(
      answer.kind === 'ok'
        ? { at: 'imported', of, outcome: answer.body }
        : { at: 'looked', of, outcome, problem: sayApplyProblem(answer) },
    )
  }

  const problem = 'problem' in step ? step.problem : null
  const isNothingTaken = step.at === 'looked' && step.outcome.of === 'marks' && step.outcome.report.first === null
  const howRead = (): ReactNode => {
    if (step.at !== 'totals' && step.at !== 'looked') return null
    const read = step.outcome.of === 'roll' ? null : step.outcome.report.columns
    return read && <HowColumnsWereRead read={read} isBusy={isSaying} onSay={(said) => void say(step, said)} />
  }
  const back = step.at === 'looked' || step.at === 'importing' ? marksBack(step.outcome) : 0
  const notTaken = attempt > 0 && back > 0 ? whyNotTaken(whyBack) : null
  const picker = (label: string, kind: 'main' | 'plain') => (
    <FileTrigger
      onSelect={(files) => {
        const file = files?.[0]
        if (file && code !== null) void look(code, { file, wanted: 'auto' })
      }}
    >
      <Button
        kind={kind}
        icon={<FileUp aria-hidden size={20} />}
        isDisabled={code === null || isAway || isBusy}
        isPending={step.at === 'looking'}
        onPress={() => endGraceOnReturn(grace())}
      >
        {step.at === 'looking' ? 'The office is reading it' : label}
      </Button>
    </FileTrigger>
  )
  return (
    <Page
      title="Import a roll or marks"
      detail="Pupils and their contacts, or the marks of the register, from the school’s own system. CSV or Excel, or a Common Transfer File (CTF)."
      foot={
        step.at === 'looked' || step.at === 'importing' ? (
          <ActionBar>
            {picker('Choose another file', 'plain')}
            <Button
              kind="main"
              isPending={isBusy}
              isDisabled={isAway || step.outcome.report.accepted + step.outcome.report.updated === 0}
              onPress={() => {
                if (code !== null) void apply(code, step.of, step.outcome)
              }}
            >
              {step.at === 'importing' ? 'Importing' : sayImport(step.outcome)}
            </Button>
          </ActionBar>
        ) : undefined
      }
    >
      <ErrorSummary problems={notTaken === null ? [] : [{ fieldId: WHY_BACK, message: notTaken }]} attempt={attempt} />
      {isAway && (
        <Banner title="Importing needs signal" live="polite">
          A whole school’s roll goes straight to the office and is never kept on this tablet, so it cannot wait here.
        </Banner>
      )}
      {problem !== null && (
        <Banner tone="danger" title={problem.title} live="assertive">
          {problem.words}
        </Banner>
      )}
      {step.at === 'imported' && (
        <Banner
          tone="good"
          title={step.outcome.of === 'marks' ? 'The marks were taken in' : 'The roll was imported'}
          live="polite"
        >
          It reaches the tablets of those who may see these pupils when they next receive.
        </Banner>
      )}
      {(step.at === 'looked' || step.at === 'imported') && (
        <OtherPart
          outcome={step.outcome}
          isDone={step.at === 'imported'}
          isDisabled={isAway}
          onLook={(wanted) => {
            if (code !== null) void look(code, { ...step.of, wanted })
          }}
        />
      )}
      {step.at === 'totals' && <TotalsCards report={step.outcome.report} />}
      {step.at === 'columns' && (
        <SayColumns outcome={step.outcome} isBusy={isSaying} onSay={(said) => void say(step, said)} />
      )}
      {step.at !== 'looked' && step.at !== 'importing' && (
        <Card title={step.at === 'choose' || step.at === 'looking' ? 'Choose the file' : 'Another file'}>
          {schools.length > 1 && (
            <SelectField
              label="School"
              choices={schools.map((school) => ({ value: school.code, label: school.name }))}
              value={code}
              onChange={(chosen) => {
                setCode(chosen)
                setStep({ at: 'choose', problem: null })
              }}
            />
          )}
          <Quiet>
            The office first says what would change. Nothing changes until you say so, and pupils who are not in the
            file stay.
          </Quiet>
          <Quiet>
            A column of a roll headed “Group: House” or “Group: Breakfast club” is a grouping of your own, which
            Insights can look at. Of any other column that is left out you can say so here.
          </Quiet>
          <div>{picker('Choose a file', step.at === 'columns' ? 'plain' : 'main')}</div>
        </Card>
      )}
      {step.at === 'looked' && step.outcome.of === 'marks' && step.outcome.report.unknownCodes.length > 0 && (
        <SayCodes
          report={step.outcome.report}
          today={dayOf(clock())}
          isBusy={isSaying}
          onSay={(said) => void say(step, said)}
        />
      )}
      {back > 0 && <GoesBack marks={back} value={whyBack} onChange={setWhyBack} error={notTaken ?? undefined} />}
      {/* Where no mark can be taken, the columns may be why. */}
      {isNothingTaken && howRead()}
      {(step.at === 'looked' || step.at === 'importing' || step.at === 'imported') && (
        <ReportCards outcome={step.outcome} isDone={step.at === 'imported'} />
      )}
      {!isNothingTaken && howRead()}
      {step.at === 'looked' && step.outcome.of === 'roll' && (
        <SayGroupings
          columns={step.outcome.report.extraColumns}
          isBusy={isSaying}
          onSay={(said) => void say(step, said)}
        />
      )}
      {step.at === 'looked' && (
        <IsItMarks
          outcome={step.outcome}
          isDisabled={isAway}
          onSay={() => {
            if (code !== null) void look(code, step.of, 'columns')
          }}
        />
      )}
      {code !== null && !isAway && step.at === 'choose' && (
        // Asked again when the office answers again.
        <WondeCard key={`${code} ${connection}`} school={code} />
      )}
      {code !== null && !isAway && (step.at === 'choose' || step.at === 'imported') && (
        // Asked again once something was imported.
        <PastImports
          key={`${code} ${connection} ${step.at}`}
          school={code}
          deviceId={deviceId}
          today={dayOf(clock())}
        />
      )}
      {code !== null && !isAway && step.at !== 'looking' && step.at !== 'importing' && (
        <KeptReadings
          school={code}
          deviceId={deviceId}
          today={dayOf(clock())}
          onChanged={() => {
            // What was looked at was read by what has just been changed.
            if (step.at === 'looked' || step.at === 'columns' || step.at === 'totals') void look(code, step.of)
          }}
        />
      )}
    </Page>
  )
}

/** Marks of a file that would go back to what they were before. */
const marksBack = (outcome: Outcome): number => (outcome.of === 'marks' ? outcome.report.goesBack : 0)

const sayImport = ({ of, report: { accepted, updated } }: Outcome): string => {
  const changes = accepted + updated
  if (changes === 0) return 'Nothing to import'
  const thing = of === 'marks' ? 'mark' : 'pupil'
  return `Import ${changes} ${changes === 1 ? thing : `${thing}s`}`
}

const notImported = (words: string): Problem => ({ title: 'Nothing was imported', words })

const sayProblem = (answer: Exclude<Answer<unknown>, { kind: 'ok' }>): Problem =>
  notImported(sayAnswer(answer, 'to import a roll'))

/** When the answer to an import is lost, nobody knows here whether it was done: the next look tells. */
const sayApplyProblem = (answer: Exclude<Answer<unknown>, { kind: 'ok' }>): Problem =>
  answer.kind === 'offline' || answer.kind === 'fault'
    ? {
        title: 'The office’s answer did not arrive',
        words:
          'This tablet cannot say whether the file was imported. Choose the file again: if it was, everything in it is unchanged.',
      }
    : sayProblem(answer)

/** The file picker covers the page; the wait for it is not lying idle. */
const endGraceOnReturn = (end: () => void): void => {
  window.addEventListener('focus', () => end(), { once: true })
}
