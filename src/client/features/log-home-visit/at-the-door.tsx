import { drawnFor } from '#client/casework/drawn-for.ts'
import { WordsLine } from '#client/casework/words-field.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { buttonNames } from '#client/casework/people-words.ts'
import { Banner } from '#client/ui/banner.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Stack } from '#client/ui/page.tsx'
import { accessWords } from '#domain/records/home-visit.ts'
import styles from './log-home-visit.module.css'
import type { PartOfVisit } from './part-of-visit.ts'
import { accessesOf, CHILD_AT_DOOR, NOBODY, SOMEONE_AT_DOOR, withDoor } from './visit-form.ts'

const answers = ['door', 'access', 'otherName', 'otherRelationship'] as const
type Answers = (typeof answers)[number]

const AtTheDoorDrawn = ({ form, change, people, problems }: PartOfVisit<Answers>) => {
  const home = people.parents.filter((parent) => parent.livesWithPupil !== 'no' && parent.notListedSince === undefined)
  const names = buttonNames(home)
  return (
    <Stack>
      <ChoiceButtons
        id="door"
        label="Who came to the door?"
        // Never one button alone on a line.
        columns={(home.length + 3) % 3 === 1 ? 2 : 3}
        choices={[
          ...home.map((parent) => ({ value: parent.id, label: names.get(parent.id) ?? '' })),
          { value: CHILD_AT_DOOR, label: 'A child' },
          { value: SOMEONE_AT_DOOR, label: 'Someone else' },
          { value: NOBODY, label: 'No answer' },
        ]}
        value={form.door === '' ? null : form.door}
        onChange={(door) => change((now) => withDoor(now, door))}
        error={problemOf(problems, 'door')}
      />
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

/** Who came to the door and how it was met: the one thing a visit cannot be saved without. */
export const AtTheDoor = drawnFor(answers, AtTheDoorDrawn)
