import { Languages } from 'lucide-react'
import { drawnFor } from '#client/casework/drawn-for.ts'
import { ParentTags } from '#client/casework/parent-tags.tsx'
import { WhoInterprets } from '#client/casework/who-interprets.tsx'
import { WordsLine } from '#client/casework/words-field.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { buttonNames } from '#client/casework/people-words.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Stack } from '#client/ui/page.tsx'
import type { Parent } from '#domain/records/parent.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { accessWords } from '#domain/records/home-visit.ts'
import styles from './log-home-visit.module.css'
import type { PartOfVisit } from './part-of-visit.ts'
import { accessesOf, withDoor } from './visit-form.ts'
import { ANOTHER_CHILD, CHILD_AT_DOOR, NOBODY, SOMEONE_AT_DOOR } from './who-came.ts'

const answers = [
  'door',
  'childAtDoor',
  'access',
  'otherName',
  'otherRelationship',
  'otherIsFamily',
  'interpreter',
] as const
type Answers = (typeof answers)[number]

const AtTheDoorDrawn = ({ form, change, people, problems }: PartOfVisit<Answers>) => {
  const home = people.parents.filter((parent) => parent.livesWithPupil !== 'no' && parent.notListedSince === undefined)
  const names = buttonNames(home)
  const atDoor = people.parents.find(({ id }) => id === form.door)
  const speaking = home.filter(({ language, interpreterNeeded }) => interpreterNeeded || isOther(language))
  return (
    <Stack>
      {atDoor === undefined && speaking.length > 0 && (
        <Banner tone="notice" icon={<Languages aria-hidden size={22} />}>
          {speaking.map((parent) => sayLanguage(parent, names.get(parent.id) ?? '')).join(' ')}
        </Banner>
      )}
      <ChoiceButtons
        id="door"
        label="Who came to the door?"
        // Never one button alone on a line.
        columns={(home.length + 3) % 3 === 1 ? 2 : 3}
        choices={[
          ...home.map((parent) => ({ value: parent.id, label: names.get(parent.id) ?? '' })),
          // A button that does not say which child must not be kept as if it had.
          { value: CHILD_AT_DOOR, label: people.siblings.length === 0 ? firstName(people.pupil) : 'A child' },
          { value: SOMEONE_AT_DOOR, label: 'Someone else' },
          { value: NOBODY, label: 'No answer' },
        ]}
        value={form.door === '' ? null : form.door}
        onChange={(door) => change((now) => withDoor(now, door))}
        error={problemOf(problems, 'door')}
      />
      {atDoor !== undefined && <ParentTags parent={atDoor} />}
      {atDoor?.interpreterNeeded === true && (
        <WhoInterprets parent={atDoor} value={form.interpreter} onChange={(interpreter) => change({ interpreter })} />
      )}
      {form.door === CHILD_AT_DOOR && people.siblings.length > 0 && (
        <ChoiceButtons
          label="Which child?"
          columns={3}
          choices={[
            ...[people.pupil, ...people.siblings].map((child) => ({ value: child.id, label: firstName(child) })),
            { value: ANOTHER_CHILD, label: 'Another child' },
          ]}
          value={form.childAtDoor === '' ? null : form.childAtDoor}
          onChange={(childAtDoor) => change({ childAtDoor })}
        />
      )}
      {form.door === CHILD_AT_DOOR && (
        <Banner tone="due">
          If no parent or carer is in, do not go in unless the child is at risk. Leave your name, and tell the
          safeguarding lead.
        </Banner>
      )}
      {form.door === SOMEONE_AT_DOOR && (
        <div className={styles.pair}>
          <WordsLine label="Their name" value={form.otherName} onChange={(otherName) => change({ otherName })} />
          <WordsLine
            label="Who they are to the child"
            value={form.otherRelationship}
            onChange={(otherRelationship) => change({ otherRelationship })}
          />
          <Checkbox
            label="They are family, or care for the child"
            isSelected={form.otherIsFamily}
            onChange={(otherIsFamily) => change({ otherIsFamily })}
          />
        </div>
      )}
      {form.door !== '' && (
        <ChoiceButtons
          label={form.door === NOBODY ? 'What did you find?' : 'How far did you get?'}
          columns={form.door === NOBODY ? 1 : 3}
          choices={accessesOf(form.door).map((value) => ({ value, label: accessWords[value] }))}
          value={form.access}
          onChange={(access) => change({ access })}
        />
      )}
    </Stack>
  )
}

const firstName = ({ preferredForename, forename }: Pupil): string => preferredForename ?? forename

const isOther = (language: string | null): boolean => language !== null && language !== '' && language !== 'English'

/** `Mum speaks Bengali and needs an interpreter.` */
const sayLanguage = ({ language, interpreterNeeded }: Parent, who: string): string => {
  const speaks = isOther(language) ? `speaks ${language ?? ''}` : ''
  const needs = interpreterNeeded ? 'needs an interpreter' : ''
  return `${who} ${[speaks, needs].filter((part) => part !== '').join(' and ')}.`
}

/** Who came to the door and how it was met: the one thing a visit cannot be saved without. */
export const AtTheDoor = drawnFor(answers, AtTheDoorDrawn)
