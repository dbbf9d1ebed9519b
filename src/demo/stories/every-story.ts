import type { Story } from './story.ts'

/** Every family whose story is told by hand. */
export const stories: readonly Story[] = []
