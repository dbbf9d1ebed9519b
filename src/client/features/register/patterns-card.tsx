import { usePupilView } from '#client/casework/pupil-view.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import type { RegisterYear } from '#domain/records/register-year.ts'
import { patternsOf } from '#domain/register/patterns/patterns-of.ts'
import styles from './patterns-card.module.css'
import { useSiblingsYears } from './use-siblings-years.ts'

/** What stands out in the marks, each in a sentence with its counts; that nothing does is said too. */
export const PatternsCard = ({ year }: { year: RegisterYear }) => {
  const { file, siblings, calendar, today } = usePupilView()
  const years = useSiblingsYears(year.year)
  if (years === undefined) return null
  const theirs = siblings.flatMap((sibling) => {
    const held = years.get(sibling.id)
    return held === undefined ? [] : [{ ...sibling, called: calledFirst(sibling), year: held }]
  })
  const patterns = patternsOf({ ...file.pupil.record, year }, theirs, calendar, today)
  return (
    <Card title="Patterns">
      {patterns.length === 0 ? (
        <p>Nothing stands out, or there is too little to tell.</p>
      ) : (
        <dl className={styles.patterns}>
          {patterns.map(({ name, words }) => (
            <div key={words}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      <Quiet>Counted from the marks. Why it is so is for {calledFirst(file.pupil.record)} and the family to say.</Quiet>
    </Card>
  )
}

const calledFirst = (pupil: { preferredForename: string | null; forename: string }): string =>
  pupil.preferredForename ?? pupil.forename
