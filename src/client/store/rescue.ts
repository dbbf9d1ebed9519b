import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import { sayFault, type Fault } from './fault.ts'

/** What a person wrote in one field, under the words that the form shows for it. */
export type Rescued = { label: string; words: string }

/**
 * The text that a person can copy or share when saving failed: what they wrote, field by field and unchanged, then when
 * and why. Empty fields are left out; nothing else is, and nothing is added that they did not write but the labels.
 */
export const rescueText = (about: { title: string; fields: readonly Rescued[]; at: Instant; fault: Fault }): string => {
  const written = about.fields
    .filter(({ words }) => words.trim() !== '')
    .map(({ label, words }) => `${label}:\n${words}`)
  return [
    about.title,
    ...written,
    `Written on ${dayOf(about.at)} at ${timeOf(about.at)}. Not saved by Doorstep: ${sayFault(about.fault)}`,
  ].join('\n\n')
}
