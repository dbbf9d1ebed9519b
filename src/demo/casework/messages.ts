import type { OfficeAtWork } from '../office-at-work.ts'
import type { Staff } from '../people/staff.ts'
import { momentOf, type Term } from '../term.ts'

/** What the secondary has ready to send to its families: one that is offered, one for Polish families, one put away. */
const messages = [
  {
    title: 'Bus passes are here',
    words: 'The bus pass for {child} is at the front office at {school}. You can fetch it before nine or after three.',
    language: null,
    isGood: true,
  },
  {
    title: 'Chcemy porozmawiać',
    words: 'Dzień dobry, {parent}. Chcemy porozmawiać o tym, co pomoże {child}. Kiedy możemy zadzwonić? {me}, {school}',
    language: 'Polish',
    isGood: false,
  },
  {
    title: 'Snow: doors open at ten',
    words: 'Because of the snow, doors open at ten today. There is hot breakfast for everybody. {child} is not late.',
    language: null,
    isGood: false,
  },
] as const

/** The attendance lead writes them, and puts away the one that is over. */
export const writeMessages = async (
  office: OfficeAtWork,
  { staff, term }: { staff: Staff; term: Term },
): Promise<void> => {
  const { attendanceLead } = staff
  const [place] = attendanceLead.memberships
  if (place === undefined) throw new RangeError('The attendance lead works nowhere.')
  const { organisationId } = place
  const at = momentOf(term.ago(12), '15:10')
  const by = { by: attendanceLead, recordedAt: at, receivedAt: at }
  const ids = messages.map(() => office.choice.id())
  for (const [n, said] of messages.entries()) {
    const args = { organisationId, templateId: ids[n] ?? '', ...said }
    await office.apply({ uid: office.choice.id(), name: 'write-template@1', args, ...by })
  }
  const over = { organisationId, templateId: ids.at(-1) ?? '', isOffered: false }
  await office.apply({ uid: office.choice.id(), name: 'retire-template@1', args: over, ...by })
}
