import { drawnFor } from '#client/casework/drawn-for.ts'
import { useSession } from '#client/app/session.tsx'
import { readColleaguesOf } from '#client/casework/read-file.ts'
import { useLive } from '#client/store/live.ts'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons, ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { RiskAction, riskActionWords, VisitReason, visitReasonWords } from '#domain/records/home-visit.ts'
import styles from './log-home-visit.module.css'
import type { PartOfVisit } from './part-of-visit.ts'

const answers = ['reason', 'planned', 'forewarned', 'withStaff', 'riskAction'] as const
type Answers = (typeof answers)[number]

const MoreAboutVisitDrawn = ({ form, change, people }: PartOfVisit<Answers>) => {
  const { db, actor } = useSession()
  const { organisationId } = people.pupil
  const colleagues = useLive(() => readColleaguesOf(db, organisationId), [db, organisationId])
  const others = (colleagues ?? []).filter((member) => member.id !== actor.personId && member.role !== 'administrator')
  return (
    <details className={styles.more}>
      <summary>More about this visit</summary>
      <div className={styles.inside}>
        <SelectField
          label="Why the visit"
          none="Not said"
          choices={VisitReason.options.map((value) => ({ value, label: visitReasonWords[value] }))}
          value={form.reason}
          onChange={(reason) => change({ reason })}
        />
        <Stack gap="tight">
          <Checkbox label="It was planned" isSelected={form.planned} onChange={(planned) => change({ planned })} />
          <Checkbox
            label="The family knew we were coming"
            isSelected={form.forewarned}
            onChange={(forewarned) => change({ forewarned })}
          />
        </Stack>
        {others.length > 0 && (
          <ChoiceChecks
            label="Who came with you?"
            columns="auto"
            big={false}
            choices={others.slice(0, 40).map((member) => ({ value: member.id, label: member.name }))}
            value={form.withStaff}
            onChange={(withStaff) => change({ withStaff: withStaff.slice(0, 6) })}
          />
        )}
        <ChoiceButtons
          label="Told at once"
          big={false}
          columns="auto"
          choices={RiskAction.options.map((value) => ({ value, label: riskActionWords[value] }))}
          value={form.riskAction}
          onChange={(riskAction) => change({ riskAction })}
        />
      </div>
    </details>
  )
}

/** What can be written in the car: why, with whom, who was told. */
export const MoreAboutVisit = drawnFor(answers, MoreAboutVisitDrawn)
