import { useState } from 'react'
import { ActionBar } from '../../ui/action-bar.tsx'
import { Button } from '../../ui/button.tsx'
import { ChoiceButtons, ChoiceChecks } from '../../ui/choice-buttons.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Page } from '../../ui/page.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { TextArea } from '../../ui/text-field.tsx'

/** A form on a doorstep, with something missing. */
export const DoorstepShown = () => {
  const [who, setWho] = useState<'mum' | 'else' | 'nobody' | null>('mum')
  const [seen, setSeen] = useState<'alone' | 'adult' | 'seen' | 'no' | null>(null)
  const [said, setSaid] = useState<('peers' | 'health')[]>(['peers'])
  return (
    <Page
      title="14 Alder Court"
      detail="Rahman family: Ayesha, Tariq, Sami"
      aside={<Button>Hide</Button>}
      foot={
        <ActionBar foot={<StateChip state={{ kind: 'draft', at: '10:21' }} />}>
          <Button size="big">Finish later</Button>
          <Button size="big" kind="main">
            Save visit
          </Button>
        </ActionBar>
      }
    >
      <ErrorSummary problems={seen === null ? [{ fieldId: 'seen', message: 'Say whether you saw Ayesha' }] : []} />
      <ChoiceButtons
        label="Who came to the door?"
        columns={3}
        choices={[
          { value: 'mum', label: 'Mum' },
          { value: 'else', label: 'Someone else' },
          { value: 'nobody', label: 'No answer' },
        ]}
        value={who}
        onChange={setWho}
      />
      <ChoiceButtons
        id="seen"
        label="Did you see Ayesha?"
        error={seen === null ? 'Say whether you saw Ayesha' : undefined}
        choices={[
          { value: 'alone', label: 'Yes, and spoke alone' },
          { value: 'adult', label: 'Yes, with an adult' },
          { value: 'seen', label: 'Seen, not spoken' },
          { value: 'no', label: 'No' },
        ]}
        value={seen}
        onChange={setSeen}
      />
      <TextArea big label="Her words" defaultValue="“I’d come if I could change somewhere else.”" />
      <TextArea
        big
        label="What I saw"
        hint="Facts, as a court would want them"
        placeholder="Tap, or use the keyboard’s microphone"
      />
      <ChoiceChecks
        label="What was heard"
        choices={[
          { value: 'peers', label: 'Friends and bullying' },
          { value: 'health', label: 'Physical health' },
        ]}
        value={said}
        onChange={setSaid}
      />
    </Page>
  )
}
