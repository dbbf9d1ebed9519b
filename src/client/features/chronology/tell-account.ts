import { contactTitle, joinNames, meetingTitle, visitTitle } from '#client/casework/account-titles.ts'
import type { Kept } from '#client/casework/kept-record.ts'
import type { Amendment } from '#domain/records/amendment.ts'
import { childSeenWords } from '#domain/records/child-seen.ts'
import { agreementWords, voiceConsentWords, voiceMethodWords, type ChildVoice } from '#domain/records/child-voice.ts'
import { interpreterWords, safeguardingConcernWords, type ContactNote } from '#domain/records/contact-note.ts'
import { riskActionWords, visitOutcomeWords, visitReasonWords, type HomeVisit } from '#domain/records/home-visit.ts'
import { cameWords, meetingAboutWords, type Meeting } from '#domain/records/meeting.ts'
import { saidWithFamily } from './child-words.ts'
import { tellPictures } from './tell-pictures.ts'
import type { Telling } from './telling.ts'
import { isWithOthersAlone } from './third-parties.ts'
import { fact, nothing, parts, sayWhole, tellAmendments, timesOver, written, type Told, type Withheld } from './told.ts'

/** A contact: with whom, what was said, and whose words each are. */
export const tellContact = (note: ContactNote, amendments: Kept<Amendment>[], telling: Telling): Told => {
  const participants = note.confidentialSource ? [] : note.participants
  const ofChild = childPart(note, amendments, telling)
  const pictures = tellPictures(note, telling)
  const { concern } = note.safeguarding
  // A family about which somebody is worried is not warned by us, as of a visit.
  const isConcernTold = telling.audience !== 'family'
  // A correction of who it was with says again who told us.
  const told = note.confidentialSource
    ? ofChild.amendments.filter(({ record }) => record.field !== 'who')
    : ofChild.amendments
  return {
    ...nothing,
    title: contactTitle({ ...note, participants }),
    parts: parts([
      fact(
        'With',
        note.confidentialSource
          ? 'Somebody whose name is withheld'
          : joinNames(
              participants.map(({ name, relationship }) => (relationship === '' ? name : `${name} (${relationship})`)),
            ),
      ),
      fact('Interpreter', note.interpreter === 'none' ? '' : interpreterWords[note.interpreter]),
      fact(`${telling.child} seen`, ofChild.seen),
      fact('What happened and was said', note.facts),
      { lead: 'What the family thinks', words: note.familyView, sort: 'said' },
      { lead: `${telling.child}’s words`, words: ofChild.words, sort: 'said' },
      fact('What the school thinks', note.schoolView),
      fact('Warning given', warningWords[note.warningGiven]),
      fact('Safeguarding', isConcernTold && concern !== 'none' ? sayConcern(note.safeguarding) : ''),
      { lead: 'What the author thinks', words: note.opinion, sort: 'opinion' },
      pictures.part,
    ]),
    by: note.by,
    byRole: note.byRole,
    recordedAt: note.recordedAt,
    amendments: tellAmendments(told, note),
    withheld: [
      ...ofChild.withheld,
      ...pictures.withheld,
      ...(isConcernTold || concern === 'none' ? [] : (['between-services'] as const)),
      ...(note.confidentialSource ? timesOver(1 + ofChild.amendments.length - told.length, 'third-party') : []),
    ],
  }
}

const sayConcern = ({ concern, reference }: ContactNote['safeguarding']): string =>
  `${safeguardingConcernWords[concern]}${reference.trim() === '' ? '' : `, reference ${reference}`}`

const warningWords: Record<ContactNote['warningGiven'], string> = {
  none: '',
  informal: 'An informal word',
  'notice-to-improve': 'A notice to improve',
  legal: 'A legal warning',
}

/**
 * A home visit: who came to the door, what was seen and said. That there was one, when, and how it ended is never withheld from a family;
 * where a neighbour or another service came to the door alone, what follows from what they said is.
 */
export const tellVisit = (made: HomeVisit, madeAmendments: Kept<Amendment>[], telling: Telling): Told => {
  const isOthers = telling.audience === 'family' && isWithOthersAlone(made, telling)
  const visit = isOthers
    ? { ...made, answeredBy: [], saw: '', privateLines: '', familyWords: '', nextStep: '', thinks: '' }
    : made
  const amendments = isOthers ? madeAmendments.filter(({ record }) => record.field === 'childWords') : madeAmendments
  const ofChild = childPart(visit, amendments, telling)
  const pictures = tellPictures(made, telling)
  // A family that is to be looked at by the police or by children’s services is not warned by us.
  const isRiskTold = telling.audience !== 'family' || visit.riskAction === 'none'
  return {
    ...nothing,
    title: visitTitle(visit),
    parts: parts([
      fact('Reason', visit.reason === undefined ? '' : visitReasonWords[visit.reason]),
      fact(
        'Who came to the door',
        joinNames(
          visit.answeredBy.map(({ name, relationship }) => (relationship === '' ? name : `${name} (${relationship})`)),
        ),
      ),
      fact(
        'Interpreter',
        visit.interpreter === undefined || visit.interpreter === 'none' ? '' : interpreterWords[visit.interpreter],
      ),
      fact('At the door', [visit.arrivedAt, visit.leftAt].filter((time) => time !== null).join(' to ')),
      fact(`${telling.child} seen`, ofChild.seen),
      fact('What was seen and heard', visit.saw),
      fact(`About ${telling.child}`, visit.privateLines),
      { lead: 'What the adults said', words: visit.familyWords, sort: 'said' },
      { lead: `${telling.child}’s words`, words: ofChild.words, sort: 'said' },
      fact('Card left', visit.cardLeft ? 'Yes' : ''),
      fact('Told at once', isRiskTold && visit.riskAction !== 'none' ? riskActionWords[visit.riskAction] : ''),
      fact('How it ended', visitOutcomeWords[visit.outcome]),
      fact('Next step', visit.nextStep),
      { lead: 'What the author thinks', words: visit.thinks, sort: 'opinion' },
      pictures.part,
    ]),
    by: visit.by,
    byRole: visit.byRole,
    recordedAt: visit.recordedAt,
    amendments: tellAmendments(ofChild.amendments, visit),
    withheld: [
      ...ofChild.withheld,
      ...pictures.withheld,
      ...(isRiskTold ? [] : (['between-services'] as const)),
      ...(isOthers ? timesOver(1 + madeAmendments.length - amendments.length, 'third-party') : []),
    ],
  }
}

/** What a child said, with how it was heard. */
export const tellVoice = (voice: ChildVoice, amendments: Kept<Amendment>[], child: string): Told => ({
  ...written(voice, {
    title: voice.declined === null ? `${child}’s own words` : `${child} was asked and did not want to say`,
    parts: [
      { lead: `${child}’s words`, words: voice.words, sort: 'said' },
      { lead: 'Why not', words: voice.declined?.why ?? '', sort: 'said' },
      { lead: 'What would help', words: voice.wouldHelp, sort: 'said' },
      { lead: 'What is good at school', words: voice.goodAtSchool, sort: 'said' },
      fact(
        'How it was heard',
        [voiceMethodWords[voice.method], voice.through].filter((words) => words !== '').join(': '),
      ),
      fact('Agrees with the plan', voice.agreesWithPlan === 'not-asked' ? '' : agreementWords[voice.agreesWithPlan]),
      fact('May be shared', voiceConsentWords[voice.consent]),
    ],
  }),
  byRole: voice.byRole,
  amendments: tellAmendments(amendments, voice),
})

/** A meeting: who was invited and came, each side’s words apart, and what was agreed. */
export const tellMeeting = (meeting: Meeting, amendments: Kept<Amendment>[], telling: Telling): Told => {
  const ofChild = childPart(meeting, amendments, telling)
  return {
    ...written(meeting, {
      title: meetingTitle(meeting),
      parts: [
        fact('About', meetingAboutWords[meeting.about]),
        fact('Where', meeting.where),
        fact(
          'Invited',
          meeting.invited.map(({ name, came }) => `${name} (${cameWords[came].toLowerCase()})`).join(', '),
        ),
        { lead: `${telling.child}’s words`, words: ofChild.words, sort: 'said' },
        { lead: 'What the family said', words: meeting.said.family, sort: 'said' },
        { lead: 'What the school said', words: meeting.said.school, sort: 'said' },
        { lead: 'What the council or others said', words: meeting.said.council, sort: 'said' },
        fact('What was agreed', meeting.agreed),
        fact('Meeting again', meeting.nextOn === null ? '' : sayWhole(meeting.nextOn)),
      ],
    }),
    byRole: meeting.byRole,
    amendments: tellAmendments(ofChild.amendments, meeting),
    withheld: ofChild.withheld,
  }
}

type ChildPart = { words: string; seen: string; amendments: Kept<Amendment>[]; withheld: Withheld[] }

/**
 * What an account tells of what the child said, and what of that is withheld. A family that did not hear it is not given the words,
 * nor a correction of them, nor that the child spoke alone.
 */
const childPart = (
  account: ContactNote | HomeVisit | Meeting,
  amendments: Kept<Amendment>[],
  { audience }: Telling,
): ChildPart => {
  const words = account.kind === 'meeting' ? account.said.child : account.childWords
  const seen = account.kind === 'meeting' ? undefined : account.seen
  const said = seen === undefined ? '' : childSeenWords[seen]
  if (audience !== 'family' || saidWithFamily(account)) return { words, seen: said, amendments, withheld: [] }
  const told = amendments.filter(({ record }) => record.field !== 'childWords')
  const isAlone = seen === 'seen-and-spoken-alone'
  const count = Number(words.trim() !== '') + Number(isAlone) + amendments.length - told.length
  return { words: '', seen: isAlone ? 'Yes' : said, amendments: told, withheld: timesOver(count, 'child-asked') }
}
