import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OfficeProcess } from '#test/support/office-process.ts'

test(
  'whoever starts Doorstep for the first time is told who can sign in; a second start makes nothing anew',
  { timeout: 400_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'first-start-'))
    const office = await OfficeProcess.open(join(folder, 'data'))
    try {
      const first = office.said
      expect(first).toContain('Making the invented school.')
      const signIns = first.split('\n').filter((line) => line.includes('@example.org'))
      expect(signIns.length).toBeGreaterThanOrEqual(8)
      await office.stop()
      await office.start()
      const second = office.said.slice(first.length)
      expect(second).not.toContain('Making the invented school.')
      expect(second.split('\n').filter((line) => line.includes('@example.org'))).toEqual(signIns)
    } finally {
      await office.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    }
  },
)
