import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
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
  /** How someone with this role signs in, as the sign-in page offers it in the demonstration: the first, or whoever works at `place`. */
  signInOf(role: string, place?: string): Promise<SignInWith & { name: string }>
  close(): Promise<void>
}

/** `environment` sets more than `npm start` alone does. */
export const openDemoOffice = async (environment: Record<string, string> = {}): Promise<DemoOffice> => {
  const { folder, office } = await reopened(await inventedPlace(), environment)
  return {
    office,
    signInOf: async (role, place) => {
      const answer = await fetch(`${office.origin}/api/sign-in-methods`, { headers: { 'x-doorstep': '1' } })
      const people = Methods.parse(await answer.json()).demo ?? []
      const found = people.find(
        (person) =>
          person.role.toLowerCase() === role.toLowerCase() && (place === undefined || person.organisation === place),
      )
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

/** Everybody who can sign in, as the office says it on starting: a line each. */
export const signInsIn = (said: string): string[] => said.split('\n').filter((line) => line.includes('@example.org'))

/** What an office left that was started for the first time: its data folder, and everything that it said. */
export type InventedPlace = { data: string; said: string }

/** Starts an office on a copy of it, in a folder of its own. */
export const reopened = async (
  { data }: InventedPlace,
  environment: Record<string, string> = {},
): Promise<{ folder: string; office: OfficeProcess }> => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-office-'))
  copy(data, join(folder, 'data'))
  return { folder, office: await OfficeProcess.open(join(folder, 'data'), environment) }
}

const kept = join(project, 'test/output/first-start')

/** The first start of an office, into which the invented place moves: once, and again when what makes it has changed. */
export const inventedPlace = async (): Promise<InventedPlace> => {
  const sources = ['src/domain', 'src/sync', 'src/server', 'src/demo'].map((name) => join(project, name))
  const isKept = existsSync(kept) && statSync(kept).mtimeMs > Math.max(...sources.map(newestChange))
  if (!isKept) await startForTheFirstTime()
  return { data: join(kept, 'data'), said: readFileSync(join(kept, 'said.txt'), 'utf8') }
}

const startForTheFirstTime = async (): Promise<void> => {
  // Out of the way at once: a folder that is being emptied looks new to the test file beside this one.
  const old = `${kept}-old-${process.pid}`
  if (existsSync(kept)) renameIfThere(kept, old)
  rmSync(old, { recursive: true, force: true })
  const making = `${kept}-${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  const office = await OfficeProcess.open(join(making, 'data'))
  // It says that it is there before it says who can sign in: on a busy machine the second is heard a moment later.
  for (const until = Date.now() + 30_000; signInsIn(office.said).length === 0 && Date.now() < until;) await pause(50)
  await office.stop()
  writeFileSync(join(making, 'said.txt'), office.said)
  try {
    renameSync(making, kept)
  } catch {
    // Another test file was quicker; its place is as good.
    rmSync(making, { recursive: true, force: true })
  }
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
