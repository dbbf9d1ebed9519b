import { Plus, Trash2 } from 'lucide-react'
import { Button } from '#client/ui/button.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { BarrierAbout, barrierAboutWords, raisedByWords, type RaisedBy } from '#domain/records/barrier.ts'
import { problemOf } from './form-page.tsx'
import { isBlankBarrier, isBlankPromise, type HeardBarrier, type OpenPromise } from './heard-and-promised.ts'
import styles from './heard-lines.module.css'
import { useTakenOut } from './use-taken-out.ts'
import { WordsArea, WordsLine } from './words-field.tsx'

const abouts = BarrierAbout.options.map((value) => ({ value, label: barrierAboutWords[value] }))

/** What a barrier is about, in whose words, and raised by whom. `child` is what the child is called. */
export const BarrierFields = ({
  barrier,
  onChange,
  problems,
  child,
}: {
  barrier: HeardBarrier
  onChange: (part: Partial<HeardBarrier>) => void
  problems: readonly FieldProblem[]
  child: string
}) => (
  <>
    <SelectField
      id={`${barrier.barrierId}-about`}
      label="What is it about?"
      choices={abouts}
      value={barrier.about}
      onChange={(about) => onChange({ about })}
      error={problemOf(problems, `${barrier.barrierId}-about`)}
    />
    <ChoiceButtons<RaisedBy>
      id={`${barrier.barrierId}-raised-by`}
      label="Who raised it?"
      big={false}
      columns="auto"
      choices={(['child', 'parent', 'school', 'agency', 'officer'] as const).map((value) => ({
        value,
        label: value === 'child' ? child : value === 'officer' ? 'Me' : raisedByWords[value],
      }))}
      value={barrier.raisedBy}
      onChange={(raisedBy) => onChange({ raisedBy })}
      error={problemOf(problems, `${barrier.barrierId}-raised-by`)}
    />
    <WordsArea
      id={`${barrier.barrierId}-words`}
      label="In their words"
      rows={2}
      value={barrier.words}
      onChange={(words) => onChange({ words })}
      error={problemOf(problems, `${barrier.barrierId}-words`)}
    />
  </>
)

/** What we will do, for whom and by when. */
export const PromiseFields = ({
  promise,
  onChange,
  problems,
}: {
  promise: OpenPromise
  onChange: (part: Partial<OpenPromise>) => void
  problems: readonly FieldProblem[]
}) => (
  <>
    <WordsLine
      id={`${promise.promiseId}-words`}
      label="What will we do?"
      value={promise.words}
      onChange={(words) => onChange({ words })}
      error={problemOf(problems, `${promise.promiseId}-words`)}
    />
    <div className={styles.pair}>
      <WordsLine
        id={`${promise.promiseId}-to`}
        label="Promised to"
        value={promise.promisedTo}
        onChange={(promisedTo) => onChange({ promisedTo })}
        error={problemOf(problems, `${promise.promiseId}-to`)}
      />
      <DateField
        id={`${promise.promiseId}-due`}
        label="By"
        value={promise.dueOn}
        onChange={(dueOn) => onChange({ dueOn })}
        error={problemOf(problems, `${promise.promiseId}-due`)}
      />
    </div>
  </>
)

export type HeardLinesProps = {
  /** What the child is called. */
  child: string
  barriers: readonly HeardBarrier[]
  promises: readonly OpenPromise[]
  /** Each answers whether the form took it. */
  onBarriers: (next: (barriers: HeardBarrier[]) => HeardBarrier[]) => boolean
  onPromises: (next: (promises: OpenPromise[]) => OpenPromise[]) => boolean
  /** A new line, with an identity of its own. */
  newBarrier: () => HeardBarrier
  newPromise: () => OpenPromise
  problems: readonly FieldProblem[]
}

/** Barriers heard and promises made in one contact about one child: none until the person adds one. */
export const HeardLines = (props: HeardLinesProps) => {
  const { child, barriers, promises, onBarriers, onPromises, problems } = props
  const takenOut = useTakenOut()
  const removeBarrier = (barrierId: string) => {
    const taken = takeOut(onBarriers, (barrier) => barrier.barrierId === barrierId)
    if (taken !== null && !isBlankBarrier(taken.line)) takenOut('Barrier removed.', taken.line.words, taken.putBack)
  }
  const removePromise = (promiseId: string) => {
    const taken = takeOut(onPromises, (promise) => promise.promiseId === promiseId)
    if (taken !== null && !isBlankPromise(taken.line)) takenOut('Promise removed.', taken.line.words, taken.putBack)
  }
  return (
    <div className={styles.lines}>
      {barriers.map((barrier, place) => (
        <fieldset key={barrier.barrierId} className={styles.line}>
          <legend>Barrier{barriers.length > 1 ? ` ${place + 1}` : ''}</legend>
          <BarrierFields
            barrier={barrier}
            child={child}
            problems={problems}
            onChange={(part) =>
              onBarriers((now) => now.map((one) => (one.barrierId === barrier.barrierId ? { ...one, ...part } : one)))
            }
          />
          <Button kind="quiet" icon={<Trash2 aria-hidden />} onPress={() => removeBarrier(barrier.barrierId)}>
            Remove this barrier
          </Button>
        </fieldset>
      ))}
      {promises.map((promise, place) => (
        <fieldset key={promise.promiseId} className={styles.line}>
          <legend>Promise{promises.length > 1 ? ` ${place + 1}` : ''}</legend>
          <PromiseFields
            promise={promise}
            problems={problems}
            onChange={(part) =>
              onPromises((now) => now.map((one) => (one.promiseId === promise.promiseId ? { ...one, ...part } : one)))
            }
          />
          <Button kind="quiet" icon={<Trash2 aria-hidden />} onPress={() => removePromise(promise.promiseId)}>
            Remove this promise
          </Button>
        </fieldset>
      ))}
      <div className={styles.adds}>
        <Button icon={<Plus aria-hidden />} onPress={() => onBarriers((now) => [...now, props.newBarrier()])}>
          Barrier
        </Button>
        <Button icon={<Plus aria-hidden />} onPress={() => onPromises((now) => [...now, props.newPromise()])}>
          Promise
        </Button>
      </div>
    </div>
  )
}

/** Takes a line out of the form as it is now, with the way to bring it back to its place; null where the form took nothing. */
const takeOut = <L,>(
  change: (next: (lines: L[]) => L[]) => boolean,
  isMeant: (line: L) => boolean,
): { line: L; putBack: () => boolean } | null => {
  let place = -1
  const gone: L[] = []
  const isTaken = change((now) => {
    place = now.findIndex(isMeant)
    gone.push(...now.filter(isMeant))
    return now.filter((line) => !isMeant(line))
  })
  const [line] = gone
  if (!isTaken || line === undefined) return null
  return { line, putBack: () => change((now) => now.toSpliced(place, 0, line)) }
}
