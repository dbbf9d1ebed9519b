import type { Session } from '#domain/time/school-session.ts'
import type { MarksReport } from '../marks/import-marks.ts'
import type { MarkedPupil, MarksFile, NamedPupil, WrittenMark } from '../marks/marks-file.ts'
import { isUpnShaped } from '../read-upn.ts'
import { dayOfWonde, relatedId, type WondeCode, type WondeMark, type WondeStudent } from './wonde-shapes.ts'

/** What was asked of Wonde about one school. */
export type WondeAnswers = { students: WondeStudent[]; codes: WondeCode[]; marks: WondeMark[] }

const sessions: Readonly<Record<string, Session>> = { AM: 'morning', PM: 'afternoon' }

/**
 * Puts what Wonde answered into the shape of every source of marks, so that the same rules read it. A line is a student's place in
 * the list, from 1 (`namingPupils` says who that is); marks of a student who is not in the list are said under line 0.
 */
export const marksOfWonde = ({ students, codes, marks }: WondeAnswers): MarksFile => {
  const codeOf = new Map(codes.map(({ id, code }) => [id, code ?? ''] as const))
  const pupilOf = new Map<string, MarkedPupil>()
  for (const [place, student] of students.entries())
    pupilOf.set(student.id, { line: place + 1, who: whoIs(student), marks: [] })
  const unread = new Map<string, { line: number; reason: string; count: number }>()
  const notRead = (line: number, reason: string): void => {
    const known = unread.get(`${line} ${reason}`)
    if (known) known.count += 1
    else unread.set(`${line} ${reason}`, { line, reason, count: 1 })
  }
  for (const mark of marks) {
    const pupil = pupilOf.get(relatedId(mark.student_id, mark.student) ?? '')
    const line = pupil?.line ?? 0
    const read = readOne(mark, codeOf, line)
    if (pupil === undefined) notRead(line, 'of a student whom Wonde does not list')
    else if (typeof read === 'string') notRead(line, read)
    else pupil.marks.push(read)
  }
  return {
    format: 'wonde',
    layout: 'fetched',
    encoding: 'UTF-8',
    pupils: [...pupilOf.values()].filter((pupil) => pupil.marks.length > 0),
    rejected: [...unread.values()].map(({ line, reason, count }) => ({
      line,
      reason: `${count === 1 ? 'A mark' : `${count} marks`} ${reason} ${count === 1 ? 'was' : 'were'} not taken.`,
    })),
    warnings: [],
    columns: null,
    asWritten: null,
  }
}

/** Says of everything whose it is, by the pupil's number in the school's own system: how its office finds them there. */
export const namingPupils = (report: MarksReport, students: readonly WondeStudent[]): MarksReport => {
  const naming = (line: number | null, words: string): string => {
    const id = line === null ? undefined : students[line - 1]?.mis_id
    return id === undefined || id === null ? words : `Pupil ${id}: ${words}`
  }
  return {
    ...report,
    changed: report.changed.map(({ line, words }) => ({ line, words: naming(line, words) })),
    rejected: report.rejected.map(({ line, reason }) => ({ line, reason: naming(line, reason) })),
    warnings: report.warnings.map(({ line, words }) => ({ line, words: naming(line, words) })),
  }
}

const readOne = (mark: WondeMark, codeOf: ReadonlyMap<string, string>, line: number): WrittenMark | string => {
  const day = dayOfWonde(mark.date)
  if (day === null) return 'whose day cannot be read'
  const session = sessions[mark.session.trim().toUpperCase()]
  if (session === undefined) return 'of neither morning nor afternoon'
  const written = codeOf.get(relatedId(mark.attendance_code_id, mark.attendance_code) ?? '')
  return written === undefined ? 'with a code that Wonde does not list' : { line, day, session, written }
}

const whoIs = (student: WondeStudent): NamedPupil => {
  const details = student.education_details?.data
  const former = upnIn(details?.former_upn)
  return {
    ...(student.upi === null || student.upi === undefined ? {} : { upi: student.upi }),
    upn: upnIn(details?.upn),
    formerUpns: former === null ? [] : [former],
    forename: student.legal_forename ?? student.forename ?? null,
    surname: student.legal_surname ?? student.surname ?? null,
    bornOn:
      student.date_of_birth === null || student.date_of_birth === undefined ? null : dayOfWonde(student.date_of_birth),
  }
}

const upnIn = (text: string | null | undefined): string | null => {
  const upn = text?.trim().toUpperCase() ?? ''
  return isUpnShaped(upn) ? upn : null
}
