/** What a template can leave for the tablet to fill in. A closed list: what it cannot fill must not reach a family. */
export const placeholders = ['parent', 'child', 'school', 'me', 'my role', 'promise'] as const
export type Placeholder = (typeof placeholders)[number]

/** What each stands for, in the words of the form. */
export const placeholderWords: Record<Placeholder, string> = {
  parent: 'how the parent is addressed',
  child: 'what the child is called',
  school: 'the school',
  me: 'your name',
  'my role': 'your role',
  promise: 'what we promised',
}

const braces = /\{([^{}]*)\}/g

/** What the words ask for that is not on the list, as written, each once; a brace that stands alone counts too. */
export const unknownPlaceholders = (words: string): string[] => {
  const asked = [...words.matchAll(braces)].flatMap(([, name = '']) => (isPlaceholder(name) ? [] : [`{${name}}`]))
  const alone = words.replaceAll(braces, '').match(/[{}]/g) ?? []
  return [...new Set([...asked, ...alone])]
}

/** The words with every placeholder filled in. */
export const filledIn = (words: string, filling: Record<Placeholder, string>): string =>
  words.replaceAll(braces, (whole, name: string) => (isPlaceholder(name) ? filling[name] : whole))

const isPlaceholder = (name: string): name is Placeholder => placeholders.some((known) => known === name)
