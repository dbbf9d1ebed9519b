import { createStore } from 'zustand/vanilla'

/** Milliseconds until the tablet locks, in its last minute; null while there is no hurry. */
export const lockWarning = createStore<{ left: number | null }>(() => ({ left: null }))
