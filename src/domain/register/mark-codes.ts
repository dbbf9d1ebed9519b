import type { SchoolDay } from '../time/school-day.ts'

/**
 * What a mark counts as in the figures (statutory guidance of August 2024; checked against the Department's daily data of
 * 2025/26, where the codes of absence add up to all of it). `present` and `late` and `approved-activity` are attended;
 * `authorised` and `unauthorised` are absent; the two last are not possible sessions, and the last is not even collected.
 */
export type StatisticalClass =
  | 'present'
  | 'late'
  | 'approved-activity'
  | 'authorised'
  | 'unauthorised'
  | 'not-possible'
  | 'not-collected'

export const statisticalClassWords: Record<StatisticalClass, string> = {
  present: 'attended',
  late: 'attended',
  'approved-activity': 'attended',
  authorised: 'authorised absence',
  unauthorised: 'unauthorised absence',
  'not-possible': 'not counted',
  'not-collected': 'not counted',
}

/**
 * What the register says happened (School Attendance (Pupil Registration) (England) Regulations 2024, SI 2024/208,
 * regulation 10). Kept apart from the figures: a pupil who could not get to school was not there, and yet missed nothing that counts.
 */
export type RegisterEntry = 'attending' | 'attending-elsewhere' | 'absent' | 'unable-to-attend' | 'not-expected'

/** One code of the register while it was in force. */
export type MarkMeaning = {
  /** In plain words, for the key of a register picture. */
  words: string
  entry: RegisterEntry
  counts: StatisticalClass
  /** First and last day on which schools may use it; null where it has no such end. */
  since: SchoolDay | null
  until: SchoolDay | null
}

/** The day on which the codes of the 2024 regulations came into force. */
const NEW_CODES = '2024-08-19'
const LAST_DAY_OF_OLD_CODES = '2024-08-18'

const always = (words: string, entry: RegisterEntry, counts: StatisticalClass): MarkMeaning => ({
  words,
  entry,
  counts,
  since: null,
  until: null,
})
const newCode = (...said: Parameters<typeof always>): MarkMeaning => ({ ...always(...said), since: NEW_CODES })
const oldCode = (...said: Parameters<typeof always>): MarkMeaning => ({
  ...always(...said),
  until: LAST_DAY_OF_OLD_CODES,
})

/**
 * Every national code, those retired on 19 August 2024 among them: J then meant an interview that counts as attended, and J1
 * since means one that counts as absence, so a table without dates tells trends that never were.
 */
const meanings = {
  '/': always('Present in the morning', 'attending', 'present'),
  '\\': always('Present in the afternoon', 'attending', 'present'),
  L: always('Late, before the register closed', 'attending', 'late'),
  K: newCode('At provision that the council arranged', 'attending-elsewhere', 'approved-activity'),
  V: always('Educational visit or trip', 'attending-elsewhere', 'approved-activity'),
  P: always('Approved sporting activity', 'attending-elsewhere', 'approved-activity'),
  W: always('Work experience', 'attending-elsewhere', 'approved-activity'),
  B: always('Other approved education off site', 'attending-elsewhere', 'approved-activity'),
  D: always('Due at another school that they also attend', 'attending-elsewhere', 'not-possible'),
  C: always('Leave in exceptional circumstances', 'absent', 'authorised'),
  C1: newCode('Leave for a regulated performance or work abroad', 'absent', 'authorised'),
  C2: newCode('Temporary part-time timetable', 'absent', 'authorised'),
  E: always('Suspended or excluded, no other provision', 'absent', 'authorised'),
  I: always('Ill', 'absent', 'authorised'),
  J1: newCode('Interview for a job or another school', 'absent', 'authorised'),
  M: always('Medical or dental appointment', 'absent', 'authorised'),
  R: always('Religious observance', 'absent', 'authorised'),
  S: always('Study leave', 'absent', 'authorised'),
  T: always('Parent travelling for work', 'absent', 'authorised'),
  G: always('Holiday that was not granted', 'absent', 'unauthorised'),
  N: always('Reason not yet known', 'absent', 'unauthorised'),
  O: always('Absent without a reason that counts', 'absent', 'unauthorised'),
  U: always('Arrived after the register closed', 'absent', 'unauthorised'),
  Q: newCode('The council has not made the travel arrangements it owes', 'unable-to-attend', 'not-possible'),
  X: always('Not of compulsory school age and not due in', 'not-expected', 'not-possible'),
  Y1: newCode('Transport that the school or council provides not there', 'unable-to-attend', 'not-possible'),
  Y2: newCode('Widespread disruption to travel', 'unable-to-attend', 'not-possible'),
  Y3: newCode('Part of the school out of use', 'unable-to-attend', 'not-possible'),
  Y4: newCode('Whole school closed unexpectedly', 'unable-to-attend', 'not-possible'),
  Y5: newCode('Held in custody', 'unable-to-attend', 'not-possible'),
  Y6: newCode('Public health rules forbid it', 'unable-to-attend', 'not-possible'),
  Y7: newCode('Another cause that cannot be avoided', 'unable-to-attend', 'not-possible'),
  Z: always('Not yet on the roll', 'not-expected', 'not-collected'),
  '#': always('School closed as planned', 'not-expected', 'not-collected'),
  H: oldCode('Holiday that was granted', 'absent', 'authorised'),
  J: oldCode('Interview', 'attending-elsewhere', 'approved-activity'),
  Y: oldCode('Could not get to school, exceptional', 'unable-to-attend', 'not-possible'),
} as const satisfies Record<string, MarkMeaning>

/** A code of the national list, as it is written in a register. */
export type MarkCode = keyof typeof meanings

const isKnown = (code: string): code is MarkCode => Object.hasOwn(meanings, code)

/** Every code, in the order of the list: attended, authorised, unauthorised, not possible, retired. */
export const markCodes: readonly MarkCode[] = Object.keys(meanings).filter(isKnown)

/** What a code means on any day on which it is in force. */
export const meaningOf = (code: MarkCode): MarkMeaning => meanings[code]

/** True when schools may use the code on this day. */
export const isInForce = (code: MarkCode, day: SchoolDay): boolean => {
  const { since, until }: MarkMeaning = meanings[code]
  return (since === null || day >= since) && (until === null || day <= until)
}

/** The codes that count towards the ten sessions of the national framework for penalty notices (August 2024). */
export const countsTowardsPenalty = (code: MarkCode): boolean => ['G', 'N', 'O', 'U'].includes(code)

/** What stands for no mark at all in registers and their exports. */
const noMark = new Set(['', '-', '.', '@'])

/**
 * Signs for the codes of two characters in systems whose field holds one (Capita ONE). None of them is a code itself, so they
 * can be read wherever they are met.
 */
const signs: ReadonlyMap<string, MarkCode> = new Map([
  ['<', 'C1'],
  ['>', 'C2'],
  ['?', 'J1'],
  ['$', 'Y1'],
  ['a', 'Y2'],
  ['%', 'Y3'],
  ['`', 'Y4'],
  [':', 'Y5'],
  ['|', 'Y6'],
  ['_', 'Y7'],
])

/** What a mark in a file was read as. `code` is null for no mark; `as` is there when it was not written as the code itself. */
export type MarkReading =
  | { ok: true; code: MarkCode | null; as?: 'sign' | 'school-code' }
  | { ok: false; why: 'unknown' | 'retired' | 'not-yet' }

/** The national code that a school says a code of its own stands for, from that day on; null for as long as there are marks. */
export type SchoolCode = { from: SchoolDay | null; code: MarkCode }

/** A school's own codes, each with what it has stood for, the latest first. */
export type SchoolCodes = ReadonlyMap<string, readonly SchoolCode[]>

/**
 * Reads a mark as a file has it on a day. A school's own code is read as `schoolCodes` says of that day, else, when it is a national code of
 * one letter with a number behind it (`X01`; `C11` might be C or C1), as that letter; the caller tells people of it. A code that was not in force that
 * day is not read as another: J of 2025 may be a slip for J1, or an old habit for B.
 */
export const readMark = (written: string, day: SchoolDay, schoolCodes: SchoolCodes = new Map()): MarkReading => {
  const mark = written.trim()
  if (noMark.has(mark)) return { ok: true, code: null }
  const own = schoolCodes.get(mark)?.find(({ from }) => from === null || from <= day)
  if (own !== undefined) return inForce(own.code, day, 'school-code')
  const sign = signs.get(mark)
  if (sign !== undefined) return inForce(sign, day, 'sign')
  const code = mark.toUpperCase()
  if (isKnown(code)) return inForce(code, day)
  const letter = /^([A-Z])0\d$/.exec(code)?.[1]
  return letter !== undefined && isKnown(letter) ? inForce(letter, day, 'school-code') : { ok: false, why: 'unknown' }
}

const inForce = (code: MarkCode, day: SchoolDay, as?: 'sign' | 'school-code'): MarkReading => {
  if (isInForce(code, day)) return { ok: true, code, ...(as && { as }) }
  return { ok: false, why: meaningOf(code).until === null ? 'not-yet' : 'retired' }
}
