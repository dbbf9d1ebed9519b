import { useSyncExternalStore } from 'react'

/** Where list and detail no longer stand side by side (840 px at the usual text size), and thumbs do the work. */
const NARROW = '(max-width: 52.49em)'

const hear = (changed: () => void): (() => void) => {
  const query = typeof window.matchMedia === 'function' ? window.matchMedia(NARROW) : null
  query?.addEventListener('change', changed)
  return () => query?.removeEventListener('change', changed)
}

const isNarrow = (): boolean => typeof window.matchMedia === 'function' && window.matchMedia(NARROW).matches

/** True on a phone or a tablet held up: the main acts then stand at the foot of the screen. */
export const useIsNarrow = (): boolean => useSyncExternalStore(hear, isNarrow)
