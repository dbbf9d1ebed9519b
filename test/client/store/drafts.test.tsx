import '../access/one-realm.ts'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SessionProvider, type Session } from '#client/app/session.tsx'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { flushDrafts, hasTyping, typingPlace, useDraft } from '#client/store/drafts.ts'
import { openInMemory, steppingClock } from './support.ts'

const fileId = '3f0c8f1e-6a55-4b0a-9b3e-0d6a5f6c1a01'
const clock = steppingClock().now
const nothing = (): void => {}

let db: DoorstepDatabase

/** What the form was given to set an answer with, each time it was drawn. */
const givenToSet = new Set<unknown>()

const Form = () => {
  const draft = useDraft('log-call', fileId, `/caseload/${fileId}/log-call`, { facts: '' })
  if (draft === null) return <p>One moment</p>
  givenToSet.add(draft.set)
  return (
    <>
      <label>
        What happened
        <textarea
          value={draft.values.facts}
          onChange={(event) => draft.set({ facts: event.currentTarget.value }, 'facts')}
        />
      </label>
      <p>{draft.status}</p>
      <button
        type="button"
        onClick={() =>
          void draft.save(async ({ draftId }) => {
            await db.drafts.delete(draftId)
            return { ok: true }
          })
        }
      >
        Save call
      </button>
    </>
  )
}

const openForm = async (): Promise<HTMLElement> => {
  const session: Session = {
    db,
    clock,
    actor: { personId: fileId, memberships: [] },
    account: { personId: fileId, name: 'Asha Patel', databaseName: 'd0' },
    deviceId: fileId,
    lock: nothing,
    grace: () => nothing,
    openUntil: () => 0,
    setIdleMinutes: nothing,
    sync: { sendNow: nothing, stop: async () => {} },
  }
  render(
    <StrictMode>
      <SessionProvider session={session}>
        <Form />
      </SessionProvider>
    </StrictMode>,
  )
  return await screen.findByLabelText('What happened')
}

beforeEach(async () => {
  db = await openInMemory()
})
afterEach(() => {
  cleanup()
  db.close()
})

test('[C3] a form shows again what was typed into it, after it was closed without saving', async () => {
  fireEvent.change(await openForm(), { target: { value: 'The bus pass ran out.' } })
  cleanup()
  await waitFor(async () => expect(await db.drafts.count()).toBe(1))
  expect(await openForm()).toHaveProperty('value', 'The bus pass ran out.')
})

test('a letter gives the parts of a form nothing new to draw: they set their answers with the same function as before', async () => {
  const words = await openForm()
  await waitFor(() => expect(screen.getByText('untouched')).toBeDefined())
  givenToSet.clear()
  fireEvent.change(words, { target: { value: 'R' } })
  fireEvent.change(words, { target: { value: 'Ra' } })
  expect(words).toHaveProperty('value', 'Ra')
  expect(givenToSet.size).toBe(1)
})

test('[C3] leaving the page writes at once what was just typed', async () => {
  fireEvent.change(await openForm(), { target: { value: 'Rang at nine.' } })
  expect(await db.drafts.count()).toBe(0)
  fireEvent(window, new Event('pagehide'))
  await waitFor(async () => expect((await db.drafts.toArray())[0]?.values).toEqual({ facts: 'Rang at nine.' }), {
    timeout: 300,
    interval: 10,
  })
})

test('locking can keep everything typed, and knows where the person was; a saved form counts no more', async () => {
  const field = await openForm()
  expect([hasTyping(), typingPlace()]).toEqual([false, null])
  fireEvent.change(field, { target: { value: 'Rang at nine.' } })
  expect(hasTyping()).toBe(true)
  await flushDrafts()
  const [kept] = await db.drafts.toArray()
  expect(typingPlace()).toEqual({ draftId: kept?.id, field: 'facts' })
  await screen.findByText('kept')
  fireEvent.click(screen.getByRole('button', { name: 'Save call' }))
  await waitFor(() => expect([hasTyping(), typingPlace()]).toEqual([false, null]))
  expect(await db.drafts.count()).toBe(0)
  cleanup()
  expect(hasTyping()).toBe(false)
})
