import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJson, UnreadableJson } from '#server/http/read-json.ts'

test('whatever the app writes is read back as it was', () => {
  const refusedParts = /"(__proto__|constructor|prototype)"|\d{16}|e[+]?\d+/
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value)
      fc.pre(!refusedParts.test(text))
      expect(readJson(text, { anyText: true })).toEqual(JSON.parse(text))
    }),
  )
})

test('colons, quotes, braces and backslashes inside words are only words', () => {
  const body = { facts: 'Said: "a": {"b": 1}, \\", \\\\": :::', 'a:b"c': ['x:y', '\\'] }
  expect(readJson(JSON.stringify(body))).toEqual(body)
})

describe('refused', () => {
  const refused: [what: string, text: string][] = [
    ['no JSON at all', 'hello'],
    ['half a JSON', '{"a":'],
    ['a name given twice', '{"role":"pastoral","role":"administrator"}'],
    ['a name given twice, once in disguise', '{"role":"pastoral","\\u0072ole":"administrator"}'],
    ['a name given twice deep inside', '{"a":[{"b":{"c":1,"c":2}}]}'],
    ['__proto__', '{"__proto__":{"admin":true}}'],
    ['__proto__ in disguise', '{"\\u005f_proto__":{"admin":true}}'],
    ['constructor', '{"a":{"constructor":{"prototype":{}}}}'],
    ['a number beyond what is exact', '{"version":9223372036854775808}'],
    ['a number that is not finite', '[1e400]'],
    ['a NUL', '{"words":"a\\u0000b"}'],
    ['a NUL in a name', '{"a\\u0000b":1}'],
    ['half of a surrogate pair', '{"words":"\\ud83d"}'],
    ['nesting without end', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['nesting of names', `${'{"a":'.repeat(41)}1${'}'.repeat(41)}`],
  ]
  test.each(refused)('%s', (_what, text) => {
    expect(() => readJson(text)).toThrow(UnreadableJson)
  })
})

test('text that cannot be kept passes only where each part is judged by itself', () => {
  expect(readJson('{"words":"a\\u0000b\\ud83d"}', { anyText: true })).toEqual({ words: 'a\u0000b\ud83d' })
})

test('reading a megabyte of hostile text takes no time worth naming', () => {
  const hostile = `{"a":"${'\\"'.repeat(500_000)}"}`
  const begun = performance.now()
  readJson(hostile)
  for (const text of ['"'.repeat(1_000_000), '\\'.repeat(1_000_000), `{${'"a":'.repeat(200_000)}`])
    expect(() => readJson(text)).toThrow(UnreadableJson)
  expect(performance.now() - begun).toBeLessThan(3000)
})
