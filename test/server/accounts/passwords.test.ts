import { assert as check, constantFrom, property, string, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '#server/accounts/password-hash.ts'
import { problemWith } from '#server/accounts/password-rules.ts'

describe('[F5] which passwords are taken', () => {
  const about = ['Morenike Adeyemi', 'm.adeyemi@hollins.example']

  test.each([
    'three wet herons by the weir',
    'kettle biscuit lorry',
    'Tr0ub4dor&3 and more',
    'ünïcödé is fîne tôo',
    '山川草木日月星辰風林火山',
    'a sentence, with commas.',
    'xxxxxmarmalade on toast',
    '4829 1039 5561 7713',
    '        spaces count too        ',
    'Ofsted rang at ten',
    'zq7!vLp2#wTx',
  ])('%j is taken', (password) => {
    expect(problemWith(password, about)).toBeNull()
  })

  test.each([
    'passwordpassword',
    'Password1234',
    'P@ssw0rd12345',
    'Welcome2026!',
    'Welcome-2026-!!',
    'letmeinplease',
    'qwertyuiop123',
    '1q2w3e4r5t6yqwerty',
    'abcdefghijkl',
    '123456789012',
    '987654321098',
    'aaaaaaaaaaaaaa',
    'abababababab',
    'iloveyou12345',
    'Liverpool2019',
    'attendanceofficer',
    'Doorstep2026!!',
    'schoolschool1',
    'adminpassword',
    'MorenikeAdeyemi',
    'adeyemi-123456',
    'trustno1trustno1',
    'asdfghjklasdfg',
  ])('%j is what people guess', (password) => {
    expect(problemWith(password, about)).toBe('password-too-common')
  })

  test('12 to 128 characters', () => {
    expect(problemWith('kettle lorry', about)).toBeNull()
    expect(problemWith('kettle lory', about)).toBe('password-too-short')
    expect(problemWith('kettle lorry '.repeat(10).slice(0, 128), about)).toBeNull()
    expect(problemWith('kettle lorry '.repeat(10).slice(0, 129), about)).toBe('password-too-long')
  })

  test('any text gets an answer', () => {
    check(
      property(string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect([null, 'password-too-short', 'password-too-long', 'password-too-common']).toContain(
          problemWith(text, about),
        )
      }),
    )
  })

  test('random ones of four words are taken', () => {
    const words = ['kettle', 'lorry', 'marmalade', 'heron', 'weir', 'sandal', 'copper', 'thistle', 'bramble', 'lantern']
    check(
      property(uniqueArray(constantFrom(...words), { minLength: 3, maxLength: 5 }), (chosen) => {
        expect(problemWith(chosen.join('-'), about)).toBeNull()
      }),
    )
  })
})

describe('[F5] how a password is kept', () => {
  test('as Argon2id with at least 19 MiB and two passes, salted, never the same twice', async () => {
    const [one, two] = await Promise.all([hashPassword('three wet herons'), hashPassword('three wet herons')])
    const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(one ?? '') ?? []
    expect(Number(memory)).toBeGreaterThanOrEqual(19_456)
    expect(Number(passes)).toBeGreaterThanOrEqual(2)
    expect(one).not.toBe(two)
  })

  test('the same characters match however the keyboard made them, and nothing else does', async () => {
    const hash = await hashPassword('caf\u00e9 au lait encore')
    expect(await verifyPassword({ hash, password: 'cafe\u0301 au lait encore' })).toBe(true)
    expect(await verifyPassword({ hash, password: 'cafe au lait encore' })).toBe(false)
    for (const broken of ['', 'plain', hash.slice(0, -1), hash.replace('argon2id', 'argon2i')])
      expect(await verifyPassword({ hash: broken, password: 'café au lait encore' })).toBe(false)
  })

  test('the official Argon2id text form is understood (vector of the reference implementation)', async () => {
    // `echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -e`
    const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await verifyPassword({ hash, password: 'password' })).toBe(true)
  })
})
