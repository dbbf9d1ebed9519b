import { useState } from 'react'
import { ContactHealthLines, useContactHealth } from '#client/casework/contact-health-lines.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { ownSide } from '#client/casework/own-side.ts'
import { ParentNumbers } from '#client/casework/parent-numbers.tsx'
import { ParentTags } from '#client/casework/parent-tags.tsx'
import { buttonNames } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { WhoInterprets } from '#client/casework/who-interprets.tsx'
import { WordsArea } from '#client/casework/words-field.tsx'
import { useSession } from '#client/app/session.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Held } from '#client/ui/form.tsx'
import { Quiet, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { logContact } from '#domain/mutations/log-contact.ts'
import { reasonGivenWords, type ReasonGiven } from '#domain/records/absence-asked.ts'
import { contactResultWords } from '#domain/records/contact-note.ts'
import { digitsOf, type Parent } from '#domain/records/parent.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { timeOf } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Session } from '#domain/time/school-session.ts'
import styles from './missing-child.module.css'
import { chosenWay, MorningCallForm, morningCallArgs, waysOf, type MorningOutcome, type Way } from './morning-call.ts'
import type { StandingRow } from './use-morning.ts'

type About = {
  /** How the morning of the child stands; undefined for a child who is asked about for a day before. */
  row: StandingRow | undefined
  day: SchoolDay
  session: Session
  /** Brothers and sisters who are missing too. */
  alsoMissing: readonly Pupil[]
}

/** Whom to ring, with how each was reached before, and one tap for how it ended. Each try is a contact of its own in the child's file. */
export const RingFamily = (about: About) => {
  const { may } = usePupilView()
  // What was just tapped counts at once: the next tap must not be taken for a second try of the same number.
  const [rung, setRung] = useState<readonly string[]>([])
  if (!may('log-contact')) return null
  // A saved form is used up: the next try has a draft and an identity of its own.
  return <OneTry key={rung.length} {...about} rung={rung} onDone={(way) => setRung((before) => [...before, way])} />
}

/** Ways that were tried here just now, and what is done when another one was. */
type Trying = About & { rung: readonly string[]; onDone: (way: string) => void }

const OneTry = (props: Trying) => {
  const { file } = usePupilView()
  const pupilId = file.pupil.record.id
  // Of one session: words that were left on another morning must not be kept as said of this one.
  const draft = useFormDraft(`morning-call/${props.day}/${props.session}`, pupilId, MorningCallForm, () => ({
    actId: crypto.randomUUID(),
    way: '',
    theyRang: false,
    interpreter: 'none' as const,
    words: '',
    children: [pupilId, ...props.alsoMissing.map(({ id }) => id)].map((id, place) => ({
      pupilId: id,
      noteId: crypto.randomUUID(),
      isMeant: place === 0,
    })),
  }))
  return draft === null ? <Skeleton rows={3} label="Opening the form" /> : <TryFields {...props} draft={draft} />
}

const reasons: ReasonGiven[] = ['ill', 'medical-appointment', 'on-the-way', 'thought-at-school', 'other']
const misses = ['no-answer', 'voicemail-left', 'sent', 'number-dead', 'wrong-person'] as const

const TryFields = ({
  row,
  day,
  session,
  alsoMissing,
  rung,
  draft,
  onDone,
}: Trying & { draft: FormDraft<MorningCallForm> }) => {
  const { clock, actor } = useSession()
  const { file, today } = usePupilView()
  const { values: form, change } = draft
  const submitting = useSubmit(draft)
  const say = useToast()
  const pupil = file.pupil.record
  const parents = file.parents.map(({ record }) => record)
  const ways = waysOf(
    parents,
    file.courtOrders.map(({ record }) => record),
  )
  const names = buttonNames(parents)
  const chosen = chosenWay(ways, form.way) ?? nextOf(ways, row, rung)
  const keep = async (outcome: MorningOutcome) => {
    const now = { day: today, time: timeOf(clock()) }
    const side = ownSide(actor, pupil.organisationId)
    const about = { pupils: [pupil, ...alsoMissing], day, session, now, side }
    if (await submitting.submit(logContact, morningCallArgs(form, chosen, outcome, about))) {
      say({ message: `${sayOutcome(outcome)}: kept on this tablet.` })
      onDone(chosen?.key ?? '')
    }
  }
  const { problems, attempt, isSaving, notSaved } = submitting
  return (
    <Card title={day === today ? 'Ring the family' : `Ask about ${sayDay(day, today)}`}>
      <Stack>
        <ErrorSummary problems={problems} attempt={attempt} />
        {notSaved !== null && <NotSaved why={notSaved} words={form.words} />}
        <ShutOut parents={parents} />
        {ways.length === 0 ? (
          <Banner tone="danger" title="Nobody can be rung">
            The school holds nobody whom it may contact. Tell the safeguarding lead.
          </Banner>
        ) : (
          <ChoiceButtons
            id="way"
            label="Whom?"
            choices={ways.map((way) => ({
              value: way.key,
              label: <WayLabel way={way} name={names.get(way.parent.id)} isRung={isRung(way, row, rung)} />,
            }))}
            value={chosen?.key ?? null}
            onChange={(way) => change({ way })}
            error={problemOf(problems, 'way')}
          />
        )}
        {chosen !== undefined && <HowToReach key={chosen.parent.id} parent={chosen.parent} />}
        {chosen?.parent.interpreterNeeded === true && (
          <WhoInterprets
            parent={chosen.parent}
            value={form.interpreter}
            onChange={(interpreter) => change({ interpreter })}
          />
        )}
        {alsoMissing.map((sibling) => (
          <Checkbox
            key={sibling.id}
            label={`Also about ${calledName(sibling)}, who is missing too`}
            isSelected={form.children.some(({ pupilId, isMeant }) => pupilId === sibling.id && isMeant)}
            onChange={(isMeant) =>
              change((now) => ({
                children: now.children.map((child) => (child.pupilId === sibling.id ? { ...child, isMeant } : child)),
              }))
            }
          />
        ))}
        <Checkbox
          label="They rang or wrote to us"
          isSelected={form.theyRang}
          onChange={(theyRang) => change({ theyRang })}
        />
        <Held isHeld={draft.isHeld}>
          <WordsArea
            id="morning-words"
            label="What they said, in their words"
            hint="May be left empty. Ask openly: “Why is … not in today?”"
            rows={2}
            value={form.words}
            onChange={(words) => change({ words })}
            error={problemOf(problems, 'morning-words')}
          />
        </Held>
        <fieldset className={styles.group}>
          <legend>Reached: what is the reason?</legend>
          <div className={styles.outcomes}>
            {reasons.map((reason) => (
              <Button key={reason} isPending={isSaving} onPress={() => void keep({ reached: true, reason })}>
                {reasonGivenWords[reason]}
              </Button>
            ))}
          </div>
        </fieldset>
        <fieldset className={styles.group}>
          <legend>Not reached</legend>
          <div className={styles.outcomes}>
            {misses.map((result) => (
              <Button key={result} isPending={isSaving} onPress={() => void keep({ reached: false, result })}>
                {missWords[result]}
              </Button>
            ))}
          </div>
        </fieldset>
        <Quiet>One tap keeps it as a contact in the child’s file. The register is not changed.</Quiet>
      </Stack>
    </Card>
  )
}

const missWords: Record<(typeof misses)[number], string> = {
  'no-answer': contactResultWords['no-answer'],
  'voicemail-left': contactResultWords['voicemail-left'],
  sent: 'Text sent',
  'number-dead': contactResultWords['number-dead'],
  'wrong-person': contactResultWords['wrong-person'],
}

const sayOutcome = (outcome: MorningOutcome): string =>
  outcome.reached ? reasonGivenWords[outcome.reason] : missWords[outcome.result]

/**
 * The next number that nobody has rung today; when all were rung, the first again; somebody without a number only when nobody has one.
 * Never somebody whom a court's order binds: who rings them has read it and chosen them.
 */
const nextOf = (ways: readonly Way[], row: StandingRow | undefined, rung: readonly string[]): Way | undefined => {
  const free = ways.filter(({ isBound }) => !isBound)
  const numbers = free.filter(({ number }) => number !== null)
  return numbers.find((way) => !isRung(way, row, rung)) ?? numbers[0] ?? free[0]
}

/** Whether this number was rung today, as far as the list knows already or by a tap a moment ago. */
const isRung = ({ key, number }: Way, row: StandingRow | undefined, rung: readonly string[]): boolean =>
  rung.includes(key) ||
  (number !== null &&
    row?.standing.attempts.some(
      ({ means, numberUsed }) =>
        means === 'phone-out' && numberUsed !== null && digitsOf(numberUsed) === digitsOf(number),
    ) === true)

/** Who it is and the end of the number: the whole of it stays behind the safe-contact rule. */
const WayLabel = ({
  way: { number, isBound },
  name,
  isRung: isRungToday,
}: {
  way: Way
  name: string | undefined
  isRung: boolean
}) => (
  <span className={styles.way}>
    <span>{name}</span>
    <small>
      {number === null ? 'no number that works' : `ending ${number.slice(-3)}`}
      {isBound ? ', court order' : ''}
      {isRungToday ? ', rung today' : ''}
    </small>
  </span>
)

/** What to know of the chosen parent before dialling, and then their numbers behind their rule. */
const HowToReach = ({ parent }: { parent: Parent }) => {
  const { file, may } = usePupilView()
  const health = useContactHealth(parent)
  return (
    <Stack gap="tight">
      <ParentTags parent={parent} />
      {health !== null && <ContactHealthLines health={health} />}
      <ParentNumbers
        parent={parent}
        orders={file.courtOrders.map(({ record }) => record)}
        {...(health === null ? {} : { numbers: health.numbers })}
        mayMark={may('mark-phone')}
      />
    </Stack>
  )
}

/** People whom nobody may contact about this child are named, so that nobody looks for their number elsewhere. */
const ShutOut = ({ parents }: { parents: readonly Parent[] }) => {
  const names = buttonNames([...parents])
  const shut = parents.filter(({ doNotContact, notListedSince }) => doNotContact && notListedSince === undefined)
  return shut.length === 0 ? null : (
    <Banner tone="danger">Do not contact {shut.map(({ id }) => names.get(id)).join(', ')} about this child.</Banner>
  )
}
