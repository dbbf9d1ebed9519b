import type { Organisation } from '../records/organisation.ts'
import { relationshipWords, type Parent } from '../records/parent.ts'
import type { Address, Pupil } from '../records/pupil.ts'
import { deletionGroundWords, type SchoolMove } from '../records/school-move.ts'
import type { ReturnKind, ToTell } from './to-tell.ts'

/** A child with what was said of their coming or leaving, and with those whom the school lists for them, in the order in which it rings. */
export type ReturnLine = ToTell & {
  school: Pick<Organisation, 'name' | 'dfeNumber' | 'urn' | 'ukprn'>
  parents: readonly Parent[]
  move: SchoolMove | null
}

/** Parents that every file has room for: those of a return agree in their columns as long as no child has more. */
const PARENTS = 3

/**
 * A return as lines of cells, the headings first: the fields of regulation 13 as far as the file holds them (domain: section 1.5). What it
 * does not hold has its heading and an empty cell, to be filled in by whoever sends it.
 */
export const returnLines = (kind: ReturnKind, lines: readonly ReturnLine[]): string[][] => {
  const columns = [...everyReturn, ...columnsOf[kind], ...(isOfRoll(kind) ? parentColumns(mostParents(lines)) : [])]
  return [columns.map(([heading]) => heading), ...lines.map((line) => columns.map(([, cell]) => cell(line)))]
}

/** Which numbers of a school nobody has said: their cells are empty. */
export const numbersUnsaid = ({ dfeNumber, urn, ukprn }: ReturnLine['school']): string[] => [
  ...(dfeNumber === null ? ['DfE number'] : []),
  ...(urn === undefined ? ['URN'] : []),
  ...(ukprn === undefined ? ['UKPRN'] : []),
]

type Column = readonly [heading: string, cell: (line: ReturnLine) => string]

const everyReturn: readonly Column[] = [
  ['School', ({ school }) => school.name],
  ['DfE number', ({ school }) => school.dfeNumber ?? ''],
  ['URN', ({ school }) => school.urn ?? ''],
  ['UKPRN', ({ school }) => school.ukprn ?? ''],
  ['Surname', ({ pupil }) => pupil.surname],
  ['Forename', ({ pupil }) => pupil.forename],
  ['Born on', ({ pupil }) => pupil.bornOn],
  ['UPN', ({ pupil }) => pupil.upn ?? ''],
  ['Year', ({ pupil }) => (pupil.yearGroup === null ? '' : String(pupil.yearGroup))],
  ['Address', ({ pupil }) => sayLines(pupil.address)],
  ['Postcode', ({ pupil }) => pupil.address?.postcode ?? ''],
]

/** A child may be on the roll of a school because a parent of theirs lives there: the address is theirs unless they have their own. */
const parentColumns = (room: number): readonly Column[] => [
  ['Parents in the file', ({ parents }) => String(parents.length)],
  ...Array.from({ length: room }, (_, place): Column[] => {
    const of =
      (say: (parent: Parent, pupil: Pupil) => string): Column[1] =>
      ({ parents, pupil }) => {
        const parent = parents[place]
        return parent === undefined ? '' : say(parent, pupil)
      }
    const head = `Parent ${place + 1}`
    return [
      [
        head,
        of(({ title, forename, surname }) => [title, forename, surname].filter((part) => part !== null).join(' ')),
      ],
      [`${head} is`, of(({ relationship }) => relationshipWords[relationship])],
      [`${head} lives with the child`, of(({ livesWithPupil }) => livesWithPupil)],
      [`${head} address`, of((parent, pupil) => sayAddress(addressOf(parent, pupil)))],
      [`${head} telephone`, of(({ phones }) => phones.map(({ number }) => number).join(' or '))],
    ]
  }).flat(),
]

/** A return of the roll tells of each parent (regulation 13), however many a child has. */
const isOfRoll = (kind: ReturnKind): boolean => kind === 'new-pupils' || kind === 'deletions'

const mostParents = (lines: readonly ReturnLine[]): number =>
  lines.reduce((most, { parents }) => Math.max(most, parents.length), PARENTS)

const columnsOf: Record<ReturnKind, readonly Column[]> = {
  'new-pupils': [
    ['Sex', ({ pupil }) => (pupil.sex === 'unknown' ? '' : pupil.sex)],
    ['Class', ({ pupil }) => pupil.registrationGroup ?? ''],
    ['On the roll from', ({ on }) => on],
    ['Tell by', ({ tellBy }) => tellBy ?? ''],
    ['School before', ({ move }) => move?.school ?? ''],
  ],
  deletions: [
    ['Last day on the roll', ({ on }) => on],
    ['Ground', ({ move }) => (move?.ground ? deletionGroundWords[move.ground] : '')],
    ['New address', ({ move }) => move?.newAddress ?? ''],
    ['New school', ({ move }) => move?.school ?? ''],
    ['Starts there on', ({ move }) => move?.startsOn ?? ''],
  ],
  'ten-days-in-a-row': [
    ['First day', ({ days }) => days?.from ?? ''],
    ['Last day', ({ days }) => days?.to ?? ''],
    ['School days', ({ days }) => String(days?.count ?? '')],
    ['Sessions', ({ days }) => String(days?.sessions ?? '')],
    ['Still absent', ({ days }) => (days?.isGoingOn === true ? 'yes' : 'no')],
  ],
  'fifteen-days-of-sickness': [
    ['First day of sickness this school year', ({ days }) => days?.from ?? ''],
    ['Last day of sickness', ({ days }) => days?.to ?? ''],
    ['Days with I', ({ days }) => String(days?.count ?? '')],
    ['Sessions with I', ({ days }) => String(days?.sessions ?? '')],
    ['Fifteenth day', ({ on }) => on],
  ],
}

/** Their own address; the child’s where they live together and have none of their own; null where nobody knows. */
const addressOf = (parent: Parent, pupil: Pupil): Address | null =>
  parent.address ?? (parent.livesWithPupil === 'yes' ? pupil.address : null)

const sayLines = (address: Address | null): string => address?.lines.join(', ') ?? ''

const sayAddress = (address: Address | null): string =>
  address === null ? '' : [...address.lines, address.postcode].filter((line) => line !== '').join(', ')
