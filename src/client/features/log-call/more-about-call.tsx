import { drawnFor } from '#client/casework/drawn-for.ts'
import { WordsArea, WordsLine } from '#client/casework/words-field.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons, ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { DateField, TimeField } from '#client/ui/date-field.tsx'
import { Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { Means, meansWords } from '#domain/records/contact-note.ts'
import { calledName } from '#domain/records/pupil.ts'
import { blankChild, resultsOf } from './call-form.ts'
import styles from './log-call.module.css'
import type { PartOfCall } from './part-of-call.ts'

const answers = [
  'means',
  'result',
  'happenedOn',
  'happenedAt',
  'children',
  'familyView',
  'opinion',
  'schoolView',
  'interpreter',
  'safeguardingConcern',
  'safeguardingReference',
  'warningGiven',
  'positive',
  'confidentialSource',
] as const
type Answers = (typeof answers)[number]

const MoreAboutCallDrawn = ({ form, change, people, problems }: PartOfCall<Answers>) => (
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
        <Checkbox label="This was good news" isSelected={form.positive} onChange={(positive) => change({ positive })} />
        <Checkbox
          label="Do not say who told us"
          isSelected={form.confidentialSource}
          onChange={(confidentialSource) => change({ confidentialSource })}
        />
      </Stack>
    </div>
  </details>
)

const WhenAndHow = ({
  form,
  change,
  problems,
}: Pick<PartOfCall<'means' | 'result' | 'happenedOn' | 'happenedAt'>, 'form' | 'change' | 'problems'>) => (
  <>
    <SelectField
      label="Kind of contact"
      choices={Means.options.map((value) => ({ value, label: meansWords[value] }))}
      value={form.means}
      onChange={(means) => {
        if (means === null) return
        const results = resultsOf(means)
        const only = results.length === 1 ? (results[0] ?? null) : null
        change((now) => ({ means, result: now.result !== null && results.includes(now.result) ? now.result : only }))
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

/** What a contact sometimes needs: another kind of contact, when it really was, brothers and sisters, and who thinks what. */
export const MoreAboutCall = drawnFor(answers, MoreAboutCallDrawn)
