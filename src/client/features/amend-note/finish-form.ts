import { z } from 'zod'
import { Amendment } from '#domain/records/amendment.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import { unanswered, type HomeVisit } from '#domain/records/home-visit.ts'
import { needsAmending } from '#domain/casework/needs-amending.ts'

type Field = Amendment['field']

/** A part of a note that says nothing yet, as the form asks for it. */
export type MissingPart = { field: Field; label: string; hint?: string }

/** What is typed for each part, and the identity under which it would be kept. Also the shape of its draft. */
export const FinishForm = z.object({
  parts: z.array(z.object({ amendmentId: z.string(), field: Amendment.shape.field, words: z.string() })),
})
export type FinishForm = z.infer<typeof FinishForm>

/** Why an addition stands beside a note: said by the form, since nobody was wrong. */
export const FINISHED_LATER = 'Finished afterwards.'

/** The parts that the note says nothing of, in the order in which the form for it asks. `child` is what the child is called. */
export const missingParts = (
  note: ContactNote | HomeVisit,
  amendments: readonly Pick<Amendment, 'field'>[],
  child: string,
): MissingPart[] => {
  const isAmended = (field: Field): boolean => amendments.some((amendment) => amendment.field === field)
  return partsOf(note, child)
    .filter(({ wrote, field }) => wrote.trim() === '' && !isAmended(field))
    .map(({ wrote: _nothing, ...part }) => part)
}

const partsOf = (note: ContactNote | HomeVisit, child: string): (MissingPart & { wrote: string })[] => {
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
export const writtenParts = (form: FinishForm): FinishForm['parts'] =>
  form.parts.filter(({ words }) => words.trim() !== '')

/** What would still be missing once the form is saved; null when nothing is. */
export const stillMissing = (
  note: ContactNote | HomeVisit,
  amendments: readonly Pick<Amendment, 'field'>[],
  form: FinishForm,
  isHeardApart: boolean,
): string | null => needsAmending(note, [...amendments, ...writtenParts(form)], isHeardApart)
