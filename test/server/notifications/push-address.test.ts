import { describe, expect, test } from 'vitest'
import { isInside, lookUpOutside, readPushAddress } from '#server/notifications/push-address.ts'

const real = { toLoopback: false }

describe('where a signed-in person may have the office send something', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
    'https://web.push.apple.com/QKx',
  ])('to the push service of a browser: %s', (address) => {
    expect(readPushAddress(address, real)?.href).toBe(address)
  })

  test.each([
    ['not encrypted', 'http://push.example/a'],
    ['the office’s own machine', 'https://localhost/a'],
    ['a number', 'https://93.184.216.34/a'],
    ['a number that browsers read as one', 'https://2130706433/a'],
    ['a number of version 6', 'https://[::1]/a'],
    ['the address at which clouds hand out secrets', 'http://169.254.169.254/latest/meta-data'],
    ['a name of the own network', 'https://database/a'],
    ['a name that says so', 'https://printer.local/a'],
    ['another port', 'https://push.example:5432/a'],
    ['a password within', 'https://me:secret@push.example/a'],
    ['no address', 'push.example'],
    ['too long', `https://push.example/${'a'.repeat(1000)}`],
  ])('not %s', (_what, address) => {
    expect(readPushAddress(address, real)).toBeNull()
  })

  test('a test’s own service only where that was set, which no environment can', () => {
    expect(readPushAddress('http://localhost:4000/a', real)).toBeNull()
    expect(readPushAddress('http://localhost:4000/a', { toLoopback: true })).not.toBeNull()
    expect(readPushAddress('http://127.0.0.1:4000/a', { toLoopback: true })).toBeNull()
  })

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd12:3456::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::1',
    'ff02::1',
  ])('a name that turns out to be %s is not connected to', (number) => {
    expect(isInside(number)).toBe(true)
  })

  test.each(['93.184.216.34', '2a00:1450:4009::200a'])('%s is on the internet', (number) => {
    expect(isInside(number)).toBe(false)
  })

  test.each([true, false])('the look-up itself refuses, at the moment of connecting (all: %s)', async (all) => {
    const error = await new Promise<unknown>((settle) => lookUpOutside('localhost', { all }, settle))
    expect(error).toMatchObject({ code: 'EINSIDE' })
  })
})
