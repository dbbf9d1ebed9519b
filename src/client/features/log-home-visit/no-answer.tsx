import { drawnFor } from '#client/casework/drawn-for.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Stack } from '#client/ui/page.tsx'
import { saySchoolDays } from '#domain/time/day-words.ts'
import { schoolDaysFrom } from '#domain/time/school-calendar.ts'
import type { PartOfVisit } from './part-of-visit.ts'

/** From this many visits in a row without an answer the safeguarding lead is to be told. */
const TELL_AT = 3

const answers = ['cardLeft', 'riskAction'] as const
type Answers = (typeof answers)[number]

const NoAnswerDrawn = ({ form, change }: PartOfVisit<Answers>) => {
  const { file, today, calendar } = usePupilView()
  const absenceCase = file.openCase?.record ?? null
  const inARow = (absenceCase?.failedVisits ?? 0) + 1
  const unseen =
    absenceCase === null ? 0 : schoolDaysFrom(absenceCase.lastSeenOn ?? absenceCase.openedOn, today, calendar)
  const called = file.pupil.record.preferredForename ?? file.pupil.record.forename
  const tell = inARow >= TELL_AT
  return (
    <Stack>
      <Checkbox label="I left a card" isSelected={form.cardLeft} onChange={(cardLeft) => change({ cardLeft })} />
      {(inARow > 1 || unseen > 0) && (
        <Banner tone={tell ? 'danger' : 'due'}>
          <p>
            {inARow > 1 && `This makes ${inARow} visits in a row with no answer. `}
            {unseen > 0 && `Nobody has noted seeing ${called} for ${saySchoolDays(unseen)}.`}
          </p>
          {tell && <p>Tell the safeguarding lead today.</p>}
        </Banner>
      )}
      {tell && (
        <Checkbox
          label="I have told the safeguarding lead"
          isSelected={form.riskAction === 'dsl'}
          onChange={(isTold) => change({ riskAction: isTold ? 'dsl' : 'none' })}
        />
      )}
    </Stack>
  )
}

/** Nobody answered: a card left, how many visits in a row that makes, how long nobody has noted seeing the child. */
export const NoAnswer = drawnFor(answers, NoAnswerDrawn)
