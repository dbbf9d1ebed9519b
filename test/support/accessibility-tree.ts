import type { Page } from 'playwright-core'
import { z } from 'zod'

/** A thing on the page as the browser tells it to a screen reader. */
export type Heard = {
  role: string
  name: string
  /** What is said after the name: a hint, an error. */
  hint: string
  /** Such as `level 2`, `checked`, `not expanded`. */
  states: string[]
  /** Where a link leads; null for anything else. */
  leadsTo: string | null
  children: Heard[]
}

/** Everything on the page that a screen reader is told of, from the browser's own accessibility tree. */
export const heardOn = async (page: Page): Promise<Heard[]> => {
  const session = await page.context().newCDPSession(page)
  const { nodes } = Tree.parse(await session.send('Accessibility.getFullAXTree'))
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const heardOf = (node: Node): Heard[] => {
    const role = wordsOf(node.role?.value)
    // Where announcements are put for some seconds: nobody can reach it.
    if (role === 'log') return []
    const below = isDrawnByTheBrowser.has(role)
      ? []
      : node.childIds.flatMap((id) => {
          const child = byId.get(id)
          return child === undefined ? [] : heardOf(child)
        })
    if (node.ignored || saysNothing.has(role)) return below
    return [
      {
        role: plainRoles[role] ?? role,
        name: wordsOf(node.name?.value),
        hint: wordsOf(node.description?.value),
        states: statesOf(node),
        leadsTo: role === 'link' ? wordsOf(propertyOf(node, 'url')) : null,
        children: below,
      },
    ]
  }
  const root = nodes.find(({ parentId }) => parentId === undefined)
  return root === undefined ? [] : heardOf(root)
}

const Value = z.object({ value: z.unknown().optional() }).optional()
const Node = z.object({
  nodeId: z.string(),
  ignored: z.boolean(),
  role: Value,
  name: Value,
  description: Value,
  properties: z.array(z.object({ name: z.string(), value: z.object({ value: z.unknown().optional() }) })).default([]),
  childIds: z.array(z.string()).default([]),
  parentId: z.string().optional(),
})
type Node = z.infer<typeof Node>
const Tree = z.object({ nodes: z.array(Node) })

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

const propertyOf = (node: Node, name: string): unknown =>
  node.properties.find((property) => property.name === name)?.value.value

const statesOf = (node: Node): string[] => {
  const level = propertyOf(node, 'level')
  return [
    ...(node.role?.value === 'heading' ? [`level ${String(level)}`] : []),
    ...(['checked', 'pressed', 'expanded', 'selected'] as const).flatMap((state) => {
      const value = propertyOf(node, state)
      if (value === undefined || (state === 'selected' && value !== true)) return []
      return [value === true || value === 'true' ? state : `not ${state}`]
    }),
    ...(['disabled', 'required', 'modal'] as const).filter((state) => propertyOf(node, state) === true),
    ...(propertyOf(node, 'invalid') === 'true' ? ['invalid'] : []),
    ...(propertyOf(node, 'hasPopup') === 'menu' && node.role?.value === 'button' ? ['opens a menu'] : []),
  ]
}

/** Parts of a page that screen readers pass over, or read as the words within them. */
const saysNothing = new Set([
  'RootWebArea',
  'none',
  'generic',
  'InlineTextBox',
  'LineBreak',
  'ListMarker',
  'LabelText',
  'Legend',
  'MenuListPopup',
  'sectionheader',
  'strong',
  'emphasis',
  'mark',
])

/** What the browser draws itself, in its own words and its own language. */
const isDrawnByTheBrowser = new Set(['Date', 'InputTime', 'DateTime', 'textbox', 'searchbox'])

const plainRoles: Record<string, string> = {
  StaticText: 'text',
  DisclosureTriangle: 'button',
  DescriptionList: 'facts',
  Date: 'date field',
  InputTime: 'time field',
}

/** Every one in the tree, from top to bottom. */
export const everyHeard = (heard: readonly Heard[]): Heard[] =>
  heard.flatMap((each) => [each, ...everyHeard(each.children)])

/**
 * What somebody who listens would stumble over, whatever the records of the day: a control or picture with no name; one name
 * for two controls that do different things; a name that says a word twice running or has a blank before its comma; a list
 * with nothing in it; a heading that skips a level, or a second one of the first.
 */
export const namingFaults = (heard: readonly Heard[]): string[] => {
  const all = everyHeard(heard)
  const controls = all.filter(({ role, name }) => pressed.has(role) && !doTheSame.has(name))
  const byName = new Map<string, Heard[]>()
  for (const control of controls) {
    const key = `${control.role} "${control.name}"`
    byName.set(key, [...(byName.get(key) ?? []), control])
  }
  const headings = all.filter(({ role }) => role === 'heading').map(({ states }) => Number(states[0]?.slice(6)))
  return [
    ...[...controls, ...all.filter(({ role }) => role === 'image' || fields.has(role))]
      .filter(({ name }) => name === '')
      .map(({ role }) => `a ${role} has no name`),
    ...[...byName]
      .filter(
        ([, same]) =>
          same.length > 1 && (same[0]?.leadsTo === null || new Set(same.map(({ leadsTo }) => leadsTo)).size > 1),
      )
      .map(([key, same]) => `${same.length} different things are called ${key}`),
    ...[...controls, ...all.filter(({ role }) => role === 'heading' || fields.has(role))]
      .filter(({ name }) => / [,.:;]/.test(name) || /(?:^| )(\p{L}{2,}) \1(?: |$)/iu.test(name))
      .map(({ role, name }) => `${role} "${name}" is not said as it should be`),
    ...all
      .filter(({ role, children }) => role === 'list' && children.length === 0)
      .map(({ name }) => `the list "${name}" is empty`),
    ...(headings.filter((level) => level === 1).length > 1 ? ['the page has several headings of level 1'] : []),
    ...headings.flatMap((level, at) => {
      const before = headings[at - 1] ?? level
      return level > before + 1 ? [`a heading of level ${level} follows one of level ${before}`] : []
    }),
  ]
}

const pressed = new Set(['link', 'button', 'menuitem'])
/** What a screen and its frame, or both ends of a dialog, offer twice. */
const doTheSame = new Set(['Lock now', 'Dismiss'])
const fields = new Set([
  'textbox',
  'searchbox',
  'combobox',
  'checkbox',
  'radiogroup',
  'date field',
  'time field',
  'spinbutton',
])

/** Words that are others on another day, and what a stored tree says instead, in this order. */
export type Masked = readonly (readonly [RegExp | string, string])[]

/** What a stored tree leaves to the day: nothing but the words masked, or everything below the heading. */
export type OfTheDay = 'words' | 'whole page'

/**
 * The tree as a person reads it, one thing a line, indented by what holds it: roles, names, hints and states. Words that are
 * no part of a name are left out. Of the records in a list, which come and go, each kind of line is told once.
 */
export const readableTree = (heard: readonly Heard[], masked: Masked, ofTheDay: OfTheDay = 'words'): string => {
  const say = ({ role, name, hint, states }: Heard): string =>
    [
      role,
      ...(name === '' ? [] : [`"${mask(name, masked)}"`]),
      ...(hint === '' ? [] : [`(${mask(hint, masked)})`]),
      ...states.map((state) => `[${state}]`),
    ].join(' ')
  const linesOf = (list: readonly Heard[], depth: number): string[] => {
    const blocks = list.map((each) => {
      const below = records.has(each.role) ? kindsIn(each.children, depth + 1) : linesOf(each.children, depth + 1)
      return [`${'  '.repeat(depth)}${say(each)}`, ...below].join('\n')
    })
    return blocks.filter((block, at) => block !== blocks[at - 1])
  }
  const kindsIn = (list: readonly Heard[], depth: number): string[] => {
    const kinds = everyHeard(list)
      .filter(({ role }) => !isItem.has(role))
      .map((each) => say({ ...each, name: kindOf(each.name), hint: '' }))
    return [...new Set(kinds)].toSorted().map((kind) => `${'  '.repeat(depth)}each: ${kind}`)
  }
  const kindOf = (name: string): string =>
    ofTheDay === 'words' ? name.replace(/^([^.:]{1,40}: )?.*$/s, (_name, act = '') => `${act}…`) : '…'
  const whole = pruned(heard)
  if (ofTheDay === 'words') return `${linesOf(whole, 0).join('\n')}\n`
  const lines = whole.flatMap((each) => {
    if (each.role !== 'main') return linesOf([each], 0)
    const title = everyHeard(each.children).filter(({ states }) => states.includes('level 1'))
    return [...linesOf([{ ...each, children: title }], 0), ...kindsIn(each.children, 1)]
  })
  return `${lines.join('\n')}\n`
}

/** Without what is no name, and without what only holds. */
const pruned = (heard: readonly Heard[]): Heard[] =>
  heard.flatMap((each) => {
    const children = pruned(each.children)
    if (onlyWords.has(each.role) || (each.name === '' && onlyHolds.has(each.role))) return children
    return [{ ...each, children }]
  })

const onlyWords = new Set(['text', 'term', 'definition'])
const onlyHolds = new Set([
  'paragraph',
  'group',
  'status',
  'log',
  'blockquote',
  'time',
  'Section',
  'form',
  'facts',
  'alert',
  'image',
])

/** What holds records of which there may be others tomorrow. */
const records = new Set(['list', 'table', 'grid'])
const isItem = new Set(['listitem', 'row', 'rowgroup', 'list'])

const mask = (words: string, masked: Masked): string =>
  masked.reduce((said, [what, instead]) => said.replaceAll(what, instead), words)
