import { drawnFor } from '#client/casework/drawn-for.ts'
import { meantOf, withTicked } from '#client/casework/meant-children.ts'
import { ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { calledName } from '#domain/records/pupil.ts'
import { blankChild } from './call-form.ts'
import type { PartOfCall } from './part-of-call.ts'

const answers = ['children'] as const

const AlsoAboutDrawn = ({ form, change, people }: PartOfCall<(typeof answers)[number]>) =>
  people.siblings.length === 0 ? null : (
    <ChoiceChecks
      label="Was it about a brother or sister too?"
      hint="The facts go to each child’s file; their own words only to their own."
      columns="auto"
      big={false}
      choices={people.siblings.map((sibling) => ({ value: sibling.id, label: calledName(sibling) }))}
      value={meantOf(form.children)
        .slice(1)
        .map((child) => child.pupilId)}
      onChange={(ids) =>
        change((now) => ({
          children: withTicked(now.children, ids, (id) => blankChild(id, crypto.randomUUID())),
        }))
      }
    />
  )

/** Brothers and sisters of the household whom one contact was about too: one act, a note in each file. */
export const AlsoAbout = drawnFor(answers, AlsoAboutDrawn)
