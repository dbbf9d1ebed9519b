import { Check, CircleDashed } from 'lucide-react'
import { beforeFormalStep, missingOf, type EvidenceLine } from '#domain/evidence/before-formal-step.ts'
import type { AbsenceCase, Stage } from '#domain/records/absence-case.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import styles from './evidence-meter.module.css'
import type { PupilFile } from './pupil-file.ts'

const of = <R,>(kept: { record: R }[]): R[] => kept.map(({ record }) => record)

/** What the file shows before this case moves to a rung; empty before an informal one. */
export const evidenceOf = (file: PupilFile, absenceCase: AbsenceCase, stage: Stage): EvidenceLine[] =>
  beforeFormalStep(
    {
      absenceCase,
      parents: of(file.parents),
      notes: of(file.notes),
      visits: of(file.visits),
      barriers: of(file.barriers),
      offers: of(file.offers),
      voices: of(file.voices),
      meetings: of(file.meetings),
      plans: of(file.plans),
      agencies: of(file.agencies),
    },
    stage,
  )

/** How much of it the record shows, in words and as a bar, and by name what it does not show yet. */
export const EvidenceMeter = ({ lines, today }: { lines: EvidenceLine[]; today: SchoolDay }) => {
  const missing = missingOf(lines).length
  const shown = lines.length - missing
  return (
    <section aria-label="What the record shows" className={styles.meter}>
      <p className={styles.head}>
        {missing === 0 ? 'The record shows everything below.' : `The record shows ${shown} of ${lines.length}.`}
      </p>
      <div aria-hidden className={styles.bar}>
        {lines.map(({ name }, place) => (
          <span key={name} className={place < shown ? styles.full : styles.empty} />
        ))}
      </div>
      <ul className={styles.lines}>
        {lines.toSorted(missingFirst).map((line) => (
          <li key={line.name} className={line.shownOn === null ? styles.missing : styles.there}>
            {line.shownOn === null ? <CircleDashed aria-hidden size={18} /> : <Check aria-hidden size={18} />}
            <span>
              <strong>{line.words}</strong>
              {line.shownOn === null ? `. ${line.missing}` : `, ${sayDay(line.shownOn, today)}`}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.small}>
        This stops nothing: steps may be skipped where support does not fit, and keeping a child safe never waits for
        it. What is missing is kept with the move.
      </p>
    </section>
  )
}

const missingFirst = (a: EvidenceLine, b: EvidenceLine): number =>
  Number(a.shownOn !== null) - Number(b.shownOn !== null)
