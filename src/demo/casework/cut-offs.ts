import { usualCutOffs } from '#domain/records/morning-plan.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import { administratorOf, type Places, type Staff } from '../people/staff.ts'

/** The primary school, whose children are small, wants to know sooner; the secondary has set nothing of its own. */
export const setCutOffs = async (
  office: OfficeAtWork,
  { places, staff }: { places: Places; staff: Staff },
): Promise<void> => {
  const { id: organisationId } = places.primary
  await office.first(administratorOf(organisationId, places, staff), 'set-morning-plan@1', {
    organisationId,
    cutOffs: { from: usualCutOffs, to: { firstCallBy: '09:10', everyNumberBy: '09:30', tellLeadBy: '09:45' } },
  })
}
