import { rmSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { inventedPlace, reopened, signInsIn } from '#test/support/demo-office.ts'

/** The office says that it is there before it says who can sign in: on a busy machine the second is heard a moment later. */
const BUSY = 30_000

test(
  'whoever starts Doorstep for the first time is told who can sign in; a second start makes nothing anew',
  { timeout: 400_000 },
  async () => {
    const first = await inventedPlace()
    expect(first.said).toContain('Making the invented school.')
    expect(signInsIn(first.said).length).toBeGreaterThanOrEqual(8)
    const { folder, office } = await reopened(first)
    try {
      await vi.waitFor(() => expect(signInsIn(office.said)).toEqual(signInsIn(first.said)), BUSY)
      await office.stop()
      expect(office.said).not.toContain('Making the invented school.')
      expect(signInsIn(office.said)).toEqual(signInsIn(first.said))
    } finally {
      await office.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    }
  },
)
