import { Button } from 'react-aria-components'
import { ChevronRight } from 'lucide-react'
import { classNames } from '#client/ui/class-names.ts'
import type { DemoSignIn } from './sign-in-requests.ts'
import styles from './sign-in.module.css'

export type DemoSignInsProps = {
  people: readonly DemoSignIn[]
  isBusy: boolean
  onChoose: (person: DemoSignIn) => void
}

/** Who can sign in at the invented school: one press instead of a password. The office offers them only in demo mode. */
export const DemoSignIns = ({ people, isBusy, onChoose }: DemoSignInsProps) => (
  <section aria-labelledby="demo-sign-ins" className={styles.demo}>
    <h2 id="demo-sign-ins">Try it as someone invented</h2>
    <p className={styles.quiet}>This is a demonstration. Nobody in it is real.</p>
    <ul>
      {people.map((person) => (
        <li key={person.email}>
          <Button isDisabled={isBusy} onPress={() => onChoose(person)} className={classNames(styles.person)}>
            <span>
              <strong>{person.role}</strong>
              <span className={styles.who}>
                {person.name}, {person.organisation}
              </span>
            </span>
            <ChevronRight aria-hidden size={20} />
          </Button>
        </li>
      ))}
    </ul>
  </section>
)
