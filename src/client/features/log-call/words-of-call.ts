import type { CallForm } from './call-form.ts'

/** Everything a person wrote in the form, as plain text to be copied. */
export const wordsOfCall = (form: CallForm): string =>
  [
    form.otherName,
    form.facts,
    form.familyView,
    form.opinion,
    form.schoolView,
    ...form.children.flatMap((child) => [
      child.childWords,
      ...child.barriers.map((barrier) => barrier.words),
      ...child.promises.map((promise) => promise.words),
    ]),
  ]
    .filter((words) => words.trim() !== '')
    .join('\n\n')
