import { z } from 'zod'

/**
 * On a child's own part of an open form: false once the brother or sister was un-ticked. Their part stays in the form, so that
 * ticking them again brings back what was written. Absent in drafts from before, which held only those who were meant.
 */
export const IsMeant = z.boolean().optional()

type ChildOfForm = { pupilId: string; isMeant?: boolean | undefined }

/** Those whom the act is about: the pupil whose file is open, who comes first, and the brothers and sisters who are ticked. */
export const meantOf = <C extends ChildOfForm>(children: readonly C[]): C[] =>
  children.filter(({ isMeant }, place) => place === 0 || isMeant !== false)

/** The children of the form once these brothers and sisters are ticked and no others. */
export const withTicked = <C extends ChildOfForm>(
  children: readonly C[],
  ids: readonly string[],
  blank: (pupilId: string) => C,
): C[] => [
  ...children.map((child, place) => (place === 0 ? child : { ...child, isMeant: ids.includes(child.pupilId) })),
  ...ids.filter((id) => !children.some(({ pupilId }) => pupilId === id)).map(blank),
]
