import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { installAdvice } from '#client/app/install-advice.ts'

const onThe = (userAgent: string, touches: number, isInstalled = false): string | null => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent)
  Object.defineProperty(navigator, 'maxTouchPoints', { configurable: true, value: touches })
  vi.stubGlobal('matchMedia', () => ({ matches: isInstalled }))
  return installAdvice()
}
const iPadAsMac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15'

beforeEach(() => vi.unstubAllGlobals())
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'maxTouchPoints')
})

describe('[C12] before the first visit', () => {
  test('an iPad is put on the home screen, also where it says that it is a Mac', () => {
    expect(onThe('Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X)', 5)).toMatch(
      /^Before your first visit: .*Add to Home Screen/,
    )
    expect(onThe(iPadAsMac, 5)).toMatch(/^Before your first visit: .*Add to Home Screen/)
  })

  test('an Android tablet installs it, and a Mac with a mouse is told nothing', () => {
    expect(onThe('Mozilla/5.0 (Linux; Android 14; SM-X200)', 5)).toMatch(/choose Install app/)
    expect(onThe(iPadAsMac, 0)).toBeNull()
  })

  test('opened from there, nobody is told to do it again', () => {
    expect(onThe(iPadAsMac, 5, true)).toBeNull()
  })
})
