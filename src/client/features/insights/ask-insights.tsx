import { SelectField } from '#client/ui/select-field.tsx'
import { spanNames, saySpan } from '#domain/insights/absence-span.ts'
import {
  groupings,
  groupsOf,
  ownGroupingsOf,
  sayGroup,
  sayGrouping,
  type GroupName,
} from '#domain/insights/grouping.ts'
import { useAskedOfInsights } from './asked-of-insights.ts'
import styles from './insights.module.css'
import type { Insights } from './use-insights.ts'

const EVERYBODY = 'everybody'

/** Whose attendance, when, and beside whom: in words, each its own list. */
export const AskInsights = ({ insights: { schools, school, pupils, today } }: { insights: Insights }) => {
  const { span, who, by, ask } = useAskedOfInsights()
  const all = [...groupings, ...ownGroupingsOf(pupils)]
  const groups: GroupName[] = all.flatMap((grouping) => groupsOf(grouping, pupils))
  return (
    <div className={styles.asked}>
      {schools.length > 1 && (
        <SelectField
          label="School"
          choices={schools.map(({ id, name }) => ({ value: id, label: name }))}
          value={school.id}
          onChange={(schoolId) =>
            ask({ schoolId, who: null, band: null, ...(by.startsWith('own:') && { by: 'year' }) })
          }
        />
      )}
      <SelectField
        label="Whose attendance"
        choices={[
          { value: EVERYBODY, label: 'Everybody' },
          ...groups.map((group) => ({ value: nameOf(group), label: sayGroup(group) })),
        ]}
        value={who === null ? EVERYBODY : nameOf(who)}
        onChange={(name) => {
          const chosen = groups.find((group) => nameOf(group) === name) ?? null
          // Told apart by what they have in common they would be one group.
          const isOne = chosen !== null && chosen.grouping === by
          ask({ who: chosen, band: null, ...(isOne && { by: by === 'class' ? 'free-school-meals' : 'class' }) })
        }}
      />
      <SelectField
        label="When"
        choices={spanNames.map((value) => ({ value, label: sentenceCase(saySpan(value, today)) }))}
        value={span}
        onChange={(value) => value !== null && ask({ span: value })}
      />
      <SelectField
        label="Tell them apart by"
        choices={all.map((value) => ({ value, label: sayGrouping(value) }))}
        value={by}
        onChange={(value) => value !== null && ask({ by: value })}
      />
    </div>
  )
}

const nameOf = ({ grouping, key }: GroupName): string => `${grouping} ${key}`

const sentenceCase = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
