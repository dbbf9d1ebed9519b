import type { Organisation } from '../records/organisation.ts'
import type { GroupName } from './grouping.ts'

/**
 * A published figure for England, in hundredths of a percent: 849 is 8.49%. Whoever shows one says of whom and when it is, since rates of a
 * part of a year, of one phase or from another count differ from each other as much as schools do.
 */
export type National = {
  /** Sessions missed of those possible. */
  missed: number
  /** Pupils who missed a tenth or more; null where none was published beside it. */
  persistent: number | null
  /** Of whom, to be read after *nationally*: `secondary schools`. */
  of: string
  /** When: `2025/26`, a whole school year; or a part of one. */
  period: string
  isWholeYear: boolean
  /** From where. Figures from a census of pupils are another count and are not mixed with these. */
  from: typeof DAILY
}

/** The registers that schools share each day with the Department for Education. */
const DAILY = 'the Department’s daily attendance data'

/** 8 September 2025 to 10 July 2026, worked out from the files of the Department’s dashboard (domain: section 5.2). */
const wholeYear = (of: string, missed: number, persistent: number): National => ({
  missed,
  persistent,
  of,
  period: '2025/26',
  isWholeYear: true,
  from: DAILY,
})

const byPhase = {
  primary: wholeYear('primary schools', 528, 1380),
  secondary: wholeYear('secondary schools', 849, 2380),
  special: wholeYear('special schools', 1317, 3610),
  all: wholeYear('all schools', 688, 1880),
}

/** The autumn term of 2024/25 (published January 2025), primary, secondary and special schools together (domain: section 5.2). */
const autumn = (of: string, missed: number, persistent: number): National => ({
  missed,
  persistent,
  of,
  period: 'the autumn term of 2024/25',
  isWholeYear: false,
  from: DAILY,
})

const byGroup: Partial<Record<GroupName['grouping'], Record<string, National>>> = {
  'free-school-meals': {
    yes: autumn('pupils with free school meals in all schools', 1000, 3170),
    no: autumn('pupils without free school meals in all schools', 520, 1440),
  },
  sen: {
    ehcp: autumn('pupils with an education, health and care plan in all schools', 1310, 3510),
    'sen-support': autumn('pupils with SEN support in all schools', 1010, 2900),
    none: autumn('pupils without special educational needs in all schools', 580, 1700),
  },
}

/** The first year of secondary school. */
const SECONDARY = 7
/** The last year of compulsory school age: the Department counts no sixth form. */
const LAST_YEAR = 11

/**
 * What a group of one school is held against; null where nothing fits. The whole school and a year are held against their phase, in an
 * all-through school a year against that of its age. Other groups only where the same group was published.
 */
export const nationalFor = (phase: Organisation['phase'], group: GroupName | null): National | null => {
  if (group !== null && group.grouping !== 'year') return byGroup[group.grouping]?.[group.key] ?? null
  const year = group === null ? null : Number(group.key)
  if (year !== null && !(year >= 0 && year <= LAST_YEAR)) return null
  if (phase === null) return null
  if (phase !== 'all-through') return byPhase[phase]
  return year === null ? byPhase.all : byPhase[year < SECONDARY ? 'primary' : 'secondary']
}

/** What was published, with of whom, when and from where. */
export const sayNational = ({ of, missed, period, persistent, from }: National): string =>
  `Nationally ${of} missed ${sayPublished(missed)} in ${period}${
    persistent === null ? '' : `, and ${sayPublished(persistent)} of pupils a tenth or more`
  } (${from}).`

/** That a part of a year is not the whole of one; null where whole years stand beside each other. */
export const sayOtherPart = (national: National, isWholeYear: boolean): string | null =>
  isWholeYear && national.isWholeYear ? null : 'These days are another part of the year, so compare with care.'

/** Hundredths of a percent as they are published: `8.49%`, `23.8%`. */
export const sayPublished = (hundredths: number): string =>
  `${hundredths % 10 === 0 ? (hundredths / 100).toFixed(1) : (hundredths / 100).toFixed(2)}%`
