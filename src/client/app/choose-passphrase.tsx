import { passphraseProblem, SHORTEST_PASSPHRASE } from '#client/store/keys.ts'
import { SecretField } from '#client/ui/text-field.tsx'
import styles from './choose-passphrase.module.css'

export type ChoosePassphraseProps = {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
  error?: string | undefined
}

/** Choosing what will open this tablet: plain advice, and how strong it is by its length. */
export const ChoosePassphrase = ({ id, label, value, onChange, error }: ChoosePassphraseProps) => {
  const strength = strengthOf(value)
  return (
    <SecretField
      id={id}
      label={label}
      hint="Four words that only you would put together, such as a memory in words. You type it each time you unlock."
      name="new-passphrase"
      autoComplete="new-password"
      value={value}
      onChange={onChange}
      // What is wrong goes as soon as it is put right, not only at the next try.
      error={error === undefined ? undefined : sayPassphraseProblem(value)}
      below={
        <div className={styles.strength}>
          <meter
            aria-label="How strong it is"
            min={0}
            max={3}
            value={strength.level}
            data-level={strength.level}
            className={styles.meter}
          />
          <output>{strength.words}</output>
        </div>
      }
    />
  )
}

type Strength = { level: 0 | 1 | 2 | 3; words: string }

const strengthOf = (passphrase: string): Strength => {
  const length = Array.from(passphrase.trim()).length
  if (length === 0) return { level: 0, words: `At least ${SHORTEST_PASSPHRASE} characters; 20 or more is good` }
  if (length < SHORTEST_PASSPHRASE) return { level: 0, words: `${SHORTEST_PASSPHRASE - length} more to go` }
  if (passphraseProblem(passphrase) !== null) return { level: 0, words: 'Use words, not only digits or one letter' }
  if (length < 16) return { level: 1, words: 'Long enough. One more word makes it much stronger' }
  return length < 24 ? { level: 2, words: 'Strong' } : { level: 3, words: 'Very strong' }
}

/** What is wrong with a passphrase, in words; undefined when it may be used. */
export const sayPassphraseProblem = (passphrase: string): string | undefined => {
  if (passphrase.trim() === '') return 'Choose a passphrase'
  const problem = passphraseProblem(passphrase)
  if (problem === null) return undefined
  const words = {
    'too-short': `Choose a longer passphrase: at least ${SHORTEST_PASSPHRASE} characters`,
    'only-digits': 'Use words: digits alone are quickly guessed',
    'one-letter': 'Use words: the same letter again and again is quickly guessed',
  }
  return words[problem]
}
