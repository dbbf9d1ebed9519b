import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import webPush from 'web-push'
import { readConfig } from '#server/config.ts'
import { StartFault } from '#server/start-fault.ts'

const secret = 'mQ7w2-zr0Kf5uXo9eTjBv1LhNc4PgSdA'

describe('somebody who starts Doorstep without settings', () => {
  test('gets the demonstration on port 3000, in .data, with a database of its own', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: 'localhost',
      dataDir: resolve('.data'),
      databaseUrl: null,
      origin: 'http://localhost:3000',
      secret: null,
      demo: true,
      microsoft: null,
      google: null,
      smtpUrl: null,
      mailFrom: 'Doorstep <no-reply@localhost>',
    })
  })

  test('may choose the port, and the address follows it; an empty variable is no variable', () => {
    expect(readConfig({ PORT: '4100', ORIGIN: '', DATABASE_URL: ' ' })).toMatchObject({
      port: 4100,
      origin: 'http://localhost:4100',
      demo: true,
    })
  })
})

describe('somebody who runs Doorstep for real', () => {
  test('sets SECRET, and the demonstration is off', () => {
    expect(readConfig({ SECRET: secret, ORIGIN: 'https://doorstep.hollins.example/' })).toMatchObject({
      demo: false,
      secret,
      origin: 'https://doorstep.hollins.example',
      logLevel: 'info',
    })
  })

  test('may bring a pair of keys for notifications, and is told when they are not one', () => {
    const { publicKey, privateKey } = webPush.generateVAPIDKeys()
    const real = { SECRET: secret, ORIGIN: 'https://doorstep.hollins.example', VAPID_PUBLIC_KEY: publicKey }
    expect(readConfig({ ...real, VAPID_PRIVATE_KEY: privateKey }).notifications).toEqual({
      publicKey,
      privateKey,
      subject: 'https://doorstep.hollins.example',
      toLoopback: false,
    })
    expect(() => readConfig(real)).toThrow('Notifications: the pair of keys also needs VAPID_PRIVATE_KEY.')
    for (const wrong of [webPush.generateVAPIDKeys().privateKey, 'not a key'])
      expect(() => readConfig({ ...real, VAPID_PRIVATE_KEY: wrong })).toThrow(/are not a pair/)
    expect(readConfig({ SECRET: secret }).notifications).toBeNull()
  })

  test('may have marks fetched from Wonde, for the schools that it names, over a secure connection alone', () => {
    const token = { WONDE_TOKEN: 'a1b2c3d4' }
    const named = { ...token, WONDE_SCHOOLS: 'hollins=A1930499544, kestrel-hill=A77' }
    expect(readConfig({ SECRET: secret, ...named }).wonde).toEqual({
      address: 'https://api.wonde.com/v1.0',
      token: 'a1b2c3d4',
      schools: new Map([
        ['hollins', 'A1930499544'],
        ['kestrel-hill', 'A77'],
      ]),
      everyMinutes: 60,
    })
    expect(readConfig({ SECRET: secret }).wonde).toBeNull()
    const refused = (more: Record<string, string>) => () => readConfig({ SECRET: secret, ...named, ...more })
    expect(() => readConfig({ SECRET: secret, ...token })).toThrow(
      'Fetching marks from Wonde also needs WONDE_SCHOOLS.',
    )
    expect(refused({ WONDE_SCHOOLS: 'hollins' })).toThrow(/such as hollins=A1930499544/)
    expect(refused({ WONDE_MINUTES: '5' })).toThrow('WONDE_MINUTES must be a number from 10 to 1440.')
    expect(refused({ WONDE_ADDRESS: 'http://api.wonde.com/v1.0' })).toThrow(/must begin with https/)
    expect(refused({ WONDE_TOKEN: 'two words' })).toThrow('WONDE_TOKEN must be one word, as Wonde shows it.')
  })

  test('may bring a PostgreSQL, sign-in providers and a mail server', () => {
    const config = readConfig({
      SECRET: secret,
      DATABASE_URL: 'postgresql://doorstep_owner:pw@db.example/doorstep',
      APP_DATABASE_URL: 'postgres://doorstep_app:pw@db.example/doorstep',
      MICROSOFT_TENANT: 'a',
      MICROSOFT_CLIENT_ID: 'b',
      MICROSOFT_CLIENT_SECRET: 'c',
      GOOGLE_HOSTED_DOMAIN: 'hollins.example',
      GOOGLE_CLIENT_ID: 'd',
      GOOGLE_CLIENT_SECRET: 'e',
      GOOGLE_ISSUER: 'http://127.0.0.1:4999',
      SMTP_URL: 'smtp://mail.example:587',
    })
    expect(config.microsoft).toEqual({ tenant: 'a', clientId: 'b', clientSecret: 'c', issuer: null })
    expect(config.google).toEqual({
      hostedDomain: 'hollins.example',
      clientId: 'd',
      clientSecret: 'e',
      issuer: 'http://127.0.0.1:4999',
    })
    expect(config.smtpUrl).toBe('smtp://mail.example:587')
  })
})

describe('a mistake is one plain sentence that repeats no value', () => {
  const mistakes: [what: string, environment: Record<string, string>, sentence: string][] = [
    ['a port that is a word', { PORT: 'http' }, 'PORT must be a number from 1 to 65535.'],
    ['a port beyond the last', { PORT: '65536' }, 'PORT must be a number from 1 to 65535.'],
    ['no port at all', { PORT: '0' }, 'PORT must be a number from 1 to 65535.'],
    ['a port with a sign', { PORT: '-1' }, 'PORT must be a number from 1 to 65535.'],
    [
      'a missing secret',
      { DATABASE_URL: 'postgres://hunter2@db.example/x' },
      'SECRET must be set when DATABASE_URL is',
    ],
    ['a short secret', { SECRET: 'hunter2' }, 'SECRET must have at least 32 characters'],
    ['a secret from an example', { SECRET: 'changeme-changeme-changeme-changeme' }, 'SECRET looks like a placeholder'],
    ['one letter over and over', { SECRET: 'abababababababababababababababababab' }, 'SECRET looks like a placeholder'],
    [
      'a database of another kind',
      { DATABASE_URL: 'mysql://hunter2@db.example/x', SECRET: secret },
      'DATABASE_URL must be the address of a PostgreSQL database',
    ],
    [
      'a serving role without an owner',
      { APP_DATABASE_URL: 'postgres://hunter2@db/x', SECRET: secret },
      'APP_DATABASE_URL needs DATABASE_URL beside it',
    ],
    [
      'an address with a path',
      { ORIGIN: 'https://hunter2.example/app' },
      'ORIGIN must be a web address without a path',
    ],
    ['an address that is none', { ORIGIN: 'hunter2' }, 'ORIGIN must be a web address without a path'],
    [
      'a real office without https',
      { ORIGIN: 'http://hunter2.example', SECRET: secret },
      'ORIGIN must begin with https://',
    ],
    [
      'half of a provider',
      { GOOGLE_CLIENT_ID: 'hunter2', SECRET: secret },
      'Sign-in with Google also needs GOOGLE_HOSTED_DOMAIN and GOOGLE_CLIENT_SECRET.',
    ],
    ['a mail server of another kind', { SMTP_URL: 'http://hunter2' }, 'SMTP_URL must look like'],
    ['a level there is not', { LOG_LEVEL: 'hunter2' }, 'LOG_LEVEL must be'],
    ['an address to listen on with a path', { HOST: '/hunter2' }, 'HOST must be an address'],
  ]
  test.each(mistakes)('%s', (_what, environment, sentence) => {
    let said = ''
    try {
      readConfig(environment)
    } catch (error) {
      if (error instanceof StartFault) said = error.message
    }
    expect(said).toContain(sentence)
    expect(said).not.toContain('hunter2')
    expect(said).not.toContain('\n')
  })
})
