import type { Role } from '#domain/records/staff-member.ts'
import { type TestOffice, type TestOfficeOptions, startOffice } from '#test/support/office.ts'
import { type SmallSchool, foundSmallSchool } from '#test/support/small-school.ts'
import { type Visitor, authenticatorCode, visit } from '#test/support/visitor.ts'

/** A password that every invented person here has. */
export const password = 'three wet herons by the weir'

/** Somebody with an account. */
export type Person = { personId: string; accountId: string; email: string }

export type Hollins = {
  office: TestOffice
  school: SmallSchool
  /** Makes an account for a member of staff (by place in `roles`), with the shared password. */
  account(place: number, email?: string): Promise<Person>
  stop(): Promise<void>
}

/** An office with one school whose staff have `roles`. */
export const openHollins = async (roles: readonly Role[], options: TestOfficeOptions = {}): Promise<Hollins> => {
  const office = await startOffice(options)
  const school = await foundSmallSchool(office.made.database, {
    code: 'hollins',
    name: 'Hollins Academy',
    roles,
    pupils: 0,
  })
  return {
    office,
    school,
    account: async (place, email = `colleague-${place + 1}@hollins.example`) => {
      const personId = school.staff[place]?.personId
      if (personId === undefined) throw new TypeError('Nobody has this place.')
      const made = await office.office.accounts.createAccount({
        name: `Colleague ${place + 1}`,
        email,
        password,
        personId,
      })
      if (!made.ok) throw new Error(made.why)
      return { personId, accountId: made.accountId, email }
    },
    stop: () => office.stop(),
  }
}

/** Signs in with a password and expects it to go well. */
export const signIn = async (
  browser: Visitor,
  person: Pick<Person, 'email'>,
  headers: Record<string, string> = {},
): Promise<string> => {
  const answer = await browser.post('/api/auth/sign-in/email', { email: person.email, password }, headers)
  if (answer.status !== 200) throw new Error(`Signing in was refused: ${answer.body.error}`)
  return answer.body.next
}

/** Sets up an authenticator in a session that may; returns its address and the recovery codes. Its first code is used up. */
export const addAuthenticator = async (
  browser: Visitor,
  at?: number,
): Promise<{ totpUri: string; recoveryCodes: string[] }> => {
  const begun = await browser.post('/api/auth/two-factor/enable', { password })
  if (begun.status !== 200) throw new Error(`Setting up was refused: ${begun.body.error}`)
  const proved = await browser.post('/api/auth/two-factor/verify-totp', {
    code: authenticatorCode(begun.body.totpUri, at),
  })
  if (proved.status !== 200) throw new Error(`The first code was refused: ${proved.body.error}`)
  return begun.body
}

/** A browser that is signed in with a password and an authenticator. */
export const signedInWithTwoFactors = async (office: TestOffice, person: Person): Promise<Visitor> => {
  const browser = visit(office)
  await signIn(browser, person)
  await addAuthenticator(browser)
  return browser
}
