import { createECDH } from 'node:crypto'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { LogLevel } from './log.ts'
import { StartFault } from './start-fault.ts'

/** Sign-in with a Microsoft Entra tenant. `issuer` replaces Microsoft's own address (tests; national clouds). */
export type MicrosoftSignIn = { tenant: string; clientId: string; clientSecret: string; issuer: string | null }

/** Sign-in with a Google Workspace domain. `issuer` replaces Google's own address (tests). */
export type GoogleSignIn = { hostedDomain: string; clientId: string; clientSecret: string; issuer: string | null }

/** VAPID (RFC 8292): who this office is to the push services of browsers, and whom they write to when something is wrong. */
export type NotificationKeys = {
  publicKey: string
  privateKey: string
  /** `mailto:` or an https address. */
  subject: string
  /** Lets a push service on this machine be used. Tests alone: nothing in the environment sets it. */
  toLoopback: boolean
}

/** Wonde, which gives the marks of schools that approved it. */
export type WondeSource = {
  address: string
  token: string
  /** By a school's code here: what Wonde calls it. */
  schools: ReadonlyMap<string, string>
  everyMinutes: number
}

/** Everything the office is told by its environment, read once at start. docs/running.md explains each variable. */
export type Config = {
  port: number
  /** The address to listen on: `localhost` unless HOST says otherwise. */
  host: string
  /** Absolute path of the folder for the embedded database and generated secrets. */
  dataDir: string
  /** The organisation's own PostgreSQL, as the role that owns Doorstep's tables; null for the embedded one. */
  databaseUrl: string | null
  /** The same database, as the role that serves; null to let Doorstep make and use `doorstep_app`. */
  appDatabaseUrl: string | null
  /** Where people reach the office, without a slash at the end. Sign-in, passkeys and the same-origin check rest on it. */
  origin: string
  /** Signs sessions and derives keys; at least 32 characters. Null only in demo mode, where one is made and kept. */
  secret: string | null
  /** True when neither DATABASE_URL nor SECRET is set: an invented place, sign-ins printed, no second factor asked for. */
  demo: boolean
  microsoft: MicrosoftSignIn | null
  google: GoogleSignIn | null
  /** Null where no marks are fetched. */
  wonde: WondeSource | null
  smtpUrl: string | null
  /** The pair of keys that signs notifications to tablets; null where none are sent. */
  notifications: NotificationKeys | null
  /** Whom letters are from: `Doorstep <no-reply@doorstep.example.sch.uk>`. */
  mailFrom: string
  logLevel: LogLevel
}

const text = z.string().trim()

/** A web address with nothing after the host and port. */
const originText = text.refine(
  (value) =>
    URL.canParse(value) &&
    /^https?:$/.test(new URL(value).protocol) &&
    new URL(value).origin === value.replace(/\/$/, ''),
  { error: 'ORIGIN must be a web address without a path, such as https://doorstep.example.sch.uk.' },
)

const databaseAddress = (name: string) =>
  text.refine((value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol), {
    error: `${name} must be the address of a PostgreSQL database, such as postgresql://doorstep_owner:password@db.example:5432/doorstep.`,
  })

const issuerAddress = (name: string) =>
  text.refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: `${name} must be a web address.`,
  })

const portText = text.transform((value, context) => {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0
  if (port >= 1 && port <= 65_535) return port
  context.addIssue({ code: 'custom', message: 'PORT must be a number from 1 to 65535.' })
  return z.NEVER
})

/** Nothing that leaves this machine goes in clear. */
const isSecureOrHere = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))

const Environment = z.object({
  PORT: portText.default(3000),
  HOST: text
    .regex(/^[\w.:-]+$/, 'HOST must be an address to listen on, such as localhost or 0.0.0.0.')
    .default('localhost'),
  DATA_DIR: text.default('.data'),
  DATABASE_URL: databaseAddress('DATABASE_URL').optional(),
  APP_DATABASE_URL: databaseAddress('APP_DATABASE_URL').optional(),
  ORIGIN: originText.optional(),
  SECRET: text.min(32, 'SECRET must have at least 32 characters; make one with: openssl rand -hex 32.').optional(),
  MICROSOFT_TENANT: text.optional(),
  MICROSOFT_CLIENT_ID: text.optional(),
  MICROSOFT_CLIENT_SECRET: text.optional(),
  MICROSOFT_ISSUER: issuerAddress('MICROSOFT_ISSUER').optional(),
  GOOGLE_HOSTED_DOMAIN: text.optional(),
  GOOGLE_CLIENT_ID: text.optional(),
  GOOGLE_CLIENT_SECRET: text.optional(),
  GOOGLE_ISSUER: issuerAddress('GOOGLE_ISSUER').optional(),
  WONDE_TOKEN: text.regex(/^[\x21-\x7e]+$/, { error: 'WONDE_TOKEN must be one word, as Wonde shows it.' }).optional(),
  WONDE_SCHOOLS: text
    .regex(/^[a-z0-9-]{2,40}=\w{1,40}(?:[\s,]+[a-z0-9-]{2,40}=\w{1,40})*$/, {
      error: 'WONDE_SCHOOLS must name each school by its code here and by Wonde’s, such as hollins=A1930499544.',
    })
    .optional(),
  WONDE_MINUTES: text
    .regex(/^\d{1,4}$/, { error: 'WONDE_MINUTES must be a number from 10 to 1440.' })
    .transform(Number)
    .refine((minutes) => minutes >= 10 && minutes <= 1440, { error: 'WONDE_MINUTES must be a number from 10 to 1440.' })
    .default(60),
  WONDE_ADDRESS: text
    .refine((value) => URL.canParse(value) && isSecureOrHere(new URL(value)), {
      error: 'WONDE_ADDRESS must begin with https:// : marks and the token must not travel in clear.',
    })
    .default('https://api.wonde.com/v1.0'),
  SMTP_URL: text
    .refine((value) => URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol), {
      error: 'SMTP_URL must look like smtp://user:password@mail.example:587.',
    })
    .optional(),
  MAIL_FROM: text
    .regex(/^(?:[^<>\r\n]{1,80}<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, {
      error: 'MAIL_FROM must look like Doorstep <no-reply@doorstep.example.sch.uk>.',
    })
    .optional(),
  VAPID_PUBLIC_KEY: text.optional(),
  VAPID_PRIVATE_KEY: text.optional(),
  VAPID_SUBJECT: text
    .regex(/^(?:mailto:[^<>@\s]+@[^<>@\s]+|https:\/\/\S+)$/, {
      error: 'VAPID_SUBJECT must look like mailto:doorstep@hollins.example.',
    })
    .optional(),
  LOG_LEVEL: z
    .enum(['info', 'warn', 'error', 'silent'], { error: 'LOG_LEVEL must be info, warn, error or silent.' })
    .optional(),
})

/** Secrets that stand in examples and templates: a server that runs with one is open to anybody. */
const wellKnown = /^(change-?me|secret|example|password|your|test|default)|openssl rand/i

/** A few characters over and over are a placeholder, not a secret. */
const isGuessable = (secret: string): boolean => wellKnown.test(secret) || new Set(secret).size < 10

const VapidGroup = z.object({ VAPID_PUBLIC_KEY: z.string(), VAPID_PRIVATE_KEY: z.string() })
const WondeGroup = z.object({ WONDE_TOKEN: z.string(), WONDE_SCHOOLS: z.string() })
const MicrosoftGroup = z.object({
  MICROSOFT_TENANT: z.string(),
  MICROSOFT_CLIENT_ID: z.string(),
  MICROSOFT_CLIENT_SECRET: z.string(),
})
const GoogleGroup = z.object({
  GOOGLE_HOSTED_DOMAIN: z.string(),
  GOOGLE_CLIENT_ID: z.string(),
  GOOGLE_CLIENT_SECRET: z.string(),
})

/** All of a group of variables or none: half a sign-in provider, or half a pair of keys, is a mistake. */
const together = <S extends z.ZodRawShape>(
  name: string,
  group: z.ZodObject<S>,
  env: Record<string, unknown>,
): z.infer<z.ZodObject<S>> | null => {
  const names = Object.keys(group.shape)
  const missing = names.filter((key) => env[key] === undefined)
  if (missing.length === names.length) return null
  if (missing.length > 0) throw new StartFault(`${name} also needs ${missing.join(' and ')}.`)
  return group.parse(env)
}

/** Whether the one key is the other's, as `npm run notification-keys` writes them: base64url of 65 and of 32 bytes. */
const isPair = (publicKey: string, privateKey: string): boolean => {
  const curve = createECDH('prime256v1')
  try {
    curve.setPrivateKey(Buffer.from(privateKey, 'base64url'))
    return curve.getPublicKey('base64url') === publicKey
  } catch {
    return false
  }
}

/**
 * Reads the environment (usually `process.env`). An empty variable counts as unset. Throws StartFault with one plain
 * sentence about the first thing that is wrong; the sentence never repeats a value, which may be a password.
 */
export const readConfig = (environment: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) throw new StartFault(parsed.error.issues[0]?.message ?? 'The environment could not be read.')
  const env = parsed.data

  const demo = env.DATABASE_URL === undefined && env.SECRET === undefined
  if (!demo && env.SECRET === undefined) {
    throw new StartFault('SECRET must be set when DATABASE_URL is; make one with: openssl rand -hex 32.')
  }
  if (env.SECRET !== undefined && isGuessable(env.SECRET)) {
    throw new StartFault('SECRET looks like a placeholder; make a real one with: openssl rand -hex 32.')
  }
  if (env.APP_DATABASE_URL !== undefined && env.DATABASE_URL === undefined) {
    throw new StartFault(
      'APP_DATABASE_URL needs DATABASE_URL beside it: the role that owns the tables and runs the migrations.',
    )
  }
  const origin = (env.ORIGIN ?? `http://localhost:${env.PORT}`).replace(/\/$/, '')
  if (!demo && origin.startsWith('http:') && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(origin)) {
    throw new StartFault('ORIGIN must begin with https:// : sign-in and the tablet need a secure connection.')
  }

  const microsoft = together('Sign-in with Microsoft', MicrosoftGroup, env)
  const vapid = together('Notifications: the pair of keys', VapidGroup, env)
  if (vapid !== null && !isPair(vapid.VAPID_PUBLIC_KEY, vapid.VAPID_PRIVATE_KEY)) {
    throw new StartFault(
      'VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY are not a pair; make one with: npm run --silent notification-keys.',
    )
  }
  const wonde = together('Fetching marks from Wonde', WondeGroup, env)
  const google = together('Sign-in with Google', GoogleGroup, env)

  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL ?? null,
    appDatabaseUrl: env.APP_DATABASE_URL ?? null,
    origin,
    secret: env.SECRET ?? null,
    demo,
    microsoft: microsoft && {
      tenant: microsoft.MICROSOFT_TENANT,
      clientId: microsoft.MICROSOFT_CLIENT_ID,
      clientSecret: microsoft.MICROSOFT_CLIENT_SECRET,
      issuer: env.MICROSOFT_ISSUER ?? null,
    },
    google: google && {
      hostedDomain: google.GOOGLE_HOSTED_DOMAIN,
      clientId: google.GOOGLE_CLIENT_ID,
      clientSecret: google.GOOGLE_CLIENT_SECRET,
      issuer: env.GOOGLE_ISSUER ?? null,
    },
    wonde: wonde && {
      address: env.WONDE_ADDRESS.replace(/\/$/, ''),
      token: wonde.WONDE_TOKEN,
      schools: new Map(
        wonde.WONDE_SCHOOLS.split(/[\s,]+/).map((pair) => [pair.replace(/=.*/, ''), pair.replace(/.*=/, '')]),
      ),
      everyMinutes: env.WONDE_MINUTES,
    },
    smtpUrl: env.SMTP_URL ?? null,
    notifications: vapid && {
      publicKey: vapid.VAPID_PUBLIC_KEY,
      privateKey: vapid.VAPID_PRIVATE_KEY,
      subject: env.VAPID_SUBJECT ?? (origin.startsWith('https:') ? origin : 'mailto:no-reply@localhost'),
      toLoopback: false,
    },
    mailFrom: env.MAIL_FROM ?? `Doorstep <no-reply@${new URL(origin).hostname}>`,
    logLevel: env.LOG_LEVEL ?? (demo ? 'warn' : 'info'),
  }
}
