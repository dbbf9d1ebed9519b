import { drawnFor } from '#client/casework/drawn-for.ts'
import { EscalationLines } from '#client/casework/escalation-lines.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { useEscalation } from '#client/casework/use-escalation.ts'
import { WordsArea } from '#client/casework/words-field.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Stack } from '#client/ui/page.tsx'
import { afterVisit } from '#domain/casework/after-contact.ts'
import { sawChild } from '#domain/records/child-seen.ts'
import { sayEscalation } from '#domain/today/escalation-due.ts'
import type { PartOfVisit } from './part-of-visit.ts'

const answers = ['cardLeft', 'saw'] as const
type Answers = (typeof answers)[number]

const NoAnswerDrawn = ({ form, change }: PartOfVisit<Answers>) => (
  <Stack>
    <Checkbox label="I left a card" isSelected={form.cardLeft} onChange={(cardLeft) => change({ cardLeft })} />
    <WordsArea
      big
      label="What I saw from the street"
      hint="Curtains, lights, post, a car, sounds. Facts only."
      placeholder="Tap, or use the keyboard’s microphone"
      rows={2}
      value={form.saw}
      onChange={(saw) => change({ saw })}
    />
  </Stack>
)

/** Nobody answered: a card left, and what could be seen without going in. */
export const NoAnswer = drawnFor(answers, NoAnswerDrawn)

const dueAnswers = ['riskAction', 'happenedOn', 'children'] as const

type WhatIsDueProps = PartOfVisit<(typeof dueAnswers)[number]> & {
  /** Saves the visit and opens the form at this address. */
  onSaveAndOpen: (address: string) => void
  isSaving: boolean
}

const WhatIsDueDrawn = ({ form, change, onSaveAndOpen, isSaving }: WhatIsDueProps) => {
  const { file, today } = usePupilView()
  const absenceCase = file.openCase?.record ?? null
  const happenedOn = form.happenedOn === '' ? today : form.happenedOn
  const isTold = form.riskAction !== 'none'
  const seen = form.children[0]?.seen ?? 'not-seen'
  const escalation = useEscalation(
    absenceCase === null
      ? null
      : afterVisit(absenceCase, happenedOn, { answered: false, childSeen: sawChild(seen), isTold }),
  )
  if (escalation === null) return null
  const called = file.pupil.record.preferredForename ?? file.pupil.record.forename
  const isGrave = escalation.inARow > 1
  return (
    <Banner tone={isGrave ? 'danger' : 'due'} title={isGrave ? 'What is due now' : 'What is next'}>
      <Stack>
        <p>{sayEscalation(escalation, called, today)}</p>
        {isGrave && (
          <Checkbox
            label="I have told the safeguarding lead"
            isSelected={isTold}
            onChange={(told) => change({ riskAction: told ? 'dsl' : 'none' })}
          />
        )}
        <EscalationLines escalation={escalation} onOpen={onSaveAndOpen} isBusy={isSaving} />
      </Stack>
    </Banner>
  )
}

/** What this visit makes due, by the same rule as Today and the file: each is one press that saves the visit first. */
export const WhatIsDue = drawnFor(dueAnswers, WhatIsDueDrawn)
