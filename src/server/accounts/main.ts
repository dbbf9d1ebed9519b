import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Organisation } from '#domain/records/organisation.ts'
import { Label } from '#domain/records/words.ts'
import { machineClock } from '#domain/time/instant.ts'
import { readConfig } from '../config.ts'
import { openForImport } from '../imports/open-for-import.ts'
import { openLog } from '../log.ts'
import { StartFault } from '../start-fault.ts'
import type { Database } from '../store/database.ts'
import { isPassingFault } from '../store/database.ts'
import { type Accounts, openAccounts } from './accounts.ts'
import { makeAdministrator } from './first-administrator.ts'

const USAGE = `Usage: npm run account -- COMMAND OPTIONS

  administrator --organisation CODE --name NAME --email ADDRESS
                [--organisation-name NAME --type school|council-service [--phase primary|secondary|all-through|special]]
                 makes an administrator; with --organisation-name, founds the organisation first
  invite         --email ADDRESS                       prints a new one-time link, good for 24 hours
  reset-factors  --email ADDRESS                       forgets authenticator and passkeys, ends every session
  join           --email ADDRESS --provider microsoft|google --subject ID
                                                       lets this work account in, and no other
  disable        --email ADDRESS                       switches the account off at once
  enable         --email ADDRESS                       switches it on again
`

/** Exit codes: 0 done, 1 nothing was changed, 2 wrongly called. */
type Ended = { code: 0 | 1 | 2; out?: string; error?: string }

const done = (out: string): Ended => ({ code: 0, out: `${out}\n` })
const nothingChanged = (sentence: string): Ended => ({ code: 1, error: `${sentence} Nothing was changed.\n` })
const wronglyCalled = (sentence: string): Ended => ({ code: 2, error: `${sentence}\n\n${USAGE}` })

const given = {
  email: z.email({ error: 'Say whose account with --email ADDRESS.' }).trim().toLowerCase(),
  name: Label.min(1, 'Say who they are with --name NAME.'),
}

const OneAccount = z.object({ email: given.email })

const Administrator = z.object({
  organisation: z
    .string({ error: 'Say which organisation with --organisation CODE.' })
    .regex(
      /^[a-z0-9-]{2,40}$/,
      'An organisation’s code has 2 to 40 small letters, digits and dashes, such as hollins.',
    ),
  name: z.string({ error: 'Say who they are with --name NAME.' }).pipe(given.name),
  email: given.email,
  'organisation-name': Label.min(1, 'The organisation needs a name.').optional(),
  type: Organisation.shape.type.optional(),
  phase: Organisation.shape.phase.optional(),
})

const Join = z.object({
  email: given.email,
  provider: z.enum(['microsoft', 'google'], {
    error: 'Say which provider: --provider microsoft or --provider google.',
  }),
  subject: z.string({ error: 'Say which subject with --subject ID.' }).min(1).max(500),
})

type Opened = { accounts: Accounts; database: Database }

const sayLink = async (accounts: Accounts, accountId: string): Promise<string> => {
  const { link, expiresAt } = await accounts.invite(accountId)
  return `Hand this link to them yourself; it works once, until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC:\n${link}`
}

const administrator = async ({ accounts, database }: Opened, called: z.infer<typeof Administrator>): Promise<Ended> => {
  const { organisation: code, name, email, type } = called
  const organisationName = called['organisation-name']
  if (organisationName !== undefined && type === undefined)
    return wronglyCalled('Say what the new organisation is with --type school or --type council-service.')
  if (type === 'school' && called.phase === undefined)
    return wronglyCalled('Say which phase the school is with --phase, such as --phase secondary.')
  const organisation =
    organisationName === undefined || type === undefined
      ? null
      : { name: organisationName, type, phase: type === 'school' ? (called.phase ?? null) : null }
  const made = await makeAdministrator({ accounts, database, clock: machineClock }, { code, organisation, name, email })
  if (!made.ok) {
    switch (made.why) {
      case 'no-such-organisation':
        return nothingChanged(
          'There is no organisation here with that code; to found it, add --organisation-name and --type.',
        )
      case 'organisation-exists':
        return nothingChanged(
          'There is an organisation here with that code already; leave out --organisation-name to add an administrator to it.',
        )
      case 'already-member':
        return nothingChanged(
          'They have a place in this organisation already; for a new link use: npm run account -- invite.',
        )
      case 'refused':
        return nothingChanged('The office could not take this.')
    }
  }
  return done(
    `${made.founded ? 'The organisation is founded, and they are its administrator.' : 'They are an administrator now.'}\n${await sayLink(accounts, made.accountId)}`,
  )
}

const commands: Record<string, (opened: Opened, values: Record<string, string | undefined>) => Promise<Ended>> = {
  administrator: async (opened, values) => {
    const called = Administrator.safeParse(values)
    return called.success ? administrator(opened, called.data) : wronglyCalled(called.error.issues[0]?.message ?? '')
  },
  join: async ({ accounts }, values) => {
    const called = Join.safeParse(values)
    if (!called.success) return wronglyCalled(called.error.issues[0]?.message ?? '')
    const found = await accounts.findByEmail(called.data.email)
    if (found === null) return nothingChanged('Nobody here has that address.')
    const joined = await accounts.expectIdentity(found.accountId, called.data.provider, called.data.subject)
    if (joined.ok) return done('That work account signs in to this account now.')
    return nothingChanged(
      joined.why === 'no-such-provider'
        ? 'That provider is not set up here.'
        : 'That work account belongs to an account already.',
    )
  },
}

/** The commands that take an address and nothing else. */
const toOneAccount: Record<string, (accounts: Accounts, accountId: string) => Promise<string>> = {
  invite: sayLink,
  'reset-factors': async (accounts, accountId) => {
    await accounts.resetFactors(accountId, 'command-line')
    return 'Their second factors are forgotten and every session is over. They set up a new one at their next sign-in.'
  },
  disable: async (accounts, accountId) => {
    await accounts.disableAccount(accountId, 'command-line')
    return 'The account is switched off, and every session is over.'
  },
  enable: async (accounts, accountId) => {
    await accounts.enableAccount(accountId, 'command-line')
    return 'The account is switched on again.'
  },
}

const text = { type: 'string' } as const
const options = {
  organisation: text,
  'organisation-name': text,
  type: text,
  phase: text,
  name: text,
  email: text,
  provider: text,
  subject: text,
}

const readArguments = (args: string[]): { command: string; values: Record<string, string | undefined> } | null => {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const [command, ...more] = positionals
    return command === undefined || more.length > 0 ? null : { command, values: { ...values } }
  } catch {
    return null
  }
}

const run = async (args: string[]): Promise<Ended> => {
  const called = readArguments(args)
  if (called === null) return wronglyCalled('Name one command; one of the options is not known, or has no value.')
  const { command, values } = called
  const simple = toOneAccount[command]
  const address = OneAccount.safeParse(values)
  if (simple === undefined && commands[command] === undefined) return wronglyCalled('There is no such command.')
  if (simple !== undefined && !address.success) return wronglyCalled(address.error.issues[0]?.message ?? '')

  const config = readConfig(process.env)
  if (config.secret === null)
    return nothingChanged(
      'The invented school has its own sign-ins; set SECRET (and DATABASE_URL or DATA_DIR) to the ones of your office.',
    )
  const opened = await openForImport(config)
  try {
    const accounts = await openAccounts({
      config: { ...config, secret: config.secret },
      ...opened,
      clock: machineClock,
      log: openLog(config.logLevel),
    })
    if (simple === undefined || !address.success)
      return (
        (await commands[command]?.({ accounts, database: opened.database }, values)) ??
        wronglyCalled('There is no such command.')
      )
    const found = await accounts.findByEmail(address.data.email)
    return found === null
      ? nothingChanged('Nobody here has that address.')
      : done(await simple(accounts, found.accountId))
  } finally {
    await opened.close()
  }
}

const ended = await run(process.argv.slice(2)).catch((error: unknown): Ended => {
  if (error instanceof StartFault) return nothingChanged(error.message)
  if (isPassingFault(error)) return nothingChanged('The database was busy or went away.')
  throw error
})
if (ended.error !== undefined) process.stderr.write(ended.error)
if (ended.out !== undefined) process.stdout.write(ended.out)
process.exitCode = ended.code
