import { useLocation } from 'react-router'
import { useSession } from '#client/app/session.tsx'
import { morningStanding } from '#domain/morning/morning-standing.ts'
import { asAmended } from '#domain/morning/as-amended.ts'
import { askedSession, wasAtSchool } from '#domain/morning/missing-today.ts'
import { markOf } from '#domain/morning/unexplained.ts'
import { reasonGivenWords } from '#domain/records/absence-asked.ts'
import { contactResultWords, type ContactNote } from '#domain/records/contact-note.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { sessionsOn } from '#domain/time/school-calendar.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import { relationshipOf, sayWhoFirst } from './people-words.ts'
import { usePupilView } from './pupil-view.tsx'
import { whoMayBeRung } from './who-may-be-rung.ts'

/**
 * What the safeguarding lead must know of a child who is missing this morning, when their form was opened because of it (`?morning`):
 * what the register says, each try in its order, and whom nobody has rung. Facts alone; null otherwise.
 */
export const useMissingThisMorning = (): string | null => {
  const { search } = useLocation()
  const { clock } = useSession()
  const { file, colleagues, mine, today, calendar } = usePupilView()
  if (!new URLSearchParams(search).has('morning')) return null
  const pupil = file.pupil.record
  const child = pupil.preferredForename ?? pupil.forename
  const year = file.registers.find(({ record }) => record.year === schoolYearOf(today))?.record
  const sessions = sessionsOn(today, calendar)
  const session = askedSession(year ?? null, today, sessions)
  const before = year === undefined || session === sessions[0] ? null : markOf(year, today, sessions[0] ?? 'morning')
  const mark = year === undefined || session === null ? null : markOf(year, today, session)
  const { attempts, unrung } = morningStanding({
    notes: asAmended(
      file.notes.map(({ record }) => record),
      file.amendments.map(({ record }) => record),
    ),
    parents: whoMayBeRung(file),
    leadToldAt: null,
    cutOffs: null,
    isAfternoonAlone: wasAtSchool(before),
    now: clock(),
  })
  const sayTry = (note: ContactNote): string => {
    const whom = note.participants
      .map(({ relationship, name }) => (relationship === '' ? name : relationship))
      .join(', ')
    const reason = note.absence?.reason ?? null
    const ended = reason === null ? contactResultWords[note.result] : reasonGivenWords[reason]
    const at = note.happenedAt === null ? '' : `${note.happenedAt} `
    return `${at}${sayWhoFirst(colleagues, note.by, mine)} and ${whom}: ${ended.toLowerCase()}.`
  }
  return [
    `${child} is missing without a reason on ${sayDay(today, today)}, ${session ?? 'today'}: ${mark === null ? 'no mark' : `marked ${mark}`}.`,
    ...(before === null ? [] : [`${wasAtSchool(before) ? 'Was here' : 'Not here'} in the morning: marked ${before}.`]),
    ...(attempts.length === 0 ? ['Nobody has been reached or rung today.'] : attempts.map(sayTry)),
    ...unrung.map(
      ({ parent, number }) => `Not rung today: ${relationshipOf(parent)}, number ending ${number.slice(-3)}.`,
    ),
  ].join('\n')
}
