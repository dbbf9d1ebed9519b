import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

/**
 * Decision 0014, held by reading the screens' own code: whatever a person types words into keeps them in a sealed draft. Two
 * things are asked of each field for words. Its text must not live in `useState`, which goes with a lock or a killed tab;
 * and the file that draws it, or every file that uses that file, must open a draft.
 */
const project = join(import.meta.dirname, '../..')

/** What words are typed into. A passphrase is never kept, and a search is a question (`SecretField`, `SearchField`). */
const fields = new Set(['TextField', 'TextArea', 'WordsLine', 'WordsArea', 'textarea', 'input'])
const withoutWords = new Set(['checkbox', 'radio', 'file', 'date', 'time'])

/** Where a field for words is made, or may forget what is typed; each with its reason. */
const apart: Record<string, string> = {
  'src/client/ui/': 'the fields themselves',
  'src/client/casework/words-field.tsx': 'the fields themselves',
  'src/client/features/sign-in/': 'no database is open, and these are addresses and codes',
  'src/client/features/set-up-device/': 'no database is open, and these are initials',
  'src/client/app/screens/': 'pictures of screens for developers',
}

type Sources = Record<string, string>

/** What is wrong, a line each: the file, and why what is typed there would be lost. */
const trespasses = (sources: Sources): string[] => {
  const read = Object.entries(sources).map(([file, text]) => readScreen(file, text))
  const byFile = new Map(read.map((one) => [one.file, one]))
  const opens = (one: Screen): boolean =>
    one.opensDraft || one.hooksFrom.some((file) => byFile.get(file)?.opensDraft === true)
  const isKept = (one: Screen, seen: readonly string[] = []): boolean => {
    if (opens(one)) return true
    const users = read.filter(({ file, uses }) => uses.includes(one.file) && !seen.includes(file))
    return users.length > 0 && users.every((user) => isKept(user, [...seen, one.file]))
  }
  return read
    .filter(({ file }) => !Object.keys(apart).some((place) => file.startsWith(place)))
    .flatMap((one) => [
      ...one.forgetful.map((label) => `${one.file}: ${label} forgets what is typed`),
      ...(one.hasWords && !isKept(one) ? [`${one.file}: no draft is opened for what is typed`] : []),
    ])
}

type Screen = {
  file: string
  /** It draws a field into which words can be typed. */
  hasWords: boolean
  /** Fields whose text lives in `useState`, or in the page alone. */
  forgetful: string[]
  opensDraft: boolean
  /** Files whose parts it draws or calls, and those of them of which it calls a hook. */
  uses: string[]
  hooksFrom: string[]
}

const readScreen = (file: string, text: string): Screen => {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0 || !isNode(program)) throw new Error(`${file} cannot be read: ${errors[0]?.message}`)
  const imports = new Map<string, string>()
  const found: Screen = { file, hasWords: false, forgetful: [], opensDraft: false, uses: [], hooksFrom: [] }
  walk(program, [], (node, states) => {
    if (node['type'] === 'ImportDeclaration' && node['importKind'] !== 'type') {
      const from = fileOfImport(file, String(part(node, 'source', 'value')))
      for (const each of list(node['specifiers'])) {
        if (each['importKind'] === 'type' || from === null) continue
        imports.set(String(part(each, 'local', 'name')), from)
        found.uses.push(from)
      }
    }
    if (node['type'] === 'CallExpression') {
      const called = String(part(node, 'callee', 'name'))
      if (called === 'useFormDraft' || called === 'useDraft') found.opensDraft = true
      const from = imports.get(called)
      if (called.startsWith('use') && from !== undefined) found.hooksFrom.push(from)
    }
    if (node['type'] !== 'JSXOpeningElement' || !fields.has(String(part(node, 'name', 'name')))) return
    const attributes = list(node['attributes'])
    const given = (name: string) => attributes.find((each) => part(each, 'name', 'name') === name)
    if (given('isReadOnly') !== undefined) return
    if (withoutWords.has(String(part(given('type') ?? {}, 'value', 'value')))) return
    found.hasWords = true
    const value = given('value')
    const isSpread = attributes.some((each) => each['type'] === 'JSXSpreadAttribute')
    const root = rootOf(isNode(value?.['value']) ? part(value['value'], 'expression') : undefined)
    if ((value === undefined && !isSpread) || (root !== null && states.includes(root)))
      found.forgetful.push(String(part(given('label') ?? {}, 'value', 'value') ?? part(node, 'name', 'name')))
  })
  return found
}

/** `form` of `form.children[0].words`. */
const rootOf = (expression: unknown): string | null => {
  if (!isNode(expression)) return null
  if (expression['type'] === 'Identifier') return String(expression['name'])
  return expression['type'] === 'MemberExpression' ? rootOf(expression['object']) : null
}

/** `src/client/ui/button.tsx` for `#client/ui/button.tsx` or `../ui/button.tsx`; null for what is not of the tablet. */
const fileOfImport = (from: string, said: string): string | null => {
  if (said.startsWith('#client/')) return said.replace('#client/', 'src/client/')
  return said.startsWith('.') ? join(dirname(from), said) : null
}

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const list = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
const part = (node: Node, ...names: string[]): unknown =>
  names.reduce<unknown>((at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined), node)

/** Every node, each with the names that `useState` gave in the functions around it. */
const walk = (node: Node, states: readonly string[], look: (node: Node, states: readonly string[]) => void): void => {
  look(node, states)
  const inside = /Function/.test(String(node['type'])) ? [...states, ...statesOf(node['body'])] : states
  for (const child of Object.values(node)) {
    for (const each of Array.isArray(child) ? child : [child]) if (isNode(each)) walk(each, inside, look)
  }
}

/** The names that a component's own lines take from `useState`. */
const statesOf = (body: unknown): string[] =>
  !isNode(body)
    ? []
    : list(body['body'])
        .flatMap((line) => list(line['declarations']))
        .filter((each) => part(each, 'init', 'callee', 'name') === 'useState')
        .flatMap((each) => list(part(each, 'id', 'elements')))
        .flatMap((each) => (each['type'] === 'Identifier' ? [String(each['name'])] : []))

const screens = (): Sources =>
  Object.fromEntries(
    globSync('src/client/**/*.{ts,tsx}', { cwd: project }).map((file) => [
      file,
      readFileSync(join(project, file), 'utf8'),
    ]),
  )

test('every field for words keeps them in a draft (decision 0014)', () => {
  expect(trespasses(screens())).toEqual([])
})

test('the fields are really found', () => {
  const withWords = Object.entries(screens()).filter(([file, text]) => readScreen(file, text).hasWords)
  expect(withWords.length).toBeGreaterThan(30)
  for (const place of Object.keys(apart)) expect(withWords.some(([file]) => file.startsWith(place))).toBe(true)
})

const planted: { says: string; text: string; rule: RegExp }[] = [
  {
    says: 'words in useState',
    text: `const Planted = () => { const [why, setWhy] = useState(''); useFormDraft(); return <TextArea label="Why" value={why} onChange={setWhy} /> }`,
    rule: /planted\.tsx: Why forgets/,
  },
  {
    says: 'words in a part of what useState holds',
    text: `const Planted = () => { const [form, set] = useState({ why: '' }); useFormDraft(); return <TextField label="Why" value={form.why} /> }`,
    rule: /planted\.tsx: Why forgets/,
  },
  {
    says: 'words that only the page has',
    text: `const Planted = () => { useFormDraft(); return <textarea /> }`,
    rule: /planted\.tsx: textarea forgets/,
  },
  {
    says: 'words from a store of the page’s own',
    text: `export const Planted = () => { const form = useTyped(); return <WordsLine label="Why" value={form.why} /> }`,
    rule: /planted\.tsx: no draft/,
  },
]

test.each(planted)('a form that would lose words is seen: $says', ({ text, rule }) => {
  const seen = trespasses({ 'src/client/features/planted.tsx': text })
  expect(seen).toEqual([expect.stringMatching(rule)])
})

test('a part of a form is seen when one of the two that use it opens no draft', () => {
  const Part = `export const Part = ({ value }) => <TextArea label="Why" value={value} />`
  const kept = `import { Part } from './part.tsx'\nexport const Kept = () => { const draft = useFormDraft(); return <Part value={draft.values.why} /> }`
  const lost = kept.replace('const draft = useFormDraft(); ', '')
  const folder = 'src/client/features/planted'
  expect(trespasses({ [`${folder}/part.tsx`]: Part, [`${folder}/kept.tsx`]: kept })).toEqual([])
  expect(
    trespasses({ [`${folder}/part.tsx`]: Part, [`${folder}/kept.tsx`]: kept, [`${folder}/lost.tsx`]: lost }),
  ).toEqual([`${folder}/part.tsx: no draft is opened for what is typed`])
})
