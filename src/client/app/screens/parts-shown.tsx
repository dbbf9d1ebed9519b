import { Inbox, Plus } from 'lucide-react'
import { useState } from 'react'
import { Banner } from '../../ui/banner.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { DateField, TimeField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Facts } from '../../ui/facts.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { Row, Stack } from '../../ui/page.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { Tag, Tags } from '../../ui/tag.tsx'
import { SecretField, TextArea, TextField } from '../../ui/text-field.tsx'
import { ToastProvider, useToast } from '../../ui/toast.tsx'
import styles from './screens.module.css'

/** The small parts side by side. */
export const PartsShown = () => (
  <ToastProvider>
    <main className={styles.columns}>
      <Buttons />
      <Fields />
      <Said />
      <Card title="What is on this tablet" isList>
        <Facts
          facts={[
            { label: 'Kept by the browser', value: 'Yes: it will not be cleared to make room' },
            { label: 'Room', value: '12 MB of 41 GB used' },
            { label: 'Locks after', value: '5 minutes', action: <Button>Change</Button> },
          ]}
        />
      </Card>
      <Card title="Loading">
        <Skeleton rows={3} />
      </Card>
      <Card>
        <EmptyState icon={<Inbox />} title="Nobody here yet" action={<Button kind="main">Clear the filters</Button>}>
          No pupil of yours matches these filters.
        </EmptyState>
      </Card>
    </main>
  </ToastProvider>
)

const Buttons = () => {
  const say = useToast()
  const [isOpen, setOpen] = useState(new URLSearchParams(location.search).has('dialog'))
  return (
    <Card title="Buttons" aside={<Tag tone="due">One thing to mend</Tag>}>
      <Row>
        <Button>Plain</Button>
        <Button kind="main" icon={<Plus aria-hidden />}>
          Main
        </Button>
        <Button kind="quiet">Quiet</Button>
        <Button kind="danger" onPress={() => setOpen(true)}>
          Delete
        </Button>
        <Button isDisabled>Not now</Button>
        <LinkButton href="tel:01632960123">01632 960123</LinkButton>
        <MenuButton
          label="More"
          entries={[
            { id: 'one', label: 'Reopen' },
            { id: 'two', label: 'Throw away', isDanger: true },
          ]}
        />
        <Button onPress={() => say({ message: 'Barrier marked as removed', undo: () => {} })}>Say something</Button>
      </Row>
      <Button size="big" kind="main" wide>
        Save visit
      </Button>
      <Dialog
        title="Doorstep locks in 60 seconds"
        role="alertdialog"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>Lock now</Button>
            <Button kind="main" onPress={() => setOpen(false)}>
              Keep it open
            </Button>
          </>
        }
      >
        <p>Nobody has touched it for four minutes. What you are writing is kept either way.</p>
      </Dialog>
    </Card>
  )
}

const Fields = () => {
  const [day, setDay] = useState('2026-11-20')
  const [time, setTime] = useState('')
  const [language, setLanguage] = useState<'bn' | 'pl' | null>(null)
  const [isAgreed, setAgreed] = useState(true)
  return (
    <Card title="Fields">
      <ErrorSummary problems={[{ fieldId: 'shown-name', message: 'Write a name for this tablet' }]} />
      <TextField
        id="shown-name"
        label="Name of this tablet"
        hint="So that you can tell it from your others"
        error="Write a name for this tablet"
      />
      <SecretField label="Passphrase" autoComplete="current-password" defaultValue="three quiet otters" />
      <TextArea label="What I think" hint="Your opinion, apart from the facts" />
      <Row>
        <DateField label="Day" value={day} onChange={setDay} />
        <TimeField label="Time" hint="Leave empty if nobody knows" value={time} onChange={setTime} />
      </Row>
      <SelectField
        label="Language"
        choices={[
          { value: 'bn', label: 'Bengali' },
          { value: 'pl', label: 'Polish' },
        ]}
        value={language}
        onChange={setLanguage}
      />
      <Checkbox label="A card was left" isSelected={isAgreed} onChange={setAgreed} hint="In a language they read" />
    </Card>
  )
}

const Said = () => (
  <Stack>
    <Banner tone="notice" title="A new version is ready">
      What you are writing is kept.
    </Banner>
    <Banner tone="due" action={<Button>Mend</Button>}>
      Nobody has been told when you expect to be back.
    </Banner>
    <Banner tone="danger" title="This is not saved yet">
      The tablet has no room left. Your words are still here.
    </Banner>
    <Banner tone="good">Everything was received at 14:02.</Banner>
    <Card title="States and tags">
      <Row>
        <StateChip state={{ kind: 'draft', at: '10:21' }} />
        <StateChip state={{ kind: 'only-here' }} />
        <StateChip state={{ kind: 'received', at: '14:02', reference: '7F3A' }} />
        <StateChip state={{ kind: 'needs-you' }} />
      </Row>
      <Tags>
        <Tag tone="severe">Severe</Tag>
        <Tag tone="persistent">Persistent</Tag>
        <Tag tone="at-risk">At risk</Tag>
        <Tag tone="on-track">On track</Tag>
        <Tag tone="due">Due Friday</Tag>
        <Tag tone="danger">Court order</Tag>
        <Tag tone="notice">Interpreter</Tag>
        <Tag tone="good">Received</Tag>
        <Tag>Peers, confirmed</Tag>
      </Tags>
    </Card>
  </Stack>
)
