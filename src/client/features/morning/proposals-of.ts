import { sayWho, type Colleagues } from '#client/casework/people-words.ts'
import { proposedCode } from '#domain/morning/proposed-code.ts'
import { reasonGivenWords } from '#domain/records/absence-asked.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { sayWhom } from './say-morning.ts'
import type { MorningNow } from './use-morning.ts'

/** One session for which something is proposed: in words, as they are read out, printed and copied. */
export type Proposal = {
  key: string
  child: string
  /** `Thu 26 Nov, morning`. */
  session: string
  /** `I`, or a dash where no code follows from what was said. */
  code: string
  /** What the code means, or why there is none. */
  meaning: string
  /** `Ill. Mum, Thu 26 Nov 09:12, to S. Okoro`. */
  said: string
}

/**
 * What is proposed for the register: a code for every session of which a reason was given, and O where five school days are over
 * without one. Proposed, never entered: the register is the school's, and the office decides.
 */
export const proposalsOf = (
  { schools, reasons, today }: MorningNow,
  colleagues: Colleagues,
  mine: string,
): Proposal[] => {
  const ofToday = schools
    .flatMap(({ rows }) => rows)
    .flatMap(({ pupil, called, standing: { attempts } }) => {
      const note = attempts.findLast(({ absence }) => absence?.day === today && absence.reason !== null)
      return note === undefined ? [] : [proposalOf({ pupil, called, note, today, colleagues, mine })]
    })
  const ofBefore = reasons.flatMap(({ pupil, called, due, given }) =>
    due.flatMap((one): Proposal[] => {
      const note = given.find(({ absence }) => absence?.day === one.day)
      if (note !== undefined) return [proposalOf({ pupil, called, note, today, colleagues, mine })]
      if (!one.isOver) return []
      return [
        {
          key: `${pupil.id} ${one.day}`,
          child: nameOf(pupil, called),
          session: `${sayDay(one.day, today)}, ${one.sessions.join(' and ')}`,
          code: 'O',
          meaning: 'due, five school days are over',
          said: 'No reason was found.',
        },
      ]
    }),
  )
  return [...ofToday, ...ofBefore]
}

const proposalOf = ({
  pupil,
  called,
  note,
  today,
  colleagues,
  mine,
}: {
  pupil: Pupil
  called: string
  note: ContactNote
  today: string
  colleagues: Colleagues
  mine: string
}): Proposal => {
  const { day = note.happenedOn, session = 'morning', reason = null } = note.absence ?? {}
  const { code, words } = reason === null ? { code: null, words: '' } : proposedCode(reason)
  const when = `${sayDay(note.happenedOn, today)}${note.happenedAt === null ? '' : ` ${note.happenedAt}`}`
  return {
    key: note.id,
    child: nameOf(pupil, called),
    session: `${sayDay(day, today)}, ${session}`,
    code: code ?? '–',
    meaning: words,
    said: [
      `${reason === null ? '' : reasonGivenWords[reason]}. ${sayWhom(note)}, ${when}, to ${sayWho(colleagues, note.by, mine)}.`,
      ...(note.familyView === '' ? [] : [`“${note.familyView}”`]),
    ].join(' '),
  }
}

const nameOf = (pupil: Pupil, called: string): string =>
  pupil.registrationGroup === null ? called : `${called}, ${pupil.registrationGroup}`

/** The list as plain text, to be pasted into a message to the office. */
export const textOf = (proposals: readonly Proposal[]): string =>
  [
    'Proposed for the register',
    ...proposals.map(
      ({ child, session, code, meaning, said }) => `${child}. ${session}: ${code} (${meaning}). ${said}`,
    ),
  ].join('\n')
