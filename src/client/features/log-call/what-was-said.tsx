import { drawnFor } from '#client/casework/drawn-for.ts'
import { problemOf } from '#client/casework/form-page.tsx'
import { WordsArea } from '#client/casework/words-field.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Stack } from '#client/ui/page.tsx'
import { contactResultWords, meansWords, reached } from '#domain/records/contact-note.ts'
import { numberIsBad, resultsOf } from './call-form.ts'
import type { PartOfCall } from './part-of-call.ts'

const endAnswers = ['means', 'result'] as const

const HowItEndedDrawn = ({ form, change, problems }: PartOfCall<(typeof endAnswers)[number]>) => {
  const isCall = form.means === 'phone-out' || form.means === 'phone-in'
  return (
    <ChoiceButtons
      id="result"
      label={isCall ? 'How did it end?' : `How did it end? ${meansWords[form.means]}`}
      columns={3}
      choices={resultsOf(form.means).map((value) => ({ value, label: contactResultWords[value] }))}
      value={form.result}
      onChange={(result) => change({ result, numberFailed: numberIsBad(result) })}
      error={problemOf(problems, 'result')}
    />
  )
}

/** How the contact ended: large buttons, the likeliest first. */
export const HowItEnded = drawnFor(endAnswers, HowItEndedDrawn)

const saidAnswers = ['result', 'facts', 'positive'] as const

const WhatWasSaidDrawn = ({ form, change, problems }: PartOfCall<(typeof saidAnswers)[number]>) => {
  const wasReached = form.result === null || reached(form.result)
  return (
    <Stack gap="tight">
      <WordsArea
        id="facts"
        big
        label={wasReached ? 'What was said' : 'Anything to add'}
        hint={wasReached ? 'Facts, in one sentence or more.' : 'Can stay empty when nobody was reached.'}
        value={form.facts}
        onChange={(facts) => change({ facts })}
        error={problemOf(problems, 'facts')}
      />
      <Checkbox label="This was good news" isSelected={form.positive} onChange={(positive) => change({ positive })} />
    </Stack>
  )
}

/** The one sentence that a contact needs when somebody was reached, and whether it was good news: that counts as contact too. */
export const WhatWasSaid = drawnFor(saidAnswers, WhatWasSaidDrawn)
