import type { Promise as MadePromise } from '#domain/records/promise.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** How the settling of a promise is said. */
export const settledWords: Record<NonNullable<MadePromise['settled']>['how'], string> = {
  kept: 'Kept',
  'kept-late': 'Kept, late',
  'not-kept': 'Not kept',
  'no-longer-needed': 'No longer needed',
}

/** Whether something is past its day, due on it, or not yet. */
export type Dueness = 'late' | 'today' | 'later'

export const duenessOf = (dueOn: SchoolDay, today: SchoolDay): Dueness =>
  dueOn < today ? 'late' : dueOn === today ? 'today' : 'later'
