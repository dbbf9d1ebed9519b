import { createStore, useStore } from 'zustand'
import { z } from 'zod'

/** How the app is coloured: as the tablet is, or as the person chose. `outdoor` is for bright light. */
export const Scheme = z.enum(['as-tablet', 'light', 'dark', 'outdoor'])
export type Scheme = z.infer<typeof Scheme>

const KEY = 'doorstep:scheme'

const kept = (): Scheme => {
  try {
    return Scheme.catch('as-tablet').parse(localStorage.getItem(KEY))
  } catch {
    return 'as-tablet'
  }
}

const scheme = createStore<{ is: Scheme }>(() => ({ is: 'as-tablet' }))

export const useScheme = (): Scheme => useStore(scheme, (state) => state.is)

/** Colours the page as chosen last; called once before anything is drawn. */
export const wearScheme = (): void => wear(kept())

/** Colours the page, and remembers it for this browser. */
export const chooseScheme = (chosen: Scheme): void => {
  wear(chosen)
  try {
    localStorage.setItem(KEY, chosen)
  } catch {
    // It lasts until the tab closes.
  }
}

const wear = (chosen: Scheme): void => {
  const page = document.documentElement
  if (chosen === 'as-tablet') delete page.dataset['scheme']
  else page.dataset['scheme'] = chosen
  scheme.setState({ is: chosen })
}
