import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { SelectField } from '#client/ui/select-field.tsx'
import { colleagueWithRole } from './people-words.ts'
import { readColleaguesOf } from './read-file.ts'

/** One of the colleagues at the pupil's school, from the school's own file on this tablet; yourself first. */
export const ColleagueField = ({
  label,
  organisationId,
  value,
  onChange,
  none,
  error,
  id,
}: {
  label: string
  organisationId: string
  value: string | null
  onChange: (personId: string | null) => void
  /** What choosing nobody says; leave out when somebody must be chosen. */
  none?: string
  error?: string | undefined
  id?: string
}) => {
  const { db, actor } = useSession()
  const members = useLive(() => readColleaguesOf(db, organisationId), [db, organisationId]) ?? []
  // Administrators look after accounts and may not see a pupil.
  const able = members.filter((member) => member.role !== 'administrator')
  const mine = able.filter((member) => member.id === actor.personId)
  const others = able.filter((member) => member.id !== actor.personId)
  return (
    <SelectField
      label={label}
      {...(id === undefined ? {} : { id })}
      {...(none === undefined ? {} : { none })}
      error={error}
      choices={[
        ...mine.map((member) => ({ value: member.id, label: `Me, ${member.name}` })),
        ...others.map((member) => ({ value: member.id, label: colleagueWithRole(member) })),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
