import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { OfficeProcess } from '#test/support/office-process.ts'

/** The office says that it is there before it says who can sign in: on a busy machine the second is heard a moment later. */
const BUSY = 30_000

const signInsIn = (said: string): string[] => said.split('\n').filter((line) => line.includes('@example.org'))

test(
  'whoever starts Doorstep for the first time is told who can sign in; a second start makes nothing anew',
  { timeout: 400_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'first-start-'))
    const office = await OfficeProcess.open(join(folder, 'data'))
    try {
      await vi.waitFor(() => expect(signInsIn(office.said).length).toBeGreaterThanOrEqual(8), BUSY)
      await office.stop()
      const first = office.said
      expect(first).toContain('Making the invented school.')
      await office.start()
      await vi.waitFor(() => expect(signInsIn(office.said.slice(first.length))).toEqual(signInsIn(first)), BUSY)
      await office.stop()
      expect(office.said.slice(first.length)).not.toContain('Making the invented school.')
      expect(signInsIn(office.said.slice(first.length))).toEqual(signInsIn(first))
    } finally {
      await office.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    }
  },
)
