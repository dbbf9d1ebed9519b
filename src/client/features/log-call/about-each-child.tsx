import { memo } from 'react'
import { drawnFor } from '#client/casework/drawn-for.ts'
import { blankBarrier, blankPromise } from '#client/casework/heard-and-promised.ts'
import { HeardLines } from '#client/casework/heard-lines.tsx'
import { meantOf } from '#client/casework/meant-children.ts'
import { OwnWordsLink } from '#client/casework/own-words-link.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { WordsArea } from '#client/casework/words-field.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { ChildSeen, childSeenWords } from '#domain/records/child-seen.ts'
import type { Means } from '#domain/records/contact-note.ts'
import { relationshipWords } from '#domain/records/parent.ts'
import { CHILD, SOMEONE_ELSE, type ChildOfCall } from './call-form.ts'
import styles from './log-call.module.css'
import type { PartOfCall } from './part-of-call.ts'

const answers = ['children', 'who', 'otherRelationship', 'means', 'happenedOn'] as const

const AboutEachChildDrawn = ({ form, ...part }: PartOfCall<(typeof answers)[number]>) => {
  const { children: all, ...contact } = form
  const children = meantOf(all)
  return children.map((child) => (
    <AboutChild key={child.pupilId} child={child} isOneOfMany={children.length > 1} {...contact} {...part} />
  ))
}

type OneChild = Omit<PartOfCall, 'form'> & {
  child: ChildOfCall
  isOneOfMany: boolean
  who: string
  otherRelationship: string
  means: Means
  happenedOn: string
}

/** Drawn again only when something about this child has changed. */
const AboutChild = memo(function AboutChild(props: OneChild) {
  const { child, isOneOfMany, who, otherRelationship, means, happenedOn, change, people, problems } = props
  const { mine } = usePupilView()
  const pupil = [people.pupil, ...people.siblings].find((one) => one.id === child.pupilId)
  const called = pupil === undefined ? 'The child' : (pupil.preferredForename ?? pupil.forename)
  const put = (part: (now: ChildOfCall) => Partial<ChildOfCall>) =>
    change((now) => ({
      children: now.children.map((one) => (one.pupilId === child.pupilId ? { ...one, ...part(one) } : one)),
    }))
  const parent = people.parents.find((one) => one.id === who)
  const spokeTo =
    parent === undefined ? (who === SOMEONE_ELSE ? otherRelationship : called) : relationshipWords[parent.relationship]
  return (
    <section className={styles.child} aria-label={`About ${called}`}>
      {isOneOfMany && <h2>{called}</h2>}
      <WordsArea
        label={`${called}’s own words`}
        hint="Only if you spoke. As said."
        rows={2}
        value={child.childWords}
        onChange={(childWords) => put(() => ({ childWords }))}
      />
      <OwnWordsLink pupilId={child.pupilId} called={called} from="log-call" fromPupilId={people.pupil.id} />
      {means !== 'phone-out' && means !== 'phone-in' && (
        <ChoiceButtons
          label={`Did you see ${called}?`}
          big={false}
          columns="auto"
          choices={ChildSeen.options.map((value) => ({ value, label: childSeenWords[value] }))}
          value={child.seen}
          onChange={(seen) => put(() => ({ seen }))}
        />
      )}
      <HeardLines
        child={called}
        barriers={child.barriers}
        promises={child.promises}
        onBarriers={(next) => put((now) => ({ barriers: next(now.barriers) }))}
        onPromises={(next) => put((now) => ({ promises: next(now.promises) }))}
        newBarrier={() =>
          blankBarrier(crypto.randomUUID(), who === CHILD ? 'child' : parent === undefined ? 'officer' : 'parent')
        }
        newPromise={() => blankPromise(crypto.randomUUID(), who === '' ? '' : spokeTo, mine, happenedOn)}
        problems={problems}
      />
    </section>
  )
})

/** Each child's own words, and what was heard and promised about them. */
export const AboutEachChild = drawnFor(answers, AboutEachChildDrawn)
