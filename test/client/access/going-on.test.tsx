import '@testing-library/jest-dom/vitest'
import { act, cleanup, render, screen } from '@testing-library/react'
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router'
import { afterEach, describe, expect, test } from 'vitest'
import { PlaceProvider, useGoOn } from '#client/app/go-on.tsx'

afterEach(cleanup)

const Around = () => (
  <PlaceProvider>
    <Outlet />
  </PlaceProvider>
)

/** A form whose words are kept when the test says so, and which leads to the case then; and another page. */
const aForm = () => {
  const kept = Promise.withResolvers<void>()
  const Form = () => {
    const goOn = useGoOn()
    return (
      <button type="button" onClick={() => void kept.promise.then(() => goOn('/case'))}>
        Finish later
      </button>
    )
  }
  const router = createMemoryRouter(
    [
      {
        Component: Around,
        children: [
          { path: 'form', Component: Form },
          { path: 'case', element: <h1>The case</h1> },
          { path: 'today', element: <h1>Today</h1> },
        ],
      },
    ],
    { initialEntries: ['/form?parent=1'] },
  )
  render(<RouterProvider router={router} />)
  return { router, keep: () => act(async () => kept.resolve()) }
}

describe('a page that has to keep something first leads on afterwards', () => {
  test('to where it leads, for whoever waits', async () => {
    const { keep } = aForm()
    act(() => screen.getByRole('button', { name: 'Finish later' }).click())
    await keep()
    expect(await screen.findByRole('heading', { name: 'The case' })).toBeVisible()
  })

  test('and takes nobody away from what they opened meanwhile', async () => {
    const { router, keep } = aForm()
    act(() => screen.getByRole('button', { name: 'Finish later' }).click())
    await act(() => router.navigate('/today'))
    await screen.findByRole('heading', { name: 'Today' })
    await keep()
    expect(router.state.location.pathname).toBe('/today')
    expect(screen.getByRole('heading', { name: 'Today' })).toBeVisible()
  })
})
