import { screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, test } from 'vitest'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons, ChoiceChecks } from '#client/ui/choice-buttons.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { SecretField, TextArea, TextField } from '#client/ui/text-field.tsx'
import { draw } from './draw.tsx'

describe('a field', () => {
  test('is found by its label, and a screen reader hears its hint and its error with it', () => {
    draw(<TextField label="Name of this tablet" hint="So that you can tell it" error="Write a name" />)
    const field = screen.getByLabelText('Name of this tablet')
    expect(field).toBeInvalid()
    expect(field).toHaveAccessibleDescription(/So that you can tell it/)
    expect(field).toHaveAccessibleDescription(/Write a name/)
  })

  test('without an error is not called invalid', () => {
    draw(<TextArea label="Her words" hint="As she said them" />)
    expect(screen.getByLabelText('Her words')).toBeValid()
    expect(screen.getByLabelText('Her words')).toHaveAccessibleDescription('As she said them')
  })

  test('for a person’s own words is never remembered by the browser', () => {
    draw(<TextArea label="What I saw" />)
    expect(screen.getByLabelText('What I saw')).toHaveAttribute('autocomplete', 'off')
  })

  test('of the platform (a day, a long list) is tied to its hint and error too', () => {
    draw(
      <>
        <DateField label="Day" hint="When it happened" error="Choose a day" value="" onChange={() => {}} />
        <SelectField
          label="Language"
          error="Choose a language"
          choices={[{ value: 'pl', label: 'Polish' }]}
          value={null}
          onChange={() => {}}
        />
      </>,
    )
    expect(screen.getByLabelText('Day')).toHaveAccessibleDescription('When it happened Choose a day')
    expect(screen.getByLabelText('Day')).toBeInvalid()
    expect(screen.getByLabelText('Language')).toHaveAccessibleDescription('Choose a language')
  })

  test('for a secret takes pasting, shows it when asked, and lets password managers in [K3]', async () => {
    const { person } = draw(<SecretField label="Passphrase" autoComplete="current-password" />)
    const field = screen.getByLabelText('Passphrase')
    expect(field).toHaveAttribute('type', 'password')
    expect(field).toHaveAttribute('autocomplete', 'current-password')
    await person.click(field)
    await person.paste('four brown geese home')
    expect(field).toHaveValue('four brown geese home')
    await person.click(screen.getByRole('button', { name: 'Show what I typed: Passphrase' }))
    expect(screen.getByLabelText('Passphrase')).toHaveAttribute('type', 'text')
    await person.click(screen.getByRole('button', { name: 'Hide what I typed: Passphrase' }))
    expect(screen.getByLabelText('Passphrase')).toHaveAttribute('type', 'password')
  })
})

type Seen = 'alone' | 'adult' | 'no'
const seenChoices: { value: Seen; label: string }[] = [
  { value: 'alone', label: 'Yes, alone' },
  { value: 'adult', label: 'Yes, with an adult' },
  { value: 'no', label: 'No' },
]

const DidYouSee = ({ error }: { error?: string }) => {
  const [seen, setSeen] = useState<Seen | null>(null)
  return (
    <ChoiceButtons
      id="seen"
      label="Did you see Ayesha?"
      choices={seenChoices}
      value={seen}
      onChange={setSeen}
      error={error}
    />
  )
}

const Heard = () => {
  const [heard, setHeard] = useState<Seen[]>([])
  return (
    <>
      <ChoiceChecks label="Which" choices={seenChoices} value={heard} onChange={setHeard} />
      <output>{heard.join(' ')}</output>
    </>
  )
}

describe('big choices', () => {
  test('are one group of radio buttons, none chosen until someone chooses', async () => {
    const { person } = draw(<DidYouSee />)
    expect(screen.getByRole('radiogroup', { name: 'Did you see Ayesha?' })).toBeInTheDocument()
    for (const radio of screen.getAllByRole('radio')) expect(radio).not.toBeChecked()
    await person.click(screen.getByRole('radio', { name: 'Yes, with an adult' }))
    expect(screen.getByRole('radio', { name: 'Yes, with an adult' })).toBeChecked()
  })

  test('are chosen by the arrow keys alone [K2]', async () => {
    const { person } = draw(<DidYouSee />)
    await person.tab()
    await person.keyboard('{ArrowDown}')
    expect(screen.getByRole('radio', { name: 'Yes, with an adult' })).toBeChecked()
    await person.keyboard('{ArrowDown}{ArrowDown}')
    expect(screen.getByRole('radio', { name: 'Yes, alone' })).toBeChecked()
  })

  test('say what is wrong to a screen reader', () => {
    draw(<DidYouSee error="Say whether you saw her" />)
    expect(screen.getByRole('radiogroup')).toHaveAccessibleDescription('Say whether you saw her')
  })

  test('of which several may be true keep the order they are shown in', async () => {
    const { person } = draw(<Heard />)
    await person.click(screen.getByRole('checkbox', { name: 'No' }))
    await person.click(screen.getByRole('checkbox', { name: 'Yes, alone' }))
    expect(screen.getByRole('status')).toHaveTextContent('alone no')
  })
})

const CardLeft = () => {
  const [isLeft, setLeft] = useState(false)
  return <Checkbox label="A card was left" isSelected={isLeft} onChange={setLeft} />
}

test('a check box says yes or no by the space bar', async () => {
  const { person } = draw(<CardLeft />)
  await person.tab()
  await person.keyboard(' ')
  expect(screen.getByRole('checkbox', { name: 'A card was left' })).toBeChecked()
})

const Form = () => {
  const [attempt, setAttempt] = useState(0)
  const [isWrong, setWrong] = useState(false)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setWrong(true)
        setAttempt(attempt + 1)
      }}
    >
      <ErrorSummary
        attempt={attempt}
        problems={
          isWrong
            ? [
                { fieldId: 'words', message: 'Write what was said' },
                { fieldId: 'seen', message: 'Say whether you saw her' },
              ]
            : []
        }
      />
      <TextArea id="words" label="Her words" error={isWrong ? 'Write what was said' : undefined} />
      <DidYouSee />
      <button type="submit">Save</button>
    </form>
  )
}

describe('the error summary', () => {
  test('takes the focus when a form cannot be saved, and again at the next try', async () => {
    const { person } = draw(<Form />)
    expect(screen.queryByText('There is a problem')).not.toBeInTheDocument()
    await person.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByRole('alert')).toHaveFocus()
    expect(screen.getByRole('heading', { name: 'There is a problem' })).toBeInTheDocument()
    await person.click(screen.getByLabelText('Her words'))
    await person.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByRole('alert')).toHaveFocus()
  })

  test('does not take the focus from someone who goes on typing', async () => {
    const { person } = draw(<Form />)
    await person.click(screen.getByRole('button', { name: 'Save' }))
    await person.type(screen.getByLabelText('Her words'), 'I’d come if')
    expect(screen.getByLabelText('Her words')).toHaveFocus()
  })

  test('leads to the field, and for a group to its first choice', async () => {
    Element.prototype.scrollIntoView = () => {}
    const { person } = draw(<Form />)
    await person.click(screen.getByRole('button', { name: 'Save' }))
    await person.click(screen.getByRole('link', { name: 'Write what was said' }))
    expect(screen.getByLabelText('Her words')).toHaveFocus()
    await person.click(screen.getByRole('link', { name: 'Say whether you saw her' }))
    expect(screen.getByRole('radio', { name: 'Yes, alone' })).toHaveFocus()
  })
})
