import { z } from 'zod'
import { SchoolDay } from '../time/school-day.ts'
import { Id, Label } from './words.ts'

/** What a person does in one organisation. An unknown role may do nothing. */
export const Role = z.enum([
  'pastoral',
  'head-of-year',
  'attendance-lead',
  'designated-safeguarding-lead',
  'education-welfare-officer',
  'service-manager',
  'administrator',
])
export type Role = z.infer<typeof Role>

/** The words people use for a role. */
export const roleWords: Record<Role, string> = {
  pastoral: 'Pastoral worker',
  'head-of-year': 'Head of year',
  'attendance-lead': 'Attendance lead',
  'designated-safeguarding-lead': 'Designated safeguarding lead',
  'education-welfare-officer': 'Education welfare officer',
  'service-manager': 'Service manager',
  administrator: 'Administrator',
}

/** For whom somebody in this role acts. */
export const actsFor = (role: Role): 'school' | 'council' =>
  role === 'education-welfare-officer' || role === 'service-manager' ? 'council' : 'school'

/**
 * One person's place in one organisation. `id` is the person's id, the same in every organisation they belong to;
 * the record lives in the organisation's file, so colleagues' names are on every tablet.
 */
export const StaffMember = z.strictObject({
  kind: z.literal('staff-member'),
  id: Id,
  organisationId: Id,
  name: Label.min(1),
  role: Role,
  /** Year groups a head of year (or a pastoral worker) has; null means every year. -1 nursery, 0 reception, 1 to 14. */
  yearGroups: z.array(z.int().min(-2).max(14)).nullable(),
  /** The day they left, or null. A leaver may do nothing, and their name stays on what they wrote. */
  leftOn: SchoolDay.nullable(),
})
export type StaffMember = z.infer<typeof StaffMember>
