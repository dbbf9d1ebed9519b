import { usePupilView } from '#client/casework/pupil-view.tsx'
import { sayInstant } from '#client/casework/day-words.ts'
import { sayWhoFirst } from '#client/casework/people-words.ts'
import { WordsArea } from '#client/casework/words-field.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Row, Stack } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/quote.tsx'
import type { AskedPart } from './finish-form.ts'

/** Names the box by which words go beside a colleague's, for the summary of problems. */
export const keptId = (field: AskedPart['field']): string => `${field}-kept`

type AskedPartFieldProps = {
  part: AskedPart
  onWords: (words: string) => void
  onKept: (isKept: boolean) => void
  onThrowAway: () => void
  error: string | undefined
  undecided: string | undefined
}

/**
 * One part of a note to finish. Where a colleague's words for it came in while it was typed, theirs stand above: what was begun is
 * neither saved unseen nor lost, and its author says which it shall be. The field stays the same one under the typing hand.
 */
export const AskedPartField = ({ part, onWords, onKept, onThrowAway, error, undecided }: AskedPartFieldProps) => {
  const { field, label, hint, words, isKept, meanwhile } = part
  const isTaken = meanwhile.length > 0
  return (
    <Stack>
      {isTaken && <WrittenMeanwhile label={label} amendments={meanwhile} />}
      <WordsArea
        key="words"
        id={field}
        big
        label={isTaken ? `You had begun: ${label}` : label}
        {...(hint === undefined ? {} : { hint })}
        rows={2}
        value={words}
        onChange={onWords}
        error={error}
      />
      {isTaken && (
        <Row>
          <Checkbox
            id={keptId(field)}
            label="Keep my words as an addition"
            isSelected={isKept}
            onChange={onKept}
            error={undecided}
          />
          <Button kind="quiet" onPress={onThrowAway}>
            Throw my words away
          </Button>
        </Row>
      )}
    </Stack>
  )
}

const WrittenMeanwhile = ({ label, amendments }: { label: string; amendments: AskedPart['meanwhile'] }) => {
  const { colleagues, mine, today } = usePupilView()
  return (
    <Banner tone="notice" title={`Written meanwhile: ${label}`} live="polite">
      {amendments.map(({ id, by, recordedAt, words }) => (
        <div key={id}>
          <p>
            {sayWhoFirst(colleagues, by, mine)}, {sayInstant(recordedAt, today)}:
          </p>
          <Prose>{words}</Prose>
        </div>
      ))}
    </Banner>
  )
}
