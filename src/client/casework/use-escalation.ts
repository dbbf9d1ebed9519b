import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import type { AbsenceCase } from '#domain/records/absence-case.ts'
import type { Role, StaffMember } from '#domain/records/staff-member.ts'
import { laterOf, type SchoolDay } from '#domain/time/school-day.ts'
import { escalationOf, type Escalation } from '#domain/today/escalation-due.ts'
import type { PupilFile } from './pupil-file.ts'
import type { Colleagues } from './people-words.ts'
import { usePupilView } from './pupil-view.tsx'
import { readLeadToldOn } from './read-restricted.ts'

/**
 * What is due after visits that nobody answered: for the open case as it stands, or for `after`, the case as it would be once a
 * visit that is being written is saved. Null where nothing is.
 */
export const useEscalation = (after?: AbsenceCase | null): Escalation | null => {
  const { db } = useSession()
  const { file, colleagues, today, calendar } = usePupilView()
  const told = useLive(() => readLeadToldOn(db), [db])
  return escalationOf(after ?? file.openCase?.record ?? null, {
    told: {
      lead: told?.get(file.pupil.record.id) ?? null,
      manager: managerToldOn(file, managersOf(file, colleagues)),
    },
    today,
    calendar,
  })
}

/** Who manages the work on this pupil's case: the council's service managers, or the school's attendance leads where there is none. */
export const managersOf = (file: PupilFile, colleagues: Colleagues): StaffMember[] => {
  const { organisationId } = file.pupil.record
  const ofRole = (role: Role): StaffMember[] =>
    [...colleagues.values()].filter(
      (member) => member.organisationId === organisationId && member.role === role && member.leftOn === null,
    )
  const managers = ofRole('service-manager')
  return managers.length > 0 ? managers : ofRole('attendance-lead')
}

/** The last day on which a manager took part in a meeting about this pupil. */
const managerToldOn = (file: PupilFile, managers: readonly StaffMember[]): SchoolDay | null =>
  file.meetings
    .filter(({ record }) =>
      record.invited.some(
        ({ name, came }) =>
          (came === 'came' || came === 'by-phone') && managers.some((manager) => manager.name === name),
      ),
    )
    .reduce<SchoolDay | null>((last, { record }) => laterOf(last, record.happenedOn), null)
