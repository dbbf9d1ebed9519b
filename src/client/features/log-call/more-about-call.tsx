import { WordsArea, WordsLine } from '#client/casework/words-field.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons, ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { DateField, TimeField } from '#client/ui/date-field.tsx'
import { Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { blankBarrier, blankPromise } from '#client/casework/heard-and-promised.ts'
import { HeardLines } from '#client/casework/heard-lines.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { ChildSeen, childSeenWords } from '#domain/records/child-seen.ts'
import { Means, meansWords } from '#domain/records/contact-note.ts'
import { relationshipWords } from '#domain/records/parent.ts'
import { calledName } from '#domain/records/pupil.ts'
import { blankChild, CHILD, resultsOf, SOMEONE_ELSE, type ChildOfCall } from './call-form.ts'
import styles from './log-call.module.css'
import type { PartOfCall } from './part-of-call.ts'

/** What a call sometimes needs: the child's words, barriers, promises, brothers and sisters, and when it really was. */
export const MoreAboutCall = ({ form, change, people, problems }: PartOfCall) => (
  <>
    {form.children.map((child) => (
      <AboutChild key={child.pupilId} child={child} form={form} change={change} people={people} problems={problems} />
    ))}
    <details className={styles.more}>
      <summary>More about this contact</summary>
      <div className={styles.inside}>
        <WhenAndHow form={form} change={change} problems={problems} />
        {people.siblings.length > 0 && (
          <ChoiceChecks
            label="Was it about a brother or sister too?"
            hint="The facts go to each child’s file; their own words only to their own."
            columns="auto"
            big={false}
            choices={people.siblings.map((sibling) => ({ value: sibling.id, label: calledName(sibling) }))}
            value={form.children.slice(1).map((child) => child.pupilId)}
            onChange={(ids) =>
              change((now) => ({
                children: [
                  ...now.children.slice(0, 1),
                  ...ids.map(
                    (id) => now.children.find((child) => child.pupilId === id) ?? blankChild(id, crypto.randomUUID()),
                  ),
                ],
              }))
            }
          />
        )}
        <WordsArea
          label="What the family thinks"
          rows={2}
          value={form.familyView}
          onChange={(familyView) => change({ familyView })}
        />
        <WordsArea
          label="What I think"
          hint="Kept apart from the facts."
          rows={2}
          value={form.opinion}
          onChange={(opinion) => change({ opinion })}
        />
        <WordsArea
          label="What the school thinks"
          rows={2}
          value={form.schoolView}
          onChange={(schoolView) => change({ schoolView })}
        />
        <ChoiceButtons
          label="Interpreter"
          big={false}
          columns="auto"
          choices={[
            { value: 'none', label: 'None' },
            { value: 'professional', label: 'Professional' },
            { value: 'family-member', label: 'Family member' },
            { value: 'app', label: 'App' },
          ]}
          value={form.interpreter}
          onChange={(interpreter) => change({ interpreter })}
        />
        <ChoiceButtons
          label="Safeguarding"
          hint="A reference only; the concern itself belongs in the safeguarding system."
          big={false}
          columns="auto"
          choices={[
            { value: 'none', label: 'No concern' },
            { value: 'logged', label: 'Concern logged' },
            { value: 'dsl-told', label: 'Safeguarding lead told' },
          ]}
          value={form.safeguardingConcern}
          onChange={(safeguardingConcern) => change({ safeguardingConcern })}
        />
        {form.safeguardingConcern !== 'none' && (
          <WordsLine
            label="Reference in the safeguarding system"
            value={form.safeguardingReference}
            onChange={(safeguardingReference) => change({ safeguardingReference })}
          />
        )}
        <ChoiceButtons
          label="Warning given"
          big={false}
          columns="auto"
          choices={[
            { value: 'none', label: 'None' },
            { value: 'informal', label: 'Informal' },
            { value: 'notice-to-improve', label: 'Notice to improve' },
            { value: 'legal', label: 'Legal' },
          ]}
          value={form.warningGiven}
          onChange={(warningGiven) => change({ warningGiven })}
        />
        <Stack gap="tight">
          <Checkbox
            label="This was good news"
            isSelected={form.positive}
            onChange={(positive) => change({ positive })}
          />
          <Checkbox
            label="Do not say who told us"
            isSelected={form.confidentialSource}
            onChange={(confidentialSource) => change({ confidentialSource })}
          />
        </Stack>
      </div>
    </details>
  </>
)

const WhenAndHow = ({ form, change, problems }: Pick<PartOfCall, 'form' | 'change' | 'problems'>) => (
  <>
    <SelectField
      label="Kind of contact"
      choices={Means.options.map((value) => ({ value, label: meansWords[value] }))}
      value={form.means}
      onChange={(means) => {
        if (means === null) return
        const results = resultsOf(means)
        const only = results.length === 1 ? (results[0] ?? null) : null
        change({ means, result: form.result !== null && results.includes(form.result) ? form.result : only })
      }}
    />
    <div className={styles.pair}>
      <DateField
        id="day"
        label="Day"
        hint="Change it for something done earlier."
        value={form.happenedOn}
        onChange={(happenedOn) => change({ happenedOn, happenedAt: '' })}
        error={problemOf(problems, 'day')}
      />
      <TimeField
        label="Time"
        hint="Leave empty if you do not know."
        value={form.happenedAt}
        onChange={(happenedAt) => change({ happenedAt })}
      />
    </div>
  </>
)

const AboutChild = ({ child, form, change, people, problems }: PartOfCall & { child: ChildOfCall }) => {
  const { mine } = usePupilView()
  const pupil = [people.pupil, ...people.siblings].find((one) => one.id === child.pupilId)
  const called = pupil === undefined ? 'The child' : (pupil.preferredForename ?? pupil.forename)
  const put = (part: (now: ChildOfCall) => Partial<ChildOfCall>) =>
    change((now) => ({
      children: now.children.map((one) => (one.pupilId === child.pupilId ? { ...one, ...part(one) } : one)),
    }))
  const parent = people.parents.find((one) => one.id === form.who)
  const spokeTo =
    parent === undefined
      ? form.who === SOMEONE_ELSE
        ? form.otherRelationship
        : called
      : relationshipWords[parent.relationship]
  return (
    <section className={styles.child} aria-label={`About ${called}`}>
      {form.children.length > 1 && <h2>{called}</h2>}
      <WordsArea
        label={`${called}’s own words`}
        hint="Only if you spoke. As said."
        rows={2}
        value={child.childWords}
        onChange={(childWords) => put(() => ({ childWords }))}
      />
      {form.means !== 'phone-out' && form.means !== 'phone-in' && (
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
          blankBarrier(crypto.randomUUID(), form.who === CHILD ? 'child' : parent === undefined ? 'officer' : 'parent')
        }
        newPromise={() => blankPromise(crypto.randomUUID(), form.who === '' ? '' : spokeTo, mine, form.happenedOn)}
        problems={problems}
      />
    </section>
  )
}
