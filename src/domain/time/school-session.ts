/** The two halves of a school day, in their order. A session is the unit of attendance. */
export const sessionsOfDay = ['morning', 'afternoon'] as const
export type Session = (typeof sessionsOfDay)[number]
