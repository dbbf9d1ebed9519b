import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Organisation } from '#domain/records/organisation.ts'
import { Role } from '#domain/records/staff-member.ts'
import { Label } from '#domain/records/words.ts'
import { machineClock } from '#domain/time/instant.ts'
import { readConfig } from '../config.ts'
import { openBesideOffice } from '../store/open-beside-office.ts'
import { openLog } from '../log.ts'
import { openMailer } from '../mail/mailer.ts'
import { StartFault } from '../start-fault.ts'
import type { Database } from '../store/database.ts'
import { isPassingFault } from '../store/database.ts'
import { type Accounts, openAccounts } from './accounts.ts'
import { givePlace, type NotGiven } from './give-place.ts'

const USAGE = `Usage: npm run account -- COMMAND OPTIONS

  administrator --organisation CODE --name NAME --email ADDRESS
                [--organisation-name NAME --type school|council-service [--phase primary|secondary|all-through|special]]
                 makes an administrator; with --organisation-name, founds the organisation first
  person        --organisation CODE --role ROLE --name NAME --email ADDRESS [--year-groups 7,8]
                 makes a colleague; ROLE is ${Role.options.join(', ')}
  invite         --email ADDRESS                       prints a new one-time link, good for 24 hours
  reset-factors  --email ADDRESS                       forgets authenticator and passkeys, ends every session
  join           --email ADDRESS --provider microsoft|google --subject ID
                                                       lets this work account in, and no other
  disable        --email ADDRESS                       switches the account off at once
  enable         --email ADDRESS                       switches it on again
`

/** Exit codes: 0 done, 1 nothing was changed, 2 wrongly called. */
export type Ended = { code: 0 | 1 | 2; out?: string; error?: string }

const done = (out: string): Ended => ({ code: 0, out: `${out}\n` })
const nothingChanged = (sentence: string): Ended => ({ code: 1, error: `${sentence} Nothing was changed.\n` })
const wronglyCalled = (sentence: string): Ended => ({ code: 2, error: `${sentence}\n\n${USAGE}` })

const given = {
  email: z.email({ error: 'Say whose account with --email ADDRESS.' }).trim().toLowerCase(),
  name: Label.min(1, 'Say who they are with --name NAME.'),
}

const OneAccount = z.object({ email: given.email })

const Person = z
  .object({
    organisation: z
      .string({ error: 'Say which organisation with --organisation CODE.' })
      .regex(
        /^[a-z0-9-]{2,40}$/,
        'An organisation’s code has 2 to 40 small letters, digits and dashes, such as hollins.',
      ),
    role: z.enum(Role.options, { error: 'Say which role with --role; the usage lists them.' }),
    name: z.string({ error: 'Say who they are with --name NAME.' }).pipe(given.name),
    email: given.email,
    'year-groups': z
      .string()
      .regex(/^-?\d{1,2}(,-?\d{1,2})*$/, 'Year groups are numbers with commas between, such as --year-groups 7,8.')
      .transform((text) => text.split(',').map(Number))
      .optional(),
    'organisation-name': Label.min(1, 'The organisation needs a name.').optional(),
    type: z.enum(Organisation.shape.type.options, { error: 'The type is school or council-service.' }).optional(),
    phase: z
      .enum(['primary', 'secondary', 'all-through', 'special'], {
        error: 'The phase is primary, secondary, all-through or special.',
      })
      .optional(),
  })
  .superRefine((called, context) => {
    if (called['organisation-name'] === undefined) return
    const say = (message: string): void => context.addIssue({ code: 'custom', message })
    if (called.role !== 'administrator') say('An organisation is founded with its first administrator.')
    if (called.type === undefined) say('Say what the new organisation is with --type school or --type council-service.')
    if (called.type === 'school' && called.phase === undefined)
      say('Say which phase the school is with --phase, such as --phase secondary.')
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

const giveAPlace = async ({ accounts, database }: Opened, called: z.infer<typeof Person>): Promise<Ended> => {
  const { organisation: code, name, email, role, type, phase } = called
  const organisationName = called['organisation-name']
  const organisation =
    organisationName === undefined || type === undefined
      ? null
      : { name: organisationName, type, phase: type === 'school' ? (phase ?? null) : null }
  const yearGroups = called['year-groups'] ?? null
  const made = await givePlace(
    { accounts, database, clock: machineClock },
    { code, organisation, name, email, role, yearGroups },
  )
  if (!made.ok) return nothingChanged(sayNotGiven(made.why))
  const outcome = made.founded
    ? 'The organisation is founded, and they are its administrator.'
    : 'They have their place now.'
  // Whoever has an account already signs in as before.
  return done(made.isNew ? `${outcome}\n${await sayLink(accounts, made.accountId)}` : outcome)
}

const sayNotGiven = (why: NotGiven): string => {
  switch (why) {
    case 'no-such-organisation':
      return 'There is no organisation here with that code; to found it, add --organisation-name and --type.'
    case 'organisation-exists':
      return 'There is an organisation here with that code already; leave out --organisation-name to add somebody to it.'
    case 'already-member':
      return 'They have a place in this organisation already; for a new link use: npm run account -- invite.'
    case 'refused':
      return 'The office could not take this.'
  }
}

/** What a command will do once the store is open, or how it was wrongly called. */
type Prepared = { run: (opened: Opened) => Promise<Ended> } | { wrong: string }

const prepare =
  <T>(schema: z.ZodType<T>, run: (opened: Opened, called: T) => Promise<Ended>) =>
  (values: Record<string, string | undefined>): Prepared => {
    const called = schema.safeParse(values)
    if (!called.success) return { wrong: called.error.issues[0]?.message ?? 'An option is not right.' }
    return { run: (opened) => run(opened, called.data) }
  }

/** A command that takes an address and nothing else. */
const toOneAccount = (act: (accounts: Accounts, accountId: string) => Promise<string>) =>
  prepare(OneAccount, async ({ accounts }, { email }) => {
    const found = await accounts.findByEmail(email)
    return found === null ? nothingChanged('Nobody here has that address.') : done(await act(accounts, found.accountId))
  })

const join = async ({ accounts }: Opened, { email, provider, subject }: z.infer<typeof Join>): Promise<Ended> => {
  const found = await accounts.findByEmail(email)
  if (found === null) return nothingChanged('Nobody here has that address.')
  const joined = await accounts.expectIdentity(found.accountId, provider, subject)
  if (joined.ok) return done('That work account signs in to this account now.')
  return nothingChanged(
    joined.why === 'no-such-provider'
      ? 'That provider is not set up here.'
      : 'That work account belongs to an account already.',
  )
}

const preparePlace = prepare(Person, giveAPlace)

const commands: Record<string, (values: Record<string, string | undefined>) => Prepared> = {
  administrator: (values) => preparePlace({ ...values, role: 'administrator' }),
  person: preparePlace,
  join: prepare(Join, join),
  invite: toOneAccount(sayLink),
  'reset-factors': toOneAccount(async (accounts, accountId) => {
    await accounts.resetFactors(accountId, 'command-line')
    return 'Their second factors are forgotten and every session is over. They set up a new one at their next sign-in.'
  }),
  disable: toOneAccount(async (accounts, accountId) => {
    await accounts.disableAccount(accountId, 'command-line')
    return 'The account is switched off, and every session is over.'
  }),
  enable: toOneAccount(async (accounts, accountId) => {
    await accounts.enableAccount(accountId, 'command-line')
    return 'The account is switched on again.'
  }),
}

const text = { type: 'string' } as const
const options = {
  organisation: text,
  role: text,
  'year-groups': text,
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

const runChecked = async (args: string[], environment: Record<string, string | undefined>): Promise<Ended> => {
  const called = readArguments(args)
  if (called === null) return wronglyCalled('Name one command; one of the options is not known, or has no value.')
  const prepared = commands[called.command]?.(called.values) ?? { wrong: 'There is no such command.' }
  if ('wrong' in prepared) return wronglyCalled(prepared.wrong)

  const config = readConfig(environment)
  if (config.secret === null)
    return nothingChanged(
      'The invented school has its own sign-ins; set SECRET (and DATABASE_URL or DATA_DIR) to the ones of your office.',
    )
  const opened = await openBesideOffice(config)
  try {
    const office = { config: { ...config, secret: config.secret }, clock: machineClock, log: openLog(config.logLevel) }
    // A letter only waits here: the running office sends it, or the next one to start.
    const accounts = await openAccounts({ ...office, ...opened, mailer: openMailer(office) })
    return await prepared.run({ accounts, database: opened.database })
  } finally {
    await opened.close()
  }
}

/** `npm run account -- ARGS`: does one thing and says in plain sentences what came of it. Only bugs throw. */
export const runAccountCommand = async (
  args: string[],
  environment: Record<string, string | undefined>,
): Promise<Ended> => {
  try {
    return await runChecked(args, environment)
  } catch (error) {
    if (error instanceof StartFault) return nothingChanged(error.message)
    if (isPassingFault(error)) return nothingChanged('The database was busy or went away.')
    throw error
  }
}
