import { useSession } from '#client/app/session.tsx'
import { colleagueWithRole } from '#client/casework/people-words.ts'
import { readColleaguesOf } from '#client/casework/read-file.ts'
import { useLive } from '#client/store/live.ts'
import { SelectField } from '#client/ui/select-field.tsx'
import { visibleTo } from '#domain/permissions/visible-to.ts'
import type { Pupil } from '#domain/records/pupil.ts'

/** A colleague who could answer for all of these children: one who would see their files once the case is theirs. */
export const ReceiverField = ({
  organisationId,
  pupils,
  except,
  value,
  onChange,
  error,
}: {
  organisationId: string
  pupils: readonly Pupil[]
  /** Who has the cases now. */
  except: string | null
  value: string | null
  onChange: (personId: string | null) => void
  error?: string | undefined
}) => {
  const { db } = useSession()
  const members = useLive(() => readColleaguesOf(db, organisationId), [db, organisationId]) ?? []
  const able = members.filter(
    (member) =>
      member.id !== except &&
      pupils.every((pupil) => visibleTo(member, { pupil: { ...pupil, offeredTo: { offered: member.id } }, cases: [] })),
  )
  return (
    <SelectField
      id="to"
      label="To whom?"
      choices={able.map((member) => ({ value: member.id, label: colleagueWithRole(member) }))}
      value={value}
      onChange={onChange}
      error={error}
    />
  )
}
