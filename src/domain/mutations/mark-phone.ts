import { z } from 'zod'
import { sameValue } from '../casework/same-value.ts'
import { reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { digitsOf, Phone, type Parent } from '../records/parent.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

/** Says of one number of one parent whether it works. */
export const PhoneMark = z.strictObject({ parentId: Id, number: Phone.shape.number, failing: z.boolean() })
export type PhoneMark = z.infer<typeof PhoneMark>

/** Where the parent of a marked number lies. */
export const markedParent = (pupilId: string, mark: PhoneMark): Reference => ({
  kind: 'parent',
  fileId: pupilId,
  id: mark.parentId,
})

/** The parent with the mark made. A number the school has replaced since needs no mark: the record stays as it is. */
export const withPhoneMarked = (parent: Parent, mark: PhoneMark): Parent => ({
  ...parent,
  phones: parent.phones.map((phone) =>
    digitsOf(phone.number) === digitsOf(mark.number) ? { ...phone, failing: mark.failing } : phone,
  ),
})

/** Marks a number as failing, or as working again. */
export const markPhone = defineMutation({
  name: 'mark-phone@1',
  args: z.strictObject({ pupilId: Id, ...PhoneMark.shape }),
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads({ ...args, caseId: null }), markedParent(args.pupilId, args)],
  apply: (records, { pupilId, ...mark }, { by }) => {
    const reached = reach(records, by, 'mark-phone', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const parent = records.get('parent', pupilId, mark.parentId)
    if (parent === null) return refuse('does-not-belong')
    const marked = withPhoneMarked(parent, mark)
    if (!sameValue(parent, marked)) records.put(marked)
    return done
  },
})
