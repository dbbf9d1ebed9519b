import { expect } from 'vitest'
import type { TestOffice } from './office.ts'
import type { SmallSchool } from './small-school.ts'
import { visit, type Visitor } from './visitor.ts'

const password = 'three wet herons by the weir'

/** The browser of one of a small school's staff, by their place among them, signed in with an account made for them. */
export const browserOf = async (office: TestOffice, school: SmallSchool, place: number): Promise<Visitor> => {
  const email = `colleague-${place}@${school.id}.example`
  const personId = school.staff[place]?.personId ?? ''
  const made = await office.office.accounts.createAccount({ name: 'Colleague', email, password, personId })
  expect(made.ok).toBe(true)
  const browser = visit(office)
  expect((await browser.post('/api/auth/sign-in/email', { email, password })).status).toBe(200)
  return browser
}
