import { useState } from 'react'
import { sayAnswer, type Answer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { whyNotTaken, type WhyBack } from './goes-back.tsx'
import {
  importRoll,
  LARGEST_FILE,
  lookAtRoll,
  sayReadings,
  type ColumnsOutcome,
  type Outcome,
  type SaidReading,
  type TotalsOutcome,
  type Wanted,
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

/** The way of one file into a school, from choosing it to what came of it; null while no school was chosen. */
export const useImport = (school: string | null) => {
  const { deviceId } = useSession()
  const [step, setStep] = useState<Step>({ at: 'choose', problem: null })
  const [isSaying, setSaying] = useState(false)
  const [whyBack, setWhyBack] = useState<WhyBack | null>(null)
  const [attempt, setAttempt] = useState(0)

  /** Has the office say what the file would change. A file too large is not sent. */
  const look = async (of: Chosen, only: 'columns' | null = null): Promise<void> => {
    if (school === null) return
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
    if (school === null) return
    setSaying(true)
    const answer = await sayReadings(school, said, deviceId)
    setSaying(false)
    if (answer.kind === 'ok') await look(from.of)
    else setStep({ ...from, problem: sayProblem(answer) })
  }
  /** Imports exactly what was looked at; where marks go back, not before the person has said why. */
  const apply = async (of: Chosen, outcome: Outcome): Promise<void> => {
    if (school === null) return
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

  const back = step.at === 'looked' || step.at === 'importing' ? marksBack(step.outcome) : 0
  return {
    step,
    isSaying,
    look,
    say,
    apply,
    startAgain: (): void => setStep({ at: 'choose', problem: null }),
    /** Marks that would go back to what they were, what the person says of it, and why that is not enough once they tried. */
    goesBack: {
      marks: back,
      why: whyBack,
      say: setWhyBack,
      attempt,
      notTaken: attempt > 0 && back > 0 ? whyNotTaken(whyBack) : null,
    },
  }
}

/** Marks of a file that would go back to what they were before. */
const marksBack = (outcome: Outcome): number => (outcome.of === 'marks' ? outcome.report.goesBack : 0)

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
