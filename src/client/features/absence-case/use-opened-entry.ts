import { useEffect, useRef, type RefObject } from 'react'
import { useLocation } from 'react-router'

/**
 * Brings the entry that the address names (`#id`, as a search leads here) into sight and puts the focus on it, once.
 * `keys` are the entries in the order in which they are drawn, `draw` asks for so many to be drawn.
 */
export const useOpenedEntry = (
  keys: readonly string[],
  drawn: number,
  draw: (count: number) => void,
): RefObject<HTMLElement | null> => {
  const section = useRef<HTMLElement>(null)
  const { hash, key } = useLocation()
  const opened = useRef<string | null>(null)
  const place = hash === '' ? -1 : keys.findIndex((entry) => entry === hash.slice(1))
  useEffect(() => {
    if (place < 0 || opened.current === key) return
    if (place >= drawn) {
      draw(place + 1)
      return
    }
    const entry = section.current?.querySelector('ol')?.children[place]
    if (!(entry instanceof HTMLElement)) return
    opened.current = key
    entry.tabIndex = -1
    entry.scrollIntoView({ block: 'center' })
    entry.focus({ preventScroll: true })
  }, [place, key, drawn, draw])
  return section
}
