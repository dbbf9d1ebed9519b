import { z } from 'zod'
import { Amendment } from '#domain/records/amendment.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import { unanswered, type HomeVisit } from '#domain/records/home-visit.ts'
import { needsAmending } from '#domain/casework/needs-amending.ts'

type Field = Amendment['field']

/** A part of a note as the form asks for it. */
type Part = { field: Field; label: string; hint?: string }

/** What is typed for each part, and the identity under which it would be kept. Also the shape of its draft. */
export const FinishForm = z.object({
  parts: z.array(
    z.object({
      amendmentId: z.string(),
      field: Amendment.shape.field,
      words: z.string(),
      /** True once its author, seeing that somebody else wrote this part meanwhile, wants their own words beside it. */
      isKept: z.boolean().optional(),
    }),
  ),
})
export type FinishForm = z.infer<typeof FinishForm>
type TypedPart = FinishForm['parts'][number]

/** A part in the form. `meanwhile`: what others wrote there while words for it stood in the form; empty while nobody did. */
export type AskedPart = Part & { words: string; isKept: boolean; meanwhile: Amendment[] }

/** Why an addition stands beside a note: said by the form, since nobody was wrong. */
export const FINISHED_LATER = 'Finished afterwards.'

/**
 * What the form asks for, in the order in which the form of the note does: each part of which nothing is written, and each that
 * somebody else wrote while words for it stood here. Whatever was typed is among them, so that nothing is kept unseen.
 * `child` is what the child is called.
 */
export const askedParts = (
  note: ContactNote | HomeVisit,
  amendments: readonly Amendment[],
  child: string,
  form: FinishForm,
): AskedPart[] => {
  const parts = partsOf(note, child)
  const unknown = form.parts.filter(({ field }) => !parts.some((part) => part.field === field))
  return [...parts, ...unknown.map(({ field }) => ({ field, label: 'Something else', wrote: '' }))].flatMap(
    ({ wrote, ...part }) => {
      const typed = form.parts.find(({ field }) => field === part.field)
      const there = amendments.filter(({ field }) => field === part.field)
      // Just saved from here: its words stand with the note already.
      const isSaved = there.some(({ id }) => id === typed?.amendmentId)
      const words = isSaved ? '' : (typed?.words ?? '')
      const isSaid = wrote.trim() !== '' || there.length > 0
      if (isSaid && words.trim() === '') return []
      return [{ ...part, words, isKept: typed?.isKept === true, meanwhile: there }]
    },
  )
}

const partsOf = (note: ContactNote | HomeVisit, child: string): (Part & { wrote: string })[] => {
  const childWords = {
    field: 'childWords',
    label: `${child}’s words`,
    hint: 'As said.',
    wrote: note.childWords,
  } as const
  if (note.kind === 'contact-note')
    return [
      { field: 'who', label: 'Who it was with', wrote: note.participants.map(({ name }) => name).join() },
      childWords,
      { field: 'familyView', label: 'What the family thinks', wrote: note.familyView },
      { field: 'opinion', label: 'What I think', hint: 'Kept apart from the facts.', wrote: note.opinion },
    ]
  const isUnanswered = unanswered(note.access)
  return [
    ...(isUnanswered
      ? []
      : [
          {
            field: 'who',
            label: 'Who came to the door',
            wrote: note.answeredBy.map(({ name }) => name).join(),
          } as const,
        ]),
    {
      field: 'saw',
      label: isUnanswered ? 'What I saw from the street' : 'What I saw',
      hint: 'Facts only.',
      wrote: note.saw,
    },
    ...(isUnanswered
      ? []
      : [
          { field: 'familyWords', label: 'What the adults said', hint: 'As said.', wrote: note.familyWords } as const,
          childWords,
        ]),
    { field: 'thinks', label: 'What I think', hint: 'Kept apart from the facts.', wrote: note.thinks },
    { field: 'nextStep', label: 'Next step', wrote: note.nextStep },
  ]
}

/** What was written in the form, part by part. */
export const writtenParts = (form: FinishForm): Omit<TypedPart, 'isKept'>[] =>
  form.parts
    .filter(({ words }) => words.trim() !== '')
    .map(({ amendmentId, field, words }) => ({ amendmentId, field, words }))

/** The form with something said about one part. */
export const withPart = (form: FinishForm, field: Field, said: Partial<Omit<TypedPart, 'field'>>): FinishForm => ({
  parts: form.parts.some((part) => part.field === field)
    ? form.parts.map((part) => (part.field === field ? { ...part, ...said } : part))
    : [...form.parts, { amendmentId: crypto.randomUUID(), field, words: '', ...said }],
})

/** What would still be missing once the form is saved; null when nothing is. */
export const stillMissing = (
  note: ContactNote | HomeVisit,
  amendments: readonly Pick<Amendment, 'field'>[],
  form: FinishForm,
  isHeardApart: boolean,
): string | null => needsAmending(note, [...amendments, ...writtenParts(form)], isHeardApart)
