/** One element of one pupil, without attributes (a transfer file has none that matter). */
export type XmlElement = { name: string; text: string; children: XmlElement[] }

/** The first child of this name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name)

/** All children of this name. */
export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? []

/** The text at the end of a path of names, without space at its ends; undefined when an element on the way is not there. */
export const textAt = (element: XmlElement | undefined, ...path: string[]): string | undefined => {
  let at = element
  for (const name of path) at = childOf(at, name)
  return at?.text.trim()
}

/** The first element of this name anywhere below. */
export const findBelow = (element: XmlElement, name: string): XmlElement | undefined => {
  for (const child of element.children) {
    const found = child.name === name ? child : findBelow(child, name)
    if (found) return found
  }
  return undefined
}
