import { priorities, type Pressing } from './rule.ts'

/**
 * Words of one's own that are only on this tablet and that nothing sends by itself: the office refused them, or a form was begun and not saved.
 * No guidance speaks of it; it follows from our own first promise, that no word is lost, and presses as a broken promise does.
 */
export const wordsWaiting: Pressing = { priority: priorities.promiseLate, dueOn: null, late: false }

/**
 * Two people changed the same thing differently. Both versions are kept and safe until someone chooses, so it presses as a review of today: what
 * stands meanwhile is what others act on (our own rule; no guidance speaks of it).
 */
export const clashOpen: Pressing = { priority: priorities.reviewToday, dueOn: null, late: false }
