import { act, fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Chip, Chips } from '#client/ui/chip.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Frame } from '#client/ui/frame.tsx'
import { ListDetail } from '#client/ui/list-detail.tsx'
import { ListRow } from '#client/ui/list-row.tsx'
import { MenuButton } from '#client/ui/menu.tsx'
import { NoticeLine } from '#client/ui/notice-line.tsx'
import { Page } from '#client/ui/page.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { StateChip } from '#client/ui/state-chip.tsx'
import { Tag } from '#client/ui/tag.tsx'
import { Timeline, TimelineEntry } from '#client/ui/timeline.tsx'
import { ToastProvider, useToast } from '#client/ui/toast.tsx'
import { draw } from './draw.tsx'

describe('where something written is', () => {
  test('is said in words, with the time and reference of its receipt', () => {
    draw(
      <>
        <StateChip state={{ kind: 'draft', at: '10:21' }} />
        <StateChip state={{ kind: 'only-here' }} />
        <StateChip state={{ kind: 'received', at: '14:02', reference: '7F3A' }} />
        <StateChip state={{ kind: 'needs-you' }} />
      </>,
    )
    for (const words of [
      'Saved on this tablet 10:21',
      'Only on this tablet',
      'Received 14:02, ref 7F3A',
      'Needs you',
    ]) {
      expect(screen.getByText(words)).toBeInTheDocument()
    }
  })

  test('without a reference claims none', () => {
    draw(<StateChip state={{ kind: 'received', at: '14:02', reference: null }} />)
    expect(screen.getByText('Received 14:02')).toBeInTheDocument()
  })
})

test('a tag has a word and a shape, so that colour is never the only sign', () => {
  const { container } = draw(<Tag tone="severe">Severe</Tag>)
  expect(screen.getByText('Severe')).toBeInTheDocument()
  expect(container.querySelector('svg[aria-hidden] path')).not.toBeNull()
})

test('an icon alone still has a name', () => {
  draw(<IconButton label="Back to the caseload" icon={<svg />} />)
  expect(screen.getByRole('button', { name: 'Back to the caseload' })).toBeInTheDocument()
})

const Filter = () => {
  const [isOn, setOn] = useState(false)
  return (
    <Chips label="Show only">
      <Chip count={6} isSelected={isOn} onChange={setOn}>
        Not seen
      </Chip>
    </Chips>
  )
}

test('a filter says whether it is on, and how many it would leave', async () => {
  const { person } = draw(<Filter />)
  const chip = screen.getByRole('button', { name: /Not seen\s*6/ })
  expect(chip).toHaveAttribute('aria-pressed', 'false')
  await person.tab()
  await person.keyboard('{Enter}')
  expect(screen.getByRole('button', { name: /Not seen/ })).toHaveAttribute('aria-pressed', 'true')
  expect(screen.getByRole('group', { name: 'Show only' })).toBeInTheDocument()
})

const Search = () => {
  const [text, setText] = useState('')
  return <SearchField label="Search your caseload" value={text} onChange={setText} />
}

test('a search is cleared by Escape and by its cross', async () => {
  const { person } = draw(<Search />)
  const field = screen.getByRole('searchbox', { name: 'Search your caseload' })
  await person.type(field, 'Ayesha{Escape}')
  expect(field).toHaveValue('')
  await person.type(field, 'Callum')
  await person.click(screen.getByRole('button', { name: 'Clear the search' }))
  expect(field).toHaveValue('')
})

const Asking = ({ mayClose }: { mayClose: boolean }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>Close the case</Button>
      <Dialog
        title="Close this case?"
        isOpen={isOpen}
        onClose={mayClose ? () => setOpen(false) : undefined}
        actions={<Button onPress={() => setOpen(false)}>Leave it open</Button>}
      >
        Its notes stay.
      </Dialog>
    </>
  )
}

describe('a dialog', () => {
  test('holds the focus, closes by Escape, and gives the focus back', async () => {
    const { person } = draw(<Asking mayClose />)
    await person.click(screen.getByRole('button', { name: 'Close the case' }))
    const dialog = screen.getByRole('dialog', { name: 'Close this case?' })
    expect(dialog).toContainElement(document.activeElement instanceof HTMLElement ? document.activeElement : null)
    await person.tab()
    await person.tab()
    expect(dialog).toContainElement(document.activeElement instanceof HTMLElement ? document.activeElement : null)
    await person.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Close the case' })).toHaveFocus())
  })

  test('that needs an answer stays when Escape is pressed', async () => {
    const { person } = draw(<Asking mayClose={false} />)
    await person.click(screen.getByRole('button', { name: 'Close the case' }))
    await person.keyboard('{Escape}')
    expect(screen.getByRole('dialog')).toBeInTheDocument()
  })
})

test('a menu is opened and used by keyboard', async () => {
  const reopen = vi.fn<() => void>()
  const { person } = draw(<MenuButton label="More" entries={[{ id: 'reopen', label: 'Reopen', onPress: reopen }]} />)
  await person.tab()
  await person.keyboard('{Enter}')
  expect(screen.getByRole('menuitem', { name: 'Reopen' })).toBeInTheDocument()
  await person.keyboard('{Enter}')
  expect(reopen).toHaveBeenCalledOnce()
})

describe('the line about signal', () => {
  test('is heard when words arrive in it, because it was there before', () => {
    const { rerender } = draw(<NoticeLine />)
    const line = screen.getByRole('status')
    expect(line).toBeEmptyDOMElement()
    rerender(<NoticeLine>No signal. Everything works.</NoticeLine>)
    expect(screen.getByRole('status')).toBe(line)
    expect(line).toHaveTextContent('No signal. Everything works.')
  })
})

test('a banner interrupts only when it is told to', () => {
  draw(
    <>
      <Banner tone="danger" live="assertive" title="Not saved">
        No room.
      </Banner>
      <Banner>Two people to visit.</Banner>
    </>,
  )
  expect(screen.getAllByRole('alert')).toHaveLength(1)
  expect(screen.getByRole('alert')).toHaveTextContent('Not saved')
})

describe('a list beside what was chosen from it', () => {
  test('keeps both drawn, so that the list keeps its place', () => {
    const { rerender } = draw(
      <ListDetail
        list={<input aria-label="Search" defaultValue="" />}
        detail="Ayesha"
        showing="list"
        listLabel="Caseload"
        detailLabel="Pupil"
      />,
    )
    const search = screen.getByLabelText('Search')
    fireEvent.change(search, { target: { value: 'year 9' } })
    rerender(
      <ListDetail
        list={<input aria-label="Search" defaultValue="" />}
        detail="Ayesha"
        showing="detail"
        listLabel="Caseload"
        detailLabel="Pupil"
      />,
    )
    expect(screen.getByLabelText('Search')).toBe(search)
    expect(search).toHaveValue('year 9')
    expect(screen.getByRole('region', { name: 'Caseload' })).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Pupil' })).toBeInTheDocument()
  })

  test('marks the row that is open', () => {
    draw(
      <ListRow
        href="/caseload/1"
        isCurrent
        title="Ayesha Rahman"
        note="9K"
        why="Nobody has seen her"
        next="Ring Mum"
      />,
    )
    expect(screen.getByRole('link', { name: /Ayesha Rahman/ })).toHaveAttribute('aria-current', 'true')
  })
})

test('a timeline is a list with a name, each entry a heading with when it happened', () => {
  draw(
    <Timeline label="Timeline">
      <TimelineEntry title="Home visit" when="Fri 20 Nov, 10:15">
        Curtains moved.
      </TimelineEntry>
    </Timeline>,
  )
  expect(screen.getByRole('list', { name: 'Timeline' })).toBeInTheDocument()
  expect(screen.getByRole('heading', { name: 'Home visit' })).toBeInTheDocument()
  expect(screen.getByText('Fri 20 Nov, 10:15')).toBeInTheDocument()
})

test('facts pair each name with its value for screen readers', () => {
  draw(<Facts facts={[{ label: 'Room', value: '12 MB' }]} />)
  expect(screen.getByRole('term')).toHaveTextContent('Room')
  expect(screen.getByRole('definition')).toHaveTextContent('12 MB')
})

test('a page takes the focus to its heading when it opens [K2]', () => {
  draw(<Page title="This tablet">…</Page>)
  expect(screen.getByRole('heading', { level: 1, name: 'This tablet' })).toHaveFocus()
})

test('the frame names its places, marks where one is, and lets the keyboard skip to the page', () => {
  draw(
    <Frame
      mark={null}
      line={<NoticeLine />}
      places={[
        { href: '/caseload', label: 'Caseload', icon: null, isCurrent: true },
        { href: '/sync', label: '3 to send', icon: null, isCurrent: false, needsYou: true },
      ]}
    >
      Page
    </Frame>,
  )
  expect(screen.getByRole('navigation', { name: 'Places' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Caseload' })).toHaveAttribute('aria-current', 'page')
  expect(screen.getByRole('link', { name: '3 to send, needs you' })).not.toHaveAttribute('aria-current')
  expect(screen.getByRole('link', { name: 'Skip to the page' })).toHaveAttribute('href', '#page')
  expect(screen.getByRole('main')).toHaveAttribute('id', 'page')
})

test('what is kept of a form is said as it changes', () => {
  draw(
    <ActionBar foot={<StateChip state={{ kind: 'draft', at: '10:21' }} />}>
      <Button kind="main">Save visit</Button>
    </ActionBar>,
  )
  expect(screen.getByRole('status')).toHaveTextContent('Saved on this tablet 10:21')
})

const Removing = ({ undo }: { undo: () => void }) => {
  const say = useToast()
  return <Button onPress={() => say({ message: 'Barrier marked as removed', undo })}>Remove</Button>
}

const shownAtThisMoment = () => screen.queryByText('Barrier marked as removed') !== null

describe('undo', () => {
  test('is offered for ten seconds, and waits for someone who points at it', () => {
    vi.useFakeTimers()
    try {
      const undo = vi.fn<() => void>()
      draw(
        <ToastProvider>
          <Removing undo={undo} />
        </ToastProvider>,
      )
      fireEvent.click(screen.getByRole('button', { name: 'Remove' }))
      act(() => {
        vi.advanceTimersByTime(9_000)
      })
      expect(shownAtThisMoment()).toBe(true)
      fireEvent.focus(screen.getByRole('button', { name: 'Undo' }))
      act(() => {
        vi.advanceTimersByTime(60_000)
      })
      expect(shownAtThisMoment()).toBe(true)
      fireEvent.blur(screen.getByRole('button', { name: 'Undo' }))
      act(() => {
        vi.advanceTimersByTime(10_100)
      })
      expect(shownAtThisMoment()).toBe(false)
      expect(undo).not.toHaveBeenCalled()
    } finally {
      vi.useRealTimers()
    }
  })

  test('undoes and goes away', async () => {
    const undo = vi.fn<() => void>()
    const { person } = draw(
      <ToastProvider>
        <Removing undo={undo} />
      </ToastProvider>,
    )
    await person.click(screen.getByRole('button', { name: 'Remove' }))
    expect(screen.getByRole('status')).toHaveTextContent('Barrier marked as removed')
    await person.click(screen.getByRole('button', { name: 'Undo' }))
    expect(undo).toHaveBeenCalledOnce()
    expect(shownAtThisMoment()).toBe(false)
  })
})
