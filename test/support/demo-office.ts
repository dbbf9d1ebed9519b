import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { newestChange, project } from './client-build.ts'
import { OfficeProcess } from './office-process.ts'
import type { SignInWith } from './tablet.ts'

const Methods = z.object({
  demo: z
    .array(
      z.object({
        name: z.string(),
        role: z.string(),
        organisation: z.string(),
        email: z.string(),
        password: z.string(),
      }),
    )
    .nullable(),
})

/** The office as `npm start` runs it, with the invented place, on a data folder of its own. */
export type DemoOffice = {
  office: OfficeProcess
  /** How someone with this role signs in, as the sign-in page offers it in the demonstration. */
  signInOf(role: string): Promise<SignInWith & { name: string }>
  close(): Promise<void>
}

export const openDemoOffice = async (): Promise<DemoOffice> => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-office-'))
  copy(await invented(), join(folder, 'data'))
  const office = await OfficeProcess.open(join(folder, 'data'))
  return {
    office,
    signInOf: async (role) => {
      const answer = await fetch(`${office.origin}/api/sign-in-methods`, { headers: { 'x-doorstep': '1' } })
      const people = Methods.parse(await answer.json()).demo ?? []
      const found = people.find((person) => person.role.toLowerCase() === role.toLowerCase())
      if (found === undefined)
        throw new Error(`Nobody signs in as ${role}: ${people.map((person) => person.role).join(', ')}`)
      return found
    },
    close: async () => {
      await office.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

const kept = join(project, 'test/output/invented-place')

/** A data folder in which the invented place has moved in: made once, and again when what makes it has changed. */
const invented = async (): Promise<string> => {
  const sources = ['src/domain', 'src/sync', 'src/server', 'src/demo'].map((name) => join(project, name))
  if (existsSync(kept) && statSync(kept).mtimeMs > Math.max(...sources.map(newestChange))) return kept
  // Out of the way at once: a folder that is being emptied looks new to the test file beside this one.
  const old = `${kept}-old-${process.pid}`
  if (existsSync(kept)) renameIfThere(kept, old)
  rmSync(old, { recursive: true, force: true })
  const making = `${kept}-${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(join(project, 'test/output'), { recursive: true })
  const office = await OfficeProcess.open(making)
  await office.stop()
  try {
    renameSync(making, kept)
  } catch {
    // Another test file was quicker; its place is as good.
    rmSync(making, { recursive: true, force: true })
  }
  return kept
}

const renameIfThere = (from: string, to: string): void => {
  try {
    renameSync(from, to)
  } catch {
    // Another test file took it away first.
  }
}

/** With its owners: under root the database's own folder belongs to an ordinary user. */
const copy = (from: string, to: string): void => {
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}
