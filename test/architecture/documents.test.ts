import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** What several people write at once, and what joining their work may double. */
describe('what the documents promise of themselves', () => {
  const decisions = readdirSync(join(root, 'docs/decisions')).filter((name) => name !== 'README.md')

  test('every decision has a number of its own, says it in its title, and stands once in the list, in order', () => {
    const numbers = decisions.map((name) => name.slice(0, 4))
    expect(numbers).toEqual(numbers.map((_, place) => String(place + 1).padStart(4, '0')))
    expect(decisions.filter((name) => !read(`docs/decisions/${name}`).startsWith(`# ${name.slice(0, 4)}`))).toEqual([])
    const listed = [...read('docs/decisions/README.md').matchAll(/^\| \[\d{4}\]\(([^)]+)\)/gm)].map(([, name]) => name)
    expect(listed).toEqual(decisions.toSorted())
  })

  test('every word of the glossary stands in it once, in order', () => {
    const words = [...read('src/domain/README.md').matchAll(/^- \*\*(.+?)\*\*: /gm)].map(([, word = '']) => word)
    expect(words.length).toBeGreaterThan(50)
    expect(words).toEqual([...new Set(words)])
    const inOrder = new Intl.Collator('en-GB')
    expect(words).toEqual(words.toSorted(inOrder.compare))
  })
})
