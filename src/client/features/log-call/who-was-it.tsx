import { drawnFor } from '#client/casework/drawn-for.ts'
import { WordsLine } from '#client/casework/words-field.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { ContactHealthLines, useContactHealth } from '#client/casework/contact-health-lines.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { ParentNumbers } from '#client/casework/parent-numbers.tsx'
import { ParentTags } from '#client/casework/parent-tags.tsx'
import { buttonNames, parentName } from '#client/casework/people-words.ts'
import { WhoInterprets } from '#client/casework/who-interprets.tsx'
import type { Parent } from '#domain/records/parent.ts'
import { CHILD, numberIsBad, SOMEONE_ELSE } from './call-form.ts'
import styles from './log-call.module.css'
import type { PartOfCall } from './part-of-call.ts'

const answers = [
  'who',
  'otherName',
  'otherRelationship',
  'otherIsFamily',
  'numberUsed',
  'numberFailed',
  'result',
  'interpreter',
] as const

const WhoWasItDrawn = ({ form, change, people, problems }: PartOfCall<(typeof answers)[number]>) => {
  const listed = people.parents.filter((parent) => parent.notListedSince === undefined)
  const names = buttonNames(listed)
  const chosen = people.parents.find((parent) => parent.id === form.who)
  const called = people.pupil.preferredForename ?? people.pupil.forename
  const choose = (who: string) => {
    const parent = people.parents.find((one) => one.id === who)
    change((now) => ({
      who,
      numberUsed: firstWorking(parent),
      numberFailed: numberIsBad(now.result) && parent !== undefined,
    }))
  }
  return (
    <Stack>
      <ChoiceButtons
        id="who"
        label="Who was it with?"
        columns={2}
        choices={[
          ...listed.map((parent) => ({
            value: parent.id,
            label: (
              <span className={styles.who}>
                <span>{names.get(parent.id)}</span>
                {parent.doNotContact ? <small>Do not contact</small> : <small>{parentName(parent)}</small>}
              </span>
            ),
          })),
          { value: CHILD, label: called },
          { value: SOMEONE_ELSE, label: 'Someone else' },
        ]}
        value={form.who === '' ? null : form.who}
        onChange={choose}
        error={problemOf(problems, 'who')}
      />
      {form.who === SOMEONE_ELSE && (
        <div className={styles.pair}>
          <WordsLine
            id="other-name"
            label="Their name"
            value={form.otherName}
            onChange={(otherName) => change({ otherName })}
            error={problemOf(problems, 'other-name')}
          />
          <WordsLine
            id="other-relationship"
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
      {chosen !== undefined && <HowToReach key={chosen.id} parent={chosen} />}
      {chosen?.interpreterNeeded === true && (
        <WhoInterprets parent={chosen} value={form.interpreter} onChange={(interpreter) => change({ interpreter })} />
      )}
      {chosen !== undefined && chosen.phones.length > 1 && (
        <SelectField
          label="Number used"
          none="Not a number on this list"
          choices={chosen.phones.map((phone) => ({ value: phone.number, label: endOf(phone.number) }))}
          value={form.numberUsed === '' ? null : form.numberUsed}
          onChange={(number) => change({ numberUsed: number ?? '' })}
        />
      )}
      {chosen !== undefined && form.numberUsed !== '' && numberIsBad(form.result) && (
        <Checkbox
          label={`Mark the number ending ${form.numberUsed.slice(-3)} as not working`}
          isSelected={form.numberFailed}
          onChange={(numberFailed) => change({ numberFailed })}
        />
      )}
    </Stack>
  )
}

/** What to know of the chosen parent before dialling, and then their numbers. */
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

/** The first number that is not marked as failing, as the one that was probably used. */
const firstWorking = (parent: Parent | undefined): string =>
  parent === undefined ? '' : (parent.phones.find((phone) => !phone.failing)?.number ?? parent.phones[0]?.number ?? '')

/** A number told apart by its end: the whole of it stays behind the safe-contact rule. */
const endOf = (number: string): string => `ending ${number.slice(-3)}`

/** Who the contact was with: parents as large buttons, and the numbers of the one who was chosen behind their rule. */
export const WhoWasIt = drawnFor(answers, WhoWasItDrawn)
