import { drawnFor } from '#client/casework/drawn-for.ts'
import { WhoInterprets } from '#client/casework/who-interprets.tsx'
import { WordsArea, WordsLine } from '#client/casework/words-field.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Means, meansWords, safeguardingConcernWords } from '#domain/records/contact-note.ts'
import { resultsOf } from './call-form.ts'
import styles from './log-call.module.css'
import type { PartOfCall } from './part-of-call.ts'

const answers = [
  'who',
  'means',
  'result',
  'familyView',
  'opinion',
  'schoolView',
  'interpreter',
  'safeguardingConcern',
  'safeguardingReference',
  'warningGiven',
  'confidentialSource',
] as const
type Answers = (typeof answers)[number]

const concerns = (['none', 'logged', 'dsl-told'] as const).map((value) => ({
  value,
  label: safeguardingConcernWords[value],
}))

const MoreAboutCallDrawn = ({ form, change, people }: PartOfCall<Answers>) => {
  // Asked beside the parent who needs one, where it cannot be missed.
  const asksAbove = people.parents.some(({ id, interpreterNeeded }) => id === form.who && interpreterNeeded)
  return (
    <details className={styles.more}>
      <summary>More about this contact</summary>
      <div className={styles.inside}>
        <KindOfContact form={form} change={change} />
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
        {!asksAbove && (
          <WhoInterprets parent={null} value={form.interpreter} onChange={(interpreter) => change({ interpreter })} />
        )}
        <ChoiceButtons
          label="Safeguarding"
          hint="A reference only; the concern itself belongs in the safeguarding system."
          big={false}
          columns="auto"
          choices={concerns}
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
            label="Do not say who told us"
            isSelected={form.confidentialSource}
            onChange={(confidentialSource) => change({ confidentialSource })}
          />
        </Stack>
      </div>
    </details>
  )
}

const KindOfContact = ({ form, change }: Pick<PartOfCall<'means' | 'result'>, 'form' | 'change'>) => (
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
)

/** What a contact sometimes needs: another kind of contact, who thinks what, an interpreter, a warning, a concern. */
export const MoreAboutCall = drawnFor(answers, MoreAboutCallDrawn)
