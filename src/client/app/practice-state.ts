import { createStore, useStore } from 'zustand'
import type { Session } from './session.tsx'

/** The session over the practice database, while somebody practises in this tab; else null. */
export const practice = createStore<{ session: Session | null }>(() => ({ session: null }))

export const usePractice = (): Session | null => useStore(practice, (state) => state.session)
