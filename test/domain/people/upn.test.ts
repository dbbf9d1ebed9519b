import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkLetterOf, readUpn } from '#domain/people/upn.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const upns = digits(12).map((rest) => `${checkLetterOf(rest)}${rest}`)

describe('[Unique Pupil Number standard 2.0] the check letter', () => {
  test('of 207000016049 is P: the sum is 266 and the remainder 13 (two vendors’ pages say Q, and are wrong)', () => {
    expect(checkLetterOf('207000016049')).toBe('P')
    expect(readUpn('P207000016049')).toEqual({ ok: true, temporary: false })
    expect(readUpn('Q207000016049').ok).toBe(false)
  })

  test('of B801200005001 is right', () => {
    expect(readUpn('B801200005001')).toEqual({ ok: true, temporary: false })
  })

  test('is never I, O or S', () => {
    fc.assert(
      fc.property(digits(12), (rest) => {
        expect(checkLetterOf(rest)).toMatch(/^[A-HJ-NP-RT-Z]$/)
      }),
    )
  })

  test('finds every single mistyped digit', () => {
    // 23 is prime and no position from 2 to 13 nor difference of two digits is a multiple of it.
    fc.assert(
      fc.property(upns, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9 }), (upn, place, by) => {
        const typed = `${upn.slice(0, place)}${(Number(upn[place]) + by) % 10}${upn.slice(place + 1)}`
        expect(readUpn(typed).ok).toBe(false)
      }),
    )
  })

  test('finds every two neighbouring digits the wrong way round', () => {
    fc.assert(
      fc.property(upns, fc.integer({ min: 1, max: 11 }), (upn, place) => {
        fc.pre(upn[place] !== upn[place + 1])
        const typed = `${upn.slice(0, place)}${upn[place + 1]}${upn[place]}${upn.slice(place + 2)}`
        expect(readUpn(typed).ok).toBe(false)
      }),
    )
  })
})

test('a temporary number ends in a letter, which counts by its place in the list of check letters', () => {
  const rest = '80120000500A'
  expect(readUpn(`${checkLetterOf(rest)}${rest}`)).toEqual({ ok: true, temporary: true })
  // A stands for 0, so the letter is that of the number with a 0.
  expect(checkLetterOf(rest)).toBe(checkLetterOf('801200005000'))
  // Z stands for 22; at position 13 that is 286, which moves the letter ten places on.
  expect([checkLetterOf('801200005000'), checkLetterOf('80120000500Z')]).toEqual(['M', 'Y'])
})

test.each([
  '',
  'B80120000500',
  'B8012000050011',
  '1801200005001',
  'b801200005001',
  'B80120000500I',
  'B8012000O5001',
  'I801200005001',
  'Ω801200005001',
])('“%s” gets a warning in words, not a refusal', (upn) => {
  const reading = readUpn(upn)
  expect(reading.ok).toBe(false)
  expect(!reading.ok && reading.warning).toMatch(/UPN/)
})

test('anything at all may be typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (typed) => {
      expect(readUpn(typed)).toHaveProperty('ok')
    }),
  )
})
