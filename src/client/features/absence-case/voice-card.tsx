import { Card } from '#client/ui/card.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { Prose, Quote } from '#client/ui/quote.tsx'
import { Tag, Tags } from '#client/ui/tag.tsx'
import { sayWho } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { voiceMethodWords, type ChildVoice } from '#domain/records/child-voice.ts'
import { sayDay } from '#domain/time/day-words.ts'
import styles from './card-lines.module.css'

/** What the child says, in their own words and before anyone else’s: the latest in full, the earlier ones folded. */
export const VoiceCard = () => {
  const { file, may } = usePupilView()
  const pupil = file.pupil.record
  const child = pupil.preferredForename ?? pupil.forename
  const [latest, ...earlier] = file.voices.map(({ record }) => record)
  const add = may('hear-child')
    ? { aside: <TextLink href={`/caseload/${pupil.id}/child-voice/new`}>Add {child}’s words</TextLink> }
    : {}
  return (
    <Card title={`What ${child} says`} {...add}>
      {latest === undefined ? (
        <p className={styles.none}>Nobody has written {child}’s own words here yet. Ask what would help.</p>
      ) : (
        <Voice voice={latest} />
      )}
      {earlier.length > 0 && (
        <details className={styles.more}>
          <summary>{earlier.length === 1 ? 'One earlier time' : `${earlier.length} earlier times`}</summary>
          <ul className={styles.lines}>
            {earlier.map((voice) => (
              <li key={voice.id} className={styles.line}>
                <Voice voice={voice} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

const Voice = ({ voice }: { voice: ChildVoice }) => {
  const { today, colleagues, mine } = usePupilView()
  return (
    <>
      <VoiceWords voice={voice} />
      <p className={styles.small}>
        {voiceMethodWords[voice.method]}
        {voice.through === '' ? '' : `: ${voice.through}`}, {sayDay(voice.heardOn, today)}. Written by{' '}
        {sayWho(colleagues, voice.by, mine)}.
      </p>
    </>
  )
}

/** The words with what they may be used for. */
export const VoiceWords = ({ voice }: { voice: ChildVoice }) => (
  <>
    {voice.declined === null ? (
      <Quote>{voice.words}</Quote>
    ) : (
      <p>Asked, and did not want to say{voice.declined.why === '' ? '.' : `: “${voice.declined.why}”`}</p>
    )}
    {voice.wouldHelp !== '' && (
      <Prose>
        <strong>Would help:</strong> {voice.wouldHelp}
      </Prose>
    )}
    {voice.goodAtSchool !== '' && (
      <Prose>
        <strong>Good at school:</strong> {voice.goodAtSchool}
      </Prose>
    )}
    <Tags>
      <Tag tone={consentTones[voice.consent]}>{consentSaid[voice.consent]}</Tag>
      {voice.alone === 'with-adult' && <Tag>An adult was there</Tag>}
      {voice.agreesWithPlan !== 'not-asked' && <Tag>{agreesSaid[voice.agreesWithPlan]}</Tag>}
    </Tags>
  </>
)

const consentSaid: Record<ChildVoice['consent'], string> = {
  share: 'May be shared',
  'school-only': 'Share with school only',
  'keep-here': 'Do not share these words',
  'not-asked': 'Ask before sharing',
}

const consentTones = { share: 'good', 'school-only': 'notice', 'keep-here': 'due', 'not-asked': 'due' } as const

const agreesSaid = {
  yes: 'Agrees with the plan',
  partly: 'Agrees in part',
  no: 'Does not agree with the plan',
} as const
