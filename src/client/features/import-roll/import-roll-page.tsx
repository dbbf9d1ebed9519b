import { useState, type ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import { FileUp } from 'lucide-react'
import { OnceAllIsHere, StillToCome } from '#client/casework/still-to-come.tsx'
import { useSession } from '#client/app/session.tsx'
import { dayOf } from '#domain/time/instant.ts'
import { useLive } from '#client/store/live.ts'
import { useSyncState } from '#client/sync/state.ts'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { GoesBack, WHY_BACK } from './goes-back.tsx'
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
import type { Outcome } from './send-roll.ts'
import { useImport } from './use-import.ts'

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
  const { step, isSaying, look, say, apply, startAgain, goesBack } = useImport(code)
  const isAway = connection === 'offline' || connection === 'captive'
  const isBusy = step.at === 'looking' || step.at === 'importing'

  const school = schools.find((each) => each.code === code)
  const problem = 'problem' in step ? step.problem : null
  const isNothingTaken = step.at === 'looked' && step.outcome.of === 'marks' && step.outcome.report.first === null
  const howRead = (): ReactNode => {
    if (step.at !== 'totals' && step.at !== 'looked') return null
    const read = step.outcome.of === 'roll' ? null : step.outcome.report.columns
    return read && <HowColumnsWereRead read={read} isBusy={isSaying} onSay={(said) => void say(step, said)} />
  }
  const picker = (label: string, kind: 'main' | 'plain') => (
    <FileTrigger
      onSelect={(files) => {
        const file = files?.[0]
        if (file) void look({ file, wanted: 'auto' })
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
              onPress={() => void apply(step.of, step.outcome)}
            >
              {step.at === 'importing' ? 'Importing' : sayImport(step.outcome)}
            </Button>
          </ActionBar>
        ) : undefined
      }
    >
      <ErrorSummary
        problems={goesBack.notTaken === null ? [] : [{ fieldId: WHY_BACK, message: goesBack.notTaken }]}
        attempt={goesBack.attempt}
      />
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
          onLook={(wanted) => void look({ ...step.of, wanted })}
        />
      )}
      {step.at === 'totals' && (
        <TotalsCards
          report={step.outcome.report}
          isDisabled={isAway}
          onRoll={() => void look({ ...step.of, wanted: 'roll' })}
        />
      )}
      {step.at === 'columns' && (
        <SayColumns outcome={step.outcome} isBusy={isSaying} onSay={(said) => void say(step, said)} />
      )}
      {step.at !== 'looked' && step.at !== 'importing' && (
        <Card title={step.at === 'choose' || step.at === 'looking' ? 'Choose the file' : 'Another file'}>
          {schools.length > 1 && (
            <SelectField
              label="School"
              choices={schools.map((each) => ({ value: each.code, label: each.name }))}
              value={code}
              onChange={(chosen) => {
                setCode(chosen)
                startAgain()
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
          {school !== undefined && (
            <Quiet>
              A transfer file is known by the school’s DfE number:{' '}
              <TextLink href={`/school-numbers/${school.id}`}>the numbers of {school.name}</TextLink>.
            </Quiet>
          )}
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
      {goesBack.marks > 0 && (
        <GoesBack
          marks={goesBack.marks}
          value={goesBack.why}
          onChange={goesBack.say}
          error={goesBack.notTaken ?? undefined}
        />
      )}
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
        <IsItMarks outcome={step.outcome} isDisabled={isAway} onSay={() => void look(step.of, 'columns')} />
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
            if (step.at === 'looked' || step.at === 'columns' || step.at === 'totals') void look(step.of)
          }}
        />
      )}
    </Page>
  )
}

const sayImport = ({ of, report: { accepted, updated } }: Outcome): string => {
  const changes = accepted + updated
  if (changes === 0) return 'Nothing to import'
  const thing = of === 'marks' ? 'mark' : 'pupil'
  return `Import ${changes} ${changes === 1 ? thing : `${thing}s`}`
}

/** The file picker covers the page; the wait for it is not lying idle. */
const endGraceOnReturn = (end: () => void): void => {
  window.addEventListener('focus', () => end(), { once: true })
}
