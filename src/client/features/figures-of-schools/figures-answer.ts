import { z } from 'zod'
import { groupingWords, sayGroup, type KnownGrouping } from '#domain/insights/grouping.ts'
import { markCodes, meaningOf } from '#domain/register/mark-codes.ts'
import { SchoolDay } from '#domain/time/school-day.ts'
import { sessionsOfDay } from '#domain/time/school-session.ts'

const Sessions = z.object({
  possible: z.int(),
  attended: z.int().nullable(),
  authorised: z.int().nullable(),
  unauthorised: z.int().nullable(),
  late: z.int().nullable(),
})

/** Figures of a group; null is what could tell of fewer than five pupils, which the office keeps to itself. */
const Figures = z.object({
  pupils: z.int().nullable(),
  persistent: z.int().nullable(),
  severe: z.int().nullable(),
  counts: Sessions.nullable(),
})
export type ToldFigures = z.infer<typeof Figures>

/** Sessions of a part of the year; null is what could tell of a few. */
const Part = z.object({ possible: z.int(), missed: z.int() }).nullable()
export type Part = z.infer<typeof Part>

/** What the office answers about all schools of a service manager. */
export const FiguresAnswer = z.object({
  year: z.int(),
  all: Figures,
  groups: z.array(Figures.extend({ key: z.string() })),
  codes: z.array(z.object({ code: z.string(), sessions: z.int() })),
  /** Missed sessions with codes that are not told by name. */
  otherSessions: z.int(),
  weeks: z.array(z.object({ monday: SchoolDay, told: Part })),
  weekdays: z.array(z.object({ weekday: z.int(), session: z.enum(sessionsOfDay), told: Part })),
  /** Of all together: who missed a twentieth or more and less than a tenth, and how many spells of absence there were. */
  atRisk: z.int().nullable(),
  spells: z.int().nullable(),
  /** The first week in which half or more of the pupils had a session; of those absent in it, who missed a tenth or more of the year. */
  firstWeek: z
    .object({ monday: SchoolDay, pupils: z.int().nullable(), absent: z.int(), nowPersistent: z.int().nullable() })
    .nullable(),
})
export type FiguresAnswer = z.infer<typeof FiguresAnswer>

/** By what the schools or their pupils are told apart, as it is asked and as people say it. */
export const byWords = {
  school: 'School',
  phase: 'Phase',
  year: groupingWords.year,
  'free-school-meals': groupingWords['free-school-meals'],
  sen: groupingWords.sen,
  'first-language': groupingWords['first-language'],
  'social-worker': groupingWords['social-worker'],
  'young-carer': groupingWords['young-carer'],
  'looked-after': groupingWords['looked-after'],
} as const satisfies Record<'school' | 'phase' | Exclude<KnownGrouping, 'class'>, string>
export type AskedBy = keyof typeof byWords

const phaseWords: Record<string, string> = {
  primary: 'Primary schools',
  secondary: 'Secondary schools',
  special: 'Special schools',
  'all-through': 'All-through schools',
}

/** A group as people say it. A school is called what this tablet knows it by. */
export const sayKey = (by: AskedBy, key: string, schools: ReadonlyMap<string, string>): string => {
  if (by === 'school') return schools.get(key) ?? 'A school that is not on this tablet'
  if (by === 'phase') return phaseWords[key] ?? 'Other schools'
  return sayGroup({ grouping: by, key })
}

/** A code with what it means: `I: ill`. */
export const sayCode = (written: string): string => {
  const code = markCodes.find((each) => each === written)
  return code === undefined ? written : `${code}: ${meaningOf(code).words}`
}

/** The rows of what was missed by code, those that are told together last. */
export const codeRows = ({ codes, otherSessions }: FiguresAnswer): { called: string; sessions: number }[] => [
  ...codes.map(({ code, sessions }) => ({ called: sayCode(code), sessions })),
  ...(otherSessions === 0 ? [] : [{ called: 'Other codes', sessions: otherSessions }]),
]
