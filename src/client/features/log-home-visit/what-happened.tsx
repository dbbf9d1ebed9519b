import { drawnFor } from '#client/casework/drawn-for.ts'
import { WordsArea } from '#client/casework/words-field.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { visitOutcomeWords } from '#domain/records/home-visit.ts'
import type { PartOfVisit } from './part-of-visit.ts'
import { outcomesOf } from './visit-form.ts'

const answers = ['door', 'saw', 'familyWords', 'thinks', 'outcome', 'nextStep'] as const
type Answers = (typeof answers)[number]

const WhatHappenedDrawn = ({ form, change, isShort }: PartOfVisit<Answers> & { isShort: boolean }) => (
  <>
    {!isShort && (
      <WordsArea
        big
        label="What I saw"
        hint="Facts only."
        placeholder="Tap, or use the keyboard’s microphone"
        rows={2}
        value={form.saw}
        onChange={(saw) => change({ saw })}
      />
    )}
    {(!isShort || form.familyWords !== '') && (
      <WordsArea
        big
        label="What the adults said"
        placeholder="As said"
        rows={2}
        value={form.familyWords}
        onChange={(familyWords) => change({ familyWords })}
      />
    )}
    <WordsArea
      big
      label="What I think"
      hint="Kept apart from the facts."
      rows={2}
      value={form.thinks}
      onChange={(thinks) => change({ thinks })}
    />
    <ChoiceButtons
      label="How did it end?"
      columns={2}
      choices={outcomesOf(form.door).map((value) => ({ value, label: visitOutcomeWords[value] }))}
      value={form.outcome}
      onChange={(outcome) => change({ outcome })}
    />
    <WordsArea big label="Next step" rows={2} value={form.nextStep} onChange={(nextStep) => change({ nextStep })} />
  </>
)

/** What was seen, said and thought, kept apart, and what comes next. */
export const WhatHappened = drawnFor(answers, WhatHappenedDrawn)
