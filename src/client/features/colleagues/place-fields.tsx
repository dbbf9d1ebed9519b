import { Chip, Chips } from '#client/ui/chip.tsx'
import { Quiet, Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { roleWords, type Role, type StaffMember } from '#domain/records/staff-member.ts'

/** A role with the years it is for: null means every year. */
export type RoleAndYears = { role: Role | null; yearGroups: number[] | null }

/** Roles whose people may be bound to some years. */
export const hasYears = (role: Role | null): boolean => role === 'head-of-year' || role === 'pastoral'

/** The years as the form gives them: none chosen means every year, and so does a role that has none. */
export const yearsOf = ({ role, yearGroups }: RoleAndYears): StaffMember['yearGroups'] =>
  hasYears(role) && yearGroups !== null && yearGroups.length > 0 ? yearGroups.toSorted((a, b) => a - b) : null

/** What somebody does here, and for which years. */
export const PlaceFields = ({
  value,
  roles,
  onChange,
  error,
}: {
  value: RoleAndYears
  /** The roles that whoever fills this in may give. */
  roles: readonly Role[]
  onChange: (value: RoleAndYears) => void
  error?: string | undefined
}) => {
  const chosen = value.yearGroups ?? []
  return (
    <>
      <SelectField
        id="role"
        label="What do they do here?"
        choices={roles.map((role) => ({ value: role, label: roleWords[role] }))}
        value={value.role}
        onChange={(role) => onChange({ ...value, role })}
        error={error}
      />
      {hasYears(value.role) && (
        <Stack gap="tight">
          <Quiet>Which years are theirs? Choose none for every year.</Quiet>
          <Chips label="Which years are theirs?">
            {YEARS.map((year) => (
              <Chip
                key={year}
                isSelected={chosen.includes(year)}
                onChange={(isOn) =>
                  onChange({ ...value, yearGroups: isOn ? [...chosen, year] : chosen.filter((each) => each !== year) })
                }
              >
                {year === 0 ? 'Reception' : `Year ${year}`}
              </Chip>
            ))}
          </Chips>
        </Stack>
      )}
    </>
  )
}

const YEARS = Array.from({ length: 14 }, (_, year) => year)
