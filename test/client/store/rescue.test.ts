import { expect, test } from 'vitest'
import { classifyFault, faults, sayFault, StoreFault, Tampered } from '#client/store/fault.ts'
import { rescueText } from '#client/store/rescue.ts'

test('[C1] what could not be saved can be taken along: every word as written, when, and why', () => {
  const text = rescueText({
    title: 'Call not saved',
    fields: [
      { label: 'What happened', words: '  Mum says:\n“the bus pass ran out”.  ' },
      { label: 'What you think', words: '   ' },
      { label: 'Child’s own words', words: 'I can’t get there' },
    ],
    at: '2026-07-06T23:30:00.000Z',
    fault: 'no-space',
  })
  expect(text).toBe(
    [
      'Call not saved',
      'What happened:\n  Mum says:\n“the bus pass ran out”.  ',
      'Child’s own words:\nI can’t get there',
      `Written on 2026-07-07 at 00:30. Not saved by Doorstep: ${sayFault('no-space')}`,
    ].join('\n\n'),
  )
})

test('every fault is said in plain words that promise nothing', () => {
  for (const fault of faults) {
    expect(sayFault(fault)).toMatch(/^[A-Z].+\.$/)
    expect(sayFault(fault)).not.toMatch(/IndexedDB|error|transaction|database|\bsaved on\b/i)
  }
})

/** As Dexie wraps what the browser says. */
const wrapped = (name: string, inner: unknown): Error =>
  Object.assign(new Error('', { cause: undefined }), { name, inner })

test.each([
  [new DOMException('', 'QuotaExceededError'), 'no-space'],
  [wrapped('AbortError', new DOMException('', 'QuotaExceededError')), 'no-space'],
  [
    Object.assign(new Error(''), { name: 'BulkError', failures: [new DOMException('', 'QuotaExceededError')] }),
    'no-space',
  ],
  [wrapped('DatabaseClosedError', null), 'closed'],
  [new DOMException('', 'InvalidStateError'), 'closed'],
  [new DOMException('', 'UnknownError'), 'closed'],
  [new Tampered(), 'tampered'],
  [new StoreFault('lost'), 'lost'],
  [new Error('no-space'), 'unexpected'],
  [new TypeError('a mistake'), 'unexpected'],
  ['text', 'unexpected'],
  [undefined, 'unexpected'],
])('an error is known by its name and its cause, never by its text: %o', (error, fault) => {
  expect(classifyFault(error)).toBe(fault)
})
