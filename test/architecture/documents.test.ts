import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Whether an item of `docs/safety.md` names files that are there. */
const isNamed = ({ item }: { item: string }): boolean => {
  const paths = [...(/Proved in\s([^_]*)/.exec(item)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)
  return paths.length > 0 && paths.every((path) => existsSync(join(root, path)))
}
/** Whether it says that it is not held. */
const isOpen = ({ item }: { item: string }): boolean => /^\*\*[A-Z]\d+\*\* _Not held_/.test(item)

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

  describe('of rules and what is held to', () => {
    const texts = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.test\.tsx?$/.test(name))
      .map((name) => read(`test/${name}`))
    /** Every id in the titles of tests: `SPEC P4` or `A10`. A title that says `[SPEC I1] to [SPEC I18]` cites all of them. */
    const cited = new Set(
      texts.flatMap((text) => [
        ...[...text.matchAll(/['`].*\[SPEC ([A-Z])(\d+)\] to \[SPEC [A-Z](\d+)\]/g)].flatMap(
          ([, letter, first, last]) =>
            Array.from(
              { length: Number(last) - Number(first) + 1 },
              (_, place) => `SPEC ${letter}${Number(first) + place}`,
            ),
        ),
        ...text
          .split('\n')
          .filter((line) => /['`].*\[(SPEC )?[A-Z]\d/.test(line))
          .flatMap((line) => [...line.matchAll(/\[((?:SPEC )?[A-Z]\d{1,2})\]/g)].map(([, id = '']) => id)),
      ]),
    )
    const rules = [...read('src/sync/SPEC.md').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, id]) => `SPEC ${id}`)
    const held = read('docs/safety.md')
      .split(/^- /m)
      .flatMap((item) => {
        const [, id] = /^\*\*([A-Z]\d+)\*\*/.exec(item) ?? []
        return id === undefined ? [] : [{ id, item }]
      })

    test('every rule of sync is cited by the title of a test, and every id in a title stands in one of the two lists', () => {
      expect(rules.length).toBeGreaterThan(60)
      expect(held.length).toBeGreaterThan(70)
      expect(rules.filter((rule) => !cited.has(rule))).toEqual([])
      const known = new Set([...rules, ...held.map(({ id }) => id)])
      expect([...cited].filter((id) => !known.has(id))).toEqual([])
    })

    test('what Doorstep holds itself to is cited by a test, or names the file that proves it, or says that it is not held', () => {
      expect(held.filter((each) => !cited.has(each.id) && !isNamed(each) && !isOpen(each)).map(({ id }) => id)).toEqual(
        [],
      )
      expect(held.filter((each) => cited.has(each.id) && isOpen(each)).map(({ id }) => id)).toEqual([])
    })
  })
})
