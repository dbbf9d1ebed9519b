import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
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
