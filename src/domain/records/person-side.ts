import { z } from 'zod'

/** On whose side of the table someone sits, in a meeting or under a plan. */
export const PersonSide = z.enum(['child', 'family', 'school', 'council', 'agency'])
export type PersonSide = z.infer<typeof PersonSide>

export const personSideWords: Record<PersonSide, string> = {
  child: 'The child',
  family: 'Family',
  school: 'School',
  council: 'Council',
  agency: 'Another service',
}
