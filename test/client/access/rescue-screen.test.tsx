import { screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { forgetTyping, noteTyping } from '#client/app/words-on-screen.ts'
import { Locked } from '#client/store/fault.ts'
import { aBrowser, atTheDoor, setUpFor } from './at-the-door.tsx'
import { officeStandIn } from './office-stand-in.ts'

beforeAll(noteTyping)
afterEach(() => {
  forgetTyping()
  vi.unstubAllGlobals()
  // The test runner reports what a page threw as well: here that is the subject.
  vi.restoreAllMocks()
})

/** A page with a field that fails while it is drawn, as a mistake of ours would make it. */
const Failing = ({ why }: { why: Error }) => {
  const [isOver, setOver] = useState(false)
  if (isOver) throw why
  return (
    <>
      <label>
        What was said <textarea />
      </label>
      <button type="button" onClick={() => setOver(true)}>
        Go on
      </button>
    </>
  )
}

const failedWith = async (why: Error) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const office = officeStandIn()
  office.answers('POST /api/client-report', { status: 204, body: null })
  const browser = aBrowser()
  await setUpFor(browser)
  const door = await atTheDoor('/failing', browser, [{ path: 'failing', element: <Failing why={why} /> }])
  await door.person.type(await screen.findByLabelText('What was said'), 'Nan has him on Fridays now.')
  await door.person.click(screen.getByRole('button', { name: 'Go on' }))
  await screen.findByRole('heading', { name: 'Something went wrong here' })
  const reports = () => office.asked.filter(({ path }) => path === '/api/client-report').map(({ body }) => body)
  return { ...door, reports }
}

test('a screen that fails by our mistake hands the words over, and tells the office that it failed and nothing of what it held', async () => {
  const { reports } = await failedWith(new Error('Nan has him on Fridays now.'))
  expect(screen.getByText(/^This screen stopped working/)).toBeVisible()
  expect(screen.getByLabelText<HTMLTextAreaElement>('What you were writing').value).toContain(
    'Nan has him on Fridays now.',
  )
  await waitFor(() => expect(reports()).toEqual([{ code: 'screen-fault', device: null }]))
})

test('a screen that failed because the tablet locked is no mistake: nobody is told of one', async () => {
  const { reports } = await failedWith(new Locked())
  expect(reports()).toEqual([])
})
