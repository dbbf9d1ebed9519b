import '@testing-library/jest-dom/vitest'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseScheme, type Scheme } from '#client/app/scheme.ts'
import { useDaylight } from '#client/features/log-home-visit/use-daylight.ts'

/** A tablet that goes dark and light, as one that follows the sun does while a page is open. */
const tablet = (() => {
  let dark = false
  const hearers = new Set<() => void>()
  return {
    becomes: (isDark: boolean) => {
      dark = isDark
      for (const changed of hearers) changed()
    },
    matchMedia: () => ({
      get matches() {
        return dark
      },
      addEventListener: (_change: 'change', changed: () => void) => hearers.add(changed),
      removeEventListener: (_change: 'change', changed: () => void) => hearers.delete(changed),
    }),
    hearing: () => hearers.size,
  }
})()

const AtTheDoor = () => <p>{useDaylight() ? 'outdoor' : 'as chosen'}</p>

beforeEach(() => vi.stubGlobal('matchMedia', tablet.matchMedia))
afterEach(() => {
  cleanup()
  chooseScheme('as-tablet')
  tablet.becomes(false)
  vi.unstubAllGlobals()
})

const worn: [Scheme, { light: boolean; dark: boolean }][] = [
  ['as-tablet', { light: true, dark: false }],
  ['outdoor', { light: true, dark: true }],
  // Somebody who chose their colours keeps them at the door.
  ['light', { light: false, dark: false }],
  ['dark', { light: false, dark: false }],
]
test.each(worn)('with the colours “%s” the form at the door wears the outdoor ones', (chosen, by) => {
  chooseScheme(chosen)
  render(<AtTheDoor />)
  expect(screen.queryAllByText('outdoor')).toHaveLength(by.light ? 1 : 0)
  act(() => tablet.becomes(true))
  expect(screen.queryAllByText('outdoor')).toHaveLength(by.dark ? 1 : 0)
})

test('chosen while the form is open it is worn at once; a form that has gone listens no more', () => {
  const { unmount } = render(<AtTheDoor />)
  act(() => chooseScheme('dark'))
  expect(screen.getByText('as chosen')).toBeVisible()
  act(() => chooseScheme('outdoor'))
  expect(screen.getByText('outdoor')).toBeVisible()
  unmount()
  expect(tablet.hearing()).toBe(0)
})

test('a browser that cannot be asked is taken for daylight', () => {
  vi.stubGlobal('matchMedia', undefined)
  render(<AtTheDoor />)
  expect(screen.getByText('outdoor')).toBeVisible()
})
