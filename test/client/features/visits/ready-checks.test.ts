import { expect, test } from 'vitest'
import { overall, readyChecks, type ReadyFacts } from '#client/features/visits/ready-checks.ts'

const ready: ReadyFacts = {
  now: '2026-11-23T08:30:00.000Z',
  app: { files: 80, missing: 0 },
  pupils: { planned: 3, away: 0 },
  toCome: 0,
  lastExchangeAt: '2026-11-23T08:10:00.000Z',
  clockDifference: 400,
  storage: { persisted: true, used: 10, room: 1000, installed: true },
  lock: { passphrase: 'set', in: 5 * 60_000 },
  unsent: 0,
  refused: 0,
  begun: 0,
  battery: { level: 0.9, isCharging: false },
  plans: { today: 2, onlyHere: 0, along: 0 },
  isAlone: true,
  outing: { state: 'lodged', backBy: '2026-11-23T15:30:00.000Z' },
}

test('everything in order is green, with nothing to mend', () => {
  const checks = readyChecks(ready)
  expect(checks.filter(({ light }) => light !== 'green')).toEqual([])
  expect(checks.every(({ mend }) => mend === null)).toBe(true)
  expect(overall(checks)).toBe('green')
})

const broken: [string, Partial<ReadyFacts>, string, 'amber' | 'red'][] = [
  ['no service worker answers', { app: null }, 'app', 'red'],
  ['a part of the app is missing', { app: { files: 80, missing: 1 } }, 'app', 'red'],
  ['files are still to come, and the planned ones are here', { toCome: 3 }, 'pupils', 'amber'],
  ['the office has said nothing', { toCome: null }, 'pupils', 'amber'],
  ['the file of a pupil is not whole', { pupils: { planned: 3, away: 1 } }, 'pupils', 'red'],
  [
    'no visit is planned',
    { pupils: { planned: 0, away: 0 }, plans: { today: 0, onlyHere: 0, along: 0 } },
    'pupils',
    'amber',
  ],
  ['the last exchange was this night', { lastExchangeAt: '2026-11-23T02:00:00.000Z' }, 'fresh', 'amber'],
  ['the last exchange was last week', { lastExchangeAt: '2026-11-20T08:00:00.000Z' }, 'fresh', 'red'],
  ['there was no exchange', { lastExchangeAt: null }, 'fresh', 'red'],
  ['the clock went back since', { lastExchangeAt: '2026-11-23T11:00:00.000Z' }, 'fresh', 'amber'],
  ['the browser promises nothing', { storage: { ...ready.storage, persisted: false } }, 'kept', 'amber'],
  ['the tablet is nearly full', { storage: { ...ready.storage, used: 990 } }, 'room', 'red'],
  ['the browser does not say how full', { storage: { ...ready.storage, used: null } }, 'room', 'amber'],
  ['the clock is five minutes off', { clockDifference: -300_000 }, 'clock', 'amber'],
  ['the clock is an hour off', { clockDifference: 3_600_000 }, 'clock', 'red'],
  ['the clock was never compared', { clockDifference: null }, 'clock', 'amber'],
  ['no passphrase is set', { lock: { ...ready.lock, passphrase: 'none' } }, 'lock', 'red'],
  ['the passphrase was guessed too often', { lock: { ...ready.lock, passphrase: 'used-up' } }, 'lock', 'red'],
  ['what the passphrase opens is damaged', { lock: { ...ready.lock, passphrase: 'damaged' } }, 'lock', 'red'],
  ['the lock never comes', { lock: { ...ready.lock, in: Number.POSITIVE_INFINITY } }, 'lock', 'red'],
  ['the lock should have come', { lock: { ...ready.lock, in: -1 } }, 'lock', 'red'],
  ['something waits', { unsent: 1 }, 'unsent', 'amber'],
  ['something was refused', { refused: 1 }, 'unsent', 'amber'],
  ['a form is begun and not saved', { begun: 1 }, 'unsent', 'amber'],
  ['the battery is low', { battery: { level: 0.3, isCharging: false } }, 'battery', 'amber'],
  ['the battery is nearly flat', { battery: { level: 0.1, isCharging: true } }, 'battery', 'red'],
  ['nobody knows when somebody alone is back', { outing: { state: 'none', backBy: null } }, 'told', 'red'],
  ['nobody knows when two are back', { isAlone: false, outing: { state: 'none', backBy: null } }, 'told', 'amber'],
  ['who is told is only on the tablet', { outing: { ...ready.outing, state: 'only-here' } }, 'told', 'red'],
  ['the new time is only on the tablet', { outing: { ...ready.outing, state: 'part-sent' } }, 'told', 'amber'],
  ['the time to be back by has passed', { outing: { ...ready.outing, state: 'passed' } }, 'told', 'red'],
  ['the plan is only on the tablet', { plans: { today: 2, onlyHere: 1, along: 0 } }, 'plans', 'amber'],
]

test.each(broken)('when %s it is not green', (_what, over, key, light) => {
  const checks = readyChecks({ ...ready, ...over })
  const found = checks.find((check) => check.key === key)
  expect(found?.light).toBe(light)
  expect(overall(checks)).not.toBe('green')
  // What a tablet's own settings must mend has no button; everything else has one tap.
  expect(found?.mend === null).toBe(key === 'battery')
})

test('a browser that does not tell of its battery says nothing about it', () => {
  const checks = readyChecks({ ...ready, battery: null })
  expect(checks.some(({ key }) => key === 'battery')).toBe(false)
  expect(overall(checks)).toBe('green')
})
