import { ChevronRight } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { Person } from '#client/app/tablet.ts'
import { classNames } from '#client/ui/class-names.ts'
import styles from './unlock.module.css'

/**
 * People who share this tablet, by the initials they chose. Of one another they see only that something was not sent yet,
 * so that whoever has it in hand can pass it on before it is needed.
 */
export const ChoosePerson = ({
  people,
  onChoose,
}: {
  people: readonly Person[]
  onChoose: (databaseName: string) => void
}) => (
  <ul className={styles.people}>
    {people.map((person, place) => (
      <li key={person.databaseName}>
        <Button onPress={() => onChoose(person.databaseName)} className={classNames(styles.person)}>
          <span aria-hidden className={styles.initials}>
            {person.initials === '' ? place + 1 : person.initials}
          </span>
          <span className={styles.whose}>
            <span>{person.initials === '' ? `Person ${place + 1}` : person.initials}</span>
            {person.hasUnsent && <span className={styles.unsent}>Has work to send</span>}
          </span>
          <ChevronRight aria-hidden size={20} />
        </Button>
      </li>
    ))}
  </ul>
)
