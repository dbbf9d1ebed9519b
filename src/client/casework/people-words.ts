import { relationshipWords, type Parent } from '#domain/records/parent.ts'
import { roleWords, type StaffMember } from '#domain/records/staff-member.ts'

/** The parent's own name as the school holds it: `Mrs Farida Rahman`. */
export const parentName = (parent: Pick<Parent, 'title' | 'forename' | 'surname'>): string =>
  [parent.title, parent.forename, parent.surname].filter((part) => part !== null && part !== '').join(' ')

/** Who a parent is to the child, in the word on the button: `Mum`, `Grandparent`. */
export const relationshipOf = (parent: Pick<Parent, 'relationship'>): string => relationshipWords[parent.relationship]

/**
 * What to call each of a child's contacts where several share a relationship: the word alone when it names one person,
 * otherwise the word with the name (`Grandparent, Ivy Cole`).
 */
export const buttonNames = (
  parents: Pick<Parent, 'id' | 'relationship' | 'title' | 'forename' | 'surname'>[],
): Map<string, string> => {
  const count = new Map<string, number>()
  for (const { relationship } of parents) count.set(relationship, (count.get(relationship) ?? 0) + 1)
  return new Map(
    parents.map((parent) => [
      parent.id,
      count.get(parent.relationship) === 1 && parent.relationship !== 'other'
        ? relationshipOf(parent)
        : parent.relationship === 'other'
          ? parentName(parent)
          : `${relationshipOf(parent)}, ${parentName(parent)}`,
    ]),
  )
}

/** A colleague's name short enough for a line: `S. Okoro`. Names of one word stay whole. */
export const shortStaffName = (name: string): string => {
  const parts = name.trim().split(/\s+/)
  const first = parts[0]
  const last = parts.at(-1)
  return parts.length < 2 || first === undefined || last === undefined ? name : `${first.slice(0, 1)}. ${last}`
}

/** Looks up colleagues by person id. Someone this tablet does not know is said to be so rather than left blank. */
export type Colleagues = Map<string, StaffMember>

/** Who wrote or owns something, within a sentence: `by S. Okoro`, `by you`. `mine` is the person holding the tablet. */
export const sayWho = (colleagues: Colleagues, personId: string, mine: string): string => {
  if (personId === mine) return 'you'
  const colleague = colleagues.get(personId)
  return colleague === undefined ? 'a colleague not on this tablet' : shortStaffName(colleague.name)
}

/** The same where it stands alone or begins a sentence. */
export const sayWhoFirst = (colleagues: Colleagues, personId: string, mine: string): string => {
  const who = sayWho(colleagues, personId, mine)
  return `${who.slice(0, 1).toUpperCase()}${who.slice(1)}`
}

/** A colleague with their role, for a list to choose from: `Sam Okoro, Education welfare officer`. */
export const colleagueWithRole = (member: StaffMember): string =>
  `${member.name}, ${roleWords[member.role].toLowerCase()}`
