import { useSyncExternalStore } from 'react'
import { useScheme } from '#client/app/scheme.ts'

const DARK = '(prefers-color-scheme: dark)'

const hear = (changed: () => void): (() => void) => {
  const query = typeof window.matchMedia === 'function' ? window.matchMedia(DARK) : null
  query?.addEventListener('change', changed)
  return () => query?.removeEventListener('change', changed)
}

const isDark = (): boolean => typeof window.matchMedia === 'function' && window.matchMedia(DARK).matches

/** True when a screen used out of doors should wear the high-contrast colours: by day, unless the person chose others. */
export const useDaylight = (): boolean => {
  const chosen = useScheme()
  const dark = useSyncExternalStore(hear, isDark)
  return chosen === 'outdoor' || (chosen === 'as-tablet' && !dark)
}
