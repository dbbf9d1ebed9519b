import { drawnFor } from '#client/casework/drawn-for.ts'
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
  )

/** Brothers and sisters of the household whom one contact was about too: one act, a note in each file. */
export const AlsoAbout = drawnFor(answers, AlsoAboutDrawn)
