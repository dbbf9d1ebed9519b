import type { ClosureReason } from '#domain/records/school-closure.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import { administratorOf, type Places, type Staff } from '../people/staff.ts'
import type { Term } from '../term.ts'

/** Each school's administrator enters the holidays of the year before it begins, and takes out one entered by mistake. */
export const enterHolidays = async (
  office: OfficeAtWork,
  { places, staff, term }: { places: Places; staff: Staff; term: Term },
): Promise<void> => {
  for (const { id: organisationId } of [places.secondary, places.primary]) {
    const administrator = administratorOf(organisationId, places, staff)
    const enter = async (span: { from: string; to: string }, reason: ClosureReason, title: string): Promise<string> => {
      const closureId = office.choice.id()
      const args = { organisationId, closureId, span: { ...span, part: 'day' }, reason, title }
      await office.first(administrator, 'close-school@1', args)
      return closureId
    }
    for (const { title, ...span } of term.holidays) await enter(span, 'holiday', title)
    const day = term.ahead(40)
    const mistaken = await enter({ from: day, to: day }, 'training', '')
    await office.first(administrator, 'remove-closure@1', { organisationId, closureId: mistaken, isRemoved: true })
  }
}
