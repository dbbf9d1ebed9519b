import { memo } from 'react'
import { drawnFor } from '#client/casework/drawn-for.ts'
import { WordsArea } from '#client/casework/words-field.tsx'
import { blankBarrier, blankPromise } from '#client/casework/heard-and-promised.ts'
import { HeardLines } from '#client/casework/heard-lines.tsx'
import { meantOf, withTicked } from '#client/casework/meant-children.ts'
import { OwnWordsLink } from '#client/casework/own-words-link.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { ChoiceButtons, ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { ChildSeen, childSeenWords } from '#domain/records/child-seen.ts'
import { relationshipWords } from '#domain/records/parent.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import styles from './log-home-visit.module.css'
import type { PartOfVisit } from './part-of-visit.ts'
import { blankChild, type ChildOfVisit } from './visit-form.ts'
import { childWhoCame } from './who-came.ts'

const nameOf = (pupil: Pupil | undefined): string => pupil?.preferredForename ?? pupil?.forename ?? 'The child'

const answers = ['children', 'door', 'childAtDoor', 'happenedOn'] as const
type Answers = (typeof answers)[number]

const AboutEachChildDrawn = (part: PartOfVisit<Answers> & { isShort: boolean }) => {
  const { form, change, people, problems, isShort } = part
  const children = meantOf(form.children)
  return (
    <>
      {people.siblings.length > 0 && (
        <ChoiceChecks
          label="Was it about a brother or sister too?"
          hint="What was seen goes to each child’s file; their own words and private lines only to their own."
          columns={3}
          choices={people.siblings.map((pupil) => ({ value: pupil.id, label: nameOf(pupil) }))}
          value={children.slice(1).map((child) => child.pupilId)}
          onChange={(ids) =>
            change((now) => ({
              children: withTicked(now.children, ids, (id) => blankChild(id, crypto.randomUUID())),
            }))
          }
        />
      )}
      {children.map((child) => (
        <AboutChild
          key={child.pupilId}
          child={child}
          isOneOfMany={children.length > 1}
          door={form.door}
          came={childWhoCame(form, people)}
          happenedOn={form.happenedOn}
          change={change}
          people={people}
          problems={problems}
          isShort={isShort}
        />
      ))}
    </>
  )
}

type OneChild = Omit<PartOfVisit, 'form'> & {
  child: ChildOfVisit
  isOneOfMany: boolean
  door: string
  /** The child who came to the door, where it was one whom this tablet knows. */
  came: Pupil | null
  happenedOn: string
  isShort: boolean
}

/** Drawn again only when something about this child has changed. */
const AboutChild = memo(function AboutChild(props: OneChild) {
  const { child, isOneOfMany, door, came, happenedOn, change, people, problems, isShort } = props
  const { mine } = usePupilView()
  const called = nameOf([people.pupil, ...people.siblings].find((pupil) => pupil.id === child.pupilId))
  const put = (part: (now: ChildOfVisit) => Partial<ChildOfVisit>) =>
    change((now) => ({
      children: now.children.map((one) => (one.pupilId === child.pupilId ? { ...one, ...part(one) } : one)),
    }))
  const parent = people.parents.find((one) => one.id === door)
  const promisedTo = parent === undefined ? (came === null ? '' : nameOf(came)) : relationshipWords[parent.relationship]
  return (
    <section className={styles.child} aria-label={`About ${called}`}>
      {isOneOfMany && <h2>{called}</h2>}
      <ChoiceButtons
        label={`Did you see ${called}?`}
        hint="Counts as not seen until you say."
        columns={2}
        choices={ChildSeen.options.map((value) => ({ value, label: childSeenWords[value] }))}
        value={child.seen}
        onChange={(seen) => put(() => ({ seen }))}
      />
      {(!isShort || child.childWords !== '') && (
        <WordsArea
          big
          label={`${called}’s words`}
          placeholder="As said"
          rows={2}
          value={child.childWords}
          onChange={(childWords) => put(() => ({ childWords }))}
        />
      )}
      {!isShort && (
        <OwnWordsLink pupilId={child.pupilId} called={called} from="log-home-visit" fromPupilId={people.pupil.id} />
      )}
      {(isOneOfMany || people.siblings.length > 0) && (
        <WordsArea
          label={`Only for ${called}’s file`}
          hint="Facts that a brother’s or sister’s file must not hold."
          rows={2}
          value={child.privateLines}
          onChange={(privateLines) => put(() => ({ privateLines }))}
        />
      )}
      <HeardLines
        child={called}
        barriers={child.barriers}
        promises={child.promises}
        onBarriers={(next) => put((now) => ({ barriers: next(now.barriers) }))}
        onPromises={(next) => put((now) => ({ promises: next(now.promises) }))}
        newBarrier={() =>
          blankBarrier(
            crypto.randomUUID(),
            parent === undefined ? (came?.id === child.pupilId ? 'child' : 'officer') : 'parent',
          )
        }
        newPromise={() => blankPromise(crypto.randomUUID(), promisedTo, mine, happenedOn)}
        problems={problems}
      />
    </section>
  )
})

/** What each child was seen to be, said, and what only that child's file may hold. */
export const AboutEachChild = drawnFor(answers, AboutEachChildDrawn)
