import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { openInMemory } from '../store/support.ts'
import {
  aBrother,
  aCase,
  aColleague,
  anAmendment,
  aParent,
  aPupil,
  aVisit,
  ayesha,
  hussain,
  idOf,
  received,
} from './invented-family.ts'
import { hold, onATablet } from './on-a-tablet.tsx'

const quiet = { lastSeenOn: '2026-11-20', lastContactOn: '2026-11-20', reviewOn: null }
const family = [received(aPupil()), received(aCase(quiet)), received(aParent()), ...aBrother()]

describe('the twenty seconds’ note from a doorstep, finished in the car', () => {
  test('it stands on Today, opens with what is there, and leaves Today when what was missing is written', async () => {
    const db = await openInMemory()
    const first = await onATablet(`/caseload/${ayesha}/log-home-visit`, family, { db })
    await first.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await first.person.click(screen.getByRole('radio', { name: 'Yes, and spoke alone' }))
    await first.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    cleanup()

    const car = await onATablet('/today', [], { db })
    const line = await screen.findByRole('heading', { name: 'Finish your note about Ayesha Rahman' })
    expect(line.closest('li')).toHaveTextContent('Home visit, Mon 23 Nov. What was seen or said is not written.')
    await car.person.click(screen.getByRole('link', { name: 'Finish: Finish your note about Ayesha Rahman' }))
    expect(await screen.findByText(/Home visit, spoke at the door with Mum/)).toBeVisible()
    await car.say(screen.getByLabelText('What I saw'), 'Uniform on, bag by the door.')
    await car.person.click(screen.getByRole('button', { name: 'Save' }))
    // The child was spoken to: what she said is still to be written, and the line stays.
    await screen.findByText('Saved on this tablet. What the child said is not written.')
    const entry = within(await screen.findByRole('region', { name: 'Timeline' }))
    expect(await entry.findByText(/^Added /)).toBeVisible()
    expect(entry.queryByText('Corrected')).toBeNull()
    await car.person.click(entry.getByRole('link', { name: /^Finish the note: / }))
    await car.say(await screen.findByLabelText('Ayesha’s words'), 'I would come if I could change elsewhere.')
    expect(screen.queryByLabelText('What I saw')).toBeNull()
    await car.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Note finished, saved on this tablet.')
    cleanup()

    await onATablet('/today', [], { db })
    expect(await screen.findByText('Nothing is waiting')).toBeVisible()
  })

  test('nothing written: the form asks for one part, and nothing is kept', async () => {
    const stub = aVisit({ saw: '' })
    const tablet = await onATablet(`/caseload/${ayesha}/notes/${stub.id}/finish`, [...family, received(stub)])
    await tablet.person.click(await screen.findByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Write at least one part.')
    expect(await tablet.db.outbox.count()).toBe(0)
    // Nobody came to the door: what could be seen is asked for, and what nobody said is not.
    expect(screen.getByLabelText('What I saw from the street')).toBeVisible()
    expect(screen.queryByLabelText('What the adults said')).toBeNull()
  })

  test('what a colleague added counts: the line goes from Today though nobody ended the reminder', async () => {
    const db = await openInMemory()
    const first = await onATablet(`/caseload/${ayesha}/log-home-visit`, family, { db })
    await first.person.click(await screen.findByRole('radio', { name: 'Mum' }))
    await first.person.click(screen.getByRole('button', { name: 'Save visit' }))
    await screen.findByText('Visit saved on this tablet.')
    const rows = await db.records.where('[fileId+kind]').equals([ayesha, 'home-visit']).toArray()
    cleanup()
    const byColleague = anAmendment({ id: idOf(96), noteId: rows[0]?.id ?? '', field: 'saw', by: hussain })
    const who = received(aColleague({ id: hussain, name: 'Nadia Hussain' }))
    await onATablet('/today', [who, received(byColleague)], { db })
    expect(await screen.findByText('Nothing is waiting')).toBeVisible()
  })

  test('somebody who may not correct the note may not finish it', async () => {
    const stub = aVisit({ saw: '', by: hussain })
    const pastoral = aColleague({ role: 'pastoral' })
    await onATablet(`/caseload/${ayesha}/notes/${stub.id}/finish`, [...family, received(stub)], { as: pastoral })
    expect(await screen.findByRole('heading', { name: 'This is not in the file' })).toBeVisible()
  })

  describe('a colleague writes a part while it is being typed here', () => {
    const stub = aVisit({ saw: '', familyWords: '', thinks: '', nextStep: '', childWords: '' })
    const address = `/caseload/${ayesha}/notes/${stub.id}/finish`
    const theirs = anAmendment({
      id: idOf(97),
      noteId: stub.id,
      field: 'saw',
      words: 'Dark, curtains drawn.',
      why: 'Finished afterwards.',
      by: hussain,
    })
    const nadia = received(aColleague({ id: hussain, name: 'Nadia Hussain' }))
    const begun = async (saw: string) => {
      const tablet = await onATablet(address, [...family, nadia, received(stub)])
      await tablet.say(await screen.findByLabelText('What I saw from the street'), saw)
      return tablet
    }
    const saved = async ({ db }: Awaited<ReturnType<typeof begun>>) =>
      (await db.outbox.toArray()).map(({ args }) => args)

    test('theirs stand above the field that is typed in, which stays under the hand, and saving asks what shall become of mine', async () => {
      const tablet = await begun('Two bicycles, ')
      await hold(tablet.db, [received(theirs)])
      const banner = await screen.findByText('Written meanwhile: What I saw from the street')
      expect(banner.closest('[role=status]')).toHaveTextContent('N. Hussain')
      expect(banner.closest('[role=status]')).toHaveTextContent('Dark, curtains drawn.')
      expect(screen.getAllByText(/Dark, curtains drawn\./)).toHaveLength(1)
      const field = screen.getByLabelText('You had begun: What I saw from the street')
      expect(field).toHaveFocus()
      await tablet.person.keyboard('no lights.')
      expect(field).toHaveValue('Two bicycles, no lights.')
      await tablet.say(screen.getByLabelText('Next step'), 'Visit on Monday.')
      await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'Keep what you had begun as an addition, or throw it away: what I saw from the street.',
      )
      expect(await saved(tablet)).toEqual([])

      await tablet.person.click(screen.getByRole('checkbox', { name: 'Keep my words as an addition' }))
      await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
      await screen.findByText(/saved on this tablet/i)
      expect(await saved(tablet)).toMatchObject([
        {
          field: 'saw',
          words: 'Two bicycles, no lights.',
          also: [{ field: 'nextStep', words: 'Visit on Monday.' }],
        },
      ])
      // Both stand in the file, each with its author.
      const entry = within(await screen.findByRole('region', { name: 'Timeline' }))
      expect(await entry.findByText(/Dark, curtains drawn\./)).toBeVisible()
      expect(entry.getByText(/Two bicycles, no lights\./)).toBeVisible()
    })

    test('mine are thrown away, come back with Undo, and are not among what is saved', async () => {
      const tablet = await begun('Two bicycles, no lights.')
      await hold(tablet.db, [received(theirs)])
      await tablet.person.click(await screen.findByRole('button', { name: 'Throw my words away' }))
      expect(screen.queryByLabelText(/What I saw from the street/)).toBeNull()
      await tablet.person.click(screen.getByRole('button', { name: 'Undo' }))
      expect(screen.getByLabelText('You had begun: What I saw from the street')).toHaveValue('Two bicycles, no lights.')
      await tablet.person.click(screen.getByRole('button', { name: 'Throw my words away' }))
      await tablet.say(screen.getByLabelText('Next step'), 'Visit on Monday.')
      await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
      await screen.findByText(/saved on this tablet/i)
      const [args] = await saved(tablet)
      expect(args).toMatchObject({ field: 'nextStep', words: 'Visit on Monday.' })
      expect(args).not.toHaveProperty('also')
    })

    test('taken up again after the tablet was put away: what was begun is beside theirs', async () => {
      const tablet = await begun('Two bicycles, no lights.')
      await tablet.takenAway()
      await onATablet(address, [received(theirs)], { db: tablet.db })
      expect(await screen.findByLabelText('You had begun: What I saw from the street')).toHaveValue(
        'Two bicycles, no lights.',
      )
    })
  })

  test('others finished it while this draft stood: its words are all that is asked, to be kept or thrown away', async () => {
    const db = await openInMemory()
    const stub = aVisit({ saw: '', thinks: 'Nobody was in.', nextStep: 'Visit on Monday.' })
    const address = `/caseload/${ayesha}/notes/${stub.id}/finish`
    const before = await onATablet(address, [...family, received(stub)], { db })
    await before.say(await screen.findByLabelText('What I saw from the street'), 'Two bicycles, no lights.')
    await before.takenAway()
    const byColleague = anAmendment({ id: idOf(97), noteId: stub.id, field: 'saw', words: 'Dark.', by: hussain })
    const after = await onATablet(address, [received(byColleague)], { db })
    expect(await screen.findByLabelText('You had begun: What I saw from the street')).toHaveValue(
      'Two bicycles, no lights.',
    )
    expect(screen.getAllByRole('textbox')).toHaveLength(1)
    await after.person.click(screen.getByRole('button', { name: 'Throw my words away' }))
    await waitFor(async () => expect(await db.drafts.count()).toBe(0))
    await waitFor(() => expect(after.path()).toBe(`/caseload/${ayesha}`))
    cleanup()

    await onATablet(address, [], { db })
    expect(await screen.findByRole('heading', { name: 'This note is finished' })).toBeVisible()
    expect(screen.getByRole('link', { name: 'Add to the note' })).toHaveAttribute(
      'href',
      `/caseload/${ayesha}/notes/${stub.id}/amend`,
    )
  })
})
