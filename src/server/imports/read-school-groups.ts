import { SchoolGroup } from '#domain/records/pupil.ts'
import type { RollRow } from './roll-row.ts'
import { plainKey, readYesNo } from './read-words.ts'

type Said = NonNullable<RollRow['schoolGroups']>[number]

/**
 * Where a pupil is put by the school's own groupings. An answer of yes or no is written in one way, whatever the file has; anything else is
 * the name of a group. An empty cell is no group. Of two columns for one grouping the first that says something counts.
 */
export const readSchoolGroups = (
  cells: readonly { grouping: string; cell: string }[],
  warn: (words: string) => void,
): Said[] => {
  const read = new Map<string, Said>()
  for (const { grouping, cell } of cells) {
    const group = readGroup(cell)
    const before = read.get(plainKey(grouping))
    if (!SchoolGroup.shape.group.nullable().safeParse(group).success)
      warn(`What is under “Group: ${grouping}” is too long, or holds a character that cannot be kept. It was left out.`)
    else if (before === undefined || before.group === null) read.set(plainKey(grouping), { grouping, group })
  }
  return [...read.values()]
}

const readGroup = (cell: string): string | null => {
  if (cell === '') return null
  const answer = readYesNo(cell)
  return answer === 'yes' ? 'Yes' : answer === 'no' ? 'No' : cell
}
